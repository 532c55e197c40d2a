import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { type Cents, cents, sum } from '../domain/money.js'
import type { TakenBackReason } from '../domain/money-event.js'
import { isReversalOf, reversalReference } from '../domain/reversal.js'
import { STATED_SUM } from '../domain/stated-sum.js'
import { settleProposals } from './allocate-payment.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import { loadCase } from './facts.js'
import { appendToEach } from './file-event.js'
import { type FileRow, lockFilesSharing, type SharedFile } from './file-row.js'
import { bookDay, bothSides, type Leg, movementRows, owedOfPayment } from './funds.js'
import { giftReference, ledgerReferenceOf } from './give-to-file.js'
import { insertBatch } from './insert-rows.js'
import { cancelReceipts, issueReceipt } from './issue-receipt.js'
import { entriesOf, type Part, post, valueDay } from './ledger.js'
import { isFinal, lockPayment, type PaymentRow } from './payment-row.js'
import { reopenPlans } from './plan-reopening.js'
import { unsettle } from './settle-settlement.js'
import { onClaims } from './shared-claim.js'

export interface TakingBack {
  tenantId: string
  paymentId: string
  /** Unique for the payment: the event, return or refund that takes it back. */
  reference: string
  /** So much of it; all that is left of it where it is null. */
  amountCents: Cents | null
  reason: TakenBackReason
  /** Where the money leaves from. */
  where: 'bank' | 'provider' | 'clearing'
  /** What a provider or bank charges for it. */
  feeCents?: number
  /** Day on which the bank booked that it left; today where nobody has said. */
  on?: LegalDay
  actor: string
}

/**
 * Takes a payment back, in the caller's transaction: first what was due to be refunded or not allocated, then what its files had
 * of it, the last given first; what is more than all that is the agency's to make good. What it had settled is owed again,
 * receipts are cancelled, the creditor is told, a closed file opens again when it hears of it. Told again it changes nothing.
 * @throws DomainError payment-unknown, payment-already-reversed where all that is left is nothing
 */
export async function takeBackPayment(tx: Transaction, takingBack: TakingBack, now: Date): Promise<void> {
  const { tenantId, paymentId, reference, amountCents } = takingBack
  const payment = await lockPayment(tx, tenantId, paymentId)
  const gone = { tenantId_kind_reference: { tenantId, kind: 'gone', reference: `${paymentId}:${reference}` } }
  if (await tx.fundsEntry.findUnique({ where: gone, select: { id: true } })) return
  const refunds = await owedOfPayment(tx, paymentId, 'refunds')
  const unallocated = await owedOfPayment(tx, paymentId, 'unallocated')
  const gifts = await giftsOf(tx, paymentId)
  const there = cents(refunds + unallocated + sum(gifts.map((gift) => gift.cents)))
  if (there === 0 && amountCents === null) throw new DomainError('payment-already-reversed', 'reference')
  const total = amountCents ?? there
  const fromRefunds = cents(Math.min(total, refunds))
  const fromUnallocated = cents(Math.min(total - fromRefunds, unallocated))
  const fromFiles = await takeFromFiles(tx, takingBack, payment, gifts, cents(total - fromRefunds - fromUnallocated), now)
  if (fromUnallocated > 0 && fromUnallocated === unallocated) await settleProposals(tx, payment, now)
  await writeGone(tx, takingBack, payment, { total, fromRefunds, fromUnallocated: cents(fromUnallocated + fromFiles) }, now)
}

/** What a payment has given to a file under one reference of the claims' ledger, and not taken back. */
interface Gift {
  fileId: string
  ledgerReference: string
  cents: Cents
}

/** Gifts of a payment that still stand, the last first. */
async function giftsOf(tx: Transaction, paymentId: string): Promise<Gift[]> {
  const entries = await tx.fundsEntry.findMany({
    where: { paymentId, kind: { in: ['allocated', 'taken-back'] } },
    include: { legs: { where: { account: 'creditor' } } },
    orderBy: { id: 'asc' },
  })
  const gifts = new Map<string, Gift>()
  for (const { kind, reference, fileId, legs } of entries) {
    if (fileId === null) continue
    const ledgerReference = ledgerReferenceOf(kind === 'taken-back' ? reference.replace(WHICH_TIME, '') : reference)
    const key = giftReference(paymentId, fileId, ledgerReference)
    const before = gifts.get(key)?.cents ?? 0
    const given = legs.reduce((total, leg) => total - Number(leg.amountCents), 0)
    gifts.set(key, { fileId, ledgerReference, cents: cents(before + given) })
  }
  return [...gifts.values()].filter((gift) => gift.cents > 0).reverse()
}

/** Ends the reference of a movement that takes a gift back: it may be taken back in parts. */
const WHICH_TIME = /\|\d+$/

/** @returns what the files gave back */
async function takeFromFiles(
  tx: Transaction,
  takingBack: TakingBack,
  payment: PaymentRow,
  gifts: readonly Gift[],
  amountCents: Cents,
  now: Date,
): Promise<Cents> {
  if (amountCents === 0) return amountCents
  let left: number = amountCents
  const files = await lockFilesSharing(tx, payment.tenantId, [...new Set(gifts.map(({ fileId }) => fileId))])
  const taken = new Map<string, number>()
  for (const gift of gifts) {
    const amount = cents(Math.min(left, gift.cents))
    if (amount === 0) break
    const shared = files.find(({ file }) => file.id === gift.fileId) as SharedFile
    await takeFromFile(tx, takingBack, { payment, shared, gift, amount }, now)
    taken.set(gift.fileId, (taken.get(gift.fileId) ?? 0) + amount)
    left -= amount
  }
  for (const { file } of files) {
    const had = sum(gifts.filter(({ fileId }) => fileId === file.id).map((gift) => gift.cents))
    if (taken.has(file.id)) await renewReceipt(tx, payment, file, cents(had - (taken.get(file.id) ?? 0)), legalNow(file, now))
  }
  return cents(amountCents - left)
}

/** The receipts of a payment for a file are no longer true: what the file keeps of it has one of its own. */
async function renewReceipt(tx: Transaction, payment: PaymentRow, file: FileRow, keptCents: Cents, at: Date): Promise<void> {
  const { id: paymentId, tenantId } = payment
  await cancelReceipts(tx, paymentId, file.id, at)
  if (keptCents > 0 && isFinal(payment)) await issueReceipt(tx, { tenantId, paymentId, fileId: file.id, amountCents: keptCents, at })
}

interface FromFile {
  payment: PaymentRow
  shared: SharedFile
  gift: Gift
  amount: Cents
}

async function takeFromFile(tx: Transaction, takingBack: TakingBack, { payment, shared, gift, amount }: FromFile, now: Date) {
  const { file } = shared
  const { reason, actor } = takingBack
  const at = legalNow(file, now)
  const paid = await entriesOf(tx, file.id, 'payment', gift.ledgerReference)
  const siblings = await onClaims(
    tx,
    shared.siblings,
    paid.map(({ claimId }) => claimId),
  )
  const on = await reverseInLedger(tx, file, gift.ledgerReference, amount, at)
  const { tenantId, creditorId, id: fileId } = file
  const times = await tx.fundsEntry.count({ where: { paymentId: payment.id, fileId, kind: 'taken-back' } })
  const movement = movementRows(
    {
      tenantId,
      kind: 'taken-back',
      reference: `${giftReference(payment.id, fileId, gift.ledgerReference)}|${times + 1}`,
      currency: payment.currency,
      on,
      actor,
      paymentId: payment.id,
      fileId,
    },
    bothSides({ account: 'creditor', creditorId }, { account: 'unallocated' }, amount),
  )
  const { reference } = payment
  const notice = {
    id: uuidv7(),
    tenantId,
    creditorId,
    fileId,
    kind: 'taken-back',
    reason,
    reference,
    amountCents: amount,
    happenedOn: toDay(on),
  }
  await insertBatch(tx, {
    funds_entry: [movement.funds_entry],
    funds_leg: movement.funds_leg,
    creditor_notice: file.ownClaims ? [] : [notice],
    outbox: [file, ...siblings].map((one) => ({ fileId: one.id, fact: 'reversal' })),
  })
  const data = { reference: gift.ledgerReference, amountCents: amount, reason }
  const event = (one: FileRow, more: object) =>
    ({ fileId: one.id, kind: 'payment-reversed', actor, legalTime: legalNow(one, now), data: { ...data, ...more } }) as const
  await appendToEach(tx, [event(file, {}), ...siblings.map((one) => event(one, { through: file.reference }))])
}

/**
 * Takes part of a payment's entries back, the last claim first, with what was let go because of it.
 * @returns the day from which it counts
 */
export async function reverseInLedger(
  tx: Transaction,
  file: FileRow,
  reference: string,
  amountCents: Cents,
  at: Date,
  kind: 'payment' | 'direct_payment' = 'payment',
): Promise<string> {
  const paid = await entriesOf(tx, file.id, kind, reference)
  const { facts, law } = await loadCase(tx, file.id)
  const reversals = (claimId: string) =>
    (facts.claims.find(({ id }) => id === claimId)?.money ?? []).filter(
      (fact) => fact.kind === 'reversal' && isReversalOf(fact.reference, reference),
    )
  const valueOn = valueDay({ facts, law }, at)
  let left: number = amountCents
  const parts: (Part & { times: number })[] = []
  for (const { claimId, amountCents: paidCents } of paid.sort((a, b) => (a.id < b.id ? 1 : -1))) {
    const earlier = reversals(claimId)
    const amount = cents(Math.min(left, Number(paidCents) - sum(earlier.map((fact) => fact.amountCents))))
    if (amount <= 0) continue
    parts.push({ claimId, amountCents: amount, times: earlier.length })
    left -= amount
  }
  for (const { times, ...part } of parts)
    await post(tx, file, { kind: 'reversal', reference: reversalReference(reference, times), valueOn }, [part])
  await takeRemissionBack(tx, file, `${STATED_SUM}${reference}`, valueOn)
  await unsettle(tx, file, valueOn, at)
  for (const remission of await reopenPlans(tx, file, at)) await takeRemissionBack(tx, file, remission, valueOn)
  return valueOn
}

/** What was let go because a stated sum was paid, or a plan kept, is owed again: it was not. */
async function takeRemissionBack(tx: Transaction, file: FileRow, reference: string, valueOn: string): Promise<void> {
  if ((await entriesOf(tx, file.id, 'reversal', reference)).length > 0) return
  const remitted = await entriesOf(tx, file.id, 'remission', reference)
  const parts = remitted.map(({ claimId, amountCents }) => ({ claimId, amountCents: cents(amountCents) }))
  if (parts.length > 0) await post(tx, file, { kind: 'reversal', reference, valueOn }, parts)
}

interface Gone {
  total: Cents
  fromRefunds: Cents
  /** With what the files gave back. */
  fromUnallocated: Cents
}

/** The money leaves as it had come; what is more than we had of it is the agency's to make good, as is what it costs. */
async function writeGone(
  tx: Transaction,
  takingBack: TakingBack,
  payment: PaymentRow,
  { total, fromRefunds, fromUnallocated }: Gone,
  now: Date,
) {
  const { reference, where, actor, feeCents = 0 } = takingBack
  const { tenantId, currency, id: paymentId } = payment
  const { on = bookDay(now) } = takingBack
  const movement = { tenantId, reference: `${paymentId}:${reference}`, currency, on, actor, paymentId }
  const debits: Leg[] = [
    { account: 'refunds', amountCents: fromRefunds },
    { account: 'unallocated', amountCents: fromUnallocated },
    { account: 'shortfall', amountCents: total - fromRefunds - fromUnallocated },
  ]
  const legs = [...debits.filter((leg) => leg.amountCents > 0), { account: where, amountCents: 0 - total }]
  const gone = movementRows({ ...movement, kind: 'gone' }, legs)
  const fee = movementRows({ ...movement, kind: 'fee' }, bothSides({ account: 'shortfall' }, { account: where }, feeCents))
  const rows = feeCents === 0 ? [gone] : [gone, fee]
  await insertBatch(tx, { funds_entry: rows.map((one) => one.funds_entry), funds_leg: rows.flatMap((one) => one.funds_leg) })
}
