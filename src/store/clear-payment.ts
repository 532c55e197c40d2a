import type { ClearanceView } from '../contracts/client-funds.js'
import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import type { Database, Transaction } from './database.js'
import { bookDay } from './funds.js'
import type { ByHand } from './funds-by-hand.js'
import { findPayment, lockPayment, type PaymentRow } from './payment-row.js'
import { numberGiven } from './receipt-list.js'
import { bankPayment, settlePayment } from './settle-payment.js'

/** Told by a person or another system, and not seen at the bank by themselves. */
const CLEARED_BY_HAND = ['operator', 'webhook']

/**
 * Notes that the money of a payment which a person or another system has told of is at the bank: it leaves the account `clearing`,
 * and receipts that waited for it are issued. Said again for the same day it changes nothing.
 * @throws DomainError payment-unknown, payment-not-by-hand, payment-cleared-already, payment-already-reversed where nothing of it
 * is left, movement-day-future
 */
export async function clearByHand(db: Database, hand: ByHand, idOrReference: string, day: LegalDay | undefined): Promise<ClearanceView> {
  const { tenantId, now } = hand
  const on = day ?? bookDay(now)
  if (on > bookDay(now)) throw new DomainError('movement-day-future', 'on')
  const paymentId = await findPayment(db, tenantId, idOrReference)
  const { reference, clearedOn } = await db.$transaction(async (tx) => {
    const payment = await lockPayment(tx, tenantId, paymentId)
    if (!CLEARED_BY_HAND.includes(payment.source)) throw new DomainError('payment-not-by-hand', 'payment')
    if (payment.clearedOn === null) await clearPayment(tx, payment, on, hand)
    else if (day !== undefined && day !== payment.clearedOn) throw new DomainError('payment-cleared-already', 'on')
    return { reference: payment.reference, clearedOn: payment.clearedOn ?? on }
  })
  const receipts = await db.paymentReceipt.findMany({ where: { paymentId, cancelledAt: null }, orderBy: { number: 'asc' } })
  return { paymentId, reference, clearedOn, receipts: receipts.map(({ number }) => numberGiven(number)) }
}

/**
 * Clears a payment under its lock: what is left of it goes from `clearing` to the bank, where it is for good.
 * @throws DomainError payment-already-reversed where nothing of it is in `clearing`
 */
export async function clearPayment(
  tx: Transaction,
  { id: paymentId, tenantId }: PaymentRow,
  on: LegalDay,
  { actor, now }: Pick<ByHand, 'actor' | 'now'>,
): Promise<void> {
  if ((await bankPayment(tx, { tenantId, paymentId, on, actor })) <= 0) throw new DomainError('payment-already-reversed', 'payment')
  await settlePayment(tx, { tenantId, paymentId, on }, now)
}
