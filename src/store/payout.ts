import type { LegalDay } from '../domain/legal-day.js'
import { cents } from '../domain/money.js'
import type { PaidOut } from '../domain/money-event.js'
import type { Database, Transaction } from './database.js'
import { moveFunds } from './funds.js'
import { lockPayment, type PaymentRow } from './payment-row.js'
import { settlePayment } from './settle-payment.js'

/** A payout of a provider to our bank account, with what it holds. */
export interface RecordedPayout {
  /** Of the payments. */
  source: string
  /** Day on which it is at the bank. */
  on: LegalDay
  payments: readonly PaidOut[]
  actor: string
}

/**
 * A provider has paid out payments: each is there for good since that day, and what the provider took of it is booked, whoever's it is.
 * Payments that nobody has are left out. The money itself is seen at the bank by its statement. Told again it changes nothing.
 */
export async function recordPayout(db: Database, { source, on, payments, actor }: RecordedPayout, now: () => Date): Promise<void> {
  for (const { payment: sourceReference, money, feeCents } of payments) {
    const rows = await db.payment.findMany({ where: { source, sourceReference }, select: { id: true, tenantId: true } })
    for (const { id, tenantId } of rows)
      await db.$transaction(async (tx) => {
        const payment = await lockPayment(tx, tenantId, id)
        // A balance in another currency has other cents than the payment.
        if (money.currency === payment.currency) await bookFee(tx, payment, { on, feeCents, actor })
        await settlePayment(tx, { tenantId, paymentId: id, on }, now())
      })
  }
}

/** The fee of a payment has its id for a reference, that of a dispute another. */
async function bookFee(
  tx: Transaction,
  { id: paymentId, tenantId, currency }: PaymentRow,
  { on, feeCents, actor }: { on: LegalDay; feeCents: number; actor: string },
): Promise<void> {
  if (feeCents <= 0) return
  const movement = { tenantId, kind: 'fee', reference: paymentId, currency, on, actor, paymentId } as const
  if (await tx.fundsEntry.findFirst({ where: { tenantId, kind: 'fee', reference: paymentId }, select: { id: true } })) return
  await moveFunds(tx, movement, { account: 'provider' }, { account: 'shortfall' }, cents(feeCents))
}
