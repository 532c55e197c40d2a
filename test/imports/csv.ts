import { planImport } from '../../src/imports/plan.js'
import { readTable } from '../../src/imports/read-table.js'

/** Columns that every test file begins with, so that a row says what it is about. */
export const HEADER = 'code client;nom;code postal;n° facture;date facture;échéance;montant TTC'

/** A portfolio of these rows under `HEADER`, or under the first of them. */
export const csv = (rows: readonly string[], header = HEADER): Buffer => Buffer.from(`${[header, ...rows].join('\n')}\n`)

export type Options = Partial<Parameters<typeof planImport>[1]>

export async function plan(bytes: Uint8Array, options: Options = {}) {
  return planImport(await readTable(bytes), { creditor: 'C-001', ...options })
}

/** What became of each line, `3: refused (claim.amount “0” is zero)`. */
export async function outcomes(bytes: Uint8Array, options: Options = {}): Promise<string[]> {
  const { lines } = await plan(bytes, options)
  return lines.map(({ line, outcome, reasons }) => `${line}: ${outcome}${reasons.length > 0 ? ` (${reasons.join('; ')})` : ''}`)
}
