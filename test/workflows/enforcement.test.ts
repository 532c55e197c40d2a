import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acknowledgeAlarm } from '../../src/store/acknowledge-alarm.js'
import { addTitle, type NewTitle } from '../../src/store/add-title.js'
import { addPiece } from '../../src/store/case-piece.js'
import { sha256Of } from '../../src/store/document.js'
import { requestMeasure } from '../../src/store/measure.js'
import { enforceTitle } from '../../src/store/open-enforcement.js'
import { reportToProceeding } from '../../src/store/proceeding-report.js'
import { measuresOf, viewTitle } from '../../src/store/title-view.js'
import { listWork } from '../../src/store/worklist.js'
import { eventually } from '../support/eventually.js'
import { Life } from '../support/life.js'
import { joinStack, type TestStack } from '../support/stack.js'
import { addActor } from '../support/sued.js'

/** A judgment against a consumer, served on Monday 17 October 2016: it may be enforced until Saturday 17 October 2026. */

const DAY_MS = 86_400_000
const PARIS = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' })
const daysUntil = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY_MS
const START = '2016-11-02'

let stack: TestStack
beforeAll(async () => {
  stack = await joinStack()
})
afterAll(() => stack.close())

const act = (life: Life) => ({ tenantId: stack.tenantId, fileId: life.id, actor: 'test', key: randomUUID(), now: new Date() })

async function titled(more: Partial<NewTitle> = {}) {
  const life = await Life.open(stack, { legalStart: `${START}T09:00:00Z`, dueDate: '2016-06-30', amountCents: 10_000_00 })
  await life.untilTold()
  const [claim] = (await life.view()).claims
  const titleId = await addTitle(stack.db, act(life), {
    kind: 'judgment',
    reference: 'RG 16/00417',
    grantedOn: '2016-10-03',
    enforceableOn: '2016-10-17',
    servedOn: '2016-10-17',
    serviceMode: 'in-person',
    claims: [{ claim: claim?.reference ?? '', principalCents: 10_000_00 }],
    costsCents: 0,
    interest: 'legal',
    interestFrom: '2016-10-03',
    issuedBy: null,
    officer: null,
    ...more,
  })
  const enforcement = await stack.db.proceeding.findFirstOrThrow({ where: { titleId }, select: { id: true } })
  return { life, titleId, proceedingId: enforcement.id }
}

/** The alarms of a title in a file's history, with the day that they were raised on in Paris. */
async function alarms(life: Life): Promise<string[]> {
  const { events } = await life.view()
  return events
    .filter(({ kind, data }) => kind === 'proceeding-alarm' && String(data.alarm).startsWith('title-life'))
    .map(({ legalTime, data }) => `${PARIS.format(new Date(legalTime))} of ${String(data.lastDay)}`)
}

describe('a title that a file brings with it', () => {
  it('is registered with its life, opens its enforcement, and asks for an officer', async () => {
    const { life, titleId } = await titled()
    await life.untilDecided('ask-human')
    expect((await life.view()).decision).toMatchObject({ question: 'officer-missing' })
    expect(await viewTitle(stack.db, life.id, titleId, new Date())).toMatchObject({
      kind: 'judgment',
      life: { years: 10, from: '2016-10-17', lastDay: '2026-10-17' },
      lastActOn: null,
      enforcement: { stage: 'enforceable' },
      endReason: null,
    })
    expect(await life.happened()).toEqual(expect.arrayContaining(['title-registered', 'proceeding-opened', 'task-called']))
  })

  it('is announced long before its last useful day, and expires where nobody acts', async () => {
    const { life, titleId } = await titled()
    await life.forward(daysUntil(START, '2026-10-20'))
    await eventually(async () => expect(await viewTitle(stack.db, life.id, titleId, new Date())).toMatchObject({ endReason: 'expired' }))
    expect(await alarms(life)).toEqual([
      '2024-10-17 of 2026-10-17',
      '2025-10-17 of 2026-10-17',
      '2026-04-17 of 2026-10-17',
      '2026-07-17 of 2026-10-17',
      '2026-09-17 of 2026-10-17',
      '2026-10-18 of 2026-10-17', // missed
    ])
    const { events } = await life.view()
    const end = events.find(({ kind }) => kind === 'title-ended')
    expect(end && PARIS.format(new Date(end.legalTime))).toBe('2026-10-18')
    await life.untilDecided('ask-human')
    await expect(enforceTitle(stack.db, act(life), { titleId, officerId: null })).rejects.toMatchObject({ code: 'proceeding-ended' })
  })

  it('has an alarm that a person takes off the worklist, with a note, until the next one', async () => {
    const { life, proceedingId } = await titled()
    const waiting = async () => {
      const { items } = await listWork(stack.db, stack.tenantId, { limit: 100, kind: 'proceeding' }, new Date())
      return items.filter(({ file }) => file?.id === life.id).map(({ matter }) => matter?.state)
    }
    await life.forward(daysUntil(START, '2024-10-18'))
    await eventually(async () => expect(await waiting()).toEqual(['title-life:730']))
    const seen = { proceedingId, alarm: 'title-life:730', note: 'a seizure is planned' }
    await expect(acknowledgeAlarm(stack.db, act(life), { ...seen, alarm: 'title-life:365' })).rejects.toMatchObject({
      code: 'resource-unknown',
    })
    await acknowledgeAlarm(stack.db, { ...act(life), actor: 'user:anna' }, seen)
    await acknowledgeAlarm(stack.db, act(life), seen)
    expect(await waiting()).toEqual([])
    const { events } = await life.view()
    expect(events.filter(({ kind }) => kind === 'alarm-acknowledged')).toMatchObject([
      { actor: 'user:anna', data: { alarm: 'title-life:730', lastDay: '2026-10-17', note: 'a seizure is planned' } },
    ])
    await life.forward(365)
    await eventually(async () => expect(await waiting()).toEqual(['title-life:365']))
  })

  it('lives ten years more from a seizure, which interrupts the limitation of its claim once', async () => {
    const { life, titleId, proceedingId } = await titled()
    const measure = await requestMeasure(stack.db, act(life), { titleId, measure: 'account-seizure' })
    await life.forward(40)
    const report = { kind: 'measure-done' as const, on: '2016-12-05', of: measure, amountCents: 700_00 as never }
    const asked = { proceedingId, report, taskId: null, documentSha256: null }
    const first = act(life)
    await reportToProceeding(stack.db, first, asked)
    await reportToProceeding(stack.db, first, asked)
    await expect(reportToProceeding(stack.db, act(life), asked)).rejects.toMatchObject({ code: 'report-duplicate' })
    await life.untilTold()
    expect(await viewTitle(stack.db, life.id, titleId, new Date())).toMatchObject({
      life: { from: '2016-12-05', lastDay: '2026-12-05' },
      lastActOn: '2016-12-05',
      enforcement: { stage: 'enforcing' },
    })
    expect(await measuresOf(stack.db, life.id, new Date())).toMatchObject([
      { measure: 'account-seizure', state: 'done', caughtCents: 700_00, contestBy: '2017-01-05' },
    ])
    const { claims } = await life.view()
    expect(claims[0]?.limitation).toMatchObject({ rule: 'title', lastDay: '2026-12-05' })
    expect(claims[0]?.limitation.acts).toMatchObject([{ act: 'enforcement-act', on: '2016-12-05' }])
  })

  it('is not taken twice, nor from a day to come, nor for another’s claim; and no measure without a title', async () => {
    const { life } = await titled()
    const again = { ...NEW, claims: [{ claim: (await life.view()).claims[0]?.reference ?? '', principalCents: 1 }] }
    await expect(addTitle(stack.db, act(life), again)).rejects.toMatchObject({ code: 'title-duplicate' })
    const tomorrow = { ...again, reference: 'RG 2', grantedOn: '2016-11-20', enforceableOn: '2016-11-20' }
    await expect(addTitle(stack.db, act(life), tomorrow)).rejects.toMatchObject({ code: 'day-impossible' })
    const stranger = { ...again, reference: 'RG 3', claims: [{ claim: 'nobody’s', principalCents: 1 }] }
    await expect(addTitle(stack.db, act(life), stranger)).rejects.toMatchObject({ code: 'claim-unknown' })
    await expect(requestMeasure(stack.db, act(life), { titleId: randomUUID(), measure: 'lien' })).rejects.toMatchObject({
      code: 'title-unknown',
    })
  })
})

describe('wages', () => {
  /** A judgment of 2025 whose enforcement begins on a day, and an attachment of wages that is asked for there. */
  const asked = async (day: string) => {
    const life = await Life.open(stack, { legalStart: `${day}T09:00:00Z`, dueDate: '2024-06-30', amountCents: 10_000_00 })
    await life.untilTold()
    const [claim] = (await life.view()).claims
    const officer = await addActor(stack, 'officer')
    const days = {
      grantedOn: '2025-01-06',
      enforceableOn: '2025-01-20',
      servedOn: '2025-01-20',
      interestFrom: '2025-01-06',
      serviceMode: 'in-person' as const,
    }
    const claims = [{ claim: claim?.reference ?? '', principalCents: 10_000_00 }]
    const titleId = await addTitle(stack.db, act(life), { ...NEW, ...days, claims, officer })
    const { id: proceedingId } = await stack.db.proceeding.findFirstOrThrow({ where: { titleId }, select: { id: true } })
    await life.liveOn()
    const measure = await requestMeasure(stack.db, act(life), { titleId, measure: 'wage-attachment' })
    await life.liveOn()
    const report = (kind: 'measure-done' | 'measure-authorised', on: string, documentSha256: string | null = null) =>
      reportToProceeding(stack.db, act(life), { proceedingId, report: { kind, on, of: measure }, taskId: null, documentSha256 })
    const tasks = async () => {
      const rows = await stack.db.proceedingTask.findMany({ where: { proceedingId, calledBy: measure }, orderBy: { id: 'asc' } })
      return rows.map(({ kind, assignee, state }) => `${kind} ${assignee} ${state}`)
    }
    return { life, measure, report, tasks, state: async () => (await measuresOf(stack.db, life.id, new Date()))[0]?.state }
  }

  it('were attached by the court until June 2025: the officer has nothing before its decision is there', async () => {
    const { life, measure, report, tasks, state } = await asked('2025-06-02')
    expect(await tasks()).toEqual(['ask-authorisation agency handed-over'])
    expect(await state()).toBe('awaiting-court')
    const { items } = await listWork(stack.db, stack.tenantId, { limit: 100, kind: 'judicial-task' }, new Date())
    expect(items.filter(({ file }) => file?.id === life.id).map(({ matter }) => matter?.state)).toEqual(['ask-authorisation'])
    await expect(report('measure-done', '2025-06-02')).rejects.toMatchObject({
      code: 'report-too-early',
      because: { rule: 'court-authorises-first', source: expect.stringContaining('L3252-1') },
    })
    await expect(report('measure-authorised', '2025-06-02')).rejects.toMatchObject({ code: 'report-incomplete' })
    const paper = { name: 'decision.txt', bytes: new TextEncoder().encode('saisie autorisée') as Uint8Array<ArrayBuffer> }
    await addPiece(stack.db, act(life), { kind: 'other', claim: null, title: 'decision', datedOn: '2025-06-02', paper, ground: null })
    await report('measure-authorised', '2025-06-02', sha256Of(paper.bytes))
    await life.liveOn()
    expect(await tasks()).toEqual(['ask-authorisation agency done', 'enforce officer handed-over'])
    expect(await state()).toBe('requested')
    await report('measure-done', '2025-06-02')
    expect(measure).toBeDefined()
  })

  it('are attached by the officer alone since July 2025', async () => {
    const { tasks, state } = await asked('2025-07-01')
    expect(await tasks()).toEqual(['enforce officer handed-over'])
    expect(await state()).toBe('requested')
  })
})

const NEW: NewTitle = {
  kind: 'judgment',
  reference: 'RG 16/00417',
  grantedOn: '2016-10-03',
  enforceableOn: '2016-10-17',
  servedOn: null,
  serviceMode: null,
  claims: [],
  costsCents: 0,
  interest: 'legal',
  interestFrom: '2016-10-03',
  issuedBy: null,
  officer: null,
}
