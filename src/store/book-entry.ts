import { type EntryDecision, isGiven, type MatchedBy, wordsOf } from '../domain/bank-entry.js'
import type { ReadEntry } from '../domain/bank-statement.js'
import { DomainError } from '../domain/errors.js'
import { addDays, type LegalDay } from '../domain/legal-day.js'
import { cents } from '../domain/money.js'
import type { Match, Proposal } from '../domain/payment-match.js'
import type { BankAccount } from '../generated/prisma/client.js'
import { allocatePayment, proposeFiles, type Share } from './allocate-payment.js'
import { unpaidCheque } from './cheque.js'
import { clearSlip } from './cheque-slip.js'
import { clearPayment } from './clear-payment.js'
import { clearBatch } from './collect-debits.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import type { ExpectedDeposit, UnclearedPayment } from './expected-money.js'
import type { Explanation } from './explain-entry.js'
import { type FundsKind, moveFunds } from './funds.js'
import { legalToday } from './legal-today.js'
import { lockPayment } from './payment-row.js'
import { receivePayment } from './receive-payment.js'
import { returnedDebit } from './return-debit.js'
import { bankPayment } from './settle-payment.js'
import { takeBackPayment } from './take-back-payment.js'
import { markBounced, markExecuted } from './transfer-order.js'

/** For whom, by whom and of which account entries are booked. */
export interface Booking {
  tenantId: string
  actor: string
  account: BankAccount
  now: Date
}

/** What an entry has become. */
export interface Booked {
  decision: EntryDecision
  match: MatchedBy | null
  paymentId: string | null
}

/**
 * Books an entry as what it is, in the caller's transaction. Whatever it is, the bank of the books moves by its sum.
 * @param entryId id of its row, which the movements are named after
 * @throws DomainError where a payment cannot be posted or taken back as it was meant to be
 */
export async function bookEntry(
  tx: Transaction,
  booking: Booking,
  entry: ReadEntry,
  entryId: string,
  { explanation, match }: { explanation: Explanation; match: Match },
): Promise<Booked> {
  const { tenantId, actor, account } = booking
  const movement = (kind: FundsKind, reference: string) =>
    ({ tenantId, kind, reference, currency: account.currency, on: entry.bookedOn, actor }) as const
  const charge = (amountCents: number) =>
    moveFunds(tx, movement('charge', entryId), { account: 'bank' }, { account: 'shortfall' }, cents(amountCents))
  const left = 0 - entry.amountCents
  switch (explanation.is) {
    case 'receipt':
      return receive(tx, booking, entry, match)
    case 'deposit':
      await clearDeposit(tx, booking, entry.bookedOn, explanation.deposit)
      return { decision: 'cleared', match: 'reference', paymentId: null }
    case 'clearing':
      await clearOne(tx, booking, entry.bookedOn, explanation.payment)
      return { decision: 'cleared', match: 'reference', paymentId: explanation.payment.paymentId }
    case 'payout':
      await moveFunds(tx, movement('payout', entryId), { account: 'provider' }, { account: 'bank' }, cents(entry.amountCents))
      return { decision: 'payout', match: 'reference', paymentId: null }
    case 'top-up':
      await moveFunds(tx, movement('topped-up', entryId), { account: 'shortfall' }, { account: 'bank' }, cents(entry.amountCents))
      return { decision: 'topped-up', match: 'iban', paymentId: null }
    case 'execution':
      for (const one of explanation.transfers)
        if (!(await markExecuted(tx, one, entry.bookedOn, actor))) throw new DomainError('order-executed', 'order')
      if (explanation.feeCents > 0) await charge(explanation.feeCents)
      return { decision: 'executed', match: 'reference', paymentId: onlyOne(explanation.transfers)?.paymentId ?? null }
    case 'bounce': {
      const { transfer } = explanation
      if (!(await markBounced(tx, transfer, entry.bookedOn, actor))) throw new DomainError('order-executed', 'order')
      if (transfer.amountCents > entry.amountCents) await charge(transfer.amountCents - entry.amountCents)
      return { decision: 'bounced', match: 'reference', paymentId: transfer.paymentId }
    }
    case 'return':
      return takeBack(tx, booking, entry, explanation)
    case 'known-return':
      return { decision: 'returned', match: 'reference', paymentId: null }
    case 'charge':
    case 'unexplained':
      // The agency owes the account whatever the bank has taken, until a person has found out what it was.
      await charge(left)
      return { decision: explanation.is === 'charge' ? 'charged' : 'unexplained', match: null, paymentId: null }
  }
}

const onlyOne = <T>(items: readonly T[]): T | undefined => (items.length === 1 ? items[0] : undefined)

async function clearDeposit(tx: Transaction, { tenantId, actor, now }: Booking, on: LegalDay, deposit: ExpectedDeposit): Promise<void> {
  const { id, reference, what } = deposit
  if (what === 'slip') await clearSlip(tx, { tenantId, slipId: id, on, actor }, now)
  else await clearBatch(tx, { tenantId, batch: id, block: reference, on, actor }, now)
}

/** One payment that was told of is at the bank. A cheque is credited subject to its being paid, and cleared later. */
async function clearOne(tx: Transaction, { tenantId, actor, now }: Booking, on: LegalDay, payment: UnclearedPayment): Promise<void> {
  const { paymentId, chequeId } = payment
  const row = await lockPayment(tx, tenantId, paymentId)
  if (chequeId === null) return clearPayment(tx, row, on, { actor, now })
  await bankPayment(tx, { tenantId, paymentId, on, actor })
  await tx.cheque.update({ where: { id: chequeId }, data: { clearedOn: toDay(on) } })
}

/** The bank gives no reason: ISO 20022 has a code for that. */
const NO_REASON = 'MS03'

async function takeBack(
  tx: Transaction,
  { tenantId, actor, now }: Booking,
  entry: ReadEntry,
  { paymentId, amountCents, feeCents, reason, debitId, chequeId }: Explanation & { is: 'return' },
): Promise<Booked> {
  const on = entry.bookedOn
  const seen = { tenantId, on, feeCents, where: 'bank', actor } as const
  if (debitId !== undefined) await returnedDebit(tx, { ...seen, debitId, code: entry.returnCode ?? NO_REASON, confirmed: true }, now)
  else if (chequeId !== undefined) await unpaidCheque(tx, { ...seen, chequeId, reason: 'other' }, now)
  else await takeBackPayment(tx, { ...seen, paymentId, reference: entry.key, amountCents: cents(amountCents), reason }, now)
  return { decision: 'returned', match: 'reference', paymentId }
}

/** New money: to the files that it is for without doubt, else it waits for a person. */
async function receive(tx: Transaction, booking: Booking, entry: ReadEntry, { certain, by, shares, proposals }: Match): Promise<Booked> {
  const { tenantId, actor, now } = booking
  const only = certain ? onlyOne(shares) : undefined
  const received = await receivePayment(tx, { ...incoming(booking, entry), fileId: only?.fileId ?? null }, now)
  const { paymentId } = received
  if (only) return { decision: received.outcome === 'to-allocate' ? 'proposed' : 'posted', match: by, paymentId }
  if (certain) {
    await allocatePayment(tx, { tenantId, paymentId, actor }, shares as Share[], now)
    return { decision: 'posted', match: by, paymentId }
  }
  if (proposals.length === 0) return { decision: 'to-allocate', match: null, paymentId }
  await proposeFiles(tx, paymentId, await withHolds(tx, proposals, now), now)
  return { decision: 'proposed', match: by, paymentId }
}

function incoming({ tenantId, actor, account }: Booking, entry: ReadEntry) {
  const { name, iban } = entry.counterparty
  return {
    tenantId,
    source: 'bank',
    sourceReference: `${account.id}:${entry.key}`,
    // Of a key the bank's own reference is all that people know.
    reference: isGiven(entry.endToEndId) ? entry.endToEndId : (entry.key.split('|')[0] ?? entry.key),
    method: 'transfer',
    money: { cents: cents(entry.amountCents), currency: account.currency },
    on: entry.bookedOn,
    named: entry.reference,
    payer: { name, iban, text: wordsOf(entry) || null },
    where: 'bank',
    clearedOn: entry.bookedOn,
    actor,
  } as const
}

/** Days that a file waits for a person where what speaks for it is no reference. */
const WAITS_DAYS = 14

/** A file that was named waits without end; one that a sum, a name or an IBAN speaks for waits for a while. */
async function withHolds(tx: Transaction, proposals: readonly Proposal[], now: Date) {
  const files = await tx.debtFile.findMany({ where: { id: { in: proposals.map(({ fileId }) => fileId) } } })
  return proposals.map((proposal) => {
    const isNamed = proposal.why.includes('reference') || proposal.why.includes('claim')
    const file = files.find(({ id }) => id === proposal.fileId)
    const today = file && legalToday(file, now)
    return { ...proposal, holdUntil: isNamed || !today ? null : addDays(today, WAITS_DAYS) }
  })
}
