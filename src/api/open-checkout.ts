import type { CheckoutView } from '../contracts/checkout.js'
import { answerCheckout, type NewCheckout, reserveCheckout } from '../store/checkout.js'
import type { ApiContext } from './context.js'
import { asked, takerOf } from './payment-taker.js'

/**
 * Opens a page on which the debtor pays by card, once per key.
 * @throws DomainError route-unknown where nobody takes cards, file-unknown, file-closed, nothing-owed, payment-exceeds-balance,
 * provider-refused, key-reused
 */
export async function openCheckout(context: ApiContext, wanted: Omit<NewCheckout, 'kind' | 'provider'>): Promise<CheckoutView> {
  const { db, now } = context
  const taker = takerOf(context)
  const { tenantId, fileId } = wanted
  const { id, money, reference, url, ...page } = await reserveCheckout(db, { ...wanted, kind: 'page', provider: taker.name }, now())
  const sums = { amountCents: money.cents, currency: money.currency }
  if (reference !== null && url !== null) return { url, reference, ...sums }
  const answer = await asked(taker.openPage({ key: id, tenantId, fileId, money, ...page }))
  await answerCheckout(db, id, answer)
  return { ...answer, ...sums }
}
