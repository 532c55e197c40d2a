import { WebhookSecretBody, WebhookSecretList, WebhookSecretMade, WebhookSecretView } from '../../../contracts/checkout.js'
import { NoBody } from '../../../contracts/debt-file.js'
import { DomainError } from '../../../domain/errors.js'
import { isId } from '../../../store/file-view.js'
import { addWebhookSecret, listWebhookSecrets, revokeWebhookSecret } from '../../../store/webhook-secret.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

type SecretRow = Awaited<ReturnType<typeof listWebhookSecrets>>[number]

/** Secrets of those who tell of payments by a webhook of our own kind. */
export function webhookSecretRoutes({ db, now, webhookSecrets, publicUrl }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/webhook-secrets',
      tag: 'Payments',
      summary: 'Make a secret for a sender of payment webhooks',
      description: 'It is shown with this answer alone. To rotate it make a new one, let the sender use it, and revoke the old one.',
      body: WebhookSecretBody,
      answers: [{ status: 201, description: 'The secret', schema: WebhookSecretMade }],
      refusals: ['key-reused'],
      async handle({ tenantId, key, body: { label } }) {
        const row = await addWebhookSecret(db, { tenantId, key, label, keyVersion: webhookSecrets.newestVersion })
        const secret = webhookSecrets.secretOf(row)
        if (secret === null) throw new DomainError('key-reused', 'Idempotency-Key') // of another age: its master key is gone
        return { status: 201, body: { ...secretView(row), secret, url: `${publicUrl}/webhooks/payments/${tenantId}` } }
      },
    }),
    route({
      method: 'get',
      path: '/v1/webhook-secrets',
      tag: 'Payments',
      summary: 'List the secrets of payment webhooks',
      answers: [{ status: 200, description: 'All of them, the newest first, and none of their words', schema: WebhookSecretList }],
      handle: async ({ tenantId }) => ({ body: { secrets: (await listWebhookSecrets(db, tenantId)).map(secretView) } }),
    }),
    route({
      method: 'post',
      path: '/v1/webhook-secrets/:id/revocation',
      tag: 'Payments',
      summary: 'Revoke a secret: what it signs is refused from now on',
      body: NoBody,
      answers: [{ status: 201, description: 'The secret', schema: WebhookSecretView }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, param }) {
        if (!isId(param('id'))) throw new DomainError('resource-unknown')
        return { status: 201, body: secretView(await revokeWebhookSecret(db, tenantId, param('id'), now())) }
      },
    }),
  ]
}

function secretView({ id, label, keyVersion, createdAt, revokedAt }: SecretRow): WebhookSecretView {
  return { id, label, keyVersion, createdAt: createdAt.toISOString(), revokedAt: revokedAt?.toISOString() ?? null }
}
