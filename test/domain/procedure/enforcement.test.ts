import { describe, expect, test } from 'vitest'
import { cents } from '../../../src/domain/money.js'
import { refusalOf } from '../../../src/domain/procedure/admit.js'
import { alarmsOf } from '../../../src/domain/procedure/alarms.js'
import { follow } from '../../../src/domain/procedure/follow.js'
import type { ProcedureState, ProceedingFact, ReportFact, TitleFact } from '../../../src/domain/procedure/proceeding.js'
import { rulesFor } from '../../../src/domain/procedure/rules.js'
import { lawOf } from '../../../src/law/book.js'

const FRANCE = lawOf('FR')

const report = (id: string, kind: ReportFact['kind'], on: string, more: Partial<ReportFact> = {}): ReportFact => ({
  id,
  kind,
  on,
  toldOn: on,
  ...more,
})
const judgment: TitleFact = {
  id: 't',
  kind: 'judgment',
  on: '2024-02-01',
  enforceableOn: '2024-02-29',
  servedOn: '2024-02-29',
  servedInPerson: true,
  principalCents: cents(4_000_00),
  livesFrom: '2024-02-29',
}
const order: TitleFact = { ...judgment, kind: 'payment-order', servedInPerson: false, on: '2024-02-01', servedOn: '2024-02-29' }
const enforcement = (reports: ReportFact[] = [], title: TitleFact = judgment): ProceedingFact => ({
  id: 'p',
  procedure: 'enforcement',
  course: 'enforcement',
  openedOn: '2024-03-11',
  court: null,
  region: null,
  distance: 'none',
  claimIds: ['c'],
  askedCents: cents(4_000_00),
  reports,
  tasks: [],
  missing: [],
  title,
})
const at = (proceeding: ProceedingFact, today: string): ProcedureState => follow(proceeding, rulesFor(proceeding, FRANCE), today)
const stages = ({ passages }: ProcedureState) => passages.map(({ stage, on }) => `${stage} ${on}`)
const lifeOf = (state: ProcedureState) => state.deadlines.find(({ kind }) => kind === 'title-life')?.lastDay
const refusal = (proceeding: ProceedingFact, one: ReportFact, today = one.on) =>
  refusalOf(proceeding, one, rulesFor(proceeding, FRANCE), today)?.code ?? null

const requested = report('m', 'measure-requested', '2024-04-02', { measure: 'account-seizure' })
const done = (on: string, of = 'm') => report(`d-${on}`, 'measure-done', on, { of, amountCents: cents(700_00) })

describe('the life of a title', () => {
  test('lasts ten years from its service, on the 28th where the 29th is missing, whatever the weekday', () => {
    expect(lifeOf(at(enforcement(), '2024-03-11'))).toBe('2034-02-28') // a Tuesday
    expect(lifeOf(at(enforcement([], { ...judgment, servedOn: '2024-06-01' }), '2024-06-03'))).toBe('2034-06-01')
    expect(lifeOf(at(enforcement([], { ...judgment, servedOn: '2023-12-31' }), '2024-03-11'))).toBe('2033-12-31') // a Saturday
  })

  test('begins anew with each act of enforcement in time, and with no vain one', () => {
    expect(lifeOf(at(enforcement([requested, done('2030-05-05')]), '2030-06-01'))).toBe('2040-05-05')
    expect(lifeOf(at(enforcement([requested, done('2034-02-28')]), '2034-03-01'))).toBe('2044-02-28')
    expect(lifeOf(at(enforcement([report('v', 'measure-vain', '2030-05-05', { measure: 'goods-seizure' })]), '2030-06-01'))).toBe(
      '2034-02-28',
    )
  })

  test('is announced 24, 12, 6, 3 months and a month before, and is over the day after its last', () => {
    const state = at(enforcement(), '2024-03-11')
    expect(alarmsOf(state, [], { usual: [30] }).map(({ alarm, on }) => `${alarm.replace(/:\d+/, '')} ${on}`)).toEqual([
      'title-life 2032-02-28',
      'title-life 2033-02-28',
      'title-life 2033-08-28',
      'title-life 2033-11-28',
      'title-life 2034-01-28',
      'title-life:missed 2034-03-01',
    ])
    expect(at(enforcement(), '2034-02-28').end).toBeNull()
    const over = at(enforcement(), '2034-03-01')
    expect(over).toMatchObject({ stage: 'ended', end: 'title-expired' })
    expect(stages(over)).toEqual(['enforceable 2024-03-11', 'ended 2034-03-01'])
  })

  test('goes on with an act in time that is told late, and not with one a day late', () => {
    expect(refusal(enforcement([requested]), done('2034-02-28'), '2034-04-01')).toBeNull()
    expect(at(enforcement([requested, done('2034-02-28')]), '2034-04-01').end).toBeNull()
    expect(at(enforcement([requested, done('2034-03-01')]), '2034-04-01').end).toBe('title-expired')
  })

  test('does not end during a stay', () => {
    const stayed = enforcement([report('s', 'stayed', '2033-01-10', { reason: 'insolvency' })])
    expect(at(stayed, '2034-06-01')).toMatchObject({ stage: 'stayed', end: null })
  })

  test('of a judgment begins with its service, which is asked for first', () => {
    const unserved = { ...judgment, servedOn: null, servedInPerson: false }
    const waiting = at(enforcement([], unserved), '2034-06-01')
    expect(waiting).toMatchObject({ stage: 'to-serve', expects: ['served'] })
    expect(waiting.asks.map(({ kind, to, done: isDone }) => [kind, to, isDone])).toEqual([['serve-judgment', 'officer', false]])
    expect(lifeOf(waiting)).toBeUndefined()
    const served = report('s', 'served', '2024-05-06', { act: 'judgment', mode: 'home' })
    const afterwards = at(enforcement([served], unserved), '2024-05-06')
    expect(stages(afterwards)).toEqual(['to-serve 2024-03-11', 'enforceable 2024-05-06'])
    expect(lifeOf(afterwards)).toBe('2034-05-06')
    // The same once the register of titles has the service too.
    expect(at(enforcement([served], { ...unserved, servedOn: '2024-05-06' }), '2024-05-06').passages).toEqual(afterwards.passages)
  })
})

describe('measures', () => {
  test('each is a task of the officer, which its report answers', () => {
    const tasks = (...reports: ReportFact[]) => at(enforcement(reports), '2024-06-03').asks.map((ask) => [ask.kind, ask.of, ask.done])
    expect(tasks()).toEqual([['enforce', 'begin', false]])
    expect(tasks(requested)).toEqual([
      ['enforce', 'begin', true],
      ['enforce', 'm', false],
    ])
    expect(tasks(requested, done('2024-04-15')).at(-1)).toEqual(['enforce', 'm', true])
    expect(stages(at(enforcement([requested, done('2024-04-15')]), '2024-06-03'))).toEqual([
      'enforceable 2024-03-11',
      'enforcing 2024-04-02',
    ])
  })

  test('are contested within a month of the seizure, each within its own', () => {
    const two = enforcement([
      requested,
      report('n', 'measure-requested', '2024-05-02', { measure: 'account-seizure' }),
      done('2024-04-15'),
      done('2024-06-10', 'n'),
    ])
    const contested = (of: string, on: string) => refusal(two, report('x', 'measure-contested', on, { of }), '2024-12-02')
    expect(contested('m', '2024-05-15')).toBeNull()
    expect(contested('m', '2024-05-16')).toBe('report-too-late')
    expect(contested('n', '2024-07-10')).toBeNull()
    expect(contested('n', '2024-07-11')).toBe('report-too-late')
    expect(contested('n', '2024-06-09')).toBe('report-too-early')
  })
})

describe('an opposition during enforcement', () => {
  const opposition = (on: string) => report('o', 'opposition', on)

  test('is open without end against an order that was not served in person, until a month after the first seizure', () => {
    expect(refusal(enforcement([], order), opposition('2027-01-05'))).toBeNull()
    const seized = enforcement([requested, done('2024-04-15')], order)
    expect(refusal(seized, opposition('2024-05-15'))).toBeNull()
    expect(refusal(seized, opposition('2024-05-16'), '2024-05-16')).not.toBeNull()
    expect(refusal(enforcement([], { ...order, servedInPerson: true }), opposition('2024-05-15'))).not.toBeNull()
    expect(refusal(enforcement([], judgment), opposition('2024-05-15'))).toBe('report-unexpected')
  })

  test('suspends it until the court has judged', () => {
    const state = at(enforcement([requested, opposition('2024-04-10')], order), '2024-05-02')
    expect(state).toMatchObject({ stage: 'stayed', end: null })
    expect(stages(state)).toEqual(['enforceable 2024-03-11', 'enforcing 2024-04-02', 'stayed 2024-04-10'])
    expect(state.expects).toContain('judgment')
    expect(refusal(enforcement([requested, opposition('2024-04-10')], order), done('2024-05-02'))).toBe('report-unexpected')
  })

  test('that succeeds takes the title away', () => {
    const reports = [opposition('2024-04-10'), report('j', 'judgment', '2024-09-02', { outcome: 'dismissed' })]
    expect(at(enforcement(reports, order), '2025-03-03')).toMatchObject({ stage: 'ended', end: 'dismissed', title: null })
  })

  test('that fails lets enforcement go on', () => {
    const reports = [
      requested,
      opposition('2024-04-10'),
      report('j', 'judgment', '2024-09-02', { outcome: 'granted', amountCents: cents(4_000_00), provisional: true }),
      report('s', 'served', '2024-09-16', { act: 'judgment', mode: 'in-person' }),
    ]
    const state = at(enforcement(reports, order), '2025-03-03')
    expect(state).toMatchObject({ stage: 'enforcing', end: null })
    expect(lifeOf(state)).toBe('2034-02-28')
    expect(state.expects).toContain('measure-done')
  })
})
