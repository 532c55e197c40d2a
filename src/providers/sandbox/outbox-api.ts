import { json, type NextFunction, type Request, type Response, Router } from 'express'
import { ZodError, z } from 'zod'
import type { OutboxCounts, OutboxMessage, OutboxPage } from '../../contracts/outbox.js'
import type { SandboxContext } from './context.js'
import { verificationKey } from './event-key.js'
import { FaultRules } from './faults.js'
import { LetterOutcome, outcomeStep } from './merci-facteur-api.js'
import { live } from './receive.js'
import { inboundEmailCallback } from './sendgrid-inbound.js'
import type { SpoolLetters } from './spool-letters.js'
import { inboundCallback } from './twilio-api.js'

const Query = z.strictObject({
  channel: z.enum(['sms', 'email', 'letter']).optional(),
  to: z.string().optional(),
  contains: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
})
type Query = z.infer<typeof Query>

const Inbound = z.strictObject({ from: z.string().regex(/^\+[1-9]\d{6,14}$/, 'a number in E.164'), text: z.string().max(1600) })

const InboundEmail = z.strictObject({
  from: z.email(),
  to: z.email(),
  subject: z
    .string()
    .max(500)
    .regex(/^[^\r\n]*$/, 'one line')
    .default(''),
  text: z.string().max(100_000),
})

/** Other people's HTML: it may look as it wants, and do nothing. */
const HTML_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'; sandbox"
/** Browsers show a PDF by a viewer of their own, which a policy without objects would keep away. */
const PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"

/** What was taken, for people and tests, and what the sandbox is to do wrong. */
export function outboxApi(context: SandboxContext, spool: SpoolLetters): Router {
  const { outbox, faults } = context
  const all = () => [...outbox.all(), ...spool.all()]
  const router = Router()
  router.use(json())
  router.get('/messages', (request, response) => void response.json(pageOf(all(), Query.parse(request.query))))
  router.get('/messages/:id', (request, response) => {
    const message = all().find(({ id }) => id === request.params.id)
    if (message) response.json(message)
    else sendUnknown(response)
  })
  router.get('/messages/:id/letter.pdf', (request, response) => {
    const { id } = request.params
    const pdf = spool.all().some((letter) => letter.id === id) ? spool.letter(id) : outbox.letter(id)
    if (!pdf) return sendUnknown(response)
    response.set('Content-Security-Policy', PDF_POLICY).type('pdf').send(pdf)
  })
  router.get('/messages/:id/attachments/:index', (request, response) => {
    const { id, index } = request.params
    const bytes = outbox.attachment(id, Number(index))
    if (!bytes) return sendUnknown(response)
    response.attachment().type('application/octet-stream').send(bytes)
  })
  router.get('/messages/:id/html', (request, response) => {
    const html = outbox.html(request.params.id)
    if (html === undefined) return sendUnknown(response)
    response.set('Content-Security-Policy', HTML_POLICY).type('html').send(html)
  })
  router.post('/messages/:id/outcome', (request, response) => {
    const letter = outbox.get(request.params.id)
    if (letter?.channel !== 'letter') return sendUnknown(response)
    live(context, letter.id, [outcomeStep(context, letter, LetterOutcome.parse(request.body))])
    response.status(202).json(letter)
  })
  router.post('/inbound', (request, response) => {
    const { from, text } = Inbound.parse(request.body)
    const callback = inboundCallback(context, from, text)
    if (!callback) return sendProblem(response, 409, 'No address is set that inbound messages are passed on to')
    context.callbacks.send([callback])
    response.status(202).json({ from, text })
  })
  router.post('/inbound/email', (request, response) => {
    const email = InboundEmail.parse(request.body)
    const callback = inboundEmailCallback(context, email)
    if (!callback) return sendProblem(response, 409, 'No address is set that inbound e-mails are passed on to')
    context.callbacks.send([callback])
    response.status(202).json(email)
  })
  router.get('/counts', (_request, response) => void response.json(countsOf(all())))
  router.get('/keys', (_request, response) => void response.json({ sendgrid: verificationKey(context.eventKey) }))
  router.get('/faults', (_request, response) => void response.json(faults.list()))
  router.put('/faults', (request, response) => {
    faults.set(FaultRules.parse(request.body))
    response.json(faults.list())
  })
  router.delete('/faults', (_request, response) => {
    faults.set([])
    response.status(204).end()
  })
  router.use((_request, response) => sendUnknown(response))
  router.use(problemHandler)
  return router
}

/** A cursor names the last message seen. */
function pageOf(messages: OutboxMessage[], { limit, cursor, ...wanted }: Query): OutboxPage {
  const newestFirst = messages
    .filter((message) => isWanted(message, wanted))
    .sort(byAge)
    .reverse()
  const start = cursor === undefined ? 0 : newestFirst.findIndex(({ id }) => id === cursor) + 1
  const page = newestFirst.slice(start, start + limit)
  const hasMore = start + limit < newestFirst.length
  return { messages: page, nextCursor: hasMore ? (page.at(-1)?.id ?? null) : null }
}

/** Of two messages of the same instant, the one taken later is the younger: sorting keeps their order. */
const byAge = (one: OutboxMessage, other: OutboxMessage) => Date.parse(one.at) - Date.parse(other.at)

function isWanted(message: OutboxMessage, { channel, to, contains }: Pick<Query, 'channel' | 'to' | 'contains'>): boolean {
  if (channel && message.channel !== channel) return false
  if (to && !holds([message.to.address, message.to.name ?? ''], to)) return false
  return !contains || holds(readable(message), contains)
}

/** What people look for a message by. */
function readable(message: OutboxMessage): string[] {
  const common = [message.id, message.key ?? '', message.to.address, message.to.name ?? '']
  switch (message.channel) {
    case 'sms':
      return [...common, message.text]
    case 'email':
      return [...common, message.subject, message.text]
    case 'letter':
      return [...common, message.reference, message.trackingNumber ?? '']
  }
}

const holds = (texts: string[], part: string) => texts.some((text) => text.toLowerCase().includes(part.toLowerCase()))

function countsOf(messages: OutboxMessage[]): OutboxCounts {
  return {
    total: messages.length,
    byKey: repeated(messages, ({ key }) => key),
    byContent: repeated(messages, ({ channel, to, contentHash }) => `${channel} ${to.address} ${contentHash}`),
  }
}

function repeated(messages: OutboxMessage[], shared: (message: OutboxMessage) => string | null): OutboxCounts['byKey'] {
  const ids = new Map<string, string[]>()
  for (const message of messages) {
    const value = shared(message)
    if (value !== null) ids.set(value, [...(ids.get(value) ?? []), message.id])
  }
  return [...ids].flatMap(([value, same]) => (same.length > 1 ? [{ value, ids: same }] : []))
}

const sendUnknown = (response: Response) => sendProblem(response, 404, 'There is nothing at this address')

function sendProblem(response: Response, status: number, title: string, faults?: { field: string; message: string }[]): void {
  const problem = { type: 'about:blank', title, status, ...(faults && { faults }) }
  response.status(status).type('application/problem+json').send(JSON.stringify(problem))
}

/** A body that is no JSON has a status of its own. */
function problemHandler(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  const { status } = error as { status?: number }
  if (error instanceof ZodError) {
    const faults = error.issues.map(({ path, message }) => ({ field: path.join('.') || 'body', message }))
    sendProblem(response, 400, 'The request is not understood', faults)
  } else if (status !== undefined && status < 500) sendProblem(response, status, 'The request is not understood')
  else next(error)
}
