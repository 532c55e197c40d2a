import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InsolvencyView } from '../../src/contracts/insolvency.js'
import { SituationList, SituationView } from '../../src/contracts/situation.js'
import type { Worklist } from '../../src/contracts/worklist.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, claim, joinAgency, refusalIn } from './caller.js'
import { writeContact } from './rows.js'

let stack: TestStack
let api: Caller

beforeAll(async () => {
  ;({ stack, api } = await joinAgency())
})
afterAll(() => stack.close())

const PROOF = 'a'.repeat(64)
const NOTARY = { name: 'Maître Roy', lines: ['5 rue des Arts'], postcode: '75002', city: 'Paris' }
const death = (changes: Record<string, unknown> = {}) => ({
  kind: 'death',
  since: '2026-01-03',
  representative: NOTARY,
  proofSha256: PROOF,
  ...changes,
})
const at = (file: { reference: string }, ...rest: string[]) => `/v1/files/${file.reference}/${rest.join('/')}`
const recorded = async (file: { reference: string }, body = death()) => SituationView.parse(await api.made(at(file, 'situations'), body))
const work = async (file: { reference: string }) =>
  (await api.get<Worklist>('/v1/worklist?kind=situation&limit=200')).items.filter((item) => item.file?.reference === file.reference)

describe('recording', () => {
  it('answers what it stops with its articles, and what is to be done until when', async () => {
    const file = await api.open()
    const view = await recorded(file)
    expect(view).toMatchObject({ kind: 'death', since: '2026-01-03', representative: { ...NOTARY, email: null }, outcome: null })
    expect(view.stops.map(({ what }) => what)).toEqual(['contact', 'payments', 'enforcement'])
    // Known on 5 January: the fifteenth day is the 20th, a Tuesday.
    expect(view.act).toMatchObject({ paper: 'notary-letter', by: '2026-01-20', prepared: false, sentOn: null })
    expect(SituationList.parse(await api.get(at(file, 'situations'))).situations).toEqual([view])
    const shown = await api.file(file.reference)
    expect(shown.situations).toEqual([view])
    expect(shown.holds).toMatchObject([{ reason: 'death', until: null, liftedAt: null }])
    expect(shown.events.find(({ kind }) => kind === 'situation-recorded')?.data).toEqual({
      situationId: view.id,
      situation: 'death',
      since: '2026-01-03',
      actBy: '2026-01-20',
    })
  })

  it('is done once under a key, and other words under it are refused', async () => {
    const file = await api.open()
    const key = randomUUID()
    const [one, again] = [
      await api.made<SituationView>(at(file, 'situations'), death(), key),
      await api.made<SituationView>(at(file, 'situations'), death(), key),
    ]
    expect(again).toEqual(one)
    expect(refusalIn(await api.post(at(file, 'situations'), death({ since: '2026-01-02' }), key))).toBe('409 key-reused')
  })

  it.each([
    ['422 situation-proof-missing', { proofSha256: undefined }],
    ['422 day-impossible', { since: '2199-01-01' }],
    ['422 day-impossible', { kind: 'minority', since: '2001-01-01' }],
    ['422 day-impossible', { kind: 'protected-adult', until: '2026-01-04' }],
    ['400 request-invalid', { kind: 'illness' }],
    ['400 request-invalid', { proofSha256: 'abc' }],
  ])('is refused: %s for %j', async (refusal, changes) => {
    const file = await api.open()
    expect(refusalIn(await api.post(at(file, 'situations'), death(changes)))).toBe(refusal)
    expect((await api.file(file.reference)).holds).toEqual([])
  })

  it('is refused while the same lasts, and not of another kind', async () => {
    const file = await api.open()
    await recorded(file)
    expect(refusalIn(await api.post(at(file, 'situations'), death()))).toBe('409 situation-open')
    await recorded(file, death({ kind: 'protected-adult', since: '2020-01-01' }))
    expect((await api.file(file.reference)).holds.map(({ reason }) => reason).sort()).toEqual(['death', 'protected-adult'])
  })

  it('takes letters that lie printed from those to post', async () => {
    const file = await api.open()
    const letters = async () =>
      (await api.get<Worklist>('/v1/worklist?kind=letter&limit=200')).items.filter((item) => item.file?.reference === file.reference).length
    await writeContact(stack, file.id)
    expect(await letters()).toBe(1)
    await recorded(file)
    expect(await letters()).toBe(0)
  })
})

describe('the worklist', () => {
  it('has the paper from the start, until it was sent', async () => {
    const file = await api.open()
    const { id } = await recorded(file)
    expect(await work(file)).toMatchObject([{ matter: { id, state: 'act-due', dueBy: '2026-01-20' } }])
    await api.made(at(file, 'situations', id, 'act-sent'), { on: '2026-01-05' })
    expect(await work(file)).toEqual([])
  })

  it('asks of an over-indebtedness after two years what became of it', async () => {
    const file = await api.open()
    const { id } = await recorded(file, death({ kind: 'over-indebtedness', since: '2020-01-02' }))
    expect(await work(file)).toMatchObject([{ matter: { id, state: 'past-end', dueBy: '2022-01-02' } }])
  })

  it('has heirs who have accepted, for a person to write to', async () => {
    const file = await api.open()
    const { id } = await recorded(file)
    const outcome = { outcome: 'heirs-accepted', on: '2026-01-05', representative: { name: 'Jeanne et Paul Martin' } }
    const view = await api.made<SituationView>(at(file, 'situations', id, 'outcome'), outcome)
    expect(view.representative?.name).toBe('Jeanne et Paul Martin')
    expect(await work(file)).toMatchObject([{ matter: { id, state: 'heirs-accepted', dueBy: null } }])
  })
})

describe('the paper', () => {
  it.each([
    ['death', '2026-01-03', 'notary-letter'],
    ['over-indebtedness', '2026-01-03', 'over-indebtedness-statement'],
    ['minority', '2012-01-03', 'guardian-letter'],
    ['protected-adult', '2012-01-03', 'guardian-letter'],
  ])('of %s since %s is a %s: made out, kept and downloaded', async (kind, since, paper) => {
    const file = await api.open()
    const { id } = await recorded(file, death({ kind, since }))
    const address = at(file, 'situations', id, 'act')
    expect(refusalIn(await api.ask('GET', address))).toBe('404 resource-unknown')
    const view = await api.made<SituationView>(address, {})
    expect(view.act).toMatchObject({ paper, prepared: true, sentOn: null })
    const { status, headers, text } = await api.ask('GET', address)
    expect([status, headers.get('content-type'), text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-'])
    const [kept, ...more] = await stack.db.storedDocument.findMany({ where: { subject: `file:${file.id}`, kind: paper } })
    expect([more.length, kept?.mediaType]).toEqual([0, 'application/pdf'])
    const events = (await api.file(file.reference)).events.filter(({ kind: one }) => one === 'situation-act')
    expect(events.map(({ data }) => data)).toEqual([{ situationId: id, documentId: kept?.id, on: '2026-01-05' }])
  })
})

describe('the outcome', () => {
  it.each([
    ['death', 'debt-erased', '422 situation-outcome-wrong'],
    ['death', 'ended', '422 situation-outcome-wrong'],
    ['over-indebtedness', 'heirs-accepted', '422 situation-outcome-wrong'],
    ['over-indebtedness', 'plan', '400 request-invalid'],
  ])('of %s is never %s', async (kind, outcome, refusal) => {
    const file = await api.open()
    const { id } = await recorded(file, death({ kind }))
    expect(refusalIn(await api.post(at(file, 'situations', id, 'outcome'), { outcome, on: '2026-01-05' }))).toBe(refusal)
  })

  it('is said once, but for a plan, which may fail', async () => {
    const file = await api.open()
    const { id } = await recorded(file, death({ kind: 'over-indebtedness' }))
    const say = (body: object) => api.post(at(file, 'situations', id, 'outcome'), body)
    expect((await say({ outcome: 'plan', on: '2026-01-04', until: '2027-12-31' })).status).toBe(200)
    expect((await api.file(file.reference)).holds.filter(({ liftedAt }) => liftedAt === null)).toMatchObject([{ until: '2028-01-01' }])
    expect((await say({ outcome: 'ended', on: '2026-01-05' })).status).toBe(200)
    expect((await api.file(file.reference)).holds.filter(({ liftedAt }) => liftedAt === null)).toEqual([])
    expect(refusalIn(await say({ outcome: 'error', on: '2026-01-05' }))).toBe('409 situation-ended')
  })

  it('is refused before it began, in the future, and of another debtor', async () => {
    const [file, other] = [await api.open(), await api.open()]
    const { id } = await recorded(file)
    const say = (whose: { reference: string }, on: string) => api.post(at(whose, 'situations', id, 'outcome'), { outcome: 'error', on })
    expect(refusalIn(await say(file, '2026-01-02'))).toBe('422 day-impossible')
    expect(refusalIn(await say(file, '2199-01-02'))).toBe('422 day-impossible')
    expect(refusalIn(await say(other, '2026-01-05'))).toBe('404 situation-unknown')
  })
})

describe('proceedings that a person records', () => {
  const opening = {
    proceeding: 'safeguard',
    publishedOn: '2026-01-05',
    judgmentOn: '2026-01-04',
    court: 'Tribunal de Paris',
    proofSha256: PROOF,
  }

  it('are a notice like a published one, with the time to declare', async () => {
    const file = await api.open({ claims: [claim({ dueDate: '2026-01-02' })] })
    const view = InsolvencyView.parse(await api.made(at(file, 'insolvencies'), opening))
    expect(view).toMatchObject({
      register: 'operator',
      state: 'confirmed',
      declareBy: '2026-03-05',
      actor: expect.any(String),
      outcome: null,
    })
    expect((await api.file(file.reference)).holds).toMatchObject([{ reason: 'insolvency', until: null }])
    const { status } = await api.ask('GET', `/v1/insolvencies/${view.id}/declarations/${file.reference}`)
    expect(status).toBe(200)
    expect(refusalIn(await api.post(at(file, 'insolvencies'), opening))).toBe('409 situation-open')
  })

  it.each([
    ['422 situation-proof-missing', { proofSha256: undefined }],
    ['422 day-impossible', { publishedOn: '2199-01-01' }],
    ['422 day-impossible', { judgmentOn: '2026-01-06' }],
  ])('are refused: %s for %j', async (refusal, changes) => {
    const file = await api.open()
    expect(refusalIn(await api.post(at(file, 'insolvencies'), { ...opening, ...changes }))).toBe(refusal)
  })

  it('come out once', async () => {
    const file = await api.open()
    const { id } = await api.made<InsolvencyView>(at(file, 'insolvencies'), opening)
    const say = (outcome: string, on: string) => api.post(`/v1/insolvencies/${id}/outcome`, { outcome, on })
    expect(refusalIn(await say('plan', '2026-01-03'))).toBe('422 day-impossible')
    expect((await say('plan', '2026-01-05')).status).toBe(200)
    expect(JSON.parse((await say('ended', '2026-01-05')).text)).toMatchObject({ outcome: 'ended', outcomeOn: '2026-01-05' })
    expect(refusalIn(await say('plan', '2026-01-05'))).toBe('409 situation-ended')
    expect((await api.file(file.reference)).holds.filter(({ liftedAt }) => liftedAt === null)).toEqual([])
  })
})
