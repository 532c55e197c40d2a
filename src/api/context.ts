import type { Client } from '@temporalio/client'
import type { Logger } from 'pino'
import type { PackageKeys } from '../engine/package-keys.js'
import type { WebhookSecrets } from '../engine/webhook-secrets.js'
import type { Callback, CallbackReader } from '../providers/delivery.js'
import type { InboundEmailReader } from '../providers/email/inbound.js'
import type { ReplyAddresses } from '../providers/email/reply-address.js'
import type { PaymentProvider, PaymentWebhookReader } from '../providers/payments/port.js'
import type { Registers } from '../providers/registers/port.js'
import type { SignatureProvider } from '../providers/signature/port.js'
import type { Database } from '../store/database.js'
import type { DebtorSessions } from './debtor-session.js'
import type { RequestLimits } from './rate-limits.js'

/** What the routes work with. */
export interface ApiContext {
  db: Database
  clients: { real: Client; skipping: Client }
  production: boolean
  /** Address that the outside reaches this API by, without a slash at its end: callbacks are signed over it. */
  publicUrl: string
  /** Readers of delivery callbacks, by the name at the end of their address; one that is left out has no address. */
  callbacks: Partial<Record<CallbackProvider, CallbackReader>>
  /** Reader of text messages that debtors send, or null where none come in. */
  inboundReader: InboundReader | null
  /** Reader of e-mails that debtors send, and the addresses that answers come to; null where none come in. */
  inboundMail: { reader: InboundEmailReader; replies: ReplyAddresses | null } | null
  /** Who takes card payments, and what reads its webhooks; null where nobody does, and their addresses do not exist. */
  payments: { provider: PaymentProvider; reader: PaymentWebhookReader } | null
  /** Who has papers signed. */
  signatures: SignatureProvider
  /** Registers that are asked about debtors. */
  registers: Registers
  /** Secrets of those who send payment webhooks of our own kind. */
  webhookSecrets: WebhookSecrets
  /** Keys that packages for officers and lawyers are signed with. */
  packageKeys: PackageKeys
  /** Sessions of debtors on their page. */
  sessions: DebtorSessions
  limits: RequestLimits
  now: () => Date
  log: Logger
}

/** Providers that report by callback. */
export const CALLBACK_PROVIDERS = ['twilio', 'sendgrid', 'merci-facteur'] as const
export type CallbackProvider = (typeof CALLBACK_PROVIDERS)[number]

/** Reads text messages that came in. */
export interface InboundReader {
  /** @returns the message, its sender as E.164 number, or null when the signature is missing, wrong or too old */
  read(callback: Callback, now: Date): { from: string; text: string; messageId: string } | null
}
