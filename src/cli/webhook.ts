import type { Command } from 'commander'
import type { WebhookSecretMade, WebhookSecretView } from '../contracts/checkout.js'
import { callApi } from './api-client.js'
import { command, print, withExample } from './output.js'

const SECRETS = '/v1/webhook-secrets'

/** Those who tell of payments by a webhook, and what they sign with. */
export function webhookCommands(program: Command): void {
  const webhook = program.command('webhook').description('let other systems tell of payments')
  withExample(webhook, 'relance webhook secret list')
  const secret = webhook.command('secret').description('secrets that payment webhooks are signed with')
  withExample(secret, 'relance webhook secret create "cash desk"')

  command(secret, 'create <label>', 'make a secret, shown this once', 'relance webhook secret create "cash desk"').action(
    async (label, { json }) => {
      const made = await callApi<WebhookSecretMade>('POST', SECRETS, { label })
      print(json, made, () => `The secret ${made.id}, which is not shown again:\n${made.secret}\nIt signs requests to ${made.url}`)
    },
  )

  command(secret, 'list', 'list the secrets, not their words', 'relance webhook secret list').action(async ({ json }) => {
    const { secrets } = await callApi<{ secrets: WebhookSecretView[] }>('GET', SECRETS)
    print(json, secrets, () => secrets.map(line).join('\n') || 'There is none.')
  })

  command(
    secret,
    'revoke <id>',
    'refuse what a secret signs from now on',
    'relance webhook secret revoke 5b1d6a0e-8f43-5c1e-9f5a-2f6d8a1b4c70',
  ).action(async (id, { json }) => {
    const revoked = await callApi<WebhookSecretView>('POST', `${SECRETS}/${encodeURIComponent(id)}/revocation`, {})
    print(json, revoked, () => line(revoked))
  })
}

const line = ({ id, label, createdAt, revokedAt }: WebhookSecretView) =>
  `${id}  ${createdAt.slice(0, 10)}  ${(revokedAt ? `revoked ${revokedAt.slice(0, 10)}` : 'good').padEnd(18)} ${label}`
