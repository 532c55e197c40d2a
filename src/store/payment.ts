import { v7 as uuidv7 } from 'uuid'
import { allocateOldestFirst } from '../domain/balance.js'
import { DomainError } from '../domain/errors.js'
import { legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { type Cents, cents, sum } from '../domain/money.js'
import { currentPack } from '../law/pack-of.js'
import type { Database, Transaction } from './database.js'
import { toDay } from './day.js'
import { loadFacts } from './facts.js'
import { appendEvent } from './file-event.js'
import { lockFileOf } from './file-row.js'
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
    const earlier = await postingsOf(tx, fact, 'payment')
    if (earlier.length > 0) {
      if (totalOf(earlier) !== amountCents) throw new DomainError('payment-duplicate', 'reference')
      return
    }
    const otherCurrency = await tx.claim.count({ where: { files: { some: { fileId: file.id } }, currency: { not: currency } } })
    if (otherCurrency > 0) throw new DomainError('currency-mismatch', 'currency')
    const { parts, rest } = allocateOldestFirst((await loadFacts(tx, file.id)).claims, amountCents)
    if (rest > 0) throw new DomainError('payment-exceeds-balance', 'amountCents')
    await post(tx, fact, 'payment', parts, legalNow(file, fact.now))
  })
}

/**
 * Takes a payment back (a returned direct debit, an unpaid cheque): what it had settled is owed again, and a closed file
 * opens again when it hears of it.
 * @throws DomainError file-unknown, payment-unknown, payment-already-reversed
 */
export async function reversePayment(db: Database, fact: PaymentFact): Promise<void> {
  await db.$transaction(async (tx) => {
    const file = await lockFileOf(tx, fact.tenantId, fact.fileId)
    const paid = await postingsOf(tx, fact, 'payment')
    if (paid.length === 0) throw new DomainError('payment-unknown', 'reference')
    if ((await postingsOf(tx, fact, 'reversal')).length > 0) throw new DomainError('payment-already-reversed', 'reference')
    const parts = paid.map(({ claimId, amountCents }) => ({ claimId, amountCents: cents(-amountCents) }))
    await post(tx, fact, 'reversal', parts, legalNow(file, fact.now))
  })
}

type Kind = 'payment' | 'reversal'
type Part = { claimId: string; amountCents: Cents }

async function post(tx: Transaction, fact: PaymentFact, kind: Kind, parts: Part[], legalTime: Date): Promise<void> {
  const { tenantId, fileId, actor, reference } = fact
  const bookedOn = toDay(legalDayOf(legalTime, currentPack().zone))
  await tx.posting.createMany({ data: parts.map((part) => ({ id: uuidv7(), tenantId, kind, bookedOn, reference, ...part })) })
  const data = { reference, amountCents: sum(parts.map(({ amountCents }) => amountCents)) }
  await appendEvent(tx, fileId, { kind: kind === 'payment' ? 'payment-recorded' : 'payment-reversed', actor, legalTime, data })
  await tell(tx, fileId, kind)
}

function postingsOf(tx: Transaction, { fileId, reference }: PaymentFact, kind: Kind) {
  return tx.posting.findMany({ where: { reference, kind, claim: { files: { some: { fileId } } } } })
}

const totalOf = (postings: { amountCents: bigint }[]) => sum(postings.map(({ amountCents }) => cents(amountCents)))
