import { describe, expect, test } from 'vitest'
import { cents } from '../../../src/domain/money.js'
import { askedCents } from '../../../src/domain/procedure/amendment.js'
import type { ProcedureState, ProceedingFact, ReportFact, TaskAsk, TaskFact } from '../../../src/domain/procedure/proceeding.js'
import { type ProceedingRules, rulesFor } from '../../../src/domain/procedure/rules.js'
import { stayOn } from '../../../src/domain/procedure/stay.js'
import { windingUp } from '../../../src/domain/procedure/winding-up.js'
import { lawOf } from '../../../src/law/book.js'

const RULES = rulesFor({ procedure: 'payment-order', region: null, distance: 'none' }, lawOf('FR'))

const report = (id: string, kind: ReportFact['kind'], on: string, more: Partial<ReportFact> = {}): ReportFact => ({
  id,
  kind,
  on,
  toldOn: on,
  ...more,
})
const task = (kind: TaskFact['kind'], to: TaskFact['to'], handedOn: string | null, more: Partial<TaskFact> = {}): TaskFact => {
  const state = handedOn === null ? 'due' : 'handed-over'
  return { id: `${kind}-task`, kind, of: 'begin', to, state, assigned: true, handedOn, answerBy: null, ...more }
}
const proceeding = (more: Partial<ProceedingFact> = {}): ProceedingFact => ({
  id: 'p',
  procedure: 'payment-order',
  course: 'order',
  openedOn: '2027-01-04',
  court: null,
  region: null,
  distance: 'none',
  claimIds: ['c'],
  askedCents: cents(900_00),
  reports: [],
  tasks: [],
  missing: [],
  ...more,
})
const ask = (kind: TaskAsk['kind'], to: TaskAsk['to'], done = false): TaskAsk => ({ kind, of: 'begin', to, urgent: false, by: null, done })

/** A procedure that is filed, served and over a month later: as simple as one can be. */
const simple = ({ openedOn, reports, askedCents: asked }: ProceedingFact, _rules: ProceedingRules, today: string): ProcedureState => {
  const filed = reports.find(({ kind }) => kind === 'filed')
  const served = reports.find(({ kind }) => kind === 'served')
  const passages: ProcedureState['passages'] = [{ stage: 'to-begin', on: openedOn, source: `asks ${asked}` }]
  if (filed) passages.push({ stage: 'filed', on: filed.on, source: 'test', report: filed.id })
  if (served) passages.push({ stage: 'opposition-open', on: served.on, source: 'test', report: served.id })
  if (served && today >= '2027-05-01') passages.push({ stage: 'ended', on: '2027-05-01', source: 'test', end: 'lapsed' })
  const last = passages.at(-1) as ProcedureState['passages'][number]
  const deadlines: ProcedureState['deadlines'] = [{ kind: 'serve', lastDay: '2027-05-01', who: 'officer', rule: 'test', source: 'test' }]
  const end = last.end ?? null
  const asks = [ask('file-request', 'lawyer', filed !== undefined), ask('serve-order', 'officer', served !== undefined)]
  return { passages, stage: last.stage, end, deadlines: end ? [] : deadlines, asks, expects: ['filed'], title: null }
}
const follow = windingUp(simple)

const compensations = ({ asks }: ProcedureState) => asks.filter(({ done }) => !done).map(({ kind, to }) => `${kind} ${to}`)
const stages = ({ passages }: ProcedureState) => passages.map(({ stage, on }) => `${stage} ${on}`)

describe('what the file brings ends a proceeding', () => {
  test.each(['paid', 'settled', 'insolvent', 'debt-erased', 'sent-back', 'stopped'] as const)('%s', (kind) => {
    const state = follow(proceeding({ reports: [report('1', kind, '2027-02-01')] }), RULES, '2027-02-01')
    expect(state).toMatchObject({ stage: 'ended', end: kind, deadlines: [] })
    expect(state.passages.at(-1)).toMatchObject({ stage: 'ended', on: '2027-02-01', end: kind, report: '1' })
  })

  test('what was never handed over is only taken off', () => {
    const state = follow(
      proceeding({ tasks: [task('file-request', 'lawyer', null)], reports: [report('1', 'paid', '2027-02-01')] }),
      RULES,
      '2027-02-01',
    )
    expect(state.asks).toEqual([])
  })

  test('who was given exhibits before anything was filed gives them back', () => {
    const tasks = [task('file-request', 'lawyer', '2027-01-10')]
    const state = follow(proceeding({ tasks, reports: [report('1', 'paid', '2027-02-01')] }), RULES, '2027-02-01')
    expect(compensations(state)).toEqual(['recall-exhibits lawyer'])
  })

  test('what was filed is withdrawn by who filed it, and the officer gives its exhibits back', () => {
    const tasks = [task('file-request', 'lawyer', '2027-01-10', { state: 'done' }), task('serve-order', 'officer', '2027-01-20')]
    const reports = [report('1', 'filed', '2027-01-12'), report('2', 'stopped', '2027-02-01', { reason: 'wish' })]
    const state = follow(proceeding({ tasks, reports }), RULES, '2027-03-01')
    expect(compensations(state)).toEqual(['withdraw lawyer', 'recall-exhibits lawyer', 'recall-exhibits officer'])
    expect(state.asks.filter(({ done }) => !done).every(({ urgent }) => urgent)).toBe(true)
    expect(state.passages.at(-1)).toMatchObject({ reason: 'wish' })
  })

  test('a request that the agency filed itself is withdrawn by it, and it has no exhibits to give back', () => {
    const tasks = [task('file-request', 'agency', '2027-01-10', { state: 'done' })]
    const state = follow(
      proceeding({ tasks, reports: [report('1', 'filed', '2027-01-12'), report('2', 'paid', '2027-02-01')] }),
      RULES,
      '2027-02-01',
    )
    expect(compensations(state)).toEqual(['withdraw agency'])
  })

  test.each(['calling', 'unknown'] as const)('a package that may have arrived (%s) is called back', (packageState) => {
    const tasks = [task('file-request', 'lawyer', null, { state: packageState })]
    expect(compensations(follow(proceeding({ tasks, reports: [report('1', 'paid', '2027-02-01')] }), RULES, '2027-02-01'))).toEqual([
      'recall-exhibits lawyer',
    ])
  })

  test('an act from before the end stands before it, however late it is told; one from after it changes nothing', () => {
    const reports = [
      report('1', 'paid', '2027-02-01'),
      report('2', 'filed', '2027-01-12', { toldOn: '2027-03-01' }),
      report('3', 'served', '2027-02-02'),
    ]
    expect(stages(follow(proceeding({ reports }), RULES, '2027-06-01'))).toEqual([
      'to-begin 2027-01-04',
      'filed 2027-01-12',
      'ended 2027-02-01',
    ])
  })

  test('the first end stands, in whatever order they were recorded', () => {
    const reports = [report('1', 'stopped', '2027-02-05'), report('2', 'paid', '2027-02-01')]
    expect(follow(proceeding({ reports }), RULES, '2027-06-01').end).toBe('paid')
    expect(follow(proceeding({ reports: [...reports].reverse() }), RULES, '2027-06-01').end).toBe('paid')
  })

  test('what was over by itself is not ended again', () => {
    const reports = [report('1', 'served', '2027-02-01'), report('2', 'paid', '2027-05-02')]
    expect(follow(proceeding({ reports }), RULES, '2027-06-01').end).toBe('lapsed')
  })

  test('a title that was reached stays one, and nothing is withdrawn from a court that has decided', () => {
    const title = {
      of: '1',
      on: '2027-01-20',
      enforceableOn: '2027-01-20',
      principalCents: cents(900_00),
      costsCents: cents(0),
      source: 'test',
    }
    const titled = windingUp((fact, rules, today) => ({ ...simple(fact, rules, today), title }))
    const tasks = [task('file-request', 'agency', '2027-01-10', { state: 'done' })]
    const state = titled(
      proceeding({ tasks, reports: [report('1', 'filed', '2027-01-12'), report('2', 'paid', '2027-02-01')] }),
      RULES,
      '2027-02-01',
    )
    expect(state).toMatchObject({ end: 'paid', title })
    expect(compensations(state)).toEqual([])
  })

  test('an officer who enforces is told to stop, and gives its exhibits back', () => {
    const tasks = [task('enforce', 'officer', '2027-01-10')]
    const state = follow(
      proceeding({ course: 'enforcement', procedure: 'enforcement', tasks, reports: [report('1', 'paid', '2027-02-01')] }),
      RULES,
      '2027-02-01',
    )
    expect(compensations(state)).toEqual(['withdraw officer', 'recall-exhibits officer'])
  })
})

describe('less is asked for', () => {
  const amended = [
    report('1', 'amended', '2027-02-01', { amountCents: cents(500_00) }),
    report('2', 'amended', '2027-02-10', { amountCents: cents(300_00) }),
  ]

  test('from each day on', () => {
    const one = proceeding({ reports: amended })
    expect(['2027-01-31', '2027-02-01', '2027-02-09', '2027-02-10'].map((day) => askedCents(one, day))).toEqual([
      900_00, 500_00, 500_00, 300_00,
    ])
    expect(follow(one, RULES, '2027-02-05').passages[0]?.source).toBe('asks 50000')
  })

  test('but not less than was asked when it was granted', () => {
    const reports = [...amended, report('3', 'order-granted', '2027-02-05')]
    expect(askedCents(proceeding({ reports }), '2027-03-01')).toBe(500_00)
  })

  test('who has the request is told of the last sum', () => {
    const tasks = [task('file-request', 'lawyer', '2027-01-10')]
    const asks = follow(proceeding({ tasks, reports: amended }), RULES, '2027-03-01').asks.filter(({ kind }) => kind === 'amend')
    expect(asks).toEqual([{ kind: 'amend', of: '2', to: 'lawyer', urgent: true, by: null, done: false }])
  })

  test('nobody is told where the request goes out with the new sum, or an order was granted', () => {
    const kinds = (fact: ProceedingFact) => follow(fact, RULES, '2027-03-01').asks.map(({ kind }) => kind)
    expect(kinds(proceeding({ tasks: [task('file-request', 'lawyer', null)], reports: amended }))).not.toContain('amend')
    expect(kinds(proceeding({ tasks: [task('file-request', 'lawyer', '2027-02-11')], reports: amended }))).not.toContain('amend')
    const reports = [...amended, report('3', 'order-granted', '2027-02-05')]
    expect(kinds(proceeding({ tasks: [task('file-request', 'lawyer', '2027-01-10')], reports }))).not.toContain('amend')
  })
})

describe('a proceeding stands still', () => {
  const stayed = report('1', 'stayed', '2027-02-01', { reason: 'over-indebtedness' })
  const filed = report('0', 'filed', '2027-01-12')

  test('until it goes on where it stood', () => {
    const reports = [filed, stayed, report('2', 'resumed', '2027-03-01')]
    expect(follow(proceeding({ reports }), RULES, '2027-02-28').stage).toBe('stayed')
    const state = follow(proceeding({ reports: reports }), RULES, '2027-03-01')
    expect(state.stage).toBe('filed')
    expect(stages(state)).toEqual(['to-begin 2027-01-04', 'filed 2027-01-12', 'stayed 2027-02-01', 'filed 2027-03-01'])
    expect(stayOn(reports, '2027-02-28')).toMatchObject({ reason: 'over-indebtedness', until: '2027-02-28' })
    expect(stayOn(reports, '2027-03-01')).toBeNull()
  })

  test('by itself after its last day, where that is known', () => {
    const reports = [filed, { ...stayed, day: '2027-02-15' }]
    expect(follow(proceeding({ reports }), RULES, '2027-02-15')).toMatchObject({ stage: 'stayed' })
    expect(follow(proceeding({ reports }), RULES, '2027-02-16')).toMatchObject({ stage: 'filed' })
  })

  test('its deadlines go on, and end it', () => {
    const reports = [filed, report('s', 'served', '2027-01-20'), stayed]
    expect(follow(proceeding({ reports }), RULES, '2027-04-01')).toMatchObject({
      stage: 'stayed',
      deadlines: [{ kind: 'serve', lastDay: '2027-05-01' }],
    })
    const state = follow(proceeding({ reports }), RULES, '2027-05-02')
    expect(state.end).toBe('lapsed')
    expect(stages(state).slice(-2)).toEqual(['stayed 2027-02-01', 'ended 2027-05-01'])
  })

  test('an act during it stands among the stages, and it stands still all the same', () => {
    const reports = [filed, stayed, report('s', 'served', '2027-02-10')]
    const state = follow(proceeding({ reports }), RULES, '2027-03-01')
    expect(stages(state).slice(-2)).toEqual(['stayed 2027-02-01', 'opposition-open 2027-02-10'])
    expect(state.stage).toBe('stayed')
  })

  test('the officer of an enforcement is told of it, and of its end; not of what it never heard of', () => {
    const enforcement = (tasks: TaskFact[], reports: ReportFact[]) =>
      follow(proceeding({ course: 'enforcement', procedure: 'enforcement', tasks, reports }), RULES, '2027-03-01')
        .asks.filter(({ kind }) => kind === 'suspend' || kind === 'resume')
        .map(({ kind, of, to, urgent }) => [kind, of, to, urgent])
    const enforce = task('enforce', 'officer', '2027-01-10')
    const resumed = report('2', 'resumed', '2027-03-01')
    expect(enforcement([], [stayed])).toEqual([])
    expect(enforcement([enforce], [stayed])).toEqual([['suspend', '1', 'officer', true]])
    expect(enforcement([enforce, task('suspend', 'officer', null, { of: '1' })], [stayed, resumed])).toEqual([])
    expect(enforcement([enforce, task('suspend', 'officer', '2027-02-01', { of: '1' })], [stayed, resumed])).toEqual([
      ['suspend', '1', 'officer', true],
      ['resume', '2', 'officer', false],
    ])
  })

  test('the officer’s next act answers that it goes on; one from before the stay was over does not', () => {
    const tasks = [task('enforce', 'officer', '2027-01-10'), task('suspend', 'officer', '2027-02-01', { of: '1' })]
    const resumed = report('2', 'resumed', '2027-03-01')
    const isAnswered = (on: string) => {
      const reports = [stayed, resumed, report('3', 'measure-vain', on)]
      const { asks } = follow(proceeding({ course: 'enforcement', procedure: 'enforcement', tasks, reports }), RULES, '2027-04-01')
      return asks.find(({ kind }) => kind === 'resume')?.done
    }
    expect(['2027-02-28', '2027-03-01', '2027-03-20'].map(isAnswered)).toEqual([false, true, true])
  })
})
