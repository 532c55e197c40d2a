import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { type Request, type Response, Router, urlencoded } from 'express'
import twilio from 'twilio'
import { z } from 'zod'
import type { OutboxMessage } from '../../contracts/outbox.js'
import { segments } from '../../domain/gsm7.js'
import type { OutgoingCallback } from './callbacks.js'
import type { SandboxContext } from './context.js'
import type { Faults } from './faults.js'
import { contentHash, type TakenMessage } from './outbox.js'
import { receive, type Step } from './receive.js'

const PATH = '/2010-04-01/Accounts/:sid/Messages.json'
const PAGE_SIZE = 50

const Sent = z.object({ To: z.string(), From: z.string(), Body: z.string().min(1), StatusCallback: z.url().optional() })
type Sent = z.infer<typeof Sent>

/** The part of Twilio's Messages API that the adapter speaks. */
export function twilioApi(context: SandboxContext): Router {
  const router = Router()
  router.use(PATH, urlencoded({ extended: false }), (request, response, next) => {
    if (isAuthorized(context, request)) return next()
    fail(response, 401, 20003, 'Authenticate')
  })
  router.post(PATH, (request, response) => create(context, request, response))
  router.get(PATH, (request, response) => list(context, request, response))
  return router
}

function isAuthorized({ accounts: { twilio: account } }: SandboxContext, request: Request): boolean {
  const expected = `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return request.params.sid === account.accountSid && timingSafeEqual(digest(request.get('Authorization') ?? ''), digest(expected))
}

async function create(context: SandboxContext, request: Request, response: Response): Promise<void> {
  const { data: sent } = Sent.safeParse(request.body)
  if (!sent) return fail(response, 400, 21602, 'Message body is required.')
  if (!/^\+[1-9]\d{6,14}$/.test(sent.To)) return fail(response, 400, 21211, `Invalid 'To' Phone Number`)
  const message = taken(sent, context.now())
  await receive(context, response, {
    message,
    content: sent.Body,
    refuse: (kind) => refuse(response, kind),
    accept: () => void response.status(201).json(resource(context, { ...message, states: [] })),
    life: (faults) => lifeOf(context, message, sent, faults),
  })
}

function taken({ To, From, Body, StatusCallback }: Sent, now: Date): TakenMessage & { channel: 'sms' } {
  const { encoding, segments: count } = segments(Body)
  return {
    id: `SM${randomBytes(16).toString('hex')}`,
    provider: 'twilio',
    channel: 'sms',
    key: StatusCallback ? new URL(StatusCallback).searchParams.get('key') : null,
    at: now.toISOString(),
    to: { name: null, address: To },
    from: { name: null, address: From },
    contentHash: contentHash(Body),
    text: Body,
    encoding,
    segments: count,
  }
}

function refuse(response: Response, kind: NonNullable<Faults['request']>): boolean {
  if (kind === '429') fail(response, 429, 20429, 'Too Many Requests')
  else if (kind === '500') fail(response, 500, 20500, 'Internal Server Error')
  else if (kind === 'wrong-number') fail(response, 400, 21211, `Invalid 'To' Phone Number`)
  else fail(response, 400, 21610, 'Attempt to send to unsubscribed recipient')
  return true
}

function fail(response: Response, status: number, code: number, message: string): void {
  response.status(status).json({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status })
}

const UNREACHABLE = '30005'

function lifeOf(context: SandboxContext, { id, to, from }: TakenMessage, { StatusCallback }: Sent, faults: Faults): Step[] {
  const last = faults.bounces ? 'undelivered' : 'delivered'
  return ['queued', 'sent', last].map((state) => {
    const params: Record<string, string> = {
      MessageSid: id,
      SmsSid: id,
      MessageStatus: state,
      SmsStatus: state,
      AccountSid: context.accounts.twilio.accountSid,
      To: to.address,
      From: from?.address ?? '',
      ApiVersion: '2010-04-01',
      ...(state === 'undelivered' && { ErrorCode: UNREACHABLE }),
    }
    return { state, callback: StatusCallback ? signed(context, StatusCallback, params) : null }
  })
}

/** A message from a phone to us, as Twilio passes it on; null when nobody wants to hear. */
export function inboundCallback(context: SandboxContext, from: string, text: string): OutgoingCallback | null {
  const { inboundUrl, accountSid } = context.accounts.twilio
  const sid = `SM${randomBytes(16).toString('hex')}`
  const params = { MessageSid: sid, SmsSid: sid, SmsStatus: 'received', AccountSid: accountSid, From: from, Body: text, NumMedia: '0' }
  return inboundUrl ? signed(context, inboundUrl, params) : null
}

function signed({ accounts }: SandboxContext, url: string, params: Record<string, string>): OutgoingCallback {
  const signature = twilio.getExpectedTwilioSignature(accounts.twilio.authToken, url, params)
  return {
    url,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Twilio-Signature': signature },
    body: new URLSearchParams(params).toString(),
  }
}

function list(context: SandboxContext, request: Request, response: Response): void {
  const { To, PageSize } = request.query
  const size = Number(PageSize) || PAGE_SIZE
  const messages = context.outbox
    .all()
    .filter(({ channel, to }) => channel === 'sms' && (typeof To !== 'string' || to.address === To))
    .reverse()
    .slice(0, size)
    .map((message) => resource(context, message))
  response.json({ messages, page: 0, page_size: size, first_page_uri: request.originalUrl, next_page_uri: null, uri: request.originalUrl })
}

function resource({ accounts }: SandboxContext, message: OutboxMessage) {
  const created = new Date(message.at).toUTCString().replace('GMT', '+0000')
  const { accountSid } = accounts.twilio
  return {
    sid: message.id,
    account_sid: accountSid,
    body: message.channel === 'sms' ? message.text : '',
    to: message.to.address,
    from: message.from?.address ?? null,
    status: message.states.at(-1)?.state ?? 'queued',
    direction: 'outbound-api',
    num_segments: message.channel === 'sms' ? String(message.segments) : '0',
    num_media: '0',
    date_created: created,
    date_updated: created,
    date_sent: null,
    error_code: null,
    error_message: null,
    price: null,
    price_unit: 'EUR',
    api_version: '2010-04-01',
    messaging_service_sid: null,
    subresource_uris: {},
    uri: `/2010-04-01/Accounts/${accountSid}/Messages/${message.id}.json`,
  }
}
