import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { cents } from '../../src/domain/money.js'
import { PaymentRefused, type PaymentWebhook } from '../../src/providers/payments/port.js'
import { StripePayments } from '../../src/providers/payments/stripe.js'
import { StripeWebhookReader } from '../../src/providers/payments/stripe-webhook.js'
import { ACCOUNTS, NOW, ownSandbox, receiveCallbacks } from './own-sandbox.js'

/**
 * The adapter by the real SDK against the sandbox, and what the sandbox tells read by the real reader. Not claimed: that Stripe
 * itself answers as the sandbox does beyond what its papers say.
 */

const TENANT = '0199c2f6-5d1e-7c3b-9f5a-2f6d8a1b4c70'
const FILE = '0199c2f6-5d1e-7c3b-9f5a-2f6d8a1b4c71'
const euros = (amount: number) => ({ cents: cents(amount), currency: 'EUR' })

let receiver: Awaited<ReturnType<typeof receiveCallbacks>>
let sandbox: Awaited<ReturnType<typeof ownSandbox>>
let stripe: StripePayments
const reader = new StripeWebhookReader({ secrets: [ACCOUNTS.stripe.webhookSecret], live: false })

beforeAll(async () => {
  receiver = await receiveCallbacks()
  sandbox = await ownSandbox(receiver.url)
  stripe = new StripePayments({ apiKey: ACCOUNTS.stripe.apiKey, paidUrl: 'https://relance.example/paid', baseUrl: sandbox.url })
})
afterEach(async () => {
  await sandbox.settled()
  await sandbox.faults([])
  receiver.received.length = 0
})
afterAll(async () => {
  await sandbox.close()
  await receiver.close()
})

/** The SDK itself asks once more where a connection is closed, with the same key. */
const LOST = { kind: 'answer-lost', provider: 'stripe', times: 2 }

const page = (changes = {}) => ({
  key: randomUUID(),
  tenantId: TENANT,
  fileId: FILE,
  money: euros(12_500),
  title: 'K7M2P9QRS',
  keepCard: false,
  ...changes,
})

async function told(): Promise<PaymentWebhook[]> {
  await sandbox.settled()
  return receiver.received.map((callback) => reader.read(callback, NOW)).filter((webhook) => webhook !== null)
}

const moved = async () => (await told()).filter(({ event }) => event.about.kind !== 'noted').map(({ event }) => event)
const count = async () => (await sandbox.request('GET', '/stripe/charges')).body.totals.eur?.count ?? 0
const pay = (reference: string, choice = {}) => sandbox.request('POST', `/stripe/sessions/${reference}/pay`, choice)

/** A payment by a page whose payer lets the card be kept. */
async function paid(choice = {}) {
  const request = page({ keepCard: true })
  const { reference } = await stripe.openPage(request)
  await pay(reference, choice)
  const webhooks = await told()
  const found = webhooks.find(({ event }) => event.about.kind === 'paid')
  if (!found?.card) throw new Error('nothing was paid')
  receiver.received.length = 0
  return { event: found.event, card: found.card, page: request }
}

describe('a page', () => {
  it('is paid, and its payment names the tenant and the file', async () => {
    const { reference, url } = await stripe.openPage(page())
    const form = await fetch(url)
    expect(await form.text()).toContain('K7M2P9QRS')
    const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ card: 'pays' }) })
    expect(await answer.text()).toContain('https://relance.example/paid')
    const [event, ...others] = await moved()
    expect(others).toEqual([])
    expect(event).toMatchObject({
      tenantId: TENANT,
      file: FILE,
      about: { kind: 'paid', money: euros(12_500), method: 'card', on: '2026-03-02' },
    })
    expect(event?.reference).toMatch(/^pi_/)
    expect((await told()).map(({ card }) => card)).toEqual([null, null])
    expect(await (await fetch(url, { method: 'POST', body: new URLSearchParams({ card: 'pays' }) })).text()).toContain('paid already')
    expect(reference).toMatch(/^cs_/)
  })

  it('whose card is declined is not paid, and can be tried again', async () => {
    const { reference } = await stripe.openPage(page())
    expect((await pay(reference, { card: 'declined' })).body).toEqual({ paid: false })
    expect(await moved()).toEqual([])
    expect((await told()).map(({ event }) => event.about)).toMatchObject([{ kind: 'noted', what: 'payment_intent.payment_failed' }])
    expect((await pay(reference)).body).toEqual({ paid: true })
  })

  it('whose answer was lost is the same page when it is asked for again', async () => {
    const request = page()
    await sandbox.faults([LOST])
    await expect(stripe.openPage(request)).rejects.not.toBeInstanceOf(PaymentRefused)
    const again = await stripe.openPage(request)
    expect(await stripe.openPage(request)).toEqual(again)
    const sessions = readFileSync(join(sandbox.folder, 'stripe.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line.includes(`"page":"${request.key}"`))
    expect(sessions.filter((line) => line.startsWith('{"put":{"id":"cs_'))).toHaveLength(1)
  })

  it('of another sum under the same key is refused', async () => {
    const request = page()
    await stripe.openPage(request)
    await expect(stripe.openPage({ ...request, money: euros(1) })).rejects.toMatchObject({ name: 'PaymentRefused', why: 'key-reused' })
  })

  it('is not opened with a key that is not ours', async () => {
    const stranger = new StripePayments({ apiKey: 'sk_test_stranger', paidUrl: 'https://relance.example/paid', baseUrl: sandbox.url })
    await expect(stranger.openPage(page())).rejects.toThrow('Invalid API Key')
  })
})

describe('a card that was kept', () => {
  it('comes with the payment, and can be described', async () => {
    const { card, page: request } = await paid()
    expect(card).toMatchObject({ page: request.key, customer: expect.stringMatching(/^cus_/), method: expect.stringMatching(/^pm_/) })
    expect(await stripe.describeCard(card.method)).toEqual({ brand: 'visa', lastDigits: '4242' })
    expect(await stripe.describeCard('pm_nobody')).toBeNull()
  })

  it.each(['answer-lost', 'connection-lost', '500', '429'])('is charged once after %s, however often it is asked', async (kind) => {
    const { card } = await paid()
    const before = await count()
    const charge = { ...page({ money: euros(5_000) }), ...card }
    await sandbox.faults([{ ...LOST, kind, times: kind.endsWith('-lost') ? 2 : 1 }])
    await expect(stripe.chargeCard(charge)).rejects.not.toBeInstanceOf(PaymentRefused)
    const { reference } = await stripe.chargeCard(charge)
    expect(await stripe.chargeCard(charge)).toEqual({ reference })
    expect(await count()).toBe(before + 1)
    expect(await moved()).toMatchObject([{ reference, tenantId: TENANT, file: FILE, about: { kind: 'paid', money: euros(5_000) } }])
  })

  it('is found charged, and refunded, by its key long after Stripe has forgotten the idempotency key', async () => {
    const { card } = await paid()
    const charge = { ...page(), ...card }
    const { reference } = await stripe.chargeCard(charge)
    const refund = { key: randomUUID(), payment: reference, money: euros(2_500) }
    const refunded = await stripe.refund(refund)
    const before = await count()
    forgetKeys()
    await sandbox.stop()
    sandbox = await ownSandbox(receiver.url, { folder: sandbox.folder })
    stripe = new StripePayments({ apiKey: ACCOUNTS.stripe.apiKey, paidUrl: 'https://relance.example/paid', baseUrl: sandbox.url })
    expect(await stripe.chargeCard(charge)).toEqual({ reference })
    expect(await stripe.refund(refund)).toEqual(refunded)
    expect(await count()).toBe(before)
  })

  it('is declined in words of its own, and stays so under its key', async () => {
    const { card } = await paid({ later: 'declined' })
    const charge = { ...page(), ...card }
    const before = await count()
    for (let n = 0; n < 2; n++) await expect(stripe.chargeCard(charge)).rejects.toMatchObject({ name: 'PaymentRefused', why: 'declined' })
    expect(await count()).toBe(before)
    expect(await moved()).toEqual([])
  })
})

/** As after a day: what the sandbox answered is forgotten, what it has is not. */
function forgetKeys(): void {
  const file = join(sandbox.folder, 'stripe.jsonl')
  const kept = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{"put"'))
  writeFileSync(file, `${kept.join('\n')}\n`)
}

describe('a refund', () => {
  it('is paid back once, whole or in part, and told as one taking back', async () => {
    const { event } = await paid()
    const refund = { key: randomUUID(), payment: event.reference, money: euros(2_500) }
    await sandbox.faults([LOST])
    await expect(stripe.refund(refund)).rejects.not.toBeInstanceOf(PaymentRefused)
    const { reference } = await stripe.refund(refund)
    expect(await stripe.refund(refund)).toEqual({ reference })
    expect(await moved()).toMatchObject([
      { reference: event.reference, tenantId: null, about: { kind: 'taken-back', reason: 'refund', money: euros(2_500), feeCents: 0 } },
    ])
    await stripe.refund({ ...refund, key: randomUUID(), money: euros(10_000) })
    expect((await moved()).map(({ about }) => about)).toMatchObject([{ money: euros(2_500) }, { money: euros(10_000) }])
  })

  it('of another sum under the same key is refused, and so is more than was paid', async () => {
    const { event } = await paid()
    const refund = { key: randomUUID(), payment: event.reference, money: euros(2_500) }
    await stripe.refund(refund)
    await expect(stripe.refund({ ...refund, money: euros(2_600) })).rejects.toMatchObject({ why: 'key-reused' })
    await expect(stripe.refund({ ...refund, key: randomUUID(), money: euros(10_001) })).rejects.toMatchObject({
      why: 'other',
      code: 'charge_already_refunded',
    })
  })
})

describe('a chargeback', () => {
  it('takes back the payment with a fee, and gives it back when it is won', async () => {
    const { event } = await paid()
    await sandbox.request('POST', `/stripe/charges/${event.reference}/dispute`)
    await sandbox.settled()
    await sandbox.request('POST', `/stripe/charges/${event.reference}/win`)
    expect(await moved()).toMatchObject([
      { reference: event.reference, about: { kind: 'taken-back', reason: 'chargeback', money: euros(12_500), feeCents: 2_000 } },
      { reference: event.reference, about: { kind: 'returned-to-us', money: euros(12_500), feeCents: 0 } },
    ])
  })
})

describe('a payout', () => {
  const charge = async (amount: number): Promise<string> => (await sandbox.request('POST', '/stripe/charges', { amount })).body.id
  const payOut = async (): Promise<string> => (await sandbox.request('POST', '/stripe/payouts')).body.payouts[0].id

  it('tells its day, and holds the payments since the last one, with what was taken of each', async () => {
    await charge(5_000)
    const before = await payOut()
    const [one, two] = [await charge(10_000), await charge(2_500)]
    const payout = await payOut()
    const last = (await told()).map((webhook) => webhook.payout).filter((told) => told !== null)
    expect(last).toEqual([
      { reference: before, on: '2026-03-02' },
      { reference: payout, on: '2026-03-02' },
    ])
    const held = await stripe.paidOut(payout)
    expect(held).toHaveLength(2)
    expect(held).toContainEqual({ payment: one, money: euros(10_000), feeCents: 175 })
    expect(held).toContainEqual({ payment: two, money: euros(2_500), feeCents: 63 })
  })

  it('holds more payments than Stripe lists at once', async () => {
    const made: string[] = []
    for (let n = 0; n < 101; n++) made.push(await charge(1_000))
    expect((await stripe.paidOut(await payOut())).map(({ payment }) => payment).sort()).toEqual(made.sort())
  })

  it('that the provider cannot be asked about is an error, and not an empty one', async () => {
    const stranger = new StripePayments({ apiKey: 'sk_test_stranger', paidUrl: 'https://relance.example/paid', baseUrl: sandbox.url })
    await expect(stranger.paidOut('po_1')).rejects.toThrow('Invalid API Key')
  })
})

describe('the sandbox', () => {
  it('pays out what it holds, to the cent, and says so', async () => {
    await sandbox.request('POST', '/stripe/payouts')
    receiver.received.length = 0
    const made = await sandbox.request('POST', '/stripe/charges', { amount: 10_000, metadata: { tenant: TENANT, file: 'K7M2P9QRS' } })
    expect(made.status).toBe(201)
    await sandbox.request('POST', `/stripe/charges/${made.body.id}/refund`, { amount: 1_000 })
    const { payouts } = (await sandbox.request('POST', '/stripe/payouts')).body
    expect(payouts).toMatchObject([{ amount: 10_000 - 175 - 1_000, currency: 'eur' }])
    expect((await told()).map(({ event }) => event.about)).toContainEqual({ kind: 'noted', what: 'payout.paid', money: euros(8_825) })
    expect((await sandbox.request('POST', '/stripe/payouts')).body).toEqual({ payouts: [] })
  })

  it('repeats and turns round its events where it is told to', async () => {
    await sandbox.faults([{ kind: 'duplicate-callbacks', provider: 'stripe' }])
    await sandbox.request('POST', '/stripe/charges', { amount: 100, metadata: {} })
    expect(await moved()).toHaveLength(2)
    expect(new Set((await moved()).map(({ eventId }) => eventId)).size).toBe(1)
  })
})
