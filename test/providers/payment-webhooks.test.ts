import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ZodError } from 'zod'
import { cents } from '../../src/domain/money.js'
import { signedEventIn } from '../../src/providers/payments/signed-webhook.js'
import { fromStripe, toStripe } from '../../src/providers/payments/stripe-money.js'
import { StripeWebhookReader } from '../../src/providers/payments/stripe-webhook.js'

const TENANT = '0199c2f6-5d1e-7c3b-9f5a-2f6d8a1b4c70'
const METADATA = { tenant: TENANT, file: 'K7M2P9QRS' }
const NOW = new Date('2026-03-02T09:00:00Z')
const CREATED = Date.parse('2026-03-01T23:30:00Z') / 1000
const SECRET = 'whsec_test'

function readBytes(body: string, live = false) {
  const seconds = NOW.getTime() / 1000
  const signature = `t=${seconds},v1=${createHmac('sha256', SECRET).update(`${seconds}.${body}`).digest('hex')}`
  const header = (name: string) => (name === 'Stripe-Signature' ? signature : undefined)
  return new StripeWebhookReader({ secrets: [SECRET], live }).read({ url: '', header, body: Buffer.from(body) }, NOW)
}

/** An event of Stripe's, as its papers show it. */
function read(type: string, object: Record<string, unknown>, { livemode = false, live = false } = {}) {
  const webhook = readBytes(JSON.stringify({ id: 'evt_1', object: 'event', type, created: CREATED, livemode, data: { object } }), live)
  if (!webhook) throw new Error('not signed')
  return webhook
}

const aboutOf = (type: string, object: Record<string, unknown>) => read(type, object).event.about

const intent = (changes: Record<string, unknown> = {}) => ({
  id: 'pi_1',
  object: 'payment_intent',
  amount: 12_500,
  amount_received: 12_500,
  currency: 'eur',
  customer: null,
  latest_charge: 'ch_1',
  metadata: METADATA,
  payment_method: 'pm_1',
  payment_method_types: ['card'],
  setup_future_usage: null,
  status: 'succeeded',
  ...changes,
})

const euros = (amount: number) => ({ cents: amount, currency: 'EUR' })

describe('an event of Stripe’s', () => {
  it('is money on the legal day in Paris, whose it is by its metadata, and under the payment’s reference', () => {
    expect(read('payment_intent.succeeded', intent())).toEqual({
      event: {
        eventId: 'evt_1',
        occurredAt: new Date('2026-03-01T23:30:00Z'),
        tenantId: TENANT,
        file: 'K7M2P9QRS',
        reference: 'pi_1',
        about: { kind: 'paid', money: euros(12_500), method: 'card', on: '2026-03-02', feeCents: 0, payer: null },
      },
      card: null,
      payout: null,
    })
  })

  it('counts what was received, and the fee where it comes with it', () => {
    const charge = (fee: number, currency: string) => ({ id: 'ch_1', balance_transaction: { id: 'txn_1', amount: 1, currency, fee } })
    expect(aboutOf('payment_intent.succeeded', intent({ amount_received: 100, latest_charge: charge(213, 'eur') }))).toMatchObject({
      money: euros(100),
      feeCents: 213,
    })
    expect(aboutOf('payment_intent.succeeded', intent({ latest_charge: charge(213, 'usd') }))).toMatchObject({ feeCents: 0 })
  })

  it.each([
    [['card'], 'card'],
    [['link', 'card'], 'card'],
    [['sepa_debit'], 'direct_debit'],
    [['customer_balance'], 'transfer'],
    [['paypal'], 'other'],
    [undefined, 'other'],
  ])('says how it was paid: %j is %s', (payment_method_types, method) => {
    expect(aboutOf('payment_intent.succeeded', intent({ payment_method_types }))).toMatchObject({ method })
  })

  it.each([
    ['none', undefined],
    ['null', null],
    ['that of another shop', { order: '17' }],
    ['a tenant that is no id', { ...METADATA, tenant: 'us' }],
    ['no text', { tenant: 17 }],
  ])('without our metadata is nobody’s: %s', (_, metadata) => {
    expect(read('payment_intent.succeeded', intent({ metadata })).event).toMatchObject({
      tenantId: null,
      file: null,
      about: { kind: 'paid' },
    })
  })

  it('brings the card that is kept where our page asked for it, and only then', () => {
    const kept = { customer: 'cus_1', setup_future_usage: 'off_session', metadata: { ...METADATA, page: TENANT } }
    const card = { page: TENANT, customer: 'cus_1', method: 'pm_1' }
    expect(read('payment_intent.succeeded', intent(kept)).card).toEqual(card)
    expect(read('payment_intent.succeeded', intent({ ...kept, customer: { id: 'cus_1', object: 'customer' } })).card).toEqual(card)
    expect(read('payment_intent.succeeded', intent({ ...kept, setup_future_usage: null })).card).toBeNull()
    expect(read('payment_intent.succeeded', intent({ ...kept, metadata: METADATA })).card).toBeNull()
    expect(read('payment_intent.payment_failed', intent(kept)).card).toBeNull()
  })

  const refund = (changes = {}) => ({
    id: 're_1',
    object: 'refund',
    amount: 2_500,
    currency: 'eur',
    charge: 'ch_1',
    payment_intent: 'pi_1',
    status: 'succeeded',
    metadata: {},
    ...changes,
  })
  const charge = {
    id: 'ch_1',
    object: 'charge',
    amount: 12_500,
    amount_refunded: 5_000,
    currency: 'eur',
    payment_intent: 'pi_1',
    metadata: METADATA,
  }

  it('takes a refund back once, however many events tell of it', () => {
    expect(read('refund.created', refund()).event).toMatchObject({
      reference: 'pi_1',
      about: { kind: 'taken-back', money: euros(2_500), reason: 'refund', feeCents: 0 },
    })
    expect(aboutOf('refund.created', refund({ status: 'pending' }))).toMatchObject({ kind: 'taken-back' })
    expect(aboutOf('refund.updated', refund())).toEqual({ kind: 'noted', what: 'refund.updated', money: null })
    expect(read('charge.refunded', charge).event).toMatchObject({
      reference: 'pi_1',
      tenantId: TENANT,
      about: { kind: 'noted', what: 'charge.refunded' },
    })
  })

  it('a refund that the payer’s bank refuses comes back', () => {
    expect(aboutOf('refund.failed', refund({ status: 'failed' }))).toEqual({ kind: 'returned-to-us', money: euros(2_500), feeCents: 0 })
    expect(aboutOf('refund.created', refund({ status: 'failed' }))).toMatchObject({ kind: 'noted' })
  })

  it('a chargeback takes the sum and the fee, and one that is won brings the sum back', () => {
    const left = { id: 'txn_1', amount: -12_500, currency: 'eur', fee: 2_000, net: -14_500 }
    const come = { id: 'txn_2', amount: 12_500, currency: 'eur', fee: 0, net: 12_500 }
    const dispute = { id: 'du_1', object: 'dispute', amount: 12_500, currency: 'eur', charge: 'ch_1', payment_intent: 'pi_1', metadata: {} }
    expect(read('charge.dispute.funds_withdrawn', { ...dispute, balance_transactions: [left] }).event).toMatchObject({
      reference: 'pi_1',
      tenantId: null,
      about: { kind: 'taken-back', money: euros(12_500), reason: 'chargeback', feeCents: 2_000 },
    })
    expect(aboutOf('charge.dispute.funds_reinstated', { ...dispute, balance_transactions: [left, come] })).toEqual({
      kind: 'returned-to-us',
      money: euros(12_500),
      feeCents: 0,
    })
    expect(
      aboutOf('charge.dispute.funds_reinstated', { ...dispute, balance_transactions: [left, { ...come, fee: -2_000 }] }),
    ).toMatchObject({ feeCents: -2_000 })
    expect(aboutOf('charge.dispute.created', { ...dispute, balance_transactions: [left] })).toMatchObject({ kind: 'noted' })
  })

  it.each([
    ['payment_intent.payment_failed', intent({ amount_received: 0 }), 'pi_1', euros(12_500)],
    ['payout.paid', { id: 'po_1', object: 'payout', amount: 99, currency: 'eur', metadata: {} }, 'po_1', euros(99)],
    [
      'checkout.session.completed',
      { id: 'cs_1', amount_total: 12_500, currency: 'eur', payment_intent: 'pi_1', metadata: METADATA },
      'pi_1',
      euros(12_500),
    ],
    ['customer.created', { id: 'cus_1', object: 'customer' }, 'cus_1', null],
    ['something.nobody.knows', {}, 'evt_1', null],
  ])('%s is noted, and moves nothing', (type, object, reference, money) => {
    expect(read(type, object).event).toMatchObject({ reference, about: { kind: 'noted', what: type, money } })
  })

  it.each([
    ['no sum', { amount_received: undefined }],
    ['a sum that is none', { amount_received: '12500' }],
    ['a fraction', { amount_received: 0.5 }],
    ['no currency', { currency: null }],
    ['a currency that there is not', { currency: 'abcd' }],
  ])('with %s is kept as noted, and is no fault', (_, changes) => {
    expect(aboutOf('payment_intent.succeeded', intent(changes))).toEqual({ kind: 'noted', what: 'payment_intent.succeeded', money: null })
  })

  it.each(['refund.created', 'refund.failed', 'charge.dispute.funds_withdrawn', 'charge.dispute.funds_reinstated'])(
    '%s of another form is kept as noted',
    (type) => {
      expect(aboutOf(type, { id: 'x', amount: 'much' })).toEqual({ kind: 'noted', what: type, money: null })
    },
  )

  it('of the other mode than our key’s moves nothing, test where money is real and real where it is a test', () => {
    expect(read('payment_intent.succeeded', intent(), { live: true }).event.about).toEqual({
      kind: 'noted',
      what: 'payment_intent.succeeded in test mode',
      money: null,
    })
    expect(read('payment_intent.succeeded', intent(), { livemode: true }).event.about).toMatchObject({
      what: 'payment_intent.succeeded in live mode',
    })
    expect(read('payment_intent.succeeded', intent(), { livemode: true, live: true }).event.about).toMatchObject({ kind: 'paid' })
  })

  it.each(['no JSON', '[]', '{}', '{"id":"evt_1"}', '{"object":"v2.core.event","id":"evt_1"}'])('that is none is malformed: %s', (body) => {
    expect(() => readBytes(body)).toThrow(ZodError)
  })
})

describe('sums of Stripe’s', () => {
  it.each([
    [12_500, 'eur', 12_500, 'EUR'],
    [500, 'jpy', 500, 'JPY'],
    [500, 'xof', 500, 'XOF'],
    [12_340, 'kwd', 12_340, 'KWD'],
    [50_000, 'isk', 500, 'ISK'],
    [50_000, 'ugx', 500, 'UGX'],
  ])('%j %s are %j of our %s, there and back', (amount, currency, ours, code) => {
    expect(fromStripe(amount, currency)).toEqual({ cents: ours, currency: code })
    expect(toStripe({ cents: cents(ours), currency: code })).toEqual({ amount, currency })
  })

  it('are none where they would be a fraction of our unit', () => {
    expect(fromStripe(50_050, 'isk')).toBeNull()
  })
})

describe('a webhook of our own', () => {
  const body = (changes: Record<string, unknown> = {}, payment: Record<string, unknown> = {}) => ({
    id: 'desk-17',
    type: 'payment.received',
    occurredAt: '2026-03-01T23:30:00Z',
    payment: { reference: 'R-17', amountCents: 12_500, currency: 'EUR', method: 'cash', ...payment },
    ...changes,
  })
  const event = (said: unknown) => signedEventIn(Buffer.from(typeof said === 'string' ? said : JSON.stringify(said)), TENANT)
  const faults = (said: unknown) => {
    try {
      event(said)
    } catch (error) {
      if (error instanceof ZodError) return error.issues.map(({ path }) => path.join('.'))
    }
    return []
  }

  it('is money of the tenant that it is signed for', () => {
    expect(event(body())).toEqual({
      eventId: 'desk-17',
      occurredAt: new Date('2026-03-01T23:30:00Z'),
      tenantId: TENANT,
      file: null,
      reference: 'R-17',
      about: { kind: 'paid', money: euros(12_500), method: 'cash', on: '2026-03-02', feeCents: 0, payer: null },
    })
  })

  it('may name the file, the day and the payer', () => {
    const payment = { file: 'K7M2P9QRS', receivedOn: '2026-02-27', payer: { name: 'Garage Martin', text: 'solde' } }
    expect(event(body({}, payment))).toMatchObject({
      file: 'K7M2P9QRS',
      about: { on: '2026-02-27', payer: { name: 'Garage Martin', iban: null, text: 'solde' } },
    })
  })

  it('takes back for the reason that it gives', () => {
    const back = (payment = {}) => event(body({ type: 'payment.taken-back' }, payment)).about
    expect(back({ reason: 'unpaid' })).toEqual({ kind: 'taken-back', money: euros(12_500), reason: 'unpaid', feeCents: 0 })
    expect(back()).toMatchObject({ reason: 'returned' })
  })

  it.each([
    ['no JSON', ''],
    [body({ id: '' }), 'id'],
    [body({ type: 'payment.made' }), 'type'],
    [body({ occurredAt: 'yesterday' }), 'occurredAt'],
    [body({}, { amountCents: 0 }), 'payment.amountCents'],
    [body({}, { amountCents: 1.5 }), 'payment.amountCents'],
    [body({}, { currency: 'euro' }), 'payment.currency'],
    [body({}, { method: 'barter' }), 'payment.method'],
    [body({}, { card: '4242' }), 'payment'],
    [body({ tenant: TENANT }), ''],
    [body({}, { reference: 'a\u0000b' }), 'payment.reference'],
  ])('that is malformed says where: %j', (said, field) => {
    expect(faults(said)).toContain(field)
  })
})
