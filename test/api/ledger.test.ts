import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BalanceView, LedgerView } from '../../src/contracts/balance.js'
import { RateList, RateResult } from '../../src/contracts/rate.js'
import { eventually } from '../support/eventually.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, claim, joinAgency, problemIn, refusalIn, viewIn } from './caller.js'

let stack: TestStack
let api: Caller

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
})
afterAll(() => stack.close())

/** A file on 5 January 2026 of a trader's invoice over 1,250.00 euros that fell due on 30 June 2025, once its workflow runs. */
async function opened() {
  const invoice = claim({ dueDate: '2025-06-30', capacity: 'trader' })
  const { id } = await api.open({ claims: [invoice as never] })
  await eventually(async () => expect(await stack.db.outbox.count({ where: { fileId: id, toldAt: null } })).toBe(0))
  return { id, invoice: invoice.reference }
}

const balance = async (id: string, query = '') => BalanceView.parse(await api.get(`/v1/files/${id}/balance${query}`))

// 1 July to 31 December 2025: 184 days at 12.15 percent on 1,250.00 are 76.56. 1 to 5 January 2026: 5 days are 2.08.
const OWED = 1250_00 + 76_56 + 2_08 + 40_00

describe('the balance', () => {
  it('is struck on any day, interest line by line, and agrees with the file and the list', async () => {
    const { id, invoice } = await opened()
    expect(await balance(id, '?on=2025-12-31')).toMatchObject({ owedCents: OWED - 2_08, interestCents: 76_56, provisionalCents: 0 })
    const today = await balance(id)
    expect(today).toMatchObject({ on: '2026-01-05', currency: 'EUR', owedCents: OWED, indemnityCents: 40_00 })
    expect(today.claims[0]).toMatchObject({ reference: invoice, interestLines: [{ days: 184, ratePercent: 12.15 }, { days: 5 }] })
    const view = await api.file(id)
    expect(view).toMatchObject({ balanceCents: OWED, totals: { owedCents: OWED } })
    const { files } = await api.get<{ files: { id: string; balanceCents: number }[] }>(`/v1/files?text=${invoice}`)
    expect(files).toMatchObject([{ id, balanceCents: OWED }])
  })

  it('is asked for a day that the calendar has', async () => {
    const { id } = await opened()
    expect(problemIn(await api.ask('GET', `/v1/files/${id}/balance?on=2026-02-30`))).toMatchObject({
      status: 400,
      faults: [{ field: 'on' }],
    })
  })
})

it('the ledger lists entries whose legs sum to zero', async () => {
  const { id, invoice } = await opened()
  await api.made(`/v1/files/${id}/payments`, { reference: 'VIR-1', amountCents: 100_00, currency: 'EUR', claims: [invoice] })
  const { entries } = LedgerView.parse(await api.get(`/v1/files/${id}/ledger`))
  expect(entries.map(({ kind }) => kind)).toEqual(['claim', 'payment', 'interest', 'indemnity', 'imputation'])
  for (const { legs } of entries) expect(legs.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(0)
})

describe('what an operator posts', () => {
  it('costs, a remission and a write-off go by the file’s workflow', async () => {
    const { id, invoice } = await opened()
    const cost = { claim: invoice, reference: 'SIG-1', amountCents: 50_00, basis: 'amicable' }
    expect(problemIn(await api.post(`/v1/files/${id}/costs`, cost))).toMatchObject({
      code: 'cost-not-recoverable',
      faults: [{ field: 'basis' }],
    })
    expect(viewIn(await api.post(`/v1/files/${id}/costs`, { ...cost, basis: 'title' })).balanceCents).toBe(OWED + 50_00)
    const remission = { claim: invoice, reference: 'REM-1', amountCents: 1_00 }
    expect(refusalIn(await api.post(`/v1/files/${id}/remissions`, remission))).toBe('422 remission-exceeds-mandate')
    expect(viewIn(await api.post(`/v1/files/${id}/write-offs`, { claim: invoice })).balanceCents).toBe(0)
    const kinds = (await api.file(id)).events.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'command-refused')).toHaveLength(2)
    expect(kinds).toEqual(expect.arrayContaining(['cost-added', 'written-off']))
  })

  it('a payment of a day to come is refused', async () => {
    const { id } = await opened()
    const payment = { reference: 'VIR-1', amountCents: 100, currency: 'EUR', on: '2026-01-06' }
    expect(refusalIn(await api.post(`/v1/files/${id}/payments`, payment))).toBe('422 payment-day-future')
    expect(refusalIn(await api.post(`/v1/files/${id}/payments`, { ...payment, on: '2026-01-05', currency: 'CHF' }))).toBe(
      '422 currency-mismatch',
    )
  })
})

describe('a receipt', () => {
  it('is a PDF, once for each payment that stands', async () => {
    const { id } = await opened()
    await api.made(`/v1/files/${id}/payments`, { reference: 'VIR-1', amountCents: 100_00, currency: 'EUR' })
    const answer = await api.ask('GET', `/v1/files/${id}/payments/VIR-1/receipt`)
    expect([answer.status, answer.headers.get('content-type'), answer.text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-'])
    expect(refusalIn(await api.ask('GET', `/v1/files/${id}/payments/VIR-2/receipt`))).toBe('404 payment-unknown')
    await api.made(`/v1/files/${id}/payments/VIR-1/reversal`)
    expect(refusalIn(await api.ask('GET', `/v1/files/${id}/payments/VIR-1/receipt`))).toBe('409 payment-already-reversed')
  })
})

describe('a rate', () => {
  const rate = { country: 'fr', kind: 'ecb-refi', from: '2026-07-01', percent: 2.15, source: 'ECB, 1 July 2026' }

  it('is entered once, tells the open files, and is superseded by another', async () => {
    const { stack: own, api: caller } = await joinAgency()
    const { id } = await caller.open()
    const first = RateResult.parse(await caller.made('/v1/rates', rate))
    expect(first).toMatchObject({ changed: true, filesTold: 1, rate: { country: 'FR', percent: 2.15, actor: 'api', superseded: false } })
    expect(await own.db.outbox.count({ where: { fileId: id, fact: 'rate' } })).toBe(1)
    expect(await caller.made('/v1/rates', rate)).toMatchObject({ changed: false, filesTold: 0 })
    expect(await caller.made('/v1/rates', { ...rate, percent: 2.4 })).toMatchObject({ changed: true })

    const { rates, known } = RateList.parse(await caller.get('/v1/rates?country=fr'))
    const entered = rates.filter(({ actor }) => actor !== null).map(({ percent, superseded }) => [percent, superseded])
    expect(entered).toEqual([
      [2.15, true],
      [2.4, false],
    ])
    expect(known).toContainEqual({ country: 'FR', kind: 'ecb-refi', through: '2026-12-31' })
    await own.close()
  })

  it('of one tenant is not another’s', async () => {
    const { rates } = RateList.parse(await api.get('/v1/rates'))
    expect(rates.every(({ actor }) => actor === null)).toBe(true)
  })

  it.each([
    ['a day that begins no semester', { from: '2026-07-02' }, 'from'],
    ['a kind that nobody publishes', { kind: 'libor' }, 'kind'],
    ['a rate beyond reason', { percent: 51 }, 'percent'],
    ['no source', { source: '' }, 'source'],
  ])('with %s is refused', async (_, changes, field) => {
    const problem = problemIn(await api.post('/v1/rates', { ...rate, ...changes }))
    expect(problem).toMatchObject({ status: 400, code: 'request-invalid', faults: [{ field }] })
  })

  it.each([
    ['a country whose law is not written down', { country: 'us' }, 'country'],
    ['a country whose law does not look at it', { kind: 'basiszinssatz' }, 'kind'],
  ])('of %s is refused', async (_, changes, field) => {
    expect(problemIn(await api.post('/v1/rates', { ...rate, ...changes }))).toMatchObject({ code: 'rate-unknown', faults: [{ field }] })
  })
})
