import { csvFile } from '../contracts/csv.js'
import type { LineReport } from './report.js'

/**
 * The report as a CSV file, one row a line, that Excel opens in French and in English: UTF-8 with its mark, semicolons.
 * What could be taken for a formula gets an apostrophe before it.
 */
export function reportCsv(lines: readonly LineReport[]): string {
  const rows = lines.map(({ line, invoice, outcome, file, reasons, warnings, remarks }) => [
    String(line),
    invoice ?? '',
    outcome,
    file ?? '',
    reasons.join('; '),
    warnings.join('; '),
    remarks.join('; '),
  ])
  return csvFile(['line', 'invoice', 'outcome', 'file', 'reason', 'warning', 'remark'], rows)
}
