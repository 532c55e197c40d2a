import type { LegalDay } from './legal-day.js'
import type { Cents } from './money.js'
import type { Ppm } from './rate.js'

/** What the agency earns something for. */
export const COMMISSION_KINDS = ['collected', 'direct', 'placement', 'minimum', 'withdrawal'] as const
export type CommissionKind = (typeof COMMISSION_KINDS)[number]

/** Who sells or buys, as an invoice names it. */
export interface InvoiceParty {
  name: string
  addressLines: string[]
  postcode: string
  city: string
  /** Two letters. */
  country: string
  siren: string | null
  vat: string | null
}

/** One thing that was earned, or is given back. */
export interface InvoicePaperLine {
  kind: CommissionKind
  on: LegalDay
  /** References of the file and of the payment, and the debtor's name. */
  file: string | null
  debtor: string | null
  payment: string | null
  /** Zero where it is a flat sum. */
  baseCents: Cents
  ppm: Ppm
  /** Below zero where it is given back. */
  amountCents: Cents
}

/** An invoice that is named by one that corrects it. */
export interface PrecedingInvoice {
  number: string
  issuedOn: LegalDay
}

/** How value added tax stands on an invoice: EN 16931 code of its category, the rate, and what must be written where there is none. */
export interface InvoiceVat {
  category: 'S' | 'AE' | 'O'
  ppm: Ppm
  mention: string | null
}

/** All that an invoice of the agency says, or a credit note: its sums are below zero. */
export interface InvoicePaper {
  kind: 'invoice' | 'credit-note'
  number: string
  from: LegalDay
  through: LegalDay
  issuedOn: LegalDay
  dueOn: LegalDay
  currency: string
  seller: InvoiceParty
  /** The agency's own account, where the creditor pays to; null where none is known. */
  iban: string | null
  buyer: InvoiceParty
  lines: InvoicePaperLine[]
  netCents: Cents
  vat: InvoiceVat
  vatCents: Cents
  totalCents: Cents
  /** Whether it is kept of what is passed on. */
  isNetted: boolean
  /** Invoices of which something is given back. */
  corrects: PrecedingInvoice[]
  /** What the law wants an invoice to say: term, penalties, indemnity. */
  terms: string[]
}

/** Makes the file that a creditor is sent. */
export type WriteInvoice = (paper: InvoicePaper) => Promise<Uint8Array<ArrayBuffer>>
