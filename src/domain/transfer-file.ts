import type { LegalDay } from './legal-day.js'
import type { Cents } from './money.js'

/** An order of credit transfers in euros, as a bank is to have it. */
export interface TransferFile {
  /** Unique for whoever sends it. */
  reference: string
  /** When it was agreed to: the same order makes the same file. */
  madeAt: Date
  debtor: { name: string; iban: string; bic: string | null }
  transfers: CreditTransfer[]
}

export interface CreditTransfer {
  endToEndId: string
  executeOn: LegalDay
  holder: string
  iban: string
  bic: string | null
  amountCents: Cents
  /** What the payee reads. */
  text: string
}
