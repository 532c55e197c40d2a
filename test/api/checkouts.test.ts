import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CardView, CheckoutView } from '../../src/contracts/checkout.js'
import { eventually } from '../support/eventually.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, joinAgency, refusalIn } from './caller.js'
import { serveApi } from './own-api.js'

/** Paying by card from end to end: the API that all suites share, and the sandbox that stands in for Stripe. */

let stack: TestStack
let api: Caller
let sandboxUrl: string

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
  sandboxUrl = `${stack.environment.RELANCE_SANDBOX_URL}/sandbox/stripe`
})
afterAll(() => stack.close())

const CONSENT = 'J’accepte que le solde soit prélevé sur cette carte.'

async function sandbox<T>(method: 'GET' | 'POST', path: string, body: object = {}): Promise<T> {
  const sent = method === 'POST' && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(`${sandboxUrl}${path}`, { method, ...sent })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`)
  return (await response.json()) as T
}

const checkout = (fileId: string, body: object = {}, key?: string) => api.made<CheckoutView>(`/v1/files/${fileId}/checkouts`, body, key)
const balanceOf = async (fileId: string) => (await api.file(fileId)).balanceCents

/** Waits until a file owes so much, as the webhook arrives when it arrives. */
const owes = (fileId: string, amountCents: number) => eventually(async () => expect(await balanceOf(fileId)).toBe(amountCents))

async function paymentOf(fileId: string) {
  const { paymentId } = await stack.db.paymentEvent.findFirstOrThrow({ where: { fileId, kind: 'paid' }, orderBy: { receivedAt: 'desc' } })
  return paymentId as string
}

const chargesOf = async (fileId: string) => {
  const references = await stack.db.paymentEvent.findMany({ where: { fileId, kind: 'paid' }, select: { reference: true } })
  const { charges } = await sandbox<{ charges: { payment_intent: string; amount: number }[] }>('GET', '/charges')
  return charges
    .filter(({ payment_intent }) => references.some(({ reference }) => reference === payment_intent))
    .map(({ amount }) => amount)
}

/** A file whose debtor has paid a part and let the card be kept. */
async function withCard(later: 'pays' | 'declined' = 'pays') {
  const { id } = await api.open()
  const { reference } = await checkout(id, { amountCents: 25_000, keepCard: { consent: CONSENT } })
  await sandbox('POST', `/sessions/${reference}/pay`, { later })
  const cards = await eventually(async () => {
    const listed = (await api.get<{ cards: CardView[] }>(`/v1/files/${id}/cards`)).cards
    expect(listed).toHaveLength(1)
    return listed
  })
  return { id, card: cards[0] as CardView }
}

describe('a page', () => {
  it('asks for all that is owed, is paid, and closes the file', async () => {
    const { id } = await api.open()
    const page = await checkout(id)
    expect(page).toMatchObject({ amountCents: 125_000, currency: 'EUR', reference: expect.stringMatching(/^cs_/) })
    await sandbox('POST', `/sessions/${page.reference}/pay`)
    await eventually(async () => expect(await api.file(id)).toMatchObject({ balanceCents: 0, status: 'closed' }))
    expect(refusalIn(await api.post(`/v1/files/${id}/checkouts`, {}))).toBe('409 file-closed')
  })

  it('is the same under its key, and no other request has that key', async () => {
    const { id } = await api.open()
    const key = randomUUID()
    const page = await checkout(id, { amountCents: 10_000 }, key)
    expect(await checkout(id, { amountCents: 10_000 }, key)).toEqual(page)
    expect((await checkout(id, { amountCents: 10_000 })).reference).not.toBe(page.reference)
    for (const body of [{ amountCents: 10_001 }, {}, { amountCents: 10_000, keepCard: { consent: CONSENT } }])
      expect(refusalIn(await api.post(`/v1/files/${id}/checkouts`, body, key))).toBe('409 key-reused')
    const other = await api.open()
    expect(refusalIn(await api.post(`/v1/files/${other.id}/checkouts`, { amountCents: 10_000 }, key))).toBe('409 key-reused')
  })

  it('asks for no more than is owed', async () => {
    const { id } = await api.open()
    expect(refusalIn(await api.post(`/v1/files/${id}/checkouts`, { amountCents: 125_001 }))).toBe('422 payment-exceeds-balance')
    expect(refusalIn(await api.post(`/v1/files/${id}/checkouts`, { amountCents: 0 }))).toBe('400 request-invalid')
    expect(await stack.db.checkout.count({ where: { fileId: id } })).toBe(0)
  })

  it('is asked for again where the provider did not answer, and was opened once', async () => {
    const { id } = await api.open()
    const key = randomUUID()
    const away = await serveApi(stack, { payments: deafStripe() })
    expect(refusalIn(await api.at(away.url).post(`/v1/files/${id}/checkouts`, {}, key))).toBe('503 unavailable')
    await away.close()
    expect(await checkout(id, {}, key)).toMatchObject({ amountCents: 125_000 })
    expect(await stack.db.checkout.count({ where: { fileId: id } })).toBe(1)
  })

  it('of another tenant’s file is not there', async () => {
    const { stack: other, api: stranger } = await joinAgency()
    const { id } = await api.open()
    expect(refusalIn(await stranger.post(`/v1/files/${id}/checkouts`, {}))).toBe('404 file-unknown')
    await other.close()
  })

  it('is not there where nobody takes cards', async () => {
    const { id } = await api.open()
    const without = await serveApi(stack)
    expect(refusalIn(await api.at(without.url).post(`/v1/files/${id}/checkouts`, {}))).toBe('404 route-unknown')
    await without.close()
  })
})

function deafStripe() {
  const refuse = () => Promise.reject(new Error('nobody answers'))
  return {
    provider: {
      name: 'stripe',
      pagesAt: 'https://pay.example',
      openPage: refuse,
      chargeCard: refuse,
      refund: refuse,
      describeCard: refuse,
      paidOut: refuse,
    },
    reader: { read: () => null },
  }
}

describe('a card', () => {
  it('is kept with the words that were agreed to, and without them it is not', async () => {
    const { card } = await withCard()
    expect(card).toMatchObject({ brand: 'visa', lastDigits: '4242', revokedAt: null })
    expect(card.consentSha256).toBe(createHash('sha256').update(CONSENT).digest('hex'))
    const { id } = await api.open()
    const { reference } = await checkout(id, { amountCents: 25_000 })
    await sandbox('POST', `/sessions/${reference}/pay`)
    await owes(id, 100_000)
    expect(await api.get(`/v1/files/${id}/cards`)).toEqual({ cards: [] })
    expect(refusalIn(await api.post(`/v1/files/${id}/card-charges`, { amountCents: 100 }))).toBe('409 card-missing')
  })

  it('is charged once under a key, and the file has the money', async () => {
    const { id } = await withCard()
    const key = randomUUID()
    const charged = await api.made(`/v1/files/${id}/card-charges`, { amountCents: 40_000 }, key)
    expect(charged).toMatchObject({ amountCents: 40_000, reference: expect.stringMatching(/^pi_/) })
    expect(await api.made(`/v1/files/${id}/card-charges`, { amountCents: 40_000 }, key)).toEqual(charged)
    expect(refusalIn(await api.post(`/v1/files/${id}/card-charges`, { amountCents: 40_001 }, key))).toBe('409 key-reused')
    await owes(id, 60_000)
    expect(await chargesOf(id)).toEqual([25_000, 40_000])
  })

  it('that is declined charges nothing, and says so each time', async () => {
    const { id } = await withCard('declined')
    const key = randomUUID()
    for (let n = 0; n < 2; n++)
      expect(refusalIn(await api.post(`/v1/files/${id}/card-charges`, { amountCents: 40_000 }, key))).toBe('422 card-declined')
    expect(await balanceOf(id)).toBe(100_000)
  })

  it('is not charged for more than is owed', async () => {
    const { id } = await withCard()
    expect(refusalIn(await api.post(`/v1/files/${id}/card-charges`, { amountCents: 100_001 }))).toBe('422 payment-exceeds-balance')
  })

  it('is not charged once the consent is taken back', async () => {
    const { id, card } = await withCard()
    const revoke = () => api.made<{ cards: CardView[] }>(`/v1/files/${id}/cards/${card.id}/revocation`, {})
    const { cards } = await revoke()
    expect(cards[0]?.revokedAt).not.toBeNull()
    expect(await revoke()).toEqual({ cards })
    expect(refusalIn(await api.post(`/v1/files/${id}/card-charges`, { amountCents: 100 }))).toBe('409 card-missing')
    const kinds = (await api.file(id)).events.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind.startsWith('card-'))).toEqual(['card-kept', 'card-revoked'])
    expect(refusalIn(await api.post(`/v1/files/${id}/cards/${randomUUID()}/revocation`, {}))).toBe('404 card-unknown')
  })
})

describe('what was paid too much', () => {
  /** A page of all that is owed, paid after part of it came another way. */
  async function overpaid() {
    const { id } = await api.open()
    const { reference } = await checkout(id)
    await api.made(`/v1/files/${id}/payments`, { reference: randomUUID(), amountCents: 30_000, currency: 'EUR' })
    await sandbox('POST', `/sessions/${reference}/pay`)
    await eventually(async () => expect(await api.file(id)).toMatchObject({ balanceCents: 0 }))
    return { id, payment: await paymentOf(id) }
  }
  const held = async (payment: string) => {
    const { _sum } = await stack.db.fundsLeg.aggregate({
      where: { account: { in: ['refunds', 'unallocated'] }, entry: { paymentId: payment } },
      _sum: { amountCents: true },
    })
    return Number(_sum.amountCents ?? 0)
  }

  it('goes back by the provider once, and the books move when the provider says so', async () => {
    const { id, payment } = await overpaid()
    expect(await held(payment)).toBe(-30_000)
    expect(refusalIn(await api.post(`/v1/payments/${payment}/refunds`, { amountCents: 30_001 }))).toBe('422 refund-exceeds-due')
    const refund = await api.made(`/v1/payments/${payment}/refunds`, {})
    expect(refund).toMatchObject({ amountCents: 30_000, reference: expect.stringMatching(/^re_/) })
    await eventually(async () => expect(await held(payment)).toBe(0))
    expect(await balanceOf(id)).toBe(0)
    expect(refusalIn(await api.post(`/v1/payments/${payment}/refunds`, {}))).toBe('422 refund-exceeds-due')
  })

  it('that came another way is paid back by a transfer', async () => {
    const { id } = await api.open()
    await api.made(`/v1/files/${id}/payments`, { reference: 'VIR-1', amountCents: 10_000, currency: 'EUR' })
    const payment = await stack.db.payment.findFirst({ where: { tenantId: stack.tenantId, reference: 'VIR-1' } })
    if (payment) expect(refusalIn(await api.post(`/v1/payments/${payment.id}/refunds`, {}))).toBe('422 refund-by-transfer')
    expect(refusalIn(await api.post(`/v1/payments/${randomUUID()}/refunds`, {}))).toBe('404 payment-unknown')
  })

  it('a chargeback of a closed file opens it again', async () => {
    const { id } = await api.open()
    const { reference } = await checkout(id)
    await sandbox('POST', `/sessions/${reference}/pay`)
    await eventually(async () => expect((await api.file(id)).status).toBe('closed'))
    const { sourceReference } = await stack.db.payment.findUniqueOrThrow({ where: { id: await paymentOf(id) } })
    await sandbox('POST', `/charges/${sourceReference}/dispute`)
    await eventually(async () => expect(await api.file(id)).toMatchObject({ status: 'open', balanceCents: 125_000 }))
  })
})
