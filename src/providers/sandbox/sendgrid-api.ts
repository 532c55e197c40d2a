import { createHash, randomBytes, sign } from 'node:crypto'
import { json, type Response, Router } from 'express'
import { z } from 'zod'
import type { OutgoingCallback } from './callbacks.js'
import type { SandboxContext } from './context.js'
import type { Faults } from './faults.js'
import { contentHash, type TakenMessage } from './outbox.js'
import { receive, type Step } from './receive.js'

const Address = z.object({ email: z.string(), name: z.string().optional() })
const Attachment = z.object({ content: z.base64(), filename: z.string().min(1), type: z.string().optional() })
const Mail = z.object({
  personalizations: z.array(z.object({ to: z.array(Address).min(1), custom_args: z.record(z.string(), z.string()).optional() })).min(1),
  from: Address,
  reply_to: Address.optional(),
  subject: z.string(),
  content: z.array(z.object({ type: z.string(), value: z.string() })).min(1),
  attachments: z.array(Attachment).optional(),
  custom_args: z.record(z.string(), z.string()).optional(),
})
type Mail = z.infer<typeof Mail>

/** The part of SendGrid's v3 API that the adapter speaks. Each request has one addressee. */
export function sendgridApi(context: SandboxContext): Router {
  const router = Router()
  router.post('/v3/mail/send', json({ limit: '30mb' }), async (request, response) => {
    if (request.get('Authorization') !== `Bearer ${context.accounts.sendgrid.apiKey}`)
      return fail(response, 401, null, 'The provided authorization grant is invalid, expired, or revoked')
    const { data: mail, error } = Mail.safeParse(request.body)
    if (!mail) return fail(response, 400, error.issues[0]?.path.join('.') ?? null, error.issues[0]?.message ?? 'Bad Request')
    await take(context, response, mail)
  })
  return router
}

async function take(context: SandboxContext, response: Response, mail: Mail): Promise<void> {
  const message = taken(mail, context.now())
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(message.to.address)) return refuseAddress(response)
  const html = partOf(mail, 'text/html')
  await receive(context, response, {
    message,
    body: { html, attachments: attachmentsOf(mail).map(({ bytes }) => bytes) },
    content: `${message.subject}\n${message.text}\n${html}`,
    refuse: (kind) => refuse(response, kind),
    accept: () => void response.status(202).set('X-Message-Id', message.id).end(),
    life: (faults) => eventsOf(faults).map((event) => step(context, message, event)),
  })
}

const partOf = ({ content }: Mail, wanted: string) => content.find(({ type }) => type === wanted)?.value ?? ''

const attachmentsOf = ({ attachments = [] }: Mail) =>
  attachments.map(({ content, filename: name, type = 'application/octet-stream' }) => {
    const bytes = Buffer.from(content, 'base64')
    return { name, mediaType: type, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), bytes }
  })

function taken(mail: Mail, now: Date): TakenMessage & { channel: 'email' } {
  const [personalization] = mail.personalizations
  const to = personalization?.to[0]
  const attachments = attachmentsOf(mail).map(({ bytes: _, ...head }) => head)
  const [text, html] = [partOf(mail, 'text/plain'), partOf(mail, 'text/html')]
  return {
    id: randomBytes(16).toString('base64url'),
    provider: 'sendgrid',
    channel: 'email',
    key: personalization?.custom_args?.contact ?? mail.custom_args?.contact ?? null,
    at: now.toISOString(),
    to: { name: to?.name ?? null, address: to?.email ?? '' },
    from: { name: mail.from.name ?? null, address: mail.from.email },
    ...(mail.reply_to && { replyTo: mail.reply_to.email }),
    contentHash: contentHash(mail.subject, text, html, ...attachments.map(({ sha256 }) => sha256)),
    subject: mail.subject,
    text,
    ...(attachments.length > 0 && { attachments }),
  }
}

function refuse(response: Response, kind: NonNullable<Faults['request']>): boolean {
  if (kind === '429') fail(response, 429, null, 'too many requests')
  else if (kind === '500') fail(response, 500, null, 'Internal Server Error')
  else if (kind === 'wrong-number') refuseAddress(response)
  else return false // who has unsubscribed is found out after the e-mail was taken
  return true
}

function refuseAddress(response: Response): void {
  fail(response, 400, 'personalizations.0.to.0.email', 'Does not contain a valid address.')
}

function fail(response: Response, status: number, field: string | null, message: string): void {
  response.status(status).json({ errors: [{ message, field, help: null }] })
}

interface Event {
  event: string
  [field: string]: string
}

function eventsOf({ request, bounces }: Faults): Event[] {
  if (request === 'opt-out') return [{ event: 'dropped', reason: 'Unsubscribed Address' }]
  const bounce = { event: 'bounce', type: 'bounce', status: '5.1.1', reason: '550 5.1.1 no such user' }
  return [{ event: 'processed' }, bounces ? bounce : { event: 'delivered', response: '250 OK' }]
}

function step(context: SandboxContext, { id, key, to }: TakenMessage, event: Event): Step {
  const { eventUrl } = context.accounts.sendgrid
  const told = {
    ...event,
    email: to.address,
    timestamp: Math.floor(context.now().getTime() / 1000),
    sg_event_id: createHash('sha256').update(`${id}/${event.event}`).digest('base64url').slice(0, 22),
    sg_message_id: `${id}.recvd-sandbox-1-0`,
    ...(key && { contact: key }),
  }
  return { state: event.event, callback: eventUrl ? signed(context, eventUrl, [told]) : null }
}

/** The signature covers the time and the body's bytes, which end in CRLF like SendGrid's. */
function signed({ eventKey, now }: SandboxContext, url: string, events: object[]): OutgoingCallback {
  const timestamp = String(Math.floor(now().getTime() / 1000))
  const body = `${JSON.stringify(events)}\r\n`
  return {
    url,
    headers: {
      'Content-Type': 'application/json',
      'X-Twilio-Email-Event-Webhook-Timestamp': timestamp,
      'X-Twilio-Email-Event-Webhook-Signature': sign('sha256', Buffer.from(timestamp + body), eventKey).toString('base64'),
    },
    body,
  }
}
