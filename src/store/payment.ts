import { statementsOf } from '../domain/account.js'
import { type Allocation, allocate } from '../domain/balance.js'
import { DomainError } from '../domain/errors.js'
import type { Imputation } from '../domain/facts.js'
import { earlier, type LegalDay, legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { type Cents, cents, type Money, sum } from '../domain/money.js'
import { remissionDue, STATED_SUM } from '../domain/stated-sum.js'
import { lawOf } from '../law/book.js'
import { proposeAcknowledgements } from './acknowledgement.js'
import type { Database, Transaction } from './database.js'
import { type Case, loadCase } from './facts.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockFileOf } from './file-row.js'
import { entriesOf, post, valueDay } from './ledger.js'
import { tell } from './outbox.js'

export interface PaymentFact {
  tenantId: string
  fileId: string
  actor: string
  /** The payment's own reference: posted once per file. */
  reference: string
  now: Date
}

/** What the debtor, or the contract, has said about a payment; the law says the rest. */
export interface PaymentChoice {
  /** Day from which it counts; today where it is left out. */
  on?: LegalDay | undefined
  /** References of the claims that it pays, in this order (Code civil art. 1342-10). */
  claims?: readonly string[] | undefined
  imputation?: Imputation | undefined
}

/**
 * Posts a payment to the file's claims and leaves word for the file, in one transaction under its lock: once this returns,
 * no act is released that did not know of the money. Posted again it changes nothing.
 * @throws DomainError file-unknown, currency-mismatch, claim-unknown, payment-day-future, payment-duplicate (same
 * reference, other amount), payment-exceeds-balance
 */
export async function recordPayment(
  db: Database,
  fact: PaymentFact,
  { cents: amountCents, currency }: Money,
  choice: PaymentChoice = {},
): Promise<void> {
  await db.$transaction(async (tx) => {
    const file = await lockFileOf(tx, fact.tenantId, fact.fileId)
    const otherCurrency = await tx.claim.count({ where: { files: { some: { fileId: file.id } }, currency: { not: currency } } })
    if (otherCurrency > 0) throw new DomainError('currency-mismatch', 'currency')
    const at = legalNow(file, fact.now)
    const today = legalDayOf(at, lawOf(file.country).zone)
    const { on = today, claims, imputation = 'law' } = choice
    if (on > today) throw new DomainError('payment-day-future', 'on')
    if (await postPayment(tx, file, { ...fact, amountCents, on, at, claims, imputation })) await tell(tx, file.id, 'payment')
  })
}

export interface NewPayment extends Pick<PaymentChoice, 'claims' | 'imputation'> {
  actor: string
  reference: string
  amountCents: Cents
  on: LegalDay
  at: Date
}

/**
 * Posts a payment under the file's lock, and writes it into the file's history. Whoever calls sees to it that the file hears of it.
 * @returns whether it was posted now; a payment that was posted before changes nothing
 * @throws DomainError claim-unknown, payment-duplicate, payment-exceeds-balance
 */
export async function postPayment(tx: Transaction, file: FileRow, payment: NewPayment): Promise<boolean> {
  const { actor, reference, amountCents, at, claims, imputation = 'law' } = payment
  const posted = await entriesOf(tx, file.id, 'payment', reference)
  if (posted.length > 0) {
    if (totalOf(posted) !== amountCents) throw new DomainError('payment-duplicate', 'reference')
    return false
  }
  const before = await loadCase(tx, file.id)
  const on = earlier(payment.on, valueDay(before, at))
  const { parts, rest } = await split(tx, file, before, { ...payment, on })
  if (rest > 0) throw new DomainError('payment-exceeds-balance', 'amountCents')
  const choice = imputation === 'law' ? 'law' : 'principal_first'
  await post(tx, file, { kind: 'payment', reference, valueOn: on, imputation: choice }, parts)
  const after = await loadCase(tx, file.id)
  requireNoMoreOverpaid(before, after, legalDayOf(at, after.law.zone))
  await remitRest(tx, file, after, reference)
  const chosen = { ...(claims && { claims: [...claims] }), ...(imputation !== 'law' && { imputation }) }
  await appendEvent(tx, file.id, { kind: 'payment-recorded', actor, legalTime: at, data: { reference, amountCents, on, ...chosen } })
  await proposeAcknowledgements(tx, file, { reference, on, at, claimIds: parts.map(({ claimId }) => claimId) })
  return true
}

/** Splits a payment over the claims: those that the debtor names, in that order, else as the law says. @throws DomainError claim-unknown */
async function split(tx: Transaction, file: FileRow, { facts, law }: Case, { claims, amountCents, on }: NewPayment): Promise<Allocation> {
  if (!claims) return allocate(facts, law, on, amountCents)
  const rows = await tx.claim.findMany({ where: { files: { some: { fileId: file.id } } }, select: { id: true, reference: true } })
  const choice = claims.map((reference) => rows.find((row) => row.reference === reference)?.id ?? reference)
  return allocate(facts, law, on, amountCents, choice)
}

/** A payment that counts from an earlier day may meet others that came after that day, and be more than is owed with them. */
function requireNoMoreOverpaid(before: Case, after: Case, today: LegalDay): void {
  const overpaid = ({ facts, law }: Case) => sum(statementsOf(facts, law, today).map(({ overpaidCents }) => overpaidCents))
  if (overpaid(after) > overpaid(before)) throw new DomainError('payment-exceeds-balance', 'amountCents')
}

/** Whoever pays in time what a message stated owes no interest that has grown since: it is let go from the day of the payment. */
async function remitRest(tx: Transaction, file: FileRow, { facts, law }: Case, reference: string): Promise<void> {
  const on = facts.claims.flatMap(({ money }) => money.map((fact) => fact.on)).reduce((a, b) => (a > b ? a : b), '')
  const parts = remissionDue(facts, law, on)
  if (parts.length > 0) await post(tx, file, { kind: 'remission', reference: `${STATED_SUM}${reference}`, valueOn: on }, parts)
}

/**
 * Takes a payment back (a returned direct debit, an unpaid cheque): what it had settled is owed again, with what was let go
 * because of it, and a closed file opens again when it hears of it.
 * @throws DomainError file-unknown, payment-unknown, payment-already-reversed
 */
export async function reversePayment(db: Database, fact: PaymentFact): Promise<void> {
  const { tenantId, actor, reference } = fact
  await db.$transaction(async (tx) => {
    const file = await lockFileOf(tx, tenantId, fact.fileId)
    const paid = await entriesOf(tx, file.id, 'payment', reference)
    if (paid.length === 0) throw new DomainError('payment-unknown', 'reference')
    if ((await entriesOf(tx, file.id, 'reversal', reference)).length > 0) throw new DomainError('payment-already-reversed', 'reference')
    const parts = paid.map(({ claimId, amountCents }) => ({ claimId, amountCents: cents(amountCents) }))
    const at = legalNow(file, fact.now)
    const valueOn = valueDay(await loadCase(tx, file.id), at)
    await post(tx, file, { kind: 'reversal', reference, valueOn }, parts)
    const remitted = await entriesOf(tx, file.id, 'remission', `${STATED_SUM}${reference}`)
    const remissions = remitted.map(({ claimId, amountCents }) => ({ claimId, amountCents: cents(amountCents) }))
    if (remissions.length > 0) await post(tx, file, { kind: 'reversal', reference: `${STATED_SUM}${reference}`, valueOn }, remissions)
    const data = { reference, amountCents: sum(parts.map(({ amountCents }) => amountCents)) }
    await appendEvent(tx, file.id, { kind: 'payment-reversed', actor, legalTime: at, data })
    await tell(tx, file.id, 'reversal')
  })
}

const totalOf = (postings: { amountCents: bigint }[]) => sum(postings.map(({ amountCents }) => cents(amountCents)))
