import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CreditorAccountList } from '../../src/contracts/creditor-account.js'
import { PreparedOrder, RemittanceList } from '../../src/contracts/remittance.js'
import { cents } from '../../src/domain/money.js'
import { StripePayments } from '../../src/providers/payments/stripe.js'
import { StripeWebhookReader } from '../../src/providers/payments/stripe-webhook.js'
import { addKey } from '../../src/store/api-key.js'
import { type FundsKind, type Leg, moveFunds } from '../../src/store/funds.js'
import { ACCOUNTS, ownSandbox } from '../providers/own-sandbox.js'
import { fundsOf } from '../support/client-funds.js'
import { joinStack, type TestStack } from '../support/stack.js'
import { Caller, creditorBody, letters, mandateBody, openBody, refusalIn, viewIn } from './caller.js'
import { serveApi } from './own-api.js'

/**
 * Money by card, from the payer to the creditor, told in order; the sandbox takes 1.5 % and 25 cents of each payment:
 *
 *   12 Feb  card  120.50  of which 1.81 + 0.25 = 2.06 are taken
 *   12 Feb  card  400.00  of which 6.00 + 0.25 = 6.25 are taken
 *   16 Feb  payout 520.50 − 8.31 = 512.19
 *   17 Feb  card   60.00  on an invoice of 50.00, of which 0.90 + 0.25 = 1.15 will be taken
 */

const CREDITOR = 'energie-sud'
const IBAN = 'FR1420041010050500013M02606'
const FEES = 206 + 625
const LATE_FEE = 115
const PAID = 12_050 + 40_000
/** The books after the first payout, before the bank has it. */
const CLEARED = { provider: PAID - FEES, shortfall: FEES, creditor: 0 - PAID }

let stack: TestStack
let now = new Date('2026-01-05T08:00:00Z')
let anne: Caller
let sandbox: Awaited<ReturnType<typeof ownSandbox>>
let closing: (() => Promise<void>)[] = []
/** How many times more the provider does not answer. */
let deaf = 0
let asked = 0

/** Nine in the morning of a day, in Paris. */
const on = (day: string) => {
  now = new Date(`${day}T08:00:00Z`)
}

/** The adapter, which reaches the sandbox that is there by then. */
class Payments extends StripePayments {
  override paidOut(payout: string) {
    asked += 1
    if (deaf === 0) return super.paidOut(payout)
    deaf -= 1
    return Promise.reject(new Error('no answer'))
  }
}

beforeAll(async () => {
  stack = await joinStack([letters])
  const payments = {
    provider: {} as StripePayments,
    reader: new StripeWebhookReader({ secrets: [ACCOUNTS.stripe.webhookSecret], live: false }),
  }
  const api = await serveApi(stack, { payments, now: () => now })
  sandbox = await ownSandbox(`${api.url}/webhooks`, { now: () => now })
  payments.provider = new Payments({ apiKey: ACCOUNTS.stripe.apiKey, paidUrl: 'https://relance.example/paid', baseUrl: sandbox.url })
  closing = [() => sandbox.close(), () => api.close(), () => stack.close()]
  const people: Caller[] = []
  for (const name of ['Anne', 'Bruno', 'Chloé']) {
    const key = `test_${randomUUID()}`
    await addKey(stack.db, stack.tenantId, name, key)
    people.push(new Caller(api.url, key))
  }
  anne = people[0] as Caller
  const account = { kind: 'client-funds', name: 'Fonds de tiers', identification: 'FR7610107001011234567890129', currency: 'EUR' } as const
  await stack.db.bankAccount.create({ data: { id: randomUUID(), tenantId: stack.tenantId, ...account } })
  await anne.made('/v1/creditors', creditorBody())
  await anne.made(`/v1/creditors/${CREDITOR}/mandates`, mandateBody())
  const { accounts } = CreditorAccountList.parse(await anne.made(`/v1/creditors/${CREDITOR}/accounts`, { iban: IBAN }))
  for (const one of people.slice(1)) await one.made(`/v1/creditors/${CREDITOR}/accounts/${accounts[0]?.id}/approvals`, {})
})
afterAll(async () => {
  for (const close of closing) await close()
})

/** Pays on a file of its own, as a payer does. @returns the provider's reference of the payment */
async function pay(amount: number, owedCents = 125_000): Promise<string> {
  const claims = [{ reference: `F-${randomUUID()}`, amountCents: owedCents, currency: 'EUR', dueDate: '2026-01-05' }]
  const { id } = viewIn(await anne.post('/v1/files', openBody({ creditor: CREDITOR, claims, legalStart: '2026-01-05T08:00:00Z' })))
  const metadata = { tenant: stack.tenantId, file: id }
  const { body } = await sandbox.request('POST', '/stripe/charges', { amount, metadata })
  await sandbox.settled()
  return body.id
}

const payment = async (sourceReference: string) => {
  const { id, clearedOn } = await stack.db.payment.findFirstOrThrow({
    where: { tenantId: stack.tenantId, source: 'stripe', sourceReference },
  })
  return { id, clearedOn: clearedOn?.toISOString().slice(0, 10) ?? null }
}
const fees = () => stack.db.fundsEntry.findMany({ where: { tenantId: stack.tenantId, kind: 'fee' }, include: { legs: true } })
const list = async () => RemittanceList.parse(await anne.get('/v1/remittances'))

/** A movement that a statement of the bank tells of, and the statement. */
async function bankTells(day: string, kind: FundsKind, from: Leg['account'], amountCents: number, closingCents: number): Promise<void> {
  const { tenantId } = stack
  const movement = { tenantId, kind, reference: day, currency: 'EUR', on: day, actor: 'bank' }
  await stack.db.$transaction((tx) => moveFunds(tx, movement, { account: from }, { account: 'bank' }, cents(amountCents)))
  const account = await stack.db.bankAccount.findFirstOrThrow({ where: { tenantId } })
  const closedOn = new Date(`${day}T00:00:00Z`)
  const sums = { openingCents: 0, closingCents, balanced: true }
  const told = { format: 'camt.053.001.08', statementKey: day, sha256: '0'.repeat(64), actor: 'bank', importedAt: closedOn }
  await stack.db.bankStatement.create({
    data: { id: randomUUID(), tenantId, accountId: account.id, openedOn: closedOn, closedOn, ...sums, ...told },
  })
}

let early: string[]
let late: string

it('a payment by card is with the provider, whole, and is not passed on', async () => {
  on('2026-02-12')
  early = [await pay(12_050), await pay(40_000)]
  expect(await fundsOf(stack)).toEqual({ provider: PAID, creditor: 0 - PAID })
  expect(await payment(early[0] ?? '')).toMatchObject({ clearedOn: null })
})

it('a payout that comes twice, and that the provider could not be asked about at first, clears its payments and books their fees once', async () => {
  on('2026-02-16')
  deaf = 2
  await sandbox.faults([{ kind: 'duplicate-callbacks', provider: 'stripe' }])
  const { body } = await sandbox.request('POST', '/stripe/payouts')
  await sandbox.settled()
  expect(body.payouts).toMatchObject([{ amount: PAID - FEES }])
  expect(asked).toBe(4)
  for (const reference of early) expect(await payment(reference)).toMatchObject({ clearedOn: '2026-02-16' })
  const booked = await fees()
  expect(booked.map(({ reference }) => reference).sort()).toEqual((await Promise.all(early.map(payment))).map(({ id }) => id).sort())
  expect(booked.every(({ bookedOn, actor }) => bookedOn.toISOString().startsWith('2026-02-16') && actor === 'stripe')).toBe(true)
  expect(await fundsOf(stack)).toEqual(CLEARED)
})

it('a payment after the payout is not in it', async () => {
  on('2026-02-17')
  late = await pay(6_000, 5_000)
  expect(await payment(late)).toMatchObject({ clearedOn: null })
  expect(await fundsOf(stack)).toEqual({ ...CLEARED, provider: PAID - FEES + 6_000, creditor: 0 - PAID - 5_000, refunds: -1_000 })
})

it('what is not at the bank yet goes into no order, and is said so', async () => {
  await bankTells('2026-02-17', 'topped-up', 'shortfall', FEES, FEES)
  on('2026-02-18')
  expect(refusalIn(await anne.post('/v1/remittances', {}))).toBe('409 remittance-empty')
  expect((await list()).heldBack).toMatchObject([{ kind: 'remittance', reference: CREDITOR, amountCents: PAID, why: 'not-at-bank' }])
})

it('is passed on once the bank has it, and no more', async () => {
  await bankTells('2026-02-18', 'payout', 'provider', PAID - FEES, PAID)
  on('2026-02-19')
  const { order, heldBack } = PreparedOrder.parse(await anne.made('/v1/remittances', {}))
  expect(order).toMatchObject({ totalCents: PAID, items: [{ kind: 'remittance', iban: IBAN, amountCents: PAID }] })
  expect(heldBack).toEqual([])
  expect(await fundsOf(stack)).toEqual({ bank: PAID, provider: 6_000, creditor: 0 - PAID - 5_000, refunds: -1_000 })
})

it('what an order holds is not ordered again', async () => {
  on('2026-02-20')
  await sandbox.request('POST', '/stripe/payouts')
  await sandbox.settled()
  expect(await payment(late)).toMatchObject({ clearedOn: '2026-02-20' })
  await bankTells('2026-02-20', 'topped-up', 'shortfall', LATE_FEE, PAID + LATE_FEE)
  on('2026-02-21')
  expect(refusalIn(await anne.post('/v1/remittances', {}))).toBe('409 remittance-empty')
  expect((await list()).heldBack).toContainEqual(expect.objectContaining({ kind: 'remittance', amountCents: 5_000, why: 'not-at-bank' }))
})

it('what is due to a payer by card goes back by the provider, and into no order', async () => {
  await bankTells('2026-02-21', 'payout', 'provider', 6_000 - LATE_FEE, PAID + 6_000)
  await stack.db.paymentPayer.create({
    data: { paymentId: (await payment(late)).id, name: 'Jean Dupont', iban: 'NL91ABNA0417164300' },
  })
  on('2026-02-22')
  const { order, heldBack } = PreparedOrder.parse(await anne.made('/v1/remittances', {}))
  expect(order.items).toMatchObject([{ kind: 'remittance', amountCents: 5_000 }])
  expect(order.items).toHaveLength(1)
  expect(heldBack).toMatchObject([{ kind: 'refund', name: 'Jean Dupont', amountCents: 1_000, why: 'by-provider' }])
})
