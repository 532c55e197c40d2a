import { type PaymentProvider, PaymentRefused } from '../src/providers/payments/port.js'
import type { AskedInstalment, InstalmentAnswer } from '../src/store/collect-instalment.js'

/**
 * Charges the card of a plan for an instalment. A refusal is an answer; whatever else goes wrong leaves open whether it was charged, and is
 * thrown, so that it is asked again under the same key.
 */
export async function chargeFor(payments: PaymentProvider | null, asked: AskedInstalment): Promise<InstalmentAnswer> {
  if (asked.refused !== null) return { refused: asked.refused }
  if (asked.reference !== null) return { reference: asked.reference }
  const { checkoutId: key, tenantId, fileId, money, customer, method } = asked
  if (payments === null) throw new Error('nobody charges cards')
  try {
    return await payments.chargeCard({ key, tenantId, fileId, money, customer, method })
  } catch (error) {
    if (error instanceof PaymentRefused) return { refused: error.code }
    throw error
  }
}
