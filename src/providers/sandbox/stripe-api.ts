import { createHash, timingSafeEqual } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Request, type RequestHandler, type Response, Router, urlencoded } from 'express'
import { z } from 'zod'
import type { SandboxContext } from './context.js'
import type { Faults } from './faults.js'
import { DECLINED, type StripeBank } from './stripe-bank.js'
import type { Charge, Intent, StripeBooks, StripeObject } from './stripe-books.js'
import { type News, tellOf } from './stripe-events.js'

/** What a handler answers, and what Stripe tells of it afterwards. */
interface Outcome {
  status?: number
  body: unknown
  news?: News[]
}

/** Parts of requests that the adapter makes. Stripe's are forms, so every value is a text. */
const Amount = z.coerce.number().int().positive()
const Metadata = z.record(z.string(), z.string()).default({})
const NewSession = z.object({
  mode: z.literal('payment'),
  success_url: z.url(),
  cancel_url: z.url().optional(),
  line_items: z
    .array(
      z.object({
        quantity: z.literal('1'),
        price_data: z.object({ currency: z.string().length(3), unit_amount: Amount, product_data: z.object({ name: z.string() }) }),
      }),
    )
    .length(1),
  customer_creation: z.literal('always').optional(),
  metadata: Metadata,
  payment_intent_data: z.object({ metadata: Metadata, setup_future_usage: z.literal('off_session').optional() }),
})
const NewIntent = z.object({
  amount: Amount,
  currency: z.string().length(3),
  customer: z.string(),
  payment_method: z.string(),
  off_session: z.literal('true'),
  confirm: z.literal('true'),
  metadata: Metadata,
})
const AskedOfPayout = z.object({ payout: z.string(), type: z.literal('charge'), starting_after: z.string().optional() })
const NewRefund = z.object({ payment_intent: z.string(), amount: Amount.optional(), metadata: Metadata })

/** The part of Stripe's API that the adapter speaks. */
export function stripeApi(context: SandboxContext, books: StripeBooks, bank: StripeBank): Router {
  const router = Router()
  const post = (path: string, act: (form: unknown, request: Request) => Outcome) =>
    router.post(path, requireKey(context), urlencoded({ extended: true }), acting(context, books, act))
  post('/v1/checkout/sessions', (form, request) => openSession(bank, books, NewSession.parse(form), request))
  post('/v1/payment_intents', (form) => chargeCard(bank, books, NewIntent.parse(form)))
  post('/v1/refunds', (form) => refund(bank, books, NewRefund.parse(form)))
  router.get('/v1/payment_intents', requireKey(context), ({ query }, response) =>
    list(
      response,
      books.all<Intent>('payment_intent').filter(({ customer }) => customer === query.customer),
    ),
  )
  router.get('/v1/refunds', requireKey(context), ({ query }, response) =>
    list(
      response,
      books.all('refund').filter(({ payment_intent }) => payment_intent === query.payment_intent),
    ),
  )
  router.get('/v1/balance_transactions', requireKey(context), ({ query }, response) => {
    const { payout, starting_after: after } = AskedOfPayout.parse(query)
    list(response, bank.chargesOf(payout), after)
  })
  router.get('/v1/payment_methods/:id', requireKey(context), ({ params }, response) => {
    const found = books.get('payment_method', params.id)
    if (found) response.json(found)
    else fail(response, missing('PaymentMethod', params.id as string))
  })
  return router
}

/** A refusal in Stripe's form. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: { type: string; code?: string; message: string; [field: string]: unknown },
  ) {
    super(body.message)
  }
}

const missing = (what: string, id: string) =>
  new Refusal(404, { type: 'invalid_request_error', code: 'resource_missing', message: `No such ${what}: '${id}'` })

function fail(response: Response, { status, body }: Refusal): void {
  response.status(status).json({ error: body })
}

function requireKey({ accounts }: SandboxContext): RequestHandler {
  const expected = Buffer.from(`Bearer ${accounts.stripe?.apiKey}`)
  return (request, response, next) => {
    const given = Buffer.from(request.get('Authorization') ?? '')
    if (given.length === expected.length && timingSafeEqual(given, expected)) next()
    else fail(response, new Refusal(401, { type: 'invalid_request_error', message: 'Invalid API Key provided' }))
  }
}

const PAGE = 100

/** Newest first, as Stripe lists, from the one after another on. */
function list(response: Response, all: StripeObject[], after?: string): void {
  const newest = all.slice().reverse()
  const rest = newest.slice(newest.findIndex(({ id }) => id === after) + 1)
  response.json({ object: 'list', data: rest.slice(0, PAGE), has_more: rest.length > PAGE })
}

/** A POST: once under its idempotency key, with whatever the sandbox was told to do to it. */
function acting(context: SandboxContext, books: StripeBooks, act: (form: unknown, request: Request) => Outcome): RequestHandler {
  return async (request, response) => {
    const key = request.get('Idempotency-Key') ?? ''
    const hash = createHash('sha256')
      .update(`${request.path}\n${JSON.stringify(request.body)}`)
      .digest('hex')
    const subject = { provider: 'stripe', channel: null, key, to: { address: request.path }, contentHash: hash } as const
    const faults = context.faults.meet(subject, JSON.stringify(request.body))
    if (faults.delayMs > 0) await sleep(faults.delayMs)
    if (faults.request === 'connection-lost') return void request.socket.destroy()
    if (faults.request && faults.request !== 'answer-lost') return refuse(response, faults.request)
    answer(context, books, { request, response, key, hash, faults }, act)
  }
}

function refuse(response: Response, fault: NonNullable<Faults['request']>): void {
  const status = fault === '429' ? 429 : 500
  fail(response, new Refusal(status, { type: 'api_error', message: fault === '429' ? 'Too many requests' : 'Something went wrong' }))
}

interface Asked {
  request: Request
  response: Response
  key: string
  hash: string
  faults: Faults
}

function answer(context: SandboxContext, books: StripeBooks, asked: Asked, act: (form: unknown, request: Request) => Outcome): void {
  const { request, response, key, hash, faults } = asked
  const kept = key ? books.answerOf(key) : undefined
  if (kept && kept.request !== hash) {
    fail(response, new Refusal(400, OTHER_PARAMETERS))
    return
  }
  const { status = 200, body, news = [] }: Outcome = kept ?? outcomeOf(() => act(request.body, request))
  if (!kept && key) books.keepAnswer(key, { request: hash, status, body })
  tellOf(context, books, news, faults)
  if (faults.request === 'answer-lost') request.socket.destroy()
  else
    response
      .status(status)
      .set('Idempotent-Replayed', String(kept !== undefined))
      .json(body)
}

const OTHER_PARAMETERS = {
  type: 'idempotency_error',
  message: 'Keys for idempotent requests can only be used with the same parameters they were first used with.',
}

/** What a handler refuses is an answer too, and kept like one. */
function outcomeOf(act: () => Outcome): Outcome {
  try {
    return act()
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, body: { error: error.body } }
    if (!(error instanceof z.ZodError)) throw error
    const [issue] = error.issues
    const message = `Invalid ${issue?.path.join('.')}: ${issue?.message}`
    return { status: 400, body: { error: { type: 'invalid_request_error', code: 'parameter_invalid', message } } }
  }
}

function openSession(bank: StripeBank, books: StripeBooks, form: z.infer<typeof NewSession>, request: Request): Outcome {
  const head = bank.head('checkout.session')
  const [item] = form.line_items
  const session = books.put({
    ...head,
    mode: form.mode,
    status: 'open',
    payment_status: 'unpaid',
    amount_total: item?.price_data.unit_amount,
    currency: item?.price_data.currency,
    title: item?.price_data.product_data.name,
    customer: null,
    customer_creation: form.customer_creation ?? 'if_required',
    metadata: form.metadata,
    payment_intent: null,
    payment_intent_data: form.payment_intent_data,
    success_url: form.success_url,
    cancel_url: form.cancel_url ?? null,
    url: `${request.protocol}://${request.get('host')}/stripe/pay/${head.id}`,
  })
  return { body: session }
}

function chargeCard(bank: StripeBank, books: StripeBooks, form: z.infer<typeof NewIntent>): Outcome {
  const method = books.get<StripeObject & { customer: string | null; declines: boolean }>('payment_method', form.payment_method)
  if (!method || method.customer !== form.customer) throw missing('PaymentMethod', form.payment_method)
  const { amount, currency, metadata, customer } = form
  const payment = { amount, currency, metadata, customer, method: method.id, setupFutureUsage: null }
  const { intent, news } = bank.pay(payment, method.declines ? 'declined' : 'pays')
  return method.declines ? { status: 402, body: { error: { ...DECLINED, payment_intent: intent } }, news } : { body: intent, news }
}

function refund(bank: StripeBank, books: StripeBooks, form: z.infer<typeof NewRefund>): Outcome {
  const intent = books.get<Intent>('payment_intent', form.payment_intent)
  const charge = intent && books.get<Charge>('charge', intent.latest_charge)
  if (!charge) throw missing('payment_intent', form.payment_intent)
  const left = charge.amount - charge.amount_refunded
  const { amount = left } = form
  if (charge.disputed) throw new Refusal(400, { type: 'invalid_request_error', code: 'charge_disputed', message: 'The charge is disputed' })
  if (amount > left || left === 0)
    throw new Refusal(400, {
      type: 'invalid_request_error',
      code: 'charge_already_refunded',
      message: 'Refund amount is greater than unrefunded amount',
    })
  const { refund: made, news } = bank.refund(charge, amount, form.metadata)
  return { body: made, news }
}
