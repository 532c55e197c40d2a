import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cents } from '../../src/domain/money.js'
import type { JudicialProcedure } from '../../src/domain/procedure/proceeding.js'
import type { NewReport } from '../../src/store/proceeding-report.js'
import { Caller } from '../api/caller.js'
import { Life } from '../support/life.js'
import { addCreditor, joinStack, type TestStack } from '../support/stack.js'
import { addActor, Sued } from '../support/sued.js'
import { Enforced } from './enforced.js'

/**
 * An operator stops a proceeding at the moment at which the other side reports what it did that day. Whichever comes first, it has ended by the
 * operator's word with the act in its history, and what was begun is taken back once. All of it happens on Monday 7 September 2026.
 */
const DAY = '2026-09-07'
const FROM = { legalStart: '2026-09-07T09:00:00Z', dueDate: '2026-01-02', amountCents: 1_000_00, capacity: 'trader' } as const

let stack: TestStack
let agency: Caller
let officerId: string
let lawyerId: string
beforeAll(async () => {
  stack = await joinStack()
  agency = new Caller(stack.apiUrl, stack.apiKey)
  officerId = await addActor(stack, 'officer')
  lawyerId = await addActor(stack, 'lawyer')
})
afterAll(() => stack.close())

const GRANTED = { amountCents: cents(1_000_00) }
const JUDGED = { kind: 'judgment', on: DAY, outcome: 'granted', ...GRANTED } as const
const SUMMONED: NewReport = { kind: 'summoned', on: DAY, day: '2026-10-12' }

/** The acts of a course in their order, each with what is taken back where it is reported as the proceeding is stopped. */
const COURSES: [JudicialProcedure, [report: NewReport, stage: string, takenBack: string[]][]][] = [
  [
    'payment-order',
    [
      [{ kind: 'filed', on: DAY }, 'filed', ['withdraw agency']],
      [{ kind: 'order-granted', on: DAY, ...GRANTED }, 'to-serve', ['withdraw agency']],
      [{ kind: 'served', on: DAY, act: 'order', mode: 'in-person' }, 'opposition-open', ['recall-exhibits officer', 'withdraw agency']],
      [{ kind: 'opposition', on: DAY }, 'opposed', ['recall-exhibits officer', 'withdraw agency']],
    ],
  ],
  [
    'small-claims',
    [
      [{ kind: 'invited', on: DAY }, 'invited', ['recall-exhibits officer', 'withdraw officer']],
      [{ kind: 'debtor-agreed', on: DAY, ...GRANTED }, 'agreed', ['recall-exhibits officer', 'withdraw officer']],
    ],
  ],
  [
    'summons',
    [
      [SUMMONED, 'summoned', ['recall-exhibits lawyer', 'withdraw lawyer']],
      [JUDGED, 'judged', ['recall-exhibits lawyer', 'withdraw lawyer']],
    ],
  ],
]

const asked = ({ life, proceedingId }: Sued | Enforced, what: 'stop' | 'reports', body: object) =>
  agency.post(`/v1/files/${life.id}/proceedings/${proceedingId}/${what}`, body)

/** Stops it and reports at the same time. @returns what both were answered, the stop first */
async function atOnce(sued: Sued | Enforced, report: NewReport, isStopFirst: boolean): Promise<number[]> {
  const stop = () => asked(sued, 'stop', { reason: 'creditor-asks' })
  const tell = () => asked(sued, 'reports', report)
  const [first, second] = isStopFirst ? [stop, tell] : [tell, stop]
  const answers = await Promise.all([first(), second()])
  await sued.life.liveOn()
  return (isStopFirst ? answers : answers.toReversed()).map(({ status }) => status)
}

describe.each(COURSES)('%s', (procedure, acts) => {
  it('at each stage: the act counts, the stop stands, and what was begun is taken back once', async () => {
    const life = await Life.open(stack, { ...FROM, creditor: await addCreditor(stack) })
    for (const [index, [report, stage, takenBack]] of acts.entries()) {
      const sued = await Sued.on(stack, life, { procedure, officerId, lawyerId })
      for (const [before] of acts.slice(0, index)) await sued.report(before)
      expect(await atOnce(sued, report, index % 2 === 0)).toEqual([200, 201])
      expect((await sued.stages()).slice(-2)).toEqual([`${stage} ${DAY}`, `ended ${DAY} stopped`])
      const compensations = (await sued.tasks()).filter((task) => /^(withdraw|recall)/.test(task)).sort()
      expect(compensations).toEqual(takenBack.map((task) => `${task} handed-over`))
      expect((await sued.tasks()).filter((task) => task.endsWith(' due'))).toEqual([])
      expect((await sued.notices()).filter((notice) => notice.startsWith('stopped'))).toHaveLength(index + 1)
    }
  }, 180_000)
})

describe('enforcement', () => {
  it('a seizure of the day on which it is stopped counts, and begins the life of the title anew', async () => {
    const life = await Life.open(stack, { ...FROM, creditor: await addCreditor(stack) })
    const [{ reference: claim } = { reference: '' }] = (await life.view()).claims
    await agency.made(`/v1/files/${life.id}/titles`, {
      kind: 'judgment',
      reference: 'RG 26/1',
      grantedOn: '2026-08-03',
      servedOn: '2026-08-10',
      serviceMode: 'home',
      claims: [{ claim, principalCents: 1_000_00 }],
      officer: officerId,
    })
    await life.liveOn()
    const enforced = await Enforced.of(stack, life)
    const seized: NewReport = { kind: 'measure-done', on: DAY, measure: 'account-seizure', amountCents: cents(100_00) }
    expect(await atOnce(enforced, seized, true)).toEqual([200, 201])
    expect(await enforced.stages()).toEqual([`${DAY} enforceable`, `${DAY} enforcing`, `${DAY} ended stopped`])
    expect((await enforced.tasks()).filter((task) => /^(withdraw|recall)/.test(task)).sort()).toEqual([
      'recall-exhibits officer handed-over',
      'withdraw officer handed-over',
    ])
    expect(await enforced.title()).toMatchObject({ life: { lastDay: '2036-09-07' }, endReason: null })
  })
})

describe('an act of that day that is told once the stop is known', () => {
  it('stands before it, and neither creditor nor debtor is told of the stop again', async () => {
    const sued = await Sued.open(stack, { ...FROM, creditor: await addCreditor(stack) }, { officerId, lawyerId })
    await sued.report({ kind: 'filed', on: DAY })
    await sued.stop()
    const words = () => stack.db.contact.count({ where: { fileId: sued.life.id, stage: 'judicial-step', state: 'sent' } })
    const [notices, told] = [await sued.notices(), await words()]
    expect([notices.at(-1), told]).toEqual([`stopped ${DAY}`, 2]) // of the request, and of the stop
    await sued.report({ kind: 'order-granted', on: DAY, ...GRANTED })
    expect((await sued.stages()).slice(-2)).toEqual([`to-serve ${DAY}`, `ended ${DAY} stopped`])
    expect(await sued.notices()).toEqual([...notices, `to-serve ${DAY}`])
    expect(await words()).toBe(told)
    const late = { kind: 'served', on: '2026-09-08', act: 'order', mode: 'home' } as const
    await sued.goOn(1)
    await expect(sued.report(late)).rejects.toMatchObject({ code: 'report-too-late' })
  })
})
