import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { type Cents, cents } from '../domain/money.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import { heldOfPayment, moveFunds } from './funds.js'
import { issueReceipt } from './issue-receipt.js'
import { isFinal, lockPayment } from './payment-row.js'

export interface Clearing {
  tenantId: string
  paymentId: string
  /** Day on which the bank booked it. */
  on: LegalDay
  actor: string
}

/** Money of a payment that was in clearing is seen at the bank. Where nothing of it is left there nothing moves. @returns how much */
export async function bankPayment(tx: Transaction, { tenantId, paymentId, on, actor }: Clearing): Promise<Cents> {
  const held = await heldOfPayment(tx, paymentId, 'clearing')
  if (held <= 0) return held
  const { currency } = await tx.payment.findUniqueOrThrow({ where: { id: paymentId }, select: { currency: true } })
  const movement = { tenantId, kind: 'cleared', reference: paymentId, currency, on, actor, paymentId } as const
  await moveFunds(tx, movement, { account: 'clearing' }, { account: 'bank' }, held)
  return held
}

/**
 * The money of a payment is there for good since a day: what each file had of it, and still has, is receipted. Settled again it
 * changes nothing. @throws DomainError payment-unknown
 */
export async function settlePayment(tx: Transaction, { tenantId, paymentId, on }: Omit<Clearing, 'actor'>, now: Date): Promise<void> {
  const payment = await lockPayment(tx, tenantId, paymentId)
  if (payment.clearedOn !== null) return
  const wasFinal = isFinal(payment)
  await tx.payment.update({ where: { id: paymentId }, data: { clearedOn: toDay(on) } })
  const given = await givenToFiles(tx, paymentId)
  await tellClosing(
    tx,
    given.map(({ fileId }) => fileId),
  )
  if (wasFinal) return
  for (const { fileId, amountCents } of given) {
    const file = await tx.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { legalOffsetMs: true } })
    await issueReceipt(tx, { tenantId, paymentId, fileId, amountCents, at: legalNow(file, now) })
  }
}

/** Files that wait with their closing for money that was on its way hear that it is there. */
async function tellClosing(tx: Transaction, fileIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO outbox (file_id, fact)
    SELECT f.id, 'payment-settled' FROM debt_file f LEFT JOIN mandate m ON m.id = f.mandate_id
     WHERE f.id = ANY(${[...fileIds]}::uuid[]) AND f.status = 'open'
       AND (m.valid_until IS NOT NULL OR EXISTS (SELECT FROM closing_order WHERE file_id = f.id AND lifted_at IS NULL)) ORDER BY f.id`
}

/** What files have of a payment, less what was taken back. */
async function givenToFiles(tx: Transaction, paymentId: string): Promise<{ fileId: string; amountCents: Cents }[]> {
  const rows = await tx.$queryRaw<{ fileId: string; given: bigint }[]>`
    SELECT e.file_id::text AS "fileId", (-sum(l.amount_cents))::bigint AS given
      FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id
     WHERE e.payment_id = ${paymentId}::uuid AND l.account = 'creditor' AND e.kind IN ('allocated', 'taken-back')
     GROUP BY e.file_id HAVING sum(l.amount_cents) < 0 ORDER BY e.file_id`
  return rows.map(({ fileId, given }) => ({ fileId, amountCents: cents(given) }))
}

export interface BankCharge {
  tenantId: string
  fileId: string
  /** What it is for, once. */
  reference: string
  currency: string
  on: LegalDay
  feeCents: number
  actor: string
}

/** What the bank takes for a return: the agency owes it to the account of its clients. Nothing is booked where it takes nothing. */
export async function chargeAgency(tx: Transaction, { feeCents, ...charge }: BankCharge): Promise<void> {
  if (feeCents > 0) await moveFunds(tx, { ...charge, kind: 'charge' }, { account: 'bank' }, { account: 'shortfall' }, cents(feeCents))
}
