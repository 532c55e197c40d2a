/** A number of a spreadsheet as it is stored, `1234.5`: its decimal sign is never in doubt. */
export interface NumberCell {
  readonly number: string
}

/** What stands in one cell. Days of a spreadsheet come as `YYYY-MM-DD`; an empty cell is the empty text. */
export type Cell = string | NumberCell

export interface Row {
  /** Line of the file on which the row begins, the first being 1. */
  readonly line: number
  readonly cells: readonly Cell[]
}

/** A file of rows under one header, whatever its format was. */
export interface Table {
  readonly header: readonly string[]
  /** Each as wide as the header. */
  readonly rows: readonly Row[]
  /** Lines that are no row under this header, each with the reason. */
  readonly broken: readonly { readonly line: number; readonly reason: string }[]
}

export const isEmpty = (cell: Cell): boolean => typeof cell === 'string' && cell.trim() === ''
