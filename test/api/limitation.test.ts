import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FileView } from '../../src/contracts/debt-file.js'
import { type WorkItem, Worklist } from '../../src/contracts/worklist.js'
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

/**
 * A consumer's invoice of 1,250 euros due on 5 January 2026, so until 5 January 2028. The file begins on 9 February; as the
 * creditor has reminded the day before, nothing is sent for a week.
 */
const open = (changes: Record<string, unknown> = {}) =>
  api.open({
    legalStart: '2026-02-09T09:00:00Z',
    claims: [claim({ issueDate: '2025-12-05', reminders: [{ on: '2026-02-08' }], ...changes })],
  } as never)
const numberOf = (file: FileView, index = 0) => file.claims[index]?.reference ?? ''
const limitationIn = (file: FileView, index = 0) => file.claims[index]?.limitation
const PROOF = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
const record = (file: FileView, act: Record<string, unknown>, key?: string) =>
  api.post(
    `/v1/files/${file.id}/acts`,
    { claim: numberOf(file), act: 'court-claim', on: '2026-02-09', reference: 'RG 26/1', proofSha256: PROOF, ...act },
    key,
  )
const pay = async (file: FileView, amountCents: number, reference = 'VIR-1') =>
  viewIn(await api.post(`/v1/files/${file.id}/payments`, { reference, amountCents, currency: 'EUR' }))
const answer = (file: FileView, accepted: boolean, reference = 'VIR-1') =>
  api.post(`/v1/files/${file.id}/acknowledgements`, { claim: numberOf(file), reference, accepted })
const work = async (kind: WorkItem['kind'], file: FileView) =>
  Worklist.parse(await api.get(`/v1/worklist?kind=${kind}&limit=200`)).items.filter((item) => item.file?.id === file.id)

describe('the limitation of a claim', () => {
  it('stands on the file: rule, source, last day, last days of the procedures, alarms', async () => {
    expect(limitationIn(await open())).toEqual({
      rule: 'consumer-goods',
      source: 'Code de la consommation L218-2',
      years: 2,
      foreclosure: false,
      from: '2026-01-05',
      lastDay: '2028-01-05',
      barred: false,
      procedures: [
        { procedure: 'payment-order', lastDay: '2027-09-07', source: expect.stringContaining('house policy') },
        { procedure: 'small-claims', lastDay: '2027-11-06', source: expect.stringContaining('house policy') },
        { procedure: 'summons', lastDay: '2027-11-06', source: expect.stringContaining('house policy') },
      ],
      alarms: [
        { alarm: '12-months', on: '2027-01-05', raised: false },
        { alarm: '6-months', on: '2027-07-05', raised: false },
        { alarm: 'last-day:payment-order', on: '2027-09-07', raised: false },
        { alarm: '3-months', on: '2027-10-05', raised: false },
        { alarm: 'last-day:small-claims', on: '2027-11-06', raised: false },
        { alarm: 'last-day:summons', on: '2027-11-06', raised: false },
        { alarm: 'barred', on: '2028-01-06', raised: false },
      ],
      acts: [],
      acknowledgements: [],
    })
  })
})

describe('an act', () => {
  it('that interrupts is recorded with its proof, and begins the period anew', async () => {
    const file = viewIn(await record(await open(), {}))
    expect(limitationIn(file)).toMatchObject({
      from: '2026-02-09',
      lastDay: '2028-02-09',
      acts: [{ act: 'court-claim', on: '2026-02-09', until: null, reference: 'RG 26/1', proofSha256: PROOF }],
    })
    const event = file.events.find(({ kind }) => kind === 'act-recorded')
    expect(event?.data).toEqual({ claim: numberOf(file), act: 'court-claim', on: '2026-02-09', until: null, reference: 'RG 26/1' })
  })

  it('is recorded once for its key, however often it is sent', async () => {
    const file = await open()
    for (let n = 0; n < 2; n++) expect(limitationIn(viewIn(await record(file, {}, 'once')))?.acts).toHaveLength(1)
  })

  it.each<[string, Record<string, unknown>, string, string]>([
    ['on a claim that the file has not', { claim: 'nothing' }, '404 claim-unknown', 'claim'],
    ['of tomorrow', { on: '2026-02-10' }, '422 act-day-impossible', 'on'],
    ['from before the invoice', { on: '2025-12-04' }, '422 act-day-impossible', 'on'],
    ['that ends before it begins', { act: 'mediation', on: '2026-02-02', until: '2026-02-01' }, '422 act-day-impossible', 'on'],
    ['that ends tomorrow', { act: 'mediation', on: '2026-02-02', until: '2026-02-10' }, '422 act-day-impossible', 'on'],
    ['that interrupts and has an end', { until: '2026-02-09' }, '422 act-day-impossible', 'on'],
    ['that interrupts without its proof', { proofSha256: null }, '422 act-proof-missing', 'proofSha256'],
    ['from before the period began', { on: '2026-01-04' }, '422 act-moves-nothing', 'act'],
    ['that moves foreclosures alone', { act: 'rescheduling' }, '422 act-moves-nothing', 'act'],
  ])('%s is refused', async (_what, act, refusal, field) => {
    const answer = await record(await open(), act)
    expect(refusalIn(answer)).toBe(refusal)
    expect(problemIn(answer).faults?.map((fault) => fault.field)).toEqual([field])
  })

  it.each<[string, Record<string, unknown>]>([
    ['act', { act: 'registered-letter' }],
    ['proofSha256', { proofSha256: 'none' }],
    ['on', { on: 'today' }],
  ])('with a %s that is none is not understood', async (field, act) => {
    expect(problemIn(await record(await open(), act))).toMatchObject({ status: 400, faults: [{ field }] })
  })

  it('that suspends, and began and ended today, is taken without a fingerprint', async () => {
    const file = await open()
    expect((await record(file, { act: 'mediation', on: '2026-02-09', until: '2026-02-09', proofSha256: null })).status).toBe(200)
  })

  it('with a reference that another of its kind has is refused', async () => {
    const file = await open()
    viewIn(await record(file, {}))
    expect(refusalIn(await record(file, {}))).toBe('409 act-duplicate')
  })

  it.each(['acknowledgement', 'enforcement-act', 'mediation', 'impossibility'])(
    '%s on a foreclosure is refused, naming the article; nothing of it stays',
    async (act) => {
      const file = await open({ category: 'consumer-credit' })
      const refused = await record(file, { act })
      expect(problemIn(refused)).toMatchObject({ status: 422, code: 'foreclosure-unmoved', title: expect.stringContaining('R312-35') })
      expect(limitationIn(await api.file(file.id))).toMatchObject({ foreclosure: true, lastDay: '2028-01-05', acts: [] })
    },
  )

  it('control: a suit moves a foreclosure', async () => {
    const file = await open({ category: 'consumer-credit' })
    expect(limitationIn(viewIn(await record(file, {})))).toMatchObject({ lastDay: '2028-02-09' })
  })

  it('after the last day changes nothing: it is refused', async () => {
    const file = await api.open({ legalStart: '2026-01-05T09:00:00Z', claims: [claim({ dueDate: '2024-01-05' })] } as never)
    viewIn(await api.post(`/v1/files/${file.id}/forward`, { days: 1 }))
    expect(refusalIn(await record(file, { on: '2026-01-06' }))).toBe('422 claim-time-barred')
    expect(limitationIn(viewIn(await record(file, { on: '2026-01-05' })))).toMatchObject({ lastDay: '2028-01-05' })
  })
})

describe('a part payment', () => {
  it('is proposed to a person as an acknowledgement, and interrupts nothing by itself', async () => {
    const file = await pay(await open(), 50_000)
    expect(limitationIn(file)).toMatchObject({
      lastDay: '2028-01-05',
      acknowledgements: [{ reference: 'VIR-1', on: '2026-02-09', accepted: null }],
    })
    expect(await work('acknowledgement', file)).toMatchObject([
      { acknowledgement: { claim: numberOf(file), reference: 'VIR-1', on: '2026-02-09' } },
    ])
  })

  it('that a person accepts interrupts from its day; the answer may be sent again, and not be changed', async () => {
    const file = await pay(await open(), 50_000)
    for (let n = 0; n < 2; n++) {
      expect(limitationIn(viewIn(await answer(file, true)))).toMatchObject({
        lastDay: '2028-02-09',
        acts: [{ act: 'acknowledgement', on: '2026-02-09', reference: 'VIR-1' }],
      })
    }
    expect(refusalIn(await answer(file, false))).toBe('409 acknowledgement-answered')
    expect(await work('acknowledgement', file)).toEqual([])
    const kinds = (await api.file(file.id)).events.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'acknowledgement-answered')).toHaveLength(1)
  })

  it('that a person declines interrupts nothing', async () => {
    const file = await pay(await open(), 50_000)
    expect(limitationIn(viewIn(await answer(file, false)))).toMatchObject({ lastDay: '2028-01-05', acts: [] })
    expect(await work('acknowledgement', file)).toEqual([])
  })

  it('is proposed once, however often it is posted', async () => {
    const file = await open()
    for (let n = 0; n < 2; n++) expect(limitationIn(await pay(file, 50_000))?.acknowledgements).toHaveLength(1)
  })

  it('once accepted stands when the payment is taken back', async () => {
    const file = await pay(await open(), 50_000)
    viewIn(await answer(file, true))
    const reversed = viewIn(await api.post(`/v1/files/${file.id}/payments/VIR-1/reversal`))
    expect(limitationIn(reversed)).toMatchObject({ lastDay: '2028-02-09' })
  })

  it('is not proposed on a foreclosure, nor for the whole of what was owed', async () => {
    expect(limitationIn(await pay(await open({ category: 'consumer-credit' }), 50_000))?.acknowledgements).toEqual([])
    const paid = await open()
    expect(limitationIn(await pay(paid, paid.balanceCents))?.acknowledgements).toEqual([])
  })

  it('that nobody has proposed cannot be answered', async () => {
    expect(refusalIn(await answer(await open(), true, 'VIR-9'))).toBe('404 acknowledgement-unknown')
  })
})

describe('an alarm', () => {
  it('is on the worklist with the last days to begin, until an act moves the limitation', async () => {
    const old = claim({ dueDate: '2024-06-09' })
    const file = await api.open({ legalStart: '2026-02-09T09:00:00Z', claims: [old] } as never)
    const [item] = await eventually(async () => {
      const items = await work('limitation', file)
      expect(items).toHaveLength(1)
      return items
    })
    expect(item).toMatchObject({
      debtor: 'Garage Martin',
      limitation: {
        claim: old.reference,
        alarm: 'last-day:payment-order', // 120 days before 9 June
        lastDay: '2026-06-09',
        procedures: [
          { procedure: 'payment-order', lastDay: '2026-02-09' },
          { procedure: 'small-claims', lastDay: '2026-04-10' },
          { procedure: 'summons', lastDay: '2026-04-10' },
        ],
      },
    })
    viewIn(await record(file, { on: '2026-02-09' }))
    expect(await work('limitation', file)).toEqual([])
  })
})

describe('a letter to a consumer who owes a time-barred claim beside another', () => {
  it('names and claims the other alone', async () => {
    const old = claim({ dueDate: '2024-01-10', amountCents: 30_000 })
    // Reminded by the creditor a week before: the first letter waits that long.
    const young = claim({ dueDate: '2025-12-10', amountCents: 125_000, reminders: [{ on: '2026-01-05' }] })
    const file = await api.open({ legalStart: '2026-01-05T09:00:00Z', claims: [old, young] } as never)
    const { contacts } = viewIn(await api.post(`/v1/files/${file.id}/forward`, { days: 8 }))
    expect(contacts).toMatchObject([{ state: 'sent', contactedOn: '2026-01-12' }])
    const message = await stack.db.contactMessage.findUniqueOrThrow({ where: { contactId: contacts[0]?.id ?? '' } })
    expect(message.body).toContain(young.reference)
    expect(message.body).not.toContain(old.reference)
    expect(contacts[0]?.amountCents).toBeLessThan(155_000)
  })
})
