import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../config.js'
import { eventKey, verificationKey } from '../../providers/sandbox/event-key.js'
import type { DataFolder } from './data-folder.js'

/** Settings under which worker, API and sandbox know each other, as if the sandbox were the providers. */
export function sandboxSettings({ path }: DataFolder, { ports }: Config, token: string): Record<string, string> {
  const folder = join(path, 'sandbox')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return {
    RELANCE_SANDBOX_URL: `http://127.0.0.1:${ports.sandbox}`,
    RELANCE_SANDBOX_PORT: String(ports.sandbox),
    TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000',
    TWILIO_AUTH_TOKEN: token,
    RELANCE_SMS_FROM: '+33700000000',
    SENDGRID_API_KEY: `SG.${token}`,
    SENDGRID_EVENT_KEY: verificationKey(eventKey(folder)),
    SENDGRID_INBOUND_KEY: verificationKey(eventKey(folder)),
    RELANCE_EMAIL_FROM: 'recouvrement@relance.example',
    RELANCE_INBOUND_EMAIL: 'reponses@relance.example',
    MERCI_FACTEUR_SERVICE_ID: 'sandbox',
    MERCI_FACTEUR_SECRET_KEY: token,
    MERCI_FACTEUR_USER_ID: '1',
    MERCI_FACTEUR_WEBHOOK_SECRET: token,
    INSEE_API_KEY: token,
    STRIPE_API_KEY: `sk_test_${token}`,
    STRIPE_WEBHOOK_SECRETS: `whsec_${token}`,
  }
}
