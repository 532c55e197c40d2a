import { allocateOldestFirst } from '../domain/balance.js'
import { DomainError } from '../domain/errors.js'
import { type LegalDay, legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { type Cents, cents, sum } from '../domain/money.js'
import { currentPack } from '../law/pack-of.js'
import type { Database, Transaction } from './database.js'
import { loadFacts } from './facts.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockFileOf } from './file-row.js'
import { post, postingsOf } from './ledger.js'
import { tell } from './outbox.js'

export interface PaymentFact {
  tenantId: string
  fileId: string
  actor: string
  /** The payment's own reference: posted once per file. */
  reference: string
  now: Date
}

/**
 * Posts a payment to the file's claims, the oldest due first, and leaves word for the file, in one transaction under its
 * lock: once this returns, no act is released that did not know of the money. Posted again it changes nothing.
 * @throws DomainError file-unknown, currency-mismatch, payment-duplicate (same reference, other amount), payment-exceeds-balance
 */
export async function recordPayment(db: Database, fact: PaymentFact, amountCents: Cents, currency: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const file = await lockFileOf(tx, fact.tenantId, fact.fileId)
    const otherCurrency = await tx.claim.count({ where: { files: { some: { fileId: file.id } }, currency: { not: currency } } })
    if (otherCurrency > 0) throw new DomainError('currency-mismatch', 'currency')
    const at = legalNow(file, fact.now)
    const posted = await postPayment(tx, file, { ...fact, amountCents, on: legalDayOf(at, currentPack().zone), at })
    if (posted) await tell(tx, file.id, 'payment')
  })
}

/**
 * Posts a payment under the file's lock, and writes it into the file's history. Whoever calls sees to it that the file hears of it.
 * @returns whether it was posted now; a payment that was posted before changes nothing
 * @throws DomainError payment-duplicate, payment-exceeds-balance
 */
export async function postPayment(
  tx: Transaction,
  file: FileRow,
  payment: { actor: string; reference: string; amountCents: Cents; on: LegalDay; at: Date },
): Promise<boolean> {
  const { actor, reference, amountCents, on, at } = payment
  const earlier = await postingsOf(tx, file.id, 'payment', reference)
  if (earlier.length > 0) {
    if (totalOf(earlier) !== amountCents) throw new DomainError('payment-duplicate', 'reference')
    return false
  }
  const { parts, rest } = allocateOldestFirst((await loadFacts(tx, file.id)).claims, amountCents)
  if (rest > 0) throw new DomainError('payment-exceeds-balance', 'amountCents')
  await post(tx, { tenantId: file.tenantId, kind: 'payment', reference, bookedOn: on }, parts)
  await appendEvent(tx, file.id, { kind: 'payment-recorded', actor, legalTime: at, data: { reference, amountCents } })
  return true
}

/**
 * Takes a payment back (a returned direct debit, an unpaid cheque): what it had settled is owed again, and a closed file
 * opens again when it hears of it.
 * @throws DomainError file-unknown, payment-unknown, payment-already-reversed
 */
export async function reversePayment(db: Database, fact: PaymentFact): Promise<void> {
  const { tenantId, actor, reference } = fact
  await db.$transaction(async (tx) => {
    const file = await lockFileOf(tx, tenantId, fact.fileId)
    const paid = await postingsOf(tx, file.id, 'payment', reference)
    if (paid.length === 0) throw new DomainError('payment-unknown', 'reference')
    if ((await postingsOf(tx, file.id, 'reversal', reference)).length > 0) throw new DomainError('payment-already-reversed', 'reference')
    const parts = paid.map(({ claimId, amountCents }) => ({ claimId, amountCents: cents(-amountCents) }))
    const at = legalNow(file, fact.now)
    await post(tx, { tenantId, kind: 'reversal', reference, bookedOn: legalDayOf(at, currentPack().zone) }, parts)
    const data = { reference, amountCents: sum(parts.map(({ amountCents }) => amountCents)) }
    await appendEvent(tx, file.id, { kind: 'payment-reversed', actor, legalTime: at, data })
    await tell(tx, file.id, 'reversal')
  })
}

const totalOf = (postings: { amountCents: bigint }[]) => sum(postings.map(({ amountCents }) => cents(amountCents)))
