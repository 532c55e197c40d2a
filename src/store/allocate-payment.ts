import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { type Cents, cents } from '../domain/money.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockFile, lockFilesSharing } from './file-row.js'
import { bookDay, moveFunds, owedOfPayment } from './funds.js'
import { giveToFile } from './give-to-file.js'
import { tell } from './outbox.js'
import { isFinal, lockPayment, type PaymentRow } from './payment-row.js'

/** Why a file sends nothing while money that may be for it waits for a person. */
export const MONEY_TO_ALLOCATE = 'money-to-allocate'

/** A file that a payment is for, and how much of it; all that is left and fits where it is not said. */
export interface Share {
  fileId: string
  amountCents?: Cents
}

/** Who does what with which payment. */
export interface OnPayment {
  tenantId: string
  paymentId: string
  actor: string
}

/**
 * Gives unallocated money to files, in the caller's transaction. Holds and proposals of the payment are settled once nothing of
 * it is left.
 * @throws DomainError payment-unknown, file-unknown, currency-mismatch, payment-exceeds-balance, payment-exceeds-unallocated
 */
export async function allocatePayment(
  tx: Transaction,
  { tenantId, paymentId, actor }: OnPayment,
  shares: readonly Share[],
  now: Date,
): Promise<void> {
  const payment = await lockPayment(tx, tenantId, paymentId)
  const files = await lockFilesSharing(
    tx,
    tenantId,
    shares.map(({ fileId }) => fileId),
  )
  let left = await owedOfPayment(tx, paymentId, 'unallocated')
  for (const [index, { amountCents }] of shares.entries()) {
    const shared = files[index] as (typeof files)[number]
    const asked = amountCents ?? left
    if (asked > left) throw new DomainError('payment-exceeds-unallocated', `shares.${index}.amountCents`)
    await requireCurrency(tx, shared.file, payment)
    const { reference, currency } = payment
    const giving = { payment: { id: paymentId, reference, currency, isFinal: isFinal(payment) }, amountCents: asked, on: payment.on, actor }
    const given = await giveToFile(tx, shared, giving, now)
    if (given === 0 || (amountCents !== undefined && given < amountCents))
      throw new DomainError('payment-exceeds-balance', `shares.${index}.amountCents`)
    left = cents(left - given)
  }
  if (left === 0) await settleProposals(tx, payment, now)
}

async function requireCurrency(tx: Transaction, { id: fileId }: FileRow, { currency }: PaymentRow): Promise<void> {
  const others = await tx.claim.count({ where: { files: { some: { fileId } }, currency: { not: currency } } })
  if (others > 0) throw new DomainError('currency-mismatch', 'currency')
}

/** What is left unallocated of a payment goes back to its payer. @throws DomainError payment-unknown, payment-exceeds-unallocated */
export async function refundUnallocated(
  tx: Transaction,
  { tenantId, paymentId, actor }: OnPayment,
  amountCents: Cents | null,
  now: Date,
): Promise<void> {
  const payment = await lockPayment(tx, tenantId, paymentId)
  const left = await owedOfPayment(tx, paymentId, 'unallocated')
  const refund = amountCents ?? left
  if (refund > left || left === 0) throw new DomainError('payment-exceeds-unallocated', 'amountCents')
  const times = await tx.fundsEntry.count({ where: { paymentId, kind: 'refund-due' } })
  const reference = times === 0 ? paymentId : `${paymentId}:${times + 1}`
  const on = bookDay(now)
  const movement = { tenantId, kind: 'refund-due', reference, currency: payment.currency, on, actor, paymentId } as const
  await moveFunds(tx, movement, { account: 'refunds' }, { account: 'unallocated' }, refund)
  if (refund === left) await settleProposals(tx, payment, now)
}

/** A file that a payment may be meant for: how much speaks for it, what does, and until when the file waits; without end where it is null. */
export interface FileProposal {
  fileId: string
  score: number
  why: readonly string[]
  holdUntil: LegalDay | null
}

/** Files that a payment may be meant for: each sends nothing until a person has decided, those named without doubt without end, others until a day. */
export async function proposeFiles(tx: Transaction, paymentId: string, proposals: readonly FileProposal[], now: Date): Promise<void> {
  const payment = await tx.payment.findUniqueOrThrow({ where: { id: paymentId } })
  const rows = proposals.map(({ fileId, score, why }) => ({ paymentId, fileId, score, why: [...why] }))
  await tx.allocationProposal.createMany({ data: rows, skipDuplicates: true })
  for (const { fileId, holdUntil } of [...proposals].sort((a, b) => (a.fileId < b.fileId ? -1 : 1))) {
    const file = await lockFile(tx, fileId)
    if (file.tenantId !== payment.tenantId) throw new DomainError('file-unknown')
    const legalTime = legalNow(file, now)
    await holdFor(tx, fileId, holdUntil, legalTime)
    const data = { reference: payment.reference, amountCents: Number(payment.amountCents), until: holdUntil }
    await appendEvent(tx, fileId, { kind: 'money-to-allocate', actor: 'engine', legalTime, data })
    await tell(tx, fileId, 'money-to-allocate')
  }
}

/** Holds a file; one that is held already is held as long as either says. */
async function holdFor(tx: Transaction, fileId: string, until: LegalDay | null, placedAt: Date): Promise<void> {
  const hold = await tx.hold.findFirst({ where: { fileId, reason: MONEY_TO_ALLOCATE, liftedAt: null } })
  const day = until === null ? null : toDay(until)
  if (!hold) await tx.hold.create({ data: { id: uuidv7(), fileId, reason: MONEY_TO_ALLOCATE, until: day, placedAt } })
  else if (hold.until !== null && (until === null || until > fromDay(hold.until)))
    await tx.hold.update({ where: { id: hold.id }, data: { until: day } })
}

/** A person says that a payment is not for a file: what held the file because of it is lifted. @throws DomainError payment-unknown, file-unknown */
export async function dismissProposal(tx: Transaction, { tenantId, paymentId }: OnPayment, fileId: string, now: Date): Promise<void> {
  const payment = await lockPayment(tx, tenantId, paymentId)
  const { count } = await tx.allocationProposal.updateMany({ where: { paymentId, fileId, settledAt: null }, data: { settledAt: now } })
  if (count === 0) throw new DomainError('file-unknown', 'file')
  await letGo(tx, fileId, payment, now)
}

/** Nothing of a payment waits any more: the files that waited because of it go on. */
export async function settleProposals(tx: Transaction, payment: PaymentRow, now: Date): Promise<void> {
  const open = await tx.allocationProposal.findMany({ where: { paymentId: payment.id, settledAt: null }, orderBy: { fileId: 'asc' } })
  await tx.allocationProposal.updateMany({ where: { paymentId: payment.id, settledAt: null }, data: { settledAt: now } })
  for (const { fileId } of open) await letGo(tx, fileId, payment, now)
}

async function letGo(tx: Transaction, fileId: string, { reference }: PaymentRow, now: Date): Promise<void> {
  const file = await lockFile(tx, fileId)
  if ((await tx.allocationProposal.count({ where: { fileId, settledAt: null } })) > 0) return
  const legalTime = legalNow(file, now)
  const { count } = await tx.hold.updateMany({
    where: { fileId, reason: MONEY_TO_ALLOCATE, liftedAt: null },
    data: { liftedAt: legalTime },
  })
  if (count === 0) return
  await appendEvent(tx, fileId, { kind: 'money-allocated', actor: 'engine', legalTime, data: { reference } })
  await tell(tx, fileId, 'money-allocated')
}

/** Money that waits for a person, oldest first, with its age in days and the files that it may be for. */
export interface UnallocatedPayment {
  paymentId: string
  reference: string
  method: string
  on: LegalDay
  ageDays: number
  currency: string
  amountCents: Cents
  unallocatedCents: Cents
  named: string | null
  payer: { name: string | null; iban: string | null; text: string | null } | null
  proposals: { file: { id: string; reference: string }; score: number; why: string[] }[]
}

/** Payments of a tenant of which something waits to be allocated. @param today the legal day that ages are reckoned to */
export async function listUnallocated(db: Database, tenantId: string, now: Date): Promise<UnallocatedPayment[]> {
  const today = bookDay(now)
  const rows = await db.$queryRaw<UnallocatedPayment[]>`
    SELECT p.id::text AS "paymentId", p.reference, p.method::text, to_char(p.received_on, 'YYYY-MM-DD') AS on,
           (${today}::date - p.received_on)::int AS "ageDays", p.currency, p.amount_cents::float8 AS "amountCents",
           u.cents::float8 AS "unallocatedCents", p.named_file AS named,
           (SELECT json_build_object('name', y.name, 'iban', y.iban, 'text', y.text) FROM payment_payer y WHERE y.payment_id = p.id) AS payer,
           (SELECT coalesce(json_agg(json_build_object('file', json_build_object('id', f.id, 'reference', f.reference), 'score', a.score, 'why', a.why)
                    ORDER BY a.score DESC, f.reference), '[]')
              FROM allocation_proposal a JOIN debt_file f ON f.id = a.file_id WHERE a.payment_id = p.id AND a.settled_at IS NULL) AS proposals
      FROM (SELECT e.payment_id, -sum(l.amount_cents) AS cents
              FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id AND l.account = 'unallocated'
             WHERE e.tenant_id = ${tenantId}::uuid AND e.payment_id IS NOT NULL
             GROUP BY e.payment_id HAVING sum(l.amount_cents) <> 0) u
      JOIN payment p ON p.id = u.payment_id
     ORDER BY p.received_on, p.id`
  return rows
}
