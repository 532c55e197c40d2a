import type { ClosingReason } from '../domain/closing-reason.js'
import type { Sourced } from '../domain/law-pack.js'
import { addYears, type LegalDay } from '../domain/legal-day.js'
import { law, unconfirmed } from './sourced.js'

/** Years for which papers are kept. */
export interface Retention {
  /** A file's own papers, from the day on which it was closed. */
  file: Sourced<number>
  /** The same where somebody may yet answer for a crime. */
  fraud: Sourced<number>
  /** Documents of the accounts (receipts, statements, invoices, ledger), from the end of the year that they belong to. */
  accounting: Sourced<number>
}

const BY_COUNTRY: Readonly<Record<string, Retention>> = {
  FR: {
    file: unconfirmed(5, 'house policy, after Code civil art. 2224: so long can a debtor or creditor hold the agency to what it did'),
    fraud: unconfirmed(6, 'house policy, after Code de procédure pénale art. 8: limitation of a délit'),
    accounting: law(10, 'Code de commerce L123-22'),
  },
}

const ELSEWHERE: Retention = {
  file: unconfirmed(5, 'house policy for countries whose law is not written down here'),
  fraud: unconfirmed(6, 'house policy for countries whose law is not written down here'),
  accounting: unconfirmed(10, 'house policy for countries whose law is not written down here'),
}

/** How long papers are kept under the law of a country. */
export const retentionOf = (country: string): Retention => BY_COUNTRY[country] ?? ELSEWHERE

/** Last day on which the papers of a closed file are kept. Those that belong to the accounts stay as long as these want. */
export function retainUntil(country: string, closedOn: LegalDay, reason: ClosingReason): LegalDay {
  const { file, fraud } = retentionOf(country)
  return addYears(closedOn, (reason === 'fraud' ? fraud : file).value)
}
