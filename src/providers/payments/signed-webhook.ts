import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { amountCents, currency, day, instant, text } from '../../contracts/fields.js'
import { cents } from '../../domain/money.js'
import { type MoneyEvent, type MoneyNews, PAYMENT_METHODS, TAKEN_BACK_REASONS } from '../../domain/money-event.js'
import type { Callback } from '../delivery.js'
import { dayOfMoney } from './port.js'

export const SIGNATURE_HEADER = 'Relance-Signature'

/** How far the time of a signature may lie from now. */
const WINDOW_MS = 5 * 60_000
const MOST_SIGNATURES = 10

/** What a sender of payment webhooks says. docs/webhooks.md describes it. */
export const PaymentWebhookBody = z.strictObject({
  id: text(200),
  type: z.enum(['payment.received', 'payment.taken-back']),
  occurredAt: instant,
  payment: z.strictObject({
    reference: text(200),
    amountCents,
    currency,
    method: z.enum(PAYMENT_METHODS),
    file: text(100).optional(),
    receivedOn: day.optional(),
    payer: z.strictObject({ name: text(140).nullish(), iban: text(42).nullish(), text: text(500).nullish() }).optional(),
    reason: z.enum(TAKEN_BACK_REASONS).optional(),
  }),
})
type PaymentWebhookBody = z.infer<typeof PaymentWebhookBody>

/** A signature as its header has it: `t=<seconds>,v1=<hex>`, with a `v1` for each secret that the sender signs with. */
export interface Signature {
  seconds: number
  hex: string[]
}

/** @returns null where the header is missing, is no signature, or is too old or too far ahead */
export function signatureIn(callback: Callback, now: Date): Signature | null {
  const parts = (callback.header(SIGNATURE_HEADER) ?? '').split(',').map((part) => part.trim().split('='))
  const times = parts.filter(([name]) => name === 't').map(([, value = '']) => value)
  const hex = parts.filter(([name, value = '']) => name === 'v1' && /^[0-9a-f]{64}$/.test(value)).map(([, value = '']) => value)
  const [time = ''] = times
  if (times.length !== 1 || !/^\d{1,12}$/.test(time) || hex.length === 0 || hex.length > MOST_SIGNATURES) return null
  const seconds = Number(time)
  return Math.abs(now.getTime() - seconds * 1000) > WINDOW_MS ? null : { seconds, hex }
}

/** Whether one of the secrets made one of the signatures. */
export function isSignedBy(secrets: readonly string[], { seconds, hex }: Signature, body: Buffer): boolean {
  const given = hex.map((one) => Buffer.from(one, 'hex'))
  return secrets.some((secret) => {
    const expected = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest()
    return given.some((one) => timingSafeEqual(one, expected))
  })
}

/** The event in a body whose signature is good. @throws ZodError for a body that is none */
export function signedEventIn(body: Buffer, tenantId: string): MoneyEvent {
  const said = PaymentWebhookBody.parse(parsed(body))
  const { id, occurredAt, payment } = said
  const at = new Date(occurredAt)
  return { eventId: id, occurredAt: at, tenantId, file: payment.file ?? null, reference: payment.reference, about: newsIn(said, at) }
}

function newsIn({ type, payment }: PaymentWebhookBody, at: Date): MoneyNews {
  const money = { cents: cents(payment.amountCents), currency: payment.currency }
  if (type === 'payment.taken-back') return { kind: 'taken-back', money, reason: payment.reason ?? 'returned', feeCents: 0 }
  const { name = null, iban = null, text: written = null } = payment.payer ?? {}
  const payer = payment.payer ? { name, iban, text: written } : null
  return { kind: 'paid', money, method: payment.method, on: payment.receivedOn ?? dayOfMoney(at), feeCents: 0, payer }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
