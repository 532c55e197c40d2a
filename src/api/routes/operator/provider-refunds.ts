import { ProviderRefundBody, ProviderRefundView } from '../../../contracts/checkout.js'
import { DomainError } from '../../../domain/errors.js'
import { isId } from '../../../store/file-view.js'
import { providerRefund } from '../../../store/provider-refund.js'
import type { ApiContext } from '../../context.js'
import { asked, takerOf } from '../../payment-taker.js'
import { type Route, route } from '../../route.js'

/** Money that goes back the way it came. */
export function providerRefundRoutes(context: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/payments/:payment/refunds',
      tag: 'Payments',
      summary: 'Pay back by card what was paid too much by card',
      description:
        'What of the payment is due to its payer, or is for nobody. Until the provider has told that it is done, the same sum asked for again is the same refund, and another sum is refused. What came another way is paid back by a transfer.',
      body: ProviderRefundBody,
      answers: [{ status: 201, description: 'It is on its way', schema: ProviderRefundView }],
      refusals: ['route-unknown', 'payment-unknown', 'refund-by-transfer', 'refund-exceeds-due', 'refund-under-way', 'provider-refused'],
      async handle({ tenantId, param, body: { amountCents } }) {
        const taker = takerOf(context)
        if (!isId(param('payment'))) throw new DomainError('payment-unknown')
        const of = { tenantId, paymentId: param('payment'), provider: taker.name }
        const refund = await providerRefund(context.db, of, amountCents)
        const { reference } = await asked(taker.refund(refund), 'refund-under-way')
        return { status: 201, body: { reference, amountCents: refund.money.cents, currency: refund.money.currency } }
      },
    }),
  ]
}
