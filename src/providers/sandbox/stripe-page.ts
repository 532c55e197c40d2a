import { json, type RequestHandler, type Response, Router, urlencoded } from 'express'
import { z } from 'zod'
import type { SandboxContext } from './context.js'
import type { StripeBank, TestCard } from './stripe-bank.js'
import type { Charge, StripeBooks, StripeObject } from './stripe-books.js'
import { type News, tellOf } from './stripe-events.js'

interface Session extends StripeObject {
  status: string
  amount_total: number
  currency: string
  title: string
  customer_creation: string
  payment_intent_data: { metadata: Record<string, string>; setup_future_usage?: string }
  success_url: string
  cancel_url: string | null
}

const Choice = z.object({
  card: z.enum(['pays', 'declined']).default('pays'),
  /** Whether a card that is kept is declined when it is charged later. */
  later: z.enum(['pays', 'declined']).default('pays'),
})
const Direct = z.strictObject({
  amount: z.int().positive(),
  currency: z.string().length(3).default('eur'),
  metadata: z.record(z.string(), z.string()).default({}),
})
const Amount = z.strictObject({ amount: z.int().positive().optional() })

/** Its buttons send a form here, and nothing else. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** The page on which a debtor pays: a button for each kind of test card. */
export function stripePage(context: SandboxContext, books: StripeBooks, bank: StripeBank): Router {
  const router = Router()
  router.get('/stripe/pay/:session', (request, response) => {
    const session = books.get<Session>('checkout.session', request.params.session)
    show(response, session ? formOf(session) : '<p>There is no such page.</p>', session ? 200 : 404)
  })
  router.post('/stripe/pay/:session', urlencoded({ extended: false }), (request, response) => {
    const session = books.get<Session>('checkout.session', request.params.session)
    const { data: choice } = Choice.safeParse(request.body ?? {})
    if (!session || !choice) return show(response, '<p>There is no such page.</p>', 404)
    if (session.status !== 'open') return show(response, '<p>This is paid already.</p>')
    const paid = settle(context, books, bank, session, choice.card, choice.later)
    show(
      response,
      paid ? `<p>Paid. <a href="${escaped(session.success_url)}">Back</a></p>` : `<p>The card was declined.</p>${formOf(session)}`,
    )
  })
  return router
}

/** What a test or a demonstration has the sandbox's Stripe do: pay, refund, dispute, pay out. */
export function stripeControls(context: SandboxContext, books: StripeBooks, bank: StripeBank): Router {
  const router = Router()
  const tell = (news: News[], subject: string) => tellOf(context, books, news, met(context, subject))
  router.use(json())
  router.get('/charges', (_request, response) => void response.json(summary(books)))
  router.post('/sessions/:id/pay', ({ params, body }, response) => {
    const session = books.get<Session>('checkout.session', params.id)
    const choice = Choice.safeParse(body ?? {}).data
    if (!session || !choice || session.status !== 'open') return void response.sendStatus(404)
    response.json({ paid: settle(context, books, bank, session, choice.card, choice.later) })
  })
  router.post('/charges', ({ body }, response) => {
    const { data } = Direct.safeParse(body)
    if (!data) return void response.sendStatus(400)
    const method = keepMethod(books, bank, null, 'pays')
    const { intent, news } = bank.pay({ ...data, customer: null, method, setupFutureUsage: null }, 'pays')
    tell(news, intent.id)
    response.status(201).json(intent)
  })
  router.post(
    '/charges/:id/refund',
    ofCharge(books, (charge, body, response) => {
      const left = charge.amount - charge.amount_refunded
      const amount = Amount.safeParse(body ?? {}).data?.amount ?? left
      if (amount > left || amount === 0) return void response.sendStatus(400)
      const { refund, news } = bank.refund(charge, amount)
      tell(news, charge.id)
      response.json(refund)
    }),
  )
  router.post(
    '/charges/:id/dispute',
    ofCharge(books, (charge, _body, response) => {
      if (charge.disputed) return void response.sendStatus(400)
      tell(bank.dispute(charge), charge.id)
      response.json({ disputed: true })
    }),
  )
  router.post(
    '/charges/:id/win',
    ofCharge(books, (charge, _body, response) => {
      const dispute = books.all('dispute').find((one) => one.charge === charge.id && one.status === 'needs_response')
      if (!dispute) return void response.sendStatus(400)
      tell(bank.winDispute(dispute), charge.id)
      response.json({ won: true })
    }),
  )
  router.post('/payouts', (_request, response) => {
    const news = bank.payOut()
    tell(news, 'payout')
    response.json({ payouts: news.map(({ object }) => object) })
  })
  return router
}

/** The charge of an address, by its own id or that of its payment. */
function ofCharge(books: StripeBooks, act: (charge: Charge, body: unknown, response: Response) => void): RequestHandler {
  return ({ params, body }, response) => {
    const charge = books.all<Charge>('charge').find(({ id, payment_intent }) => id === params.id || payment_intent === params.id)
    if (charge) act(charge, body, response)
    else response.sendStatus(404)
  }
}

const met = ({ faults }: SandboxContext, address: string) =>
  faults.meet({ provider: 'stripe', channel: null, key: null, to: { address }, contentHash: '' }, '')

/** Pays a page, or does not. @returns whether it was paid */
function settle(context: SandboxContext, books: StripeBooks, bank: StripeBank, session: Session, card: TestCard, later: TestCard): boolean {
  const { metadata, setup_future_usage = null } = session.payment_intent_data
  const customer = session.customer_creation === 'always' ? books.put({ ...bank.head('customer'), metadata: {} }).id : null
  const method = keepMethod(books, bank, setup_future_usage ? customer : null, later)
  const { amount_total: amount, currency } = session
  const { intent, news } = bank.pay({ amount, currency, metadata, customer, method, setupFutureUsage: setup_future_usage }, card)
  const paid = intent.status === 'succeeded'
  const done = paid && books.put({ ...session, status: 'complete', payment_status: 'paid', customer, payment_intent: intent.id })
  tellOf(context, books, done ? [...news, { type: 'checkout.session.completed', object: done }] : news, met(context, session.id))
  return paid
}

function keepMethod(books: StripeBooks, bank: StripeBank, customer: string | null, later: TestCard): string {
  const card = { brand: 'visa', last4: later === 'pays' ? '4242' : '0341', exp_month: 12, exp_year: 2034 }
  return books.put({ ...bank.head('payment_method'), type: 'card', customer, card, declines: later === 'declined' }).id
}

/** What was charged and what became of it, by currency and one by one: what a test holds the ledger against. */
function summary(books: StripeBooks) {
  const charges = books.all<Charge>('charge')
  const totals: Record<string, { count: number; amount: number; refunded: number; fees: number }> = {}
  for (const { currency, amount, amount_refunded, fee } of charges) {
    const so = totals[currency] ?? { count: 0, amount: 0, refunded: 0, fees: 0 }
    totals[currency] = { count: so.count + 1, amount: so.amount + amount, refunded: so.refunded + amount_refunded, fees: so.fees + fee }
  }
  return { totals, charges }
}

function show(response: Response, content: string, status = 200): void {
  response.status(status).set('Content-Security-Policy', PAGE_POLICY).type('html')
  response.send(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Test payment</title>
<style>body{font:16px sans-serif;max-width:28rem;margin:4rem auto}button{font:inherit;margin:.5rem .5rem 0 0;padding:.5rem 1rem}</style>
<h1>Test payment</h1>${content}</html>`)
}

const formOf = ({
  title,
  amount_total,
  currency,
  cancel_url,
}: Session) => `<p>${escaped(title)}: ${amount_total} ${escaped(currency)}, in its smallest unit.</p>
<form method="post"><button name="card" value="pays">Pay with a card that works</button><button name="card" value="declined">Pay with a card that is declined</button></form>${cancel_url === null ? '' : `<p><a href="${escaped(cancel_url)}">Cancel</a></p>`}`

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
