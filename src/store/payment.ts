import { DomainError } from '../domain/errors.js'
import type { Imputation } from '../domain/facts.js'
import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { type Cents, cents, type Money, sum } from '../domain/money.js'
import type { Database, Transaction } from './database.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockCarrying, lockFilesSharing, type SharedFile } from './file-row.js'
import { ledgerReferenceOf } from './give-to-file.js'
import { entriesOf } from './ledger.js'
import { legalToday } from './legal-today.js'
import { tell } from './outbox.js'
import { lockPayment } from './payment-row.js'
import { receivePayment } from './receive-payment.js'
import { reverseInLedger, takeBackPayment } from './take-back-payment.js'

/** Source of payments that a person records. */
const OPERATOR = 'operator'

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
 * Records a payment that a person has seen come in for a file, in one transaction under the locks of all files that share its
 * claims: once this returns, no act is released that did not know of the money. Recorded again it changes nothing. A sum that is
 * more than what is owed is refused: it is more likely a slip of the keyboard than money.
 * @throws DomainError file-unknown, currency-mismatch, claim-unknown, payment-day-future, payment-duplicate (same
 * reference, other amount or other debtor), payment-exceeds-balance
 */
export async function recordPayment(db: Database, fact: PaymentFact, money: Money, choice: PaymentChoice = {}): Promise<void> {
  await db.$transaction((tx) => postPayment(tx, fact, money, choice))
}

/** The same in the caller's transaction. @throws DomainError as recordPayment */
export async function postPayment(tx: Transaction, fact: PaymentFact, money: Money, choice: PaymentChoice = {}): Promise<void> {
  const { tenantId, actor, reference, now } = fact
  const { file, siblings } = await lockCarrying(tx, tenantId, fact.fileId)
  const fileId = file.id
  const otherCurrency = await tx.claim.count({ where: { files: { some: { fileId } }, currency: { not: money.currency } } })
  if (otherCurrency > 0) throw new DomainError('currency-mismatch', 'currency')
  const today = legalToday(file, now)
  const { on = today, claims, imputation } = choice
  if (on > today) throw new DomainError('payment-day-future', 'on')
  const posted = await entriesOf(tx, fileId, 'payment', reference)
  if (posted.length > 0) {
    if (totalOf(posted) !== money.cents || (await isOfSibling(tx, siblings, reference)))
      throw new DomainError('payment-duplicate', 'reference')
    return
  }
  const seen = { source: OPERATOR, sourceReference: `${fileId}:${reference}`, method: 'other', where: 'clearing', clearedOn: null } as const
  const incoming = { tenantId, reference, money, on, fileId, named: null, payer: null, claims, imputation, actor, ...seen }
  await receivePayment(tx, incoming, now)
  if (totalOf(await entriesOf(tx, fileId, 'payment', reference)) !== money.cents)
    throw new DomainError('payment-exceeds-balance', 'amountCents')
}

/**
 * Takes back what a payment gave to a file (a returned direct debit, an unpaid cheque): what it had settled is owed again, with
 * what was let go because of it, and a closed file opens again when it hears of it.
 * @throws DomainError file-unknown, payment-unknown, payment-already-reversed
 */
export async function reversePayment(db: Database, fact: PaymentFact): Promise<void> {
  const { tenantId, actor, now } = fact
  await db.$transaction(async (tx) => {
    const payment = await paymentOf(tx, fact)
    if (!payment) return reverseEntries(tx, fact)
    const { clearedOn } = await lockPayment(tx, tenantId, payment.id)
    const gone = { tenantId_kind_reference: { tenantId, kind: 'gone', reference: `${payment.id}:${OPERATOR}` } }
    if (await tx.fundsEntry.findUnique({ where: gone })) throw new DomainError('payment-already-reversed', 'reference')
    const where = clearedOn === null ? 'clearing' : 'bank'
    const takingBack = {
      tenantId,
      paymentId: payment.id,
      reference: OPERATOR,
      amountCents: null,
      reason: 'returned',
      where,
      actor,
    } as const
    await takeBackPayment(tx, takingBack, now)
  })
}

/** The payment that gave to a file under a reference; null for one of before payments had rows of their own. @throws DomainError file-unknown */
async function paymentOf(tx: Transaction, { tenantId, fileId, reference }: PaymentFact) {
  if ((await tx.debtFile.count({ where: { id: fileId, tenantId } })) === 0) throw new DomainError('file-unknown')
  const gifts = await tx.fundsEntry.findMany({
    where: { tenantId, kind: 'allocated', fileId },
    select: { paymentId: true, reference: true },
  })
  const gift = gifts.find((one) => ledgerReferenceOf(one.reference) === reference)
  return gift?.paymentId ? { id: gift.paymentId } : null
}

/** Takes back a payment that the ledger alone knows of. */
async function reverseEntries(tx: Transaction, { tenantId, fileId, reference, actor, now }: PaymentFact): Promise<void> {
  const [{ file, siblings }] = (await lockFilesSharing(tx, tenantId, [fileId])) as [SharedFile]
  const paid = await entriesOf(tx, fileId, 'payment', reference)
  if (paid.length === 0 || (await isOfSibling(tx, siblings, reference))) throw new DomainError('payment-unknown', 'reference')
  if ((await entriesOf(tx, fileId, 'reversal', reference)).length > 0) throw new DomainError('payment-already-reversed', 'reference')
  const amountCents = totalOf(paid)
  await reverseInLedger(tx, file, reference, amountCents, legalNow(file, now))
  for (const one of [file, ...siblings]) {
    await appendEvent(tx, one.id, {
      kind: 'payment-reversed',
      actor,
      legalTime: legalNow(one, now),
      data: dataFor(one, file, { reference, amountCents }),
    })
    await tell(tx, one.id, 'reversal')
  }
}

/** Whether what stands in the ledger under a reference was given through another file on the same claims. */
async function isOfSibling(tx: Transaction, siblings: readonly FileRow[], reference: string): Promise<boolean> {
  if (siblings.length === 0) return false
  const through = { OR: siblings.map(({ id }) => ({ fileId: id, reference: { endsWith: `:${id}:${reference}` } })) }
  return (await tx.fundsEntry.count({ where: { kind: 'allocated', ...through } })) > 0
}

const dataFor = (one: FileRow, { id, reference }: FileRow, data: { reference: string; amountCents: Cents }) =>
  one.id === id ? data : { ...data, through: reference }

const totalOf = (postings: { amountCents: bigint }[]) => sum(postings.map(({ amountCents }) => cents(amountCents)))
