import { describe, expect, test } from 'vitest'
import { cents } from '../../../src/domain/money.js'
import { refusalOf } from '../../../src/domain/procedure/admit.js'
import { alarmsOf } from '../../../src/domain/procedure/alarms.js'
import { askedCents } from '../../../src/domain/procedure/amendment.js'
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

describe('a measure that needs the court', () => {
  const wages = report('w', 'measure-requested', '2025-06-30', { measure: 'wage-attachment' })
  const authorised = report('x', 'measure-authorised', '2025-06-30', { of: 'w' })
  const asks = (today: string, ...reports: ReportFact[]) =>
    at(enforcement(reports), today)
      .asks.filter(({ of }) => of === 'w')
      .map(({ kind, to, done: isDone }) => `${kind} ${to}${isDone ? ' done' : ''}`)

  test.each([
    ['on its last day with the court', '2025-06-30', [wages], ['ask-authorisation agency']],
    ['once it is authorised', '2025-06-30', [wages, authorised], ['ask-authorisation agency done', 'enforce officer']],
    ['asked for before, from the first day without the court', '2025-07-01', [wages], ['ask-authorisation agency done', 'enforce officer']],
    ['asked for since', '2025-07-01', [{ ...wages, on: '2025-07-01' }], ['enforce officer']],
  ])('an attachment of wages, %s', (_, today, reports, expected) => {
    expect(asks(today, ...reports)).toEqual(expected)
  })

  test('is not reported as done before, whether it was asked for here or not', () => {
    const taken = (on: string, more: Partial<ReportFact>) => report('d', 'measure-done', on, more)
    expect(refusal(enforcement([wages]), taken('2025-06-30', { of: 'w' }))).toBe('report-too-early')
    expect(refusal(enforcement(), taken('2025-06-30', { measure: 'wage-attachment' }))).toBe('report-too-early')
    expect(refusal(enforcement([wages, authorised]), taken('2025-06-30', { of: 'w' }))).toBeNull()
    expect(refusal(enforcement([wages]), taken('2025-07-01', { of: 'w' }))).toBeNull()
    expect(refusal(enforcement([requested]), taken('2025-06-30', { of: 'm' }))).toBeNull()
    expect(refusal(enforcement([wages]), { ...authorised, on: '2025-06-29' }, '2025-06-30')).toBe('report-too-early')
    expect(refusal(enforcement([requested]), { ...authorised, of: 'm' })).toBe('report-unexpected')
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

  test('in time is taken however late it is told', () => {
    const seized = enforcement([requested, done('2024-04-15')], order)
    expect(refusal(seized, opposition('2024-05-15'), '2024-07-01')).toBeNull()
    expect(refusal(seized, opposition('2024-05-16'), '2024-07-01')).toBe('report-too-late')
  })

  test('is none where the law knows no later time to oppose', () => {
    const german = enforcement([requested], order)
    expect(refusalOf(german, opposition('2024-04-10'), rulesFor(german, lawOf('DE')), '2024-04-10')?.code).toBe('report-unexpected')
  })

  test('suspends it until the court has judged', () => {
    const state = at(enforcement([requested, opposition('2024-04-10')], order), '2024-05-02')
    expect(state).toMatchObject({ stage: 'stayed', end: null })
    expect(stages(state)).toEqual(['enforceable 2024-03-11', 'enforcing 2024-04-02', 'stayed 2024-04-10'])
    expect(state.expects).toContain('judgment')
    expect(refusal(enforcement([requested, opposition('2024-04-10')], order), done('2024-05-02'))).toBe('report-unexpected')
  })

  test('that came too late suspends nothing', () => {
    const reports = [requested, done('2024-04-15'), opposition('2024-05-16')]
    expect(at(enforcement(reports, order), '2024-06-03')).toMatchObject({ stage: 'enforcing', end: null })
  })

  test('that succeeds takes the title away', () => {
    const reports = [opposition('2024-04-10'), report('j', 'judgment', '2024-09-02', { outcome: 'dismissed' })]
    expect(at(enforcement(reports, order), '2025-03-03')).toMatchObject({ stage: 'ended', end: 'dismissed', title: null })
  })

  const judged = (more: Partial<ReportFact>) => report('j', 'judgment', '2024-09-02', { outcome: 'granted', ...more })
  const serving = report('s', 'served', '2024-09-16', { act: 'judgment', mode: 'in-person' })
  const held = { id: 'e', kind: 'enforce', of: 'begin', to: 'officer', state: 'handed-over', assigned: true, answerBy: null } as const
  const handed = (reports: ReportFact[], title = order) => ({
    ...enforcement(reports, title),
    tasks: [{ ...held, handedOn: '2024-03-12' }],
  })
  const asked = (state: ProcedureState) => state.asks.filter(({ done: isDone }) => !isDone).map(({ kind, to }) => `${kind} ${to}`)

  test.each([
    ['less', 2_500_00],
    ['the same', 4_000_00],
    ['more', 4_300_00],
  ])('that ends in a judgment for %s (%d cents) goes on by that judgment', (_, amountCents) => {
    const judgment = judged({ amountCents: cents(amountCents), costsCents: cents(80_00) })
    expect(refusal(enforcement([requested, opposition('2024-04-10')], order), judgment)).toBeNull()
    const state = at(enforcement([requested, opposition('2024-04-10'), judgment, serving], order), '2024-10-16')
    expect(state).toMatchObject({ stage: 'enforcing', end: null })
    expect(state.title).toMatchObject({
      on: '2024-09-02',
      enforceableOn: '2024-09-16',
      principalCents: amountCents,
      costsCents: 80_00,
      source: 'Code de procédure civile 1420: the judgment takes the place of the order',
    })
    expect(stages(state).slice(2)).toEqual(['stayed 2024-04-10', 'judged 2024-09-02', 'enforcing 2024-09-16'])
    expect(lifeOf(state)).toBe('2034-09-16') // its own ten years, from its own service
    expect(state.expects).toContain('measure-done')
    expect(asked(state)).toContain('enforce officer') // the measure in hand is not taken back
  })

  const appealable = { ...order, principalCents: cents(6_000_00) } // a judgment on up to 5,000.00 euros is final

  test('that ends in a judgment which is not provisional goes on the day after the appeal is over', () => {
    const reports = [requested, opposition('2024-04-10'), judged({ amountCents: cents(2_500_00) }), serving]
    expect(at(enforcement(reports, appealable), '2024-10-16').title).toBeNull()
    expect(at(enforcement(reports, appealable), '2024-10-17')).toMatchObject({
      stage: 'enforcing',
      title: { principalCents: 2_500_00, enforceableOn: '2024-10-17' },
    })
  })

  test('goes on by what an appeal leaves of the judgment, and not at all where that is nothing', () => {
    const first = [opposition('2024-04-10'), judged({ amountCents: cents(2_500_00), provisional: true }), serving]
    const appeal = report('a', 'appeal', '2024-10-01')
    expect(at(enforcement([...first, appeal], appealable), '2024-11-04')).toMatchObject({
      stage: 'enforcing',
      title: { principalCents: 2_500_00 },
    })
    const decided = (more: Partial<ReportFact>) => report('d', 'appeal-decided', '2025-03-03', more)
    const lowered = at(handed([...first, appeal, decided({ outcome: 'partly', amountCents: cents(1_000_00) })], appealable), '2025-04-01')
    expect(lowered).toMatchObject({ stage: 'enforcing', title: { principalCents: 1_000_00 } })
    const reversed = at(handed([...first, appeal, decided({ outcome: 'reversed' })], appealable), '2025-04-01')
    expect(reversed).toMatchObject({ stage: 'ended', end: 'dismissed', title: null })
  })

  test('that succeeds has the officer stop and give back', () => {
    const state = at(handed([opposition('2024-04-10'), report('j', 'judgment', '2024-09-02', { outcome: 'dismissed' })]), '2025-03-03')
    expect(state).toMatchObject({ stage: 'ended', end: 'dismissed' })
    expect(asked(state)).toEqual(['withdraw officer', 'recall-exhibits officer'])
  })

  test('that has been judged leaves the officer to be told of what is paid', () => {
    const paid = report('p', 'amended', '2024-10-01', { amountCents: cents(900_00) })
    const reports = [opposition('2024-04-10'), judged({ amountCents: cents(2_500_00), provisional: true }), serving, paid]
    expect(asked(at(handed(reports), '2024-10-02'))).toContain('amend officer')
    expect(askedCents(handed(reports), '2024-10-02')).toBe(900_00)
  })
})
