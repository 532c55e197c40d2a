import { DomainError } from '../domain/errors.js'
import { cents, type Money } from '../domain/money.js'
import type { Database } from './database.js'
import { owedOfPayment } from './funds.js'

/** What a provider is asked to pay back of a payment. */
export interface ProviderRefund {
  /** The same until the provider has told of what it paid back: two who ask at once, or before that, ask for one refund. */
  key: string
  /** The provider's reference of the payment. */
  payment: string
  money: Money
}

/**
 * What of a payment goes back to its payer by the provider that took it: what is due to the payer, or is for nobody. The books move
 * when the provider tells that it is done.
 * @param amountCents all of it where it is left out
 * @throws DomainError payment-unknown, refund-by-transfer, refund-exceeds-due
 */
export async function providerRefund(
  db: Database,
  of: { tenantId: string; paymentId: string; provider: string },
  amountCents: number | undefined,
): Promise<ProviderRefund> {
  const { tenantId, paymentId, provider } = of
  return db.$transaction(async (tx) => {
    const payment = await tx.payment.findFirst({ where: { id: paymentId, tenantId } })
    if (!payment) throw new DomainError('payment-unknown')
    if (payment.source !== provider) throw new DomainError('refund-by-transfer')
    const due = (await owedOfPayment(tx, paymentId, 'refunds')) + (await owedOfPayment(tx, paymentId, 'unallocated'))
    const amount = amountCents ?? due
    if (amount <= 0 || amount > due) throw new DomainError('refund-exceeds-due', 'amountCents')
    const goneBefore = await tx.fundsEntry.count({ where: { paymentId, kind: 'gone' } })
    const money = { cents: cents(amount), currency: payment.currency }
    return { key: `${paymentId}-${goneBefore}`, payment: payment.sourceReference, money }
  })
}
