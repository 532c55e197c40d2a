import type { LineReport } from './report.js'

/** What makes a spreadsheet take a text for a formula, also in its full width. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/
const BYTE_ORDER_MARK = '\ufeff'

/**
 * The report as a CSV file, one row a line, that Excel opens in French and in English: UTF-8 with its mark, semicolons.
 * What could be taken for a formula gets an apostrophe before it.
 */
export function reportCsv(lines: readonly LineReport[]): string {
  const rows = lines.map(({ line, invoice, outcome, file, reasons, warnings }) =>
    [String(line), invoice ?? '', outcome, file ?? '', reasons.join('; '), warnings.join('; ')].map(csvField).join(';'),
  )
  return `${BYTE_ORDER_MARK}${['line;invoice;outcome;file;reason;warning', ...rows].join('\r\n')}\r\n`
}

/** A text as one field of a CSV file. */
export function csvField(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text
  return /[";,\r\n\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
