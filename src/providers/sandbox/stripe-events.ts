import { createHmac } from 'node:crypto'
import type { OutgoingCallback } from './callbacks.js'
import type { SandboxContext } from './context.js'
import type { StripeBooks, StripeObject } from './stripe-books.js'

const API_VERSION = '2026-10-28.endive'

/** Something that Stripe tells of, before it has an event's form. */
export interface News {
  type: string
  object: StripeObject
}

/** Tells of these things in their order, each by a signed webhook. Stripe signs each attempt anew. */
export function tellOf(
  context: SandboxContext,
  books: StripeBooks,
  news: News[],
  faults = { callbacksTwice: false, callbacksReversed: false },
): void {
  const { stripe } = context.accounts
  if (!stripe?.webhookUrl) return
  const { webhookUrl, webhookSecret } = stripe
  const told = news.map((one) => callbackOf(webhookUrl, webhookSecret, eventOf(context, books, one), context.now))
  if (faults.callbacksReversed) told.reverse()
  context.callbacks.send(faults.callbacksTwice ? told.flatMap((callback) => [callback, callback]) : told)
}

function eventOf({ now }: SandboxContext, books: StripeBooks, { type, object }: News) {
  return {
    id: books.newId('event'),
    object: 'event',
    api_version: API_VERSION,
    created: Math.floor(now().getTime() / 1000),
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
  }
}

function callbackOf(url: string, secret: string, event: object, now: () => Date): OutgoingCallback {
  const body = JSON.stringify(event)
  return {
    url,
    body,
    headers: () => {
      const seconds = Math.floor(now().getTime() / 1000)
      const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
      return { 'Content-Type': 'application/json; charset=utf-8', 'Stripe-Signature': `t=${seconds},v1=${signature}` }
    },
  }
}
