/** What makes a spreadsheet take a text for a formula, also in its full width. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/
const BYTE_ORDER_MARK = '\ufeff'

/** A field of a row: a text, or a figure that a spreadsheet reckons with. */
export type CsvCell = string | { figure: string }

/**
 * Rows as a CSV file that Excel opens in French and in English: UTF-8 with its mark, semicolons. A text that could be taken for a formula
 * gets an apostrophe before it.
 */
export function csvFile(head: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  const lines = [head, ...rows].map((row) => row.map((cell) => (typeof cell === 'string' ? csvField(cell) : cell.figure)).join(';'))
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`
}

/** A text as one field of a CSV file. */
export function csvField(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text
  return /[";,\r\n\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
