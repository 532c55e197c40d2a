import express, { type Request, type RequestHandler } from 'express'
import { DomainError } from '../../../domain/errors.js'
import { CALLBACK_PATHS } from '../../../engine/channels.js'
import type { Callback } from '../../../providers/delivery.js'
import type { KeptCard, Payout } from '../../../providers/payments/port.js'
import { isSignedBy, SIGNATURE_HEADER, signatureIn, signedEventIn } from '../../../providers/payments/signed-webhook.js'
import { isId } from '../../../store/file-view.js'
import { takePaymentEvent } from '../../../store/payment-event.js'
import { recordPayout } from '../../../store/payout.js'
import { isNewCard, keepCard } from '../../../store/stored-card.js'
import { liveWebhookSecrets } from '../../../store/webhook-secret.js'
import type { ApiContext } from '../../context.js'
import type { OpenRoute } from '../../route.js'

const LARGEST_WEBHOOK = 1024 * 1024

/** What payment providers tell by themselves. None is limited in number: one that were turned away would be money not counted. */
export function paymentWebhookRoutes(context: ApiContext): OpenRoute[] {
  return [
    webhookRoute(CALLBACK_PATHS.stripe, 'Events of Stripe', 'Signed by Stripe’s own scheme.', takeStripe(context)),
    webhookRoute(
      '/webhooks/payments/:tenant',
      'Payments that somebody else has received',
      `Signed in the header ${SIGNATURE_HEADER} with a secret of this tenant: HMAC-SHA256 over the time, a full stop and the body.`,
      takeSigned(context),
    ),
  ]
}

function webhookRoute(path: string, summary: string, signed: string, take: RequestHandler): OpenRoute {
  return {
    method: 'post',
    path,
    tag: 'Webhooks',
    summary,
    description: `${signed} An event that is told again counts once. With 503 nothing was taken: send it again.`,
    answers: [{ status: 204, description: 'It is taken, and counted' }],
    refusals: ['callback-forged', 'request-invalid', 'body-too-large', 'route-unknown', 'unavailable'],
    handlers: [express.raw({ type: () => true, limit: LARGEST_WEBHOOK }), take],
  }
}

function takeStripe(context: ApiContext): RequestHandler {
  return async (request, response) => {
    const { db, now, payments } = context
    if (!payments) throw new DomainError('route-unknown')
    const webhook = payments.reader.read(callbackIn(request), now())
    if (!webhook) throw new DomainError('callback-forged')
    await takePaymentEvent(db, payments.provider.name, webhook.event, now)
    // Money first. Where the provider cannot say which card or payments it is about, it is told to send the event again, which then is only that.
    if (webhook.card) await keep(context, webhook.card, webhook.event.occurredAt)
    if (webhook.payout) await settle(context, webhook.payout)
    response.status(204).end()
  }
}

/** Stripe's webhook of a payout says neither which payments it holds nor what was taken of them. */
async function settle({ db, now, payments }: ApiContext, { reference, on }: Payout): Promise<void> {
  if (!payments) return
  const { name: source } = payments.provider
  await recordPayout(db, { source, on, payments: await payments.provider.paidOut(reference), actor: source }, now)
}

async function keep({ db, now, payments }: ApiContext, { page, customer, method }: KeptCard, consentedAt: Date): Promise<void> {
  if (!payments || !(await isNewCard(db, page, method))) return
  const described = await payments.provider.describeCard(method)
  if (described) await keepCard(db, { page, customer, method, consentedAt, ...described }, now())
}

function takeSigned({ db, now, webhookSecrets }: ApiContext): RequestHandler {
  return async (request, response) => {
    const tenantId = String(request.params.tenant)
    const callback = callbackIn(request)
    // Looked at first: what carries no signature costs no query.
    const signature = isId(tenantId) ? signatureIn(callback, now()) : null
    if (!signature) throw new DomainError('callback-forged')
    const secrets = (await liveWebhookSecrets(db, tenantId)).flatMap((row) => webhookSecrets.secretOf(row) ?? [])
    if (!isSignedBy(secrets, signature, callback.body)) throw new DomainError('callback-forged')
    await takePaymentEvent(db, `webhook:${tenantId}`, signedEventIn(callback.body, tenantId), now)
    response.status(204).end()
  }
}

const callbackIn = (request: Request): Callback => ({
  url: request.originalUrl,
  header: (name) => request.get(name),
  body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
})
