import Stripe from 'stripe'
import { z } from 'zod'
import type { MoneyNews } from '../../domain/money-event.js'
import type { Callback } from '../delivery.js'
import type { KeptCard, PaymentWebhook, PaymentWebhookReader } from './port.js'
import { cardKeptWith, newsOf, payoutIn, referenceOf } from './stripe-news.js'

/** How old a signature may be, in seconds. */
const TOLERANCE_S = 300

const Event = z.looseObject({
  id: z.string().min(1),
  type: z.string(),
  created: z.int(),
  livemode: z.boolean(),
  data: z.object({ object: z.record(z.string(), z.unknown()) }),
})
type Event = z.infer<typeof Event>

const Metadata = z.object({ tenant: z.uuid(), file: z.string().min(1).max(100) })

export interface StripeWebhookOptions {
  /** Secrets of the endpoint, the newest first: while one is rotated, both are good. */
  secrets: readonly string[]
  /** Stripe's mode that our own key is of: an event of the other one moves no money here. */
  live: boolean
}

/** Reads Stripe's webhooks by Stripe's own scheme. */
export class StripeWebhookReader implements PaymentWebhookReader {
  constructor(private readonly options: StripeWebhookOptions) {}

  read(callback: Callback, now: Date): PaymentWebhook | null {
    const { body } = callback
    const signature = callback.header('Stripe-Signature') ?? ''
    const { secrets, live } = this.options
    if (!secrets.some((secret) => isSigned(body, signature, secret, now))) return null
    return webhookOf(Event.parse(parsed(body)), live)
  }
}

/** What `constructEvent` does, without the reading: whatever goes wrong here is no signature, and what is signed is kept. */
function isSigned(body: Buffer, header: string, secret: string, now: Date): boolean {
  try {
    return Stripe.webhooks.signature?.verifyHeader(body, header, secret, TOLERANCE_S, undefined, now.getTime()) ?? false
  } catch {
    return false
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}

function webhookOf(event: Event, live: boolean): PaymentWebhook {
  const { id, type, created, livemode } = event
  const { object } = event.data
  const occurredAt = new Date(created * 1000)
  const { tenant = null, file = null } = Metadata.safeParse(object.metadata).data ?? {}
  const isOurMode = livemode === live
  const noted: MoneyNews = { kind: 'noted', what: isOurMode ? type : `${type} in ${livemode ? 'live' : 'test'} mode`, money: null }
  const about = (isOurMode && newsOf(type, object, occurredAt)) || noted
  const card: KeptCard | null = about.kind === 'paid' ? cardKeptWith(object) : null
  const payout = isOurMode && type === 'payout.paid' ? payoutIn(object) : null
  return { event: { eventId: id, occurredAt, tenantId: tenant, file, reference: referenceOf(object) ?? id, about }, card, payout }
}
