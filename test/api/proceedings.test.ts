import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NoticeList } from '../../src/contracts/creditor-notice.js'
import { CostTariffList, CostTariffView, JudicialCosts } from '../../src/contracts/judicial-cost.js'
import { ReportView } from '../../src/contracts/judicial-task.js'
import { FileProceedings, ProceedingList, ProceedingView } from '../../src/contracts/proceeding.js'
import { SettlementView } from '../../src/contracts/settlement.js'
import { StoppedView } from '../../src/contracts/stop-proceeding.js'
import { Life } from '../support/life.js'
import { textOf } from '../support/pdf-text.js'
import type { TestStack } from '../support/stack.js'
import { Sued } from '../support/sued.js'
import { type Caller, CREDITOR, claim, creditorBody, joinAgency, mandateBody, problemIn, refusalIn } from './caller.js'

/** Payment orders as a user of the API follows them: files of 1,250.00 euros of a trader, opened and sued for on Monday 5 January 2026. */
const DAY = '2026-01-05'

let stack: TestStack
let api: Caller
let elsewhere: Awaited<ReturnType<typeof joinAgency>>

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
  elsewhere = await joinAgency()
  await api.made('/v1/creditors', creditorBody({ reference: 'lenient', name: 'Mobilier Dumas' }))
  await api.made('/v1/creditors/lenient/mandates', mandateBody({ reference: 'M-20', mostRemissionPercent: 20 }))
})
afterAll(async () => {
  await elsewhere?.stack.close()
  await stack?.close()
})

async function sued(creditor = CREDITOR) {
  const { id: file } = await api.open({ creditor, claims: [claim({ capacity: 'trader', dueDate: '2025-11-05' })] as never })
  const { proceedingId } = await Sued.on(stack, Life.of(stack, file))
  const path = `/v1/files/${file}/proceedings/${proceedingId}`
  const report = (body: object, key?: string) => api.post(`${path}/reports`, body, key)
  return { file, proceedingId, path, report }
}

const FILED = { kind: 'filed', on: DAY, courtReference: '2026IP00001' }

describe('a proceeding', () => {
  it('is read with its stage, what is missing and what may be reported; nobody else’s tenant finds it', async () => {
    const { file, proceedingId, path } = await sued()
    const { proceedings } = FileProceedings.parse(await api.get(`/v1/files/${file}/proceedings`))
    expect(proceedings.map(({ id, stage, name }) => [id, stage, name])).toEqual([[proceedingId, 'preparing', 'injonction de payer']])
    // The mandate is amicable: the power to sue is what is missing.
    expect(ProceedingView.parse(await api.get(path))).toMatchObject({
      stage: 'preparing',
      missing: expect.arrayContaining(['power-of-attorney']),
      expects: ['filed'],
      tasks: [],
      askedCents: 1_250_00,
      court: { code: 'tribunal-de-commerce' },
    })
    const listed = ProceedingList.parse(await api.get('/v1/proceedings?stage=preparing&limit=100')).proceedings
    expect(listed.map(({ id }) => id)).toContain(proceedingId)

    const { api: other } = elsewhere
    expect(refusalIn(await other.ask('GET', `/v1/files/${file}/proceedings`))).toBe('404 file-unknown')
    expect(refusalIn(await other.ask('GET', path))).toBe('404 file-unknown')
    expect(refusalIn(await other.post(`${path}/reports`, FILED))).toBe('404 file-unknown')
    expect(refusalIn(await other.post(`${path}/stop`, { reason: 'other' }))).toBe('404 file-unknown')
    expect(refusalIn(await other.ask('GET', `/v1/files/${file}/judicial-costs`))).toBe('404 file-unknown')
    expect(ProceedingList.parse(await other.get('/v1/proceedings')).proceedings).toEqual([])
    expect(refusalIn(await api.ask('GET', `/v1/files/${file}/proceedings/${randomUUID()}`))).toBe('404 proceeding-unknown')
    expect(refusalIn(await api.ask('GET', '/v1/proceedings?stage=somewhere'))).toBe('400 request-invalid')
  })

  it('goes on by a report, once for its key, and the creditor is told in plain words', async () => {
    const { proceedingId, path, report } = await sued()
    const first = await report(FILED, 'filed-1')
    const again = await report(FILED, 'filed-1')
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text])
    expect(ReportView.parse(JSON.parse(first.text))).toMatchObject({ proceeding: proceedingId, stage: 'filed', stageOn: DAY, end: null })
    expect(refusalIn(await report({ ...FILED, on: '2026-01-04' }, 'filed-1'))).toBe('409 key-reused')
    expect(ProceedingView.parse(await api.get(path))).toMatchObject({ stage: 'filed', court: { reference: '2026IP00001' } })
    const { notices } = NoticeList.parse(await api.get(`/v1/creditors/${CREDITOR}/notices?limit=100`))
    const told = notices.find(({ reference }) => reference === proceedingId)
    expect(told).toMatchObject({ kind: 'judicial-step', reason: 'filed', on: DAY, next: null })
    expect(told?.words?.fr.replaceAll('\u00A0', ' ')).toBe('5 janvier 2026 : la demande est déposée devant la juridiction.')
  })

  it('refuses a report with the rule behind it, and nothing changes', async () => {
    const { path, report } = await sued()
    const early = await report({ kind: 'served', on: DAY, act: 'order', mode: 'home' })
    expect(refusalIn(early)).toBe('409 report-unexpected')
    expect(problemIn(early)).toMatchObject({ because: expect.anything() })
    expect(refusalIn(await report({ kind: 'filed', on: '2026-01-06' }))).toBe('409 report-too-early')
    expect(refusalIn(await report({ kind: 'flown', on: DAY }))).toBe('400 request-invalid')
    await report(FILED)
    expect(refusalIn(await report({ kind: 'order-granted', on: DAY }))).toBe('422 report-incomplete')
    expect(ProceedingView.parse(await api.get(path))).toMatchObject({ stage: 'filed', reports: [{ kind: 'filed' }] })
  })

  it('is stopped once for its key, and not again', async () => {
    const { path, report } = await sued()
    await report(FILED)
    expect(refusalIn(await api.post(`${path}/stop`, { reason: 'boredom' }))).toBe('400 request-invalid')
    const first = await api.post(`${path}/stop`, { reason: 'creditor-asks' }, 'stop-1')
    const again = await api.post(`${path}/stop`, { reason: 'creditor-asks' }, 'stop-1')
    expect([first.status, again.status]).toEqual([200, 200])
    const stopped = StoppedView.parse(JSON.parse(first.text))
    expect(stopped.passages.at(-1)).toMatchObject({ stage: 'ended', on: DAY, end: 'stopped' })
    expect(stopped.tasks).toContainEqual(expect.objectContaining({ kind: 'withdraw', to: 'agency' }))
    expect(StoppedView.parse(JSON.parse(again.text)).passages).toEqual(stopped.passages)
    expect(refusalIn(await api.post(`${path}/stop`, { reason: 'other' }, 'stop-1'))).toBe('409 key-reused')
    expect(refusalIn(await api.post(`${path}/stop`, { reason: 'other' }))).toBe('409 proceeding-ended')
  })
})

describe('what it costs', () => {
  const tariff = { country: 'FR', code: 'clerk', from: '2026-01-01', amountCents: 40_11, source: 'greffe' }

  it('is entered once for a day, counts from then on, and stays with the tenant', async () => {
    expect(CostTariffView.parse(await api.made('/v1/cost-tariffs', tariff))).toMatchObject({ amountCents: 40_11, counts: true })
    expect(refusalIn(await api.post('/v1/cost-tariffs', tariff))).toBe('409 tariff-duplicate')
    expect(refusalIn(await api.post('/v1/cost-tariffs', { ...tariff, code: 'coffee' }))).toBe('400 request-invalid')
    expect(refusalIn(await api.post('/v1/cost-tariffs', { ...tariff, country: 'XX' }))).toBe('400 request-invalid')
    const entered = async (caller: Caller) =>
      CostTariffList.parse(await caller.get('/v1/cost-tariffs?country=fr')).tariffs.filter(({ actor }) => actor !== null)
    expect(await entered(api)).toMatchObject([{ code: 'clerk', from: '2026-01-01', amountCents: 40_11 }])
    expect(await entered(elsewhere.api)).toEqual([])

    const { file, report } = await sued()
    expect(JudicialCosts.parse(await api.get(`/v1/files/${file}/judicial-costs`))).toMatchObject({ totalCents: 0, costs: [] })
    await report(FILED)
    const costs = JudicialCosts.parse(await api.get(`/v1/files/${file}/judicial-costs`))
    expect(costs).toMatchObject({ creditorCents: 40_11, debtorCents: 0, withTitleCents: 40_11 })
    expect(costs.costs).toMatchObject([{ code: 'clerk', on: DAY, amountCents: 40_11, bearer: 'loser', now: 'creditor', after: 'debtor' }])
  })
})

it('a settlement’s protocol names the proceeding that both sides give up, its court, and who bears its costs', async () => {
  const { file, report } = await sued('lenient')
  await report(FILED)
  const body = { amountCents: 1_100_00, payBy: '2026-02-15' }
  const { id, state } = SettlementView.parse(await api.made(`/v1/files/${file}/settlements`, body))
  expect(state).toBe('approved')
  const response = await fetch(`${stack.apiUrl}/v1/files/${file}/settlements/${id}/protocol`, {
    headers: { authorization: `Bearer ${stack.apiKey}` },
  })
  const text = (await textOf(new Uint8Array(await response.arrayBuffer()))).replaceAll('\u00A0', ' ')
  for (const part of [
    'Désistement réciproque',
    'Procédure injonction de payer',
    'Juridiction Tribunal de commerce de Paris, n° 2026IP00001',
    'Frais avancés par le créancier',
    'qui restent à sa charge',
    'Mobilier Dumas se désiste de cette procédure et Garage Martin accepte ce désistement',
    'Garage Martin renonce de même à l’opposition ou au recours',
    'La procédure en cours reprend',
  ])
    expect(text).toContain(part)
})
