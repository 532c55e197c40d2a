import { createHash } from 'node:crypto'
import type { Balance, ReadEntry, ReadStatement } from '../../domain/bank-statement.js'
import type { LegalDay } from '../../domain/legal-day.js'
import { amountWords } from './minor-units.js'
import { StatementError } from './statement-error.js'

export type DraftEntry = Omit<ReadEntry, 'key'>

/** One booking as a format says it: a single entry, or the transactions that make it. */
export interface Booking {
  /** The bank's reference of the booking, null where it gives none. */
  reference: string | null
  entries: DraftEntry[]
  /** What else it says that tells it from an equal one. */
  marks?: readonly string[]
}

/** A statement as a format says it, before its entries have keys and its sums are proved. */
export interface StatementDraft {
  format: string
  kind: ReadStatement['kind']
  /** What identifies it, in the order of weight; what is not there is left out. */
  identification: readonly (string | null)[]
  /** Which page of several it is, from 1. */
  page: number
  account: string
  currency: string
  openedOn: LegalDay | null
  closedOn: LegalDay | null
  opening: Balance | null
  closing: Balance | null
  bookings: Booking[]
  faults: string[]
}

/** @throws StatementError where sums go beyond exact integers */
export function finishStatement(draft: StatementDraft): ReadStatement {
  const { format, kind, account, currency, openedOn, closedOn, opening, closing } = draft
  const entries = withKeys(draft.bookings, draft.page)
  const booked = entries.filter(({ status }) => status === 'booked')
  const sumCents = exactSum(booked.filter((entry) => entry.currency === currency).map(({ amountCents }) => amountCents))
  const proof = prove(draft, sumCents)
  const faults = [...draft.faults, ...otherCurrencies(booked, currency), ...proof.faults]
  const key = draft.identification.filter((part) => part !== null).join('/')
  return { format, kind, key, account, currency, openedOn, closedOn, opening, closing, entries, sumCents, balanced: proof.balanced, faults }
}

/** Statements of one account that a file gives the same identification are told apart by their order in it. */
export function distinguish(statements: ReadStatement[]): ReadStatement[] {
  const occurrence = counter()
  return statements.map((statement) => ({ ...statement, key: occurrence(statement.key, `${statement.account} ${statement.currency}`) }))
}

/**
 * The bank's reference with amount and day, because banks use one reference for a booking and its reversal, or again next year;
 * without a reference a hash over what the entry says. Equal ones in a statement are numbered, and so are a booking's
 * transactions, so that the same entry has the same key in whatever file it comes.
 */
function withKeys(bookings: readonly Booking[], page: number): ReadEntry[] {
  const occurrence = counter()
  return bookings.flatMap((booking) => {
    const key = occurrence(bookingKey(booking, page))
    const single = booking.entries.length === 1
    return booking.entries.map((entry, index) => ({ key: single ? key : `${key}/${index + 1}`, ...entry }))
  })
}

function bookingKey({ reference, entries, marks = [] }: Booking, page: number): string {
  const first = entries[0]
  if (reference !== null && first) {
    const amount = exactSum(entries.map(({ amountCents }) => amountCents))
    return [reference, first.bookedOn, amount, first.currency].join('|')
  }
  const canonical = entries.map((entry) => [
    entry.bookedOn,
    entry.valueOn,
    entry.amountCents,
    entry.currency,
    entry.counterparty.name,
    entry.counterparty.iban,
    entry.remittance,
    entry.reference,
    entry.endToEndId,
    entry.mandateId,
    entry.returnCode,
    entry.code,
  ])
  // Pages come as files of their own: equal entries of two pages are two entries.
  const hash = createHash('sha256').update(JSON.stringify([...(page > 1 ? [page] : []), ...marks, ...canonical]))
  return hash.digest('hex').slice(0, 32)
}

/** Leaves the first of equal texts as it is and numbers the others: `a`, `a#2`, `a#3`. */
function counter(): (text: string, within?: string) => string {
  const seen = new Map<string, number>()
  return (text, within = '') => {
    const id = `${within}\n${text}`
    const times = (seen.get(id) ?? 0) + 1
    seen.set(id, times)
    return times === 1 ? text : `${text}#${times}`
  }
}

function prove({ opening, closing, currency }: StatementDraft, sumCents: number): { balanced: boolean | null; faults: string[] } {
  if (!opening || !closing) return { balanced: null, faults: [] }
  if (opening.currency !== closing.currency || opening.currency !== currency) {
    const currencies = `the account is in ${currency}, its opening balance in ${opening.currency}, its closing balance in ${closing.currency}`
    return { balanced: false, faults: [`The balances do not add up: ${currencies}.`] }
  }
  const expected = exactSum([opening.amountCents, sumCents])
  if (expected === closing.amountCents) return { balanced: true, faults: [] }
  const words = [opening.amountCents, sumCents, expected].map((cents) => amountWords(cents, currency))
  const closed = amountWords(closing.amountCents, currency)
  return { balanced: false, faults: [`Opening ${words[0]} and entries of ${words[1]} make ${words[2]}, the closing balance is ${closed}.`] }
}

function otherCurrencies(booked: readonly ReadEntry[], currency: string): string[] {
  const others = booked.filter((entry) => entry.currency !== currency)
  const codes = [...new Set(others.map((entry) => entry.currency))].join(', ')
  return others.length === 0
    ? []
    : [`Of the booked entries ${others.length} are in ${codes}, the account is in ${currency}: they are not in its sum.`]
}

/** @throws StatementError beyond exact integers */
export function exactSum(amounts: readonly number[]): number {
  let total = 0n
  for (const amount of amounts) total += BigInt(amount)
  if (!Number.isSafeInteger(Number(total))) throw new StatementError('The sums of a statement are too large.')
  return Number(total)
}
