import { hasNumber, isGiven, names, wordsOf } from '../domain/bank-entry.js'
import type { ReadEntry } from '../domain/bank-statement.js'
import { daysBetween } from '../domain/legal-day.js'
import type { TakenBackReason } from '../domain/money-event.js'
import type { Match } from '../domain/payment-match.js'
import {
  type EarlierEntry,
  type Expected,
  type ExpectedDeposit,
  type ExpectedTransfer,
  isOfProvider,
  type UnclearedPayment,
} from './expected-money.js'

/** What an entry is. Only a `receipt` is new money of somebody who pays. */
export type Explanation =
  | { is: 'receipt' }
  | { is: 'deposit'; deposit: ExpectedDeposit }
  | { is: 'clearing'; payment: UnclearedPayment }
  | { is: 'payout' }
  /** From an account of the tenant's own. */
  | { is: 'top-up' }
  | { is: 'execution'; transfers: ExpectedTransfer[]; feeCents: number }
  | { is: 'bounce'; transfer: ExpectedTransfer }
  | { is: 'return'; paymentId: string; amountCents: number; feeCents: number; reason: TakenBackReason; debitId?: string; chequeId?: string }
  /** Returned already, by hand: the bank only says so too. */
  | { is: 'known-return' }
  | { is: 'charge' }
  | { is: 'unexplained' }

/** Says what an entry is by what was expected; its match with files is told apart from what was told of by hand. */
export function explain(entry: ReadEntry, expected: Expected, match: Match): Explanation {
  return entry.amountCents > 0 ? explainCredit(entry, expected, match) : explainDebit(entry, expected)
}

function explainCredit(entry: ReadEntry, expected: Expected, match: Match): Explanation {
  const transfer = expected.transfers.find((one) => !one.returned && isBounceOf(one, entry))
  if (transfer) return { is: 'bounce', transfer }
  const taken = takenBackBy(entry, expected)
  if (entry.kind === 'charge' || taken?.decision === 'charged' || taken?.decision === 'unexplained') return { is: 'charge' }
  if (entry.counterparty.iban !== null && expected.ownAccounts.includes(entry.counterparty.iban)) return { is: 'top-up' }
  const deposit = depositOf(entry, expected.deposits)
  if (deposit) return { is: 'deposit', deposit }
  if (isPayout(entry, expected)) return { is: 'payout' }
  const payment = singleOf(entry, expected.uncleared) ?? toldByHand(entry, expected.uncleared, match)
  return payment ? { is: 'clearing', payment } : { is: 'receipt' }
}

/** A transfer of ours that came back whole: one of which the bank has kept something is looked at by a person. */
function isBounceOf({ endToEndId, amountCents }: ExpectedTransfer, entry: ReadEntry): boolean {
  return isNamed(entry, endToEndId) && entry.amountCents + entry.chargesCents === amountCents
}

const isNamed = (entry: ReadEntry, endToEndId: string) => entry.endToEndId === endToEndId || names(entry, endToEndId)

/** How banks name a credit of cheques or of direct debits. */
const DEPOSITS = /\b(rem(ise)?|cheques?|chq|prelevements?|prlv|sdd|lastschrift)\b/i
const MOST_DAYS_LATE = 15

/**
 * The slip of cheques, or block of direct debits, that the bank has credited in one sum: by its reference, or the only one of that
 * sum where the bank gives no more than what it is. Another sum is a person's to look at.
 */
function depositOf(entry: ReadEntry, deposits: readonly ExpectedDeposit[]): ExpectedDeposit | null {
  const possible = deposits.filter(({ amountCents, from }) => amountCents === entry.amountCents && from <= entry.bookedOn)
  const named = possible.find(({ reference }) => names(entry, reference))
  if (named) return named
  const isDeposit = /^PMNT\/(RCHQ|IDDT)/.test(entry.code ?? '') || (entry.counterparty.iban === null && DEPOSITS.test(wordsOf(entry)))
  const timely = possible.filter(({ from }) => daysBetween(from, entry.bookedOn) <= MOST_DAYS_LATE)
  return isDeposit && timely.length === 1 ? (timely[0] ?? null) : null
}

/** A cheque or direct debit that the bank has credited by itself. */
function singleOf(entry: ReadEntry, uncleared: readonly UnclearedPayment[]): UnclearedPayment | null {
  const isIts = ({ cents, endToEndId, chequeNumber }: UnclearedPayment) =>
    cents === entry.amountCents &&
    ((endToEndId !== null && isNamed(entry, endToEndId)) || (chequeNumber !== null && hasNumber(entry, chequeNumber)))
  return uncleared.find(isIts) ?? null
}

/**
 * A payout is named by its provider, or tells a sum that the provider has announced. More than the provider holds for us is no
 * payout that the books know of: a person must find out what it is.
 */
function isPayout(entry: ReadEntry, { payouts, providerCents }: Expected): boolean {
  const announced = payouts.some(({ reference, amountCents }) => amountCents === entry.amountCents && names(entry, reference))
  return announced || (isOfProvider(entry) && entry.amountCents <= providerCents)
}

/** Days between the word of a payment and its money at the bank. */
const MOST_DAYS_APART = 10

/** A payment that a person has recorded before the bank did: of the same file, or by its reference; of the same sum, and about the same day. */
function toldByHand(entry: ReadEntry, uncleared: readonly UnclearedPayment[], match: Match): UnclearedPayment | null {
  const files = [...match.shares, ...match.proposals].map(({ fileId }) => fileId)
  const apart = (payment: UnclearedPayment) => Math.abs(daysBetween(payment.on, entry.bookedOn))
  const possible = uncleared.filter(
    (payment) =>
      payment.source === 'operator' &&
      payment.cents === entry.amountCents &&
      apart(payment) <= MOST_DAYS_APART &&
      (names(entry, payment.reference) || payment.fileIds.some((fileId) => files.includes(fileId))),
  )
  return possible.sort((a, b) => apart(a) - apart(b) || (a.paymentId < b.paymentId ? -1 : 1))[0] ?? null
}

function explainDebit(entry: ReadEntry, expected: Expected): Explanation {
  const left = 0 - entry.amountCents
  const single = expected.transfers.find((one) => !one.executed && isNamed(entry, one.endToEndId))
  if (single && (left === single.amountCents || left === single.amountCents + entry.chargesCents))
    return { is: 'execution', transfers: [single], feeCents: left - single.amountCents }
  return (
    wholeOrder(entry, left, expected.transfers) ??
    returnOf(entry, left, expected) ?? { is: entry.kind === 'charge' ? 'charge' : 'unexplained' }
  )
}

/** One debit for all transfers of an order. */
function wholeOrder(entry: ReadEntry, left: number, transfers: readonly ExpectedTransfer[]): Explanation | null {
  const named = transfers.filter((one) => !one.executed && names(entry, one.orderReference))
  for (const orderId of new Set(named.map((one) => one.orderId))) {
    const items = named.filter((one) => one.orderId === orderId)
    if (items.reduce((total, { amountCents }) => total + amountCents, 0) === left) return { is: 'execution', transfers: items, feeCents: 0 }
  }
  return null
}

/** A direct debit or cheque that came back, or a credit that the bank takes back. */
function returnOf(entry: ReadEntry, left: number, expected: Expected): Explanation | null {
  const debit = expected.debits.find(
    ({ endToEndId, amountCents }) => isNamed(entry, endToEndId) && (left === amountCents || left === amountCents + entry.chargesCents),
  )
  if (debit?.returned) return { is: 'known-return' }
  if (debit) {
    const { paymentId, amountCents, id: debitId } = debit
    return { is: 'return', paymentId, amountCents, feeCents: left - amountCents, reason: 'returned', debitId }
  }
  const cheque = expected.cheques.find(({ number, amountCents }) => amountCents === left && hasNumber(entry, number))
  if (cheque) return { is: 'return', paymentId: cheque.paymentId, amountCents: left, feeCents: 0, reason: 'unpaid', chequeId: cheque.id }
  const taken = takenBackBy(entry, expected)
  if (!taken?.paymentId) return null
  const reason = entry.kind === 'reversal' ? 'error' : 'returned'
  return { is: 'return', paymentId: taken.paymentId, amountCents: left, feeCents: 0, reason }
}

/** The entry that a reversal or return takes back: of the same reference, and the same sum the other way. */
function takenBackBy(entry: ReadEntry, { earlier }: Expected): EarlierEntry | null {
  if (entry.kind !== 'reversal' && entry.kind !== 'return') return null
  const isSame = (one: EarlierEntry) =>
    (isGiven(entry.endToEndId) && one.endToEndId === entry.endToEndId) || (isGiven(entry.reference) && one.reference === entry.reference)
  return earlier.find((one) => one.amountCents === 0 - entry.amountCents && isSame(one)) ?? null
}
