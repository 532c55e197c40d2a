import { createHash } from 'node:crypto'
import { CardChargeBody, CardChargeView, CardList, type CardView, CheckoutBody, CheckoutView } from '../../../contracts/checkout.js'
import { NoBody } from '../../../contracts/debt-file.js'
import { DomainError } from '../../../domain/errors.js'
import { answerCheckout, reserveCheckout } from '../../../store/checkout.js'
import { isId } from '../../../store/file-view.js'
import { listCards, revokeCard, stillToCharge } from '../../../store/stored-card.js'
import type { ApiContext } from '../../context.js'
import { openCheckout } from '../../open-checkout.js'
import { asked, takerOf } from '../../payment-taker.js'
import { type Route, route } from '../../route.js'

type CardRow = Awaited<ReturnType<typeof listCards>>[number]

/** Asking a debtor’s card for money. Card data is entered with the payment provider, and never comes here. */
export function checkoutRoutes(context: ApiContext): Route[] {
  const { db, now } = context
  const once = 'Asked again with its key it is the same, however long ago.'
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/checkouts',
      tag: 'Payments',
      summary: 'Open a page on which the debtor pays by card',
      description: `The page is the payment provider’s. ${once} Without a provider there is nothing at this address.`,
      body: CheckoutBody,
      answers: [{ status: 201, description: 'The page', schema: CheckoutView }],
      refusals: ['route-unknown', 'file-closed', 'nothing-owed', 'payment-exceeds-balance', 'provider-refused', 'key-reused'],
      async handle({ tenantId, fileId, key, body: { amountCents, keepCard } }) {
        const consentHash = keepCard ? sha256(keepCard.consent) : null
        return { status: 201, body: await openCheckout(context, { tenantId, fileId, key, amountCents, consentHash }) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/card-charges',
      tag: 'Payments',
      summary: 'Charge the card that the debtor has let be kept',
      description: `The newest card whose consent stands. ${once} The file has the money once the provider has told of it.`,
      body: CardChargeBody,
      answers: [{ status: 201, description: 'It is charged', schema: CardChargeView }],
      refusals: [
        'route-unknown',
        'file-closed',
        'nothing-owed',
        'payment-exceeds-balance',
        'card-missing',
        'card-declined',
        'provider-refused',
        'key-reused',
      ],
      async handle({ tenantId, fileId, key, body: { amountCents } }) {
        const taker = takerOf(context)
        const request = { tenantId, fileId, key, kind: 'stored-card', provider: taker.name, amountCents, consentHash: null } as const
        const { id, money, reference, cardId } = await reserveCheckout(db, request, now())
        const sums = { amountCents: money.cents, currency: money.currency }
        if (reference !== null) return { status: 201, body: { reference, ...sums } }
        const { customer, method } = await stillToCharge(db, cardId ?? '')
        const answer = await asked(taker.chargeCard({ key: id, tenantId, fileId, money, customer, method }))
        await answerCheckout(db, id, answer)
        return { status: 201, body: { ...answer, ...sums } }
      },
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/cards',
      tag: 'Payments',
      summary: 'List the cards that the debtor has let be kept',
      answers: [{ status: 200, description: 'All of them, the newest first', schema: CardList }],
      handle: async ({ fileId }) => ({ body: { cards: (await listCards(db, fileId)).map(cardView) } }),
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/cards/:card/revocation',
      tag: 'Payments',
      summary: 'Take back the consent to charge a card',
      body: NoBody,
      answers: [{ status: 201, description: 'The cards', schema: CardList }],
      refusals: ['card-unknown'],
      async handle({ tenantId, actor, fileId, param }) {
        if (!isId(param('card'))) throw new DomainError('card-unknown')
        await revokeCard(db, { tenantId, fileId, id: param('card'), actor }, now())
        return { status: 201, body: { cards: (await listCards(db, fileId)).map(cardView) } }
      },
    }),
  ]
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function cardView({ id, brand, lastDigits, consentHash, consentedAt, revokedAt }: CardRow): CardView {
  const at = { consentedAt: consentedAt.toISOString(), revokedAt: revokedAt?.toISOString() ?? null }
  return { id, brand, lastDigits, consentSha256: consentHash, ...at }
}
