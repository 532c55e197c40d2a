import type { Channels } from '../../activities/channels.js'
import type { Config } from '../config.js'
import type { CallbackReader } from '../providers/delivery.js'
import type { InboundEmailReader } from '../providers/email/inbound.js'
import { ReplyAddresses } from '../providers/email/reply-address.js'
import { SendgridEmail } from '../providers/email/sendgrid.js'
import { SendgridCallbackReader } from '../providers/email/sendgrid-callback.js'
import { SendgridInboundReader } from '../providers/email/sendgrid-inbound.js'
import type { PaymentProvider, PaymentWebhookReader } from '../providers/payments/port.js'
import { StripePayments } from '../providers/payments/stripe.js'
import { StripeWebhookReader } from '../providers/payments/stripe-webhook.js'
import { MerciFacteur } from '../providers/post/merci-facteur.js'
import { MerciFacteurCallbackReader } from '../providers/post/merci-facteur-callback.js'
import type { PostProvider } from '../providers/post/port.js'
import { PrintSpool } from '../providers/post/spool.js'
import { Bodacc } from '../providers/registers/bodacc.js'
import { InseeSirene } from '../providers/registers/insee-sirene.js'
import type { Registers } from '../providers/registers/port.js'
import { Vies } from '../providers/registers/vies.js'
import { MERCI_FACTEUR_PATH } from '../providers/sandbox/merci-facteur-api.js'
import { REGISTER_PATHS } from '../providers/sandbox/registers-api.js'
import { BuiltInSignature } from '../providers/signature/built-in.js'
import type { SignatureProvider } from '../providers/signature/port.js'
import { TwilioInboundReader } from '../providers/sms/inbound.js'
import { TwilioSms } from '../providers/sms/twilio.js'
import { TwilioCallbackReader } from '../providers/sms/twilio-callback.js'
import { MasterKeys } from './master-keys.js'
import { required } from './required.js'

/** Paths under the public address that providers report to. */
export const CALLBACK_PATHS = {
  twilio: '/callbacks/twilio',
  twilioInbound: '/callbacks/twilio/inbound',
  sendgrid: '/callbacks/sendgrid',
  sendgridInbound: '/callbacks/sendgrid/inbound',
  merciFacteur: '/callbacks/merci-facteur',
  stripe: '/webhooks/stripe',
} as const

/** Pages that a payer comes to after paying, and who goes back without. */
export const PAID_PATH = '/d/paid'
export const CANCELLED_PATH = '/d/cancelled'

/** Readers of what providers report, for those that there is a key of; without one their address does not exist. */
export function callbackReaders(config: Config) {
  const { twilio, sendgrid, merciFacteur } = config.providers
  const callbacks: Partial<Record<'twilio' | 'sendgrid' | 'merci-facteur', CallbackReader>> = {}
  if (twilio.authToken) callbacks.twilio = new TwilioCallbackReader(twilio.authToken)
  if (sendgrid.eventKey) callbacks.sendgrid = new SendgridCallbackReader(sendgrid.eventKey)
  if (merciFacteur.webhookSecret) callbacks['merci-facteur'] = new MerciFacteurCallbackReader(merciFacteur.webhookSecret)
  return {
    callbacks,
    inboundReader: twilio.authToken ? new TwilioInboundReader(twilio.authToken) : null,
    inboundMail: inboundMailOf(config),
  }
}

/** What reads e-mails that come in, and knows the addresses of answers; null where nothing proves that they are SendGrid's. */
function inboundMailOf(config: Config): { reader: InboundEmailReader; replies: ReplyAddresses | null } | null {
  const { inboundKey: publicKey, inboundCredentials: credentials } = config.providers.sendgrid
  const replies = replyAddressesOf(config)
  if (publicKey !== undefined) return { reader: new SendgridInboundReader({ publicKey }), replies }
  return credentials === undefined ? null : { reader: new SendgridInboundReader({ credentials }), replies }
}

const REPLY_KEYS = 'relance reply address'

/**
 * Addresses that answers by e-mail come back to; null where they go to the sender's own.
 * @throws ConfigError for an address whose e-mails could not be told from forged ones
 */
export function replyAddressesOf({ providers: { sendgrid }, payloadKeys }: Config): ReplyAddresses | null {
  const { inbox, inboundKey, inboundCredentials } = sendgrid
  if (inbox === undefined) return null
  required(inboundKey ?? inboundCredentials, 'SENDGRID_INBOUND_KEY or SENDGRID_INBOUND_CREDENTIALS')
  return new ReplyAddresses(inbox, new MasterKeys(required(payloadKeys, 'RELANCE_PAYLOAD_KEYS')).deriveAll(REPLY_KEYS))
}

/**
 * Who takes card payments, and what tells of them; null without an account at Stripe. An event of Stripe's other mode than the key's
 * (a test's, where money is real) is kept and moves nothing.
 * @throws ConfigError for a key without the webhook's secrets
 */
export function paymentsOf({ providers, publicUrl }: Config): { provider: PaymentProvider; reader: PaymentWebhookReader } | null {
  const { stripe, sandboxUrl } = providers
  if (!stripe.apiKey) return null
  const paidUrl = `${publicUrl}${PAID_PATH}`
  const at = sandboxUrl === undefined ? {} : { baseUrl: sandboxUrl }
  return {
    provider: new StripePayments({ apiKey: stripe.apiKey, paidUrl, cancelledUrl: `${publicUrl}${CANCELLED_PATH}`, ...at }),
    reader: new StripeWebhookReader({
      secrets: required(stripe.webhookSecrets, 'STRIPE_WEBHOOK_SECRETS'),
      live: /^.k_live_/.test(stripe.apiKey),
    }),
  }
}

/** The registers that are asked about debtors, by the settings: themselves, or the sandbox in their place. That of companies wants a key. */
export function registersIn({ providers }: Config): Registers {
  const { sandboxUrl, registers } = providers
  if (!registers.asked) return { companies: null, insolvencies: null, vat: null }
  const at = (register: keyof typeof REGISTER_PATHS) =>
    sandboxUrl === undefined ? {} : { baseUrl: `${sandboxUrl}${REGISTER_PATHS[register]}` }
  return {
    companies: registers.sireneKey === undefined ? null : new InseeSirene({ apiKey: registers.sireneKey, ...at('sirene') }),
    insolvencies: new Bodacc(at('bodacc')),
    vat: new Vies(at('vies')),
  }
}

/**
 * Those who carry messages, by the settings: the providers themselves, or the sandbox that stands in for them.
 * @throws ConfigError naming what a channel lacks: a worker that cannot serve one does not start
 */
export function channelsOf(config: Config, now: () => Date): Channels {
  return { sms: smsOf(config), email: emailOf(config), post: postOf(config, now) }
}

/** Who has papers signed: by a link, and a code that goes by whatever channel there is an account for. */
export function signaturesOf(config: Config): SignatureProvider {
  const { twilio, sendgrid } = config.providers
  return new BuiltInSignature({ sms: twilio.accountSid ? smsOf(config) : null, email: sendgrid.apiKey ? emailOf(config) : null })
}

/** Where the sandbox stands in for a provider, and nothing where none does. */
const addressOf = ({ providers: { sandboxUrl } }: Config) => (sandboxUrl === undefined ? {} : { baseUrl: sandboxUrl })

function smsOf(config: Config): TwilioSms {
  const { twilio, prices } = config.providers
  return new TwilioSms({
    accountSid: required(twilio.accountSid, 'TWILIO_ACCOUNT_SID'),
    authToken: required(twilio.authToken, 'TWILIO_AUTH_TOKEN'),
    from: required(twilio.from, 'RELANCE_SMS_FROM'),
    callbackUrl: `${config.publicUrl}${CALLBACK_PATHS.twilio}`,
    microsPerSegment: prices.sms,
    ...addressOf(config),
  })
}

function emailOf(config: Config): SendgridEmail {
  const { sendgrid, prices } = config.providers
  return new SendgridEmail({
    apiKey: required(sendgrid.apiKey, 'SENDGRID_API_KEY'),
    from: required(sendgrid.from, 'RELANCE_EMAIL_FROM'),
    microsPerEmail: prices.email,
    ...addressOf(config),
  })
}

function postOf({ providers, spool }: Config, now: () => Date): PostProvider {
  const { post, merciFacteur, sandboxUrl, prices } = providers
  if (post === 'spool') {
    const perLetter = { microsPerPage: prices.page, microsPerLetter: prices.letter, microsRegistered: prices.registered }
    return new PrintSpool({ folder: spool, prices: perLetter, now })
  }
  return new MerciFacteur({
    serviceId: required(merciFacteur.serviceId, 'MERCI_FACTEUR_SERVICE_ID'),
    secretKey: required(merciFacteur.secretKey, 'MERCI_FACTEUR_SECRET_KEY'),
    userId: required(merciFacteur.userId, 'MERCI_FACTEUR_USER_ID'),
    microsPerLetter: { simple: prices.letter, registered: prices.letter + prices.registered },
    now,
    ...(sandboxUrl !== undefined && { baseUrl: `${sandboxUrl}${MERCI_FACTEUR_PATH}` }),
  })
}
