import type { LegalDay } from './legal-day.js'

/** A bank's statement of an account, as any of its formats says it. Sums are minor units, below zero where money is owed or left. */
export interface ReadStatement {
  /** `camt.053.001.08`, `cfonb120`, `mt940`. */
  format: string
  /** Only a `statement` is booked: an `interim` report and a `notification` tell of what a statement will book. */
  kind: 'statement' | 'interim' | 'notification'
  /** The bank's identification of it, unique for the account. */
  key: string
  /** IBAN, or the bank's own number, without spaces. */
  account: string
  currency: string
  openedOn: LegalDay | null
  closedOn: LegalDay | null
  opening: Balance | null
  closing: Balance | null
  entries: ReadEntry[]
  /** Of the booked entries in the account's currency. */
  sumCents: number
  /** Whether opening and booked entries make closing; null where one of the balances is not there. */
  balanced: boolean | null
  /** What does not add up, in one sentence each. */
  faults: string[]
}

export interface Balance {
  amountCents: number
  currency: string
  on: LegalDay
}

/** One booking, or one transaction of a booking that holds several and says all of them. */
export interface ReadEntry {
  /** The bank's reference where it gives one, else what stands for it: the same entry has the same key in every file. */
  key: string
  status: 'booked' | 'pending' | 'information'
  bookedOn: LegalDay
  valueOn: LegalDay
  amountCents: number
  currency: string
  /** `return`: a payment or direct debit that came back. `reversal`: the bank takes its own booking back. `charge`: the bank's price. */
  kind: 'credit' | 'debit' | 'return' | 'reversal' | 'charge'
  counterparty: { name: string | null; iban: string | null }
  /** Unstructured remittance information, its lines joined by spaces. */
  remittance: string
  /** Structured creditor reference, as given. */
  reference: string | null
  endToEndId: string | null
  /** Mandate of a direct debit. */
  mandateId: string | null
  /** ISO code of a return: AM04, MD06; CFONB's own two characters where ISO has none. */
  returnCode: string | null
  /** Charges that the bank took off before booking. */
  chargesCents: number
  /** What was sent, where it was another currency. */
  instructed: { amountCents: number; currency: string } | null
  /** What the bank calls the booking: `PMNT/RCDT/ESCT`, `05`, `NTRF`. */
  code: string | null
}
