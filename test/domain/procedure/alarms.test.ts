import { describe, expect, it } from 'vitest'
import { judicialOn } from '../../../src/domain/judicial-law.js'
import { alarmsOf, dueAlarms, nextTurn } from '../../../src/domain/procedure/alarms.js'
import type { ProceedingDeadline, TaskFact } from '../../../src/domain/procedure/proceeding.js'
import { lawOf } from '../../../src/law/book.js'
import { filed, granted, on, opposed, paymentOrder, served, withReports } from './proceedings.js'

const DAYS = judicialOn(lawOf('FR'), '2026-10-01').alarmDays.value
const ordered = withReports(paymentOrder({ openedOn: '2026-08-03', court: 'tae' }), filed('2026-08-10'), granted('2026-09-01'))
const raised = (proceeding: typeof ordered, today: string, tasks: TaskFact[] = []) =>
  dueAlarms(alarmsOf(on(proceeding, today), tasks, DAYS), today).map(({ alarm, on: day }) => `${day} ${alarm}`)

describe('the alarms of an order that is not served', () => {
  it('are raised thirty, fifteen, seven days and one before its last day, and when that was missed', () => {
    expect(alarmsOf(on(ordered, '2026-10-01'), [], DAYS).map(({ alarm, on: day }) => `${day} ${alarm}`)).toEqual([
      '2026-11-01 serve:30',
      '2026-11-16 serve:15',
      '2026-11-24 serve:7',
      '2026-11-30 serve:1',
      '2026-12-02 serve:missed',
    ])
  })

  it('are said one by one as their days come', () => {
    expect(raised(ordered, '2026-10-31')).toEqual([])
    expect(raised(ordered, '2026-11-01')).toEqual(['2026-11-01 serve:30'])
    expect(raised(ordered, '2026-11-16')).toEqual(['2026-11-16 serve:15'])
  })

  it('are said once by a file that wakes late: the nearest only', () => {
    expect(raised(ordered, '2026-11-29')).toEqual(['2026-11-24 serve:7'])
    expect(raised(ordered, '2027-05-03')).toEqual(['2026-12-02 serve:missed'])
  })

  it('are over once it is served', () => {
    expect(raised(withReports(ordered, served('2026-11-20')), '2026-11-29')).toEqual([])
    expect(raised(withReports(ordered, served('2026-11-20')), '2027-05-03')).toEqual([])
  })
})

describe('other alarms', () => {
  it('none is raised for the debtor’s own last days, nor for the court’s', () => {
    const quiet = withReports(ordered, served('2026-11-20'))
    for (const day of ['2026-12-01', '2026-12-20', '2026-12-21', '2027-01-20']) expect(raised(quiet, day)).toEqual([])
  })

  it('the deposit of an opposition has its own days, and the creditor may have missed it', () => {
    const contested = withReports(ordered, served('2026-11-20'), opposed('2026-12-01'))
    expect(alarmsOf(on(contested, '2026-12-01'), [], DAYS).map(({ alarm, on: day }) => `${day} ${alarm}`)).toEqual([
      '2026-12-06 consign:10',
      '2026-12-11 consign:5',
      '2026-12-15 consign:1',
      '2026-12-17 consign:missed',
    ])
    expect(raised(contested, '2027-02-01')).toEqual(['2026-12-17 consign:missed'])
  })

  it('what a deadline says itself comes before what its kind has', () => {
    const deadline: ProceedingDeadline = { kind: 'serve', lastDay: '2026-12-01', who: 'officer', rule: 'r', source: 's', alarmDays: [2] }
    expect(alarmsOf({ deadlines: [deadline] }, [], DAYS).map(({ alarm }) => alarm)).toEqual(['serve:2', 'serve:missed'])
  })

  it('silence is said of each task that was handed over, the day after its answer was due', () => {
    const task = (id: string, state: TaskFact['state']): TaskFact => ({
      id,
      kind: 'serve-order',
      of: 'r',
      to: 'officer',
      state,
      assigned: true,
      handedOn: '2026-10-01',
      answerBy: '2026-10-22',
    })
    const tasks = [task('t1', 'handed-over'), task('t2', 'handed-over'), task('t3', 'done')]
    expect(raised(ordered, '2026-10-22', tasks)).toEqual([])
    expect(raised(ordered, '2026-10-23', tasks)).toEqual(['2026-10-23 silence:t1', '2026-10-23 silence:t2'])
  })

  it('who was told to stand still is not waited for, until it is told to go on', () => {
    const task = (kind: TaskFact['kind'], handedOn: string | null, answerBy: string | null): TaskFact => {
      const rest = { of: 'r', to: 'officer', state: handedOn === null ? 'due' : 'handed-over', assigned: true } as const
      return { id: kind, kind, ...rest, handedOn, answerBy }
    }
    const enforce = task('enforce', '2026-10-01', '2026-10-31')
    const silent = (...tasks: TaskFact[]) => alarmsOf({ deadlines: [] }, tasks, DAYS).map(({ alarm, on: day }) => `${day} ${alarm}`)
    expect(silent(enforce, task('suspend', null, null))).toEqual(['2026-11-01 silence:enforce'])
    expect(silent(enforce, task('suspend', '2026-10-05', null))).toEqual([])
    const resume = task('resume', '2027-01-05', '2027-02-04')
    expect(silent(enforce, task('suspend', '2026-10-05', null), resume)).toEqual(['2027-02-05 silence:resume'])
    const anew = { ...task('enforce', '2027-01-20', '2027-02-19'), id: 'anew' }
    expect(silent(enforce, task('suspend', '2026-10-05', null), anew)).toEqual(['2027-02-20 silence:anew'])
  })
})

describe('a file with an order looks again', () => {
  const turn = (proceeding: typeof ordered, today: string) => {
    const state = on(proceeding, today)
    return nextTurn(state, alarmsOf(state, [], DAYS), today)
  }

  it('at each alarm, and once the last day is over', () => {
    expect(['2026-10-01', '2026-11-01', '2026-11-30', '2026-12-02'].map((day) => turn(ordered, day))).toEqual([
      '2026-11-01',
      '2026-11-16',
      '2026-12-02',
      null,
    ])
  })

  it('when the time to oppose is over, and when it is enforceable, though no alarm says so', () => {
    const quiet = withReports(ordered, served('2026-10-15'))
    expect(['2026-10-15', '2026-11-17', '2026-12-16'].map((day) => turn(quiet, day))).toEqual(['2026-11-17', '2026-12-16', null])
  })
})
