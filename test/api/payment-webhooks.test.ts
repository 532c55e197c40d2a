import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WebhookSecretMade } from '../../src/contracts/checkout.js'
import { StripePayments } from '../../src/providers/payments/stripe.js'
import { StripeWebhookReader } from '../../src/providers/payments/stripe-webhook.js'
import { openDatabase } from '../../src/store/database.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, claim, joinAgency, problemIn, refusalIn } from './caller.js'
import { serveApi } from './own-api.js'

const NOW = new Date('2026-03-02T09:00:00Z')
const SECONDS = NOW.getTime() / 1000
const STRIPE_SECRET = 'whsec_of_the_test'

let stack: TestStack
let api: Caller
let own: Awaited<ReturnType<typeof serveApi>>

const stripe = () => ({
  provider: new StripePayments({ apiKey: 'sk_test_x', paidUrl: 'https://relance.example/paid', baseUrl: 'http://127.0.0.1:1' }),
  reader: new StripeWebhookReader({ secrets: [STRIPE_SECRET], live: false }),
})

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  own = await serveApi(stack, { payments: stripe(), now: () => NOW })
  api = agency.api.at(own.url)
})
afterAll(async () => {
  await own.close()
  await stack.close()
})

const sign = (secret: string, body: string, seconds = SECONDS) =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`

async function post(path: string, headers: Record<string, string>, body: string, url = own.url) {
  const response = await fetch(new URL(path, url), { method: 'POST', headers, body })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const sums = async (fileId: string) => {
  const { balanceCents } = await api.file(fileId)
  return { balanceCents }
}
const eventRows = (provider: string, eventId: string) => stack.db.paymentEvent.findMany({ where: { provider, eventId } })

describe('a webhook of our own kind', () => {
  let made: WebhookSecretMade
  let path: string

  beforeAll(async () => {
    made = await api.made<WebhookSecretMade>('/v1/webhook-secrets', { label: 'cash desk' })
    path = new URL(made.url).pathname
  })

  const provider = () => `webhook:${stack.tenantId}`
  const event = (payment: object = {}, changes: object = {}) => ({
    id: randomUUID(),
    type: 'payment.received',
    occurredAt: '2026-03-02T08:00:00Z',
    payment: { reference: randomUUID(), amountCents: 25_000, currency: 'EUR', method: 'cash', ...payment },
    ...changes,
  })
  const send = (said: unknown, signature?: (body: string) => string) => {
    const body = typeof said === 'string' ? said : JSON.stringify(said)
    return post(
      path,
      { 'content-type': 'application/json', 'relance-signature': (signature ?? ((text) => sign(made.secret, text)))(body) },
      body,
    )
  }

  it('is counted on the file that it names, once, however often it is sent', async () => {
    const { id, reference } = await api.open()
    const said = event({ file: reference })
    for (let n = 0; n < 3; n++) expect(await send(said)).toMatchObject({ status: 204, text: '' })
    expect(await sums(id)).toEqual({ balanceCents: 100_000 })
    expect(await eventRows(provider(), said.id)).toMatchObject([{ outcome: 'posted', fileId: id, tenantId: stack.tenantId }])
  })

  it('that takes back is owed again, also where it comes first', async () => {
    const { id, reference } = await api.open()
    const paid = event({ file: reference })
    const back = event({ reference: paid.payment.reference, reason: 'unpaid' }, { type: 'payment.taken-back' })
    expect((await send(back)).status).toBe(204)
    expect(await eventRows(provider(), back.id)).toMatchObject([{ outcome: 'waiting' }])
    expect((await send(paid)).status).toBe(204)
    expect(await eventRows(provider(), back.id)).toMatchObject([{ outcome: 'taken-back' }])
    expect(await sums(id)).toEqual({ balanceCents: 125_000 })
  })

  it('for a file that is not there, or that is in another currency, waits for a person', async () => {
    const { id, reference } = await api.open()
    for (const payment of [{ file: 'NOBODYSFILE' }, {}, { file: reference, currency: 'USD' }]) {
      const said = event(payment)
      expect((await send(said)).status).toBe(204)
      expect(await eventRows(provider(), said.id)).toMatchObject([{ outcome: 'to-allocate' }])
    }
    expect(await sums(id)).toEqual({ balanceCents: 125_000 })
  })

  it.each([
    ['no signature', () => ''],
    ['the signature of another secret', (body: string) => sign('whsec_other', body)],
    ['a signature of five minutes ago', (body: string) => sign(made.secret, body, SECONDS - 301)],
    ['a signature from the future', (body: string) => sign(made.secret, body, SECONDS + 301)],
    ['the signature of another body', () => sign(made.secret, '{}')],
  ])('with %s is refused, and nothing is recorded', async (_, signature) => {
    const said = event()
    expect(refusalIn(await send(said, signature))).toBe('403 callback-forged')
    expect(await eventRows(provider(), said.id)).toEqual([])
  })

  it('to another tenant, or to none, is refused', async () => {
    const { stack: other } = await joinAgency()
    const body = JSON.stringify(event())
    for (const tenant of [other.tenantId, randomUUID(), 'nobody'])
      expect(refusalIn(await post(`/webhooks/payments/${tenant}`, { 'relance-signature': sign(made.secret, body) }, body))).toBe(
        '403 callback-forged',
      )
    await other.close()
  })

  it('that is signed and malformed says where it is at fault', async () => {
    const problem = problemIn(await send(event({ amountCents: -1, card: '4242' })))
    expect(problem).toMatchObject({ status: 400, code: 'request-invalid' })
    expect(problem.faults?.map(({ field }) => field).sort()).toEqual(['payment.amountCents', 'payment.card'])
    expect(problemIn(await send('no JSON'))).toMatchObject({ status: 400, code: 'request-invalid' })
  })

  it('larger than a megabyte is 413', async () => {
    expect(refusalIn(await send('x'.repeat(1_100_000)))).toBe('413 body-too-large')
  })

  it('is not limited in number', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => send({}, () => '')))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]))
  })

  it('is signed with any secret that stands, and with none that was revoked', async () => {
    const next = await api.made<WebhookSecretMade>('/v1/webhook-secrets', { label: 'cash desk, next' })
    expect(next.secret).toMatch(/^whsec_[\w-]{43}$/)
    expect(next.secret).not.toBe(made.secret)
    const by = (secret: string) => (body: string) => sign(secret, body)
    const both = (body: string) => `${sign(made.secret, body)},v1=${sign(next.secret, body).split('v1=')[1]}`
    for (const signature of [by(made.secret), by(next.secret), both]) expect((await send(event(), signature)).status).toBe(204)
    await api.made(`/v1/webhook-secrets/${next.id}/revocation`, {})
    expect(refusalIn(await send(event(), by(next.secret)))).toBe('403 callback-forged')
    expect((await send(event(), both)).status).toBe(204)
  })

  it('has a secret that stands nowhere and is shown once', async () => {
    const key = randomUUID()
    const once = await api.made<WebhookSecretMade>('/v1/webhook-secrets', { label: 'desk' }, key)
    expect(await api.made<WebhookSecretMade>('/v1/webhook-secrets', { label: 'desk' }, key)).toEqual(once)
    expect(refusalIn(await api.post('/v1/webhook-secrets', { label: 'till' }, key))).toBe('409 key-reused')
    const list = (await api.ask('GET', '/v1/webhook-secrets')).text
    expect(list).toContain(once.id)
    expect(list).not.toContain(once.secret)
    expect(JSON.stringify(await stack.db.webhookSecret.findMany())).not.toContain(once.secret.slice('whsec_'.length))
    const { stack: other, api: stranger } = await joinAgency()
    expect(refusalIn(await stranger.post(`/v1/webhook-secrets/${once.id}/revocation`, {}))).toBe('404 resource-unknown')
    await other.close()
  })

  it('is not taken while the database is away: the sender is told when to try again', async () => {
    const away = openDatabase('postgresql://relance_app:x@127.0.0.1:1/relance')
    const without = await serveApi(stack, { db: away, now: () => NOW })
    const body = JSON.stringify(event())
    const answer = await post(path, { 'relance-signature': sign(made.secret, body) }, body, without.url)
    expect(refusalIn(answer)).toBe('503 unavailable')
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    await Promise.all([without.close(), away.$disconnect()])
  })
})

describe('an event of Stripe’s', () => {
  const event = (type: string, object: object) => ({
    id: `evt_${randomUUID()}`,
    object: 'event',
    type,
    created: SECONDS,
    livemode: false,
    data: { object },
  })
  const intent = (metadata: object, changes: object = {}) => ({
    id: `pi_${randomUUID()}`,
    object: 'payment_intent',
    amount: 25_000,
    amount_received: 25_000,
    currency: 'eur',
    payment_method_types: ['card'],
    metadata,
    ...changes,
  })
  const send = (said: object, secret = STRIPE_SECRET) => {
    const body = JSON.stringify(said)
    return post('/webhooks/stripe', { 'stripe-signature': sign(secret, body) }, body)
  }
  const outcomeOf = async (said: { id: string }) => (await eventRows('stripe', said.id)).map(({ outcome }) => outcome)
  const ours = (fileId: string) => ({ tenant: stack.tenantId, file: fileId })

  it('is counted on its file once, however often it is sent', async () => {
    const { id } = await api.open()
    const said = event('payment_intent.succeeded', intent(ours(id)))
    for (let n = 0; n < 3; n++) expect(await send(said)).toMatchObject({ status: 204, text: '' })
    expect(await sums(id)).toEqual({ balanceCents: 100_000 })
    expect(await outcomeOf(said)).toEqual(['posted'])
  })

  it('that is forged or old is refused', async () => {
    const { id } = await api.open()
    const said = event('payment_intent.succeeded', intent(ours(id)))
    expect(refusalIn(await send(said, 'whsec_other'))).toBe('403 callback-forged')
    const body = JSON.stringify(said)
    expect(refusalIn(await post('/webhooks/stripe', { 'stripe-signature': sign(STRIPE_SECRET, body, SECONDS - 301) }, body))).toBe(
      '403 callback-forged',
    )
    expect(refusalIn(await post('/webhooks/stripe', {}, body))).toBe('403 callback-forged')
    expect(await outcomeOf(said)).toEqual([])
    expect(await sums(id)).toEqual({ balanceCents: 125_000 })
  })

  it('of a refund or a chargeback, which names nobody, is about the payment that it refers to', async () => {
    const { id } = await api.open()
    const paid = intent(ours(id))
    const about = { amount: 10_000, currency: 'eur', payment_intent: paid.id, metadata: {} }
    const refunded = event('refund.created', { id: 're_1', ...about, status: 'succeeded' })
    const disputed = event('charge.dispute.funds_withdrawn', { id: 'du_1', ...about, amount: 15_000, balance_transactions: [] })
    expect((await send(event('payment_intent.succeeded', paid))).status).toBe(204)
    for (const said of [refunded, disputed]) {
      expect((await send(said)).status).toBe(204)
      expect(await outcomeOf(said)).toEqual(['taken-back'])
    }
    expect(await sums(id)).toEqual({ balanceCents: 125_000 })
  })

  it('of a refund that overtakes its payment is applied once the payment says whose it is', async () => {
    const { id } = await api.open()
    const paid = intent(ours(id))
    const refunded = event('refund.created', {
      id: 're_1',
      amount: 10_000,
      currency: 'eur',
      payment_intent: paid.id,
      metadata: {},
      status: 'succeeded',
    })
    await send(refunded)
    expect(await outcomeOf(refunded)).toEqual(['not-ours'])
    await send(event('payment_intent.succeeded', paid))
    expect(await eventRows('stripe', refunded.id)).toMatchObject([{ outcome: 'taken-back', tenantId: stack.tenantId }])
    expect(await sums(id)).toEqual({ balanceCents: 110_000 })
  })

  it('without our metadata, of an unknown file or in another currency has a defined end', async () => {
    const { id } = await api.open()
    const foreign = event('payment_intent.succeeded', intent({}))
    const stray = event('payment_intent.succeeded', intent(ours(randomUUID())))
    const dollars = event('payment_intent.succeeded', intent(ours(id), { currency: 'usd' }))
    for (const said of [foreign, stray, dollars]) expect((await send(said)).status).toBe(204)
    expect([await outcomeOf(foreign), await outcomeOf(stray), await outcomeOf(dollars)]).toEqual([
      ['not-ours'],
      ['to-allocate'],
      ['to-allocate'],
    ])
    expect(await sums(id)).toEqual({ balanceCents: 125_000 })
  })

  it('of an unknown kind or form is kept, and what is no event is malformed', async () => {
    const odd = [
      event('nobody.knows', { id: 'x', metadata: ours('x') }),
      event('payment_intent.succeeded', { id: 'pi_odd', metadata: ours('x') }),
    ]
    for (const said of odd) {
      expect((await send(said)).status).toBe(204)
      expect(await outcomeOf(said)).toEqual(['noted'])
    }
    expect(refusalIn(await send({ no: 'event' }))).toBe('400 request-invalid')
  })

  it('has no address where nobody pays by Stripe', async () => {
    const without = await serveApi(stack)
    expect(refusalIn(await post('/webhooks/stripe', {}, '{}', without.url))).toBe('404 route-unknown')
    await without.close()
  })
})

it('a claim of another currency can be paid in it', async () => {
  const { id } = await api.open({ claims: [claim({ currency: 'USD' })] })
  const body = JSON.stringify({
    id: `evt_${randomUUID()}`,
    type: 'payment_intent.succeeded',
    created: SECONDS,
    livemode: false,
    data: {
      object: { id: `pi_${randomUUID()}`, amount_received: 25_000, currency: 'usd', metadata: { tenant: stack.tenantId, file: id } },
    },
  })
  expect((await post('/webhooks/stripe', { 'stripe-signature': sign(STRIPE_SECRET, body) }, body)).status).toBe(204)
  expect(await sums(id)).toEqual({ balanceCents: 100_000 })
})
