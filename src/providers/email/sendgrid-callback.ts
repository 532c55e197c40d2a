import { z } from 'zod'
import type { DeliveryStatus } from '../../domain/delivery.js'
import type { Callback, CallbackReader, DeliveryReport } from '../delivery.js'
import { SendgridSignature } from './sendgrid-signature.js'

/** How far the time of a signature may lie from now. */
const WINDOW_MS = 10 * 60_000

const Event = z.object({
  event: z.string(),
  sg_event_id: z.string(),
  sg_message_id: z.string(),
  timestamp: z.number(),
  contact: z.string().optional(),
  type: z.string().optional(),
  reason: z.string().optional(),
  status: z.string().optional(),
})
type Event = z.infer<typeof Event>

/** Reads SendGrid's Event Webhook. Opened and clicked e-mails are nobody's business, and a deferred one is still on its way. */
export class SendgridCallbackReader implements CallbackReader {
  private readonly signature: SendgridSignature

  /** @param publicKey the webhook's verification key: base64 of its DER */
  constructor(publicKey: string) {
    this.signature = new SendgridSignature(publicKey, WINDOW_MS)
  }

  read(callback: Callback, now: Date): DeliveryReport[] | null {
    return this.signature.isOf(callback, now) ? eventsIn(callback.body).flatMap(reportOf) : null
  }
}

/** Events of a form that is not known are left out: one of them must not keep the others from being read. */
function eventsIn(body: Buffer): Event[] {
  const listed = z.array(z.unknown()).safeParse(parsed(body))
  return (listed.data ?? []).flatMap((entry) => Event.safeParse(entry).data ?? [])
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}

function reportOf(event: Event): DeliveryReport[] {
  const status = statusOf(event)
  if (!status) return []
  return [
    {
      eventId: event.sg_event_id,
      key: event.contact ?? null,
      // The events' identifier is that of the answer, followed by the machine that handled it.
      reference: event.sg_message_id.replace(/\.(recvd|filter).*$/, ''),
      status,
      at: new Date(event.timestamp * 1000),
      // Why an e-mail was dropped is one of a few words; why it bounced may quote the address.
      code: event.status ?? (event.event === 'dropped' ? (event.reason ?? null) : null),
    },
  ]
}

function statusOf({ event, type, reason = '' }: Event): DeliveryStatus | null {
  switch (event) {
    case 'processed':
      return 'accepted'
    case 'delivered':
      return 'delivered'
    case 'bounce':
      return type === 'blocked' ? 'failed' : 'bounced' // blocked: by the receiving server, for now
    case 'dropped':
      return whyDropped(reason)
    case 'unsubscribe':
    case 'group_unsubscribe':
    case 'spamreport':
      return 'opted-out'
    default:
      return null
  }
}

/** Dropped before it was sent: SendGrid remembers who refused its e-mails and which addresses do not work. */
function whyDropped(reason: string): DeliveryStatus {
  if (/unsubscribed|spam reporting/i.test(reason)) return 'opted-out'
  return /bounced|invalid/i.test(reason) ? 'bounced' : 'failed'
}
