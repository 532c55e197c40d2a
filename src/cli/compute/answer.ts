import type { Sourced } from '../../domain/law-pack.js'

/** What a calculator found: the fields that programs read, and the words that people do. */
export interface Answer {
  fields: object
  words: string
}

/** Rows in columns, each as wide as its widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((most, row) => row.map((cell, column) => Math.max(cell.length, most[column] ?? 0)), [])
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** A source as it is printed, with a warning where no text of law was found for it. */
export const sourceOf = ({ source, confirmed }: Pick<Sourced<unknown>, 'source' | 'confirmed'>): string =>
  confirmed ? source : `${source} (not confirmed: check before you rely on it)`

/** Lines below an answer. */
export const withNotes = (words: string, notes: readonly string[]): string => [words, ...notes.map((note) => `Note: ${note}`)].join('\n')
