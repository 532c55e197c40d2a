import { describe, expect, test } from 'vitest'
import type { ProceedingFact, TaskFact, TaskKind } from '../../../src/domain/procedure/proceeding.js'
import { filed, granted, on, paymentOrder, report } from './proceedings.js'

const task = (kind: TaskKind, more: Partial<TaskFact> = {}): TaskFact => ({
  id: kind,
  kind,
  of: 'begin',
  to: 'officer',
  state: 'done',
  assigned: true,
  handedOn: '2026-09-21',
  answerBy: null,
  ...more,
})
const order = (changes: Partial<ProceedingFact>) =>
  paymentOrder({ openedOn: '2026-09-07', reports: [filed('2026-09-10'), granted('2026-09-21')], ...changes })
const stopped = (changes: Partial<ProceedingFact>) => {
  const begun = order(changes)
  return on({ ...begun, reports: [...begun.reports, { ...report('stopped', '2026-09-23'), id: 'end' }] }, '2026-09-23')
}
const recalls = ({ asks }: ReturnType<typeof on>) =>
  asks.filter(({ kind }) => kind === 'recall-exhibits').map(({ to, of, holder }) => [to, of, holder])

describe('exhibits are asked of', () => {
  test('each who was handed them, not of whoever has the role now', () => {
    const served = task('serve-order', { holder: 'second', handedOn: null, state: 'due' })
    expect(recalls(stopped({ tasks: [served], holders: [{ to: 'officer', holder: 'first' }] }))).toEqual([
      ['officer', 'end:first', 'first'],
    ])
    const both = { ...served, handedOn: '2026-09-22', state: 'handed-over' as const }
    expect(
      recalls(
        stopped({
          tasks: [both],
          holders: [
            { to: 'officer', holder: 'first' },
            { to: 'officer', holder: 'second' },
          ],
        }),
      ),
    ).toEqual([
      ['officer', 'end:first', 'first'],
      ['officer', 'end:second', 'second'],
    ])
  })

  test('one whose package may be on its way, and of the role where nobody is named', () => {
    expect(recalls(stopped({ tasks: [task('serve-order', { holder: 'first', handedOn: null, state: 'unknown' })] }))).toEqual([
      ['officer', 'end:first', 'first'],
    ])
    expect(recalls(stopped({ tasks: [task('serve-order')] }))).toEqual([['officer', 'end:officer', undefined]])
  })

  test('nobody who was only told something', () => {
    expect(recalls(stopped({ tasks: [task('dispute-raised', { holder: 'first' })] }))).toEqual([])
  })
})

describe('a dispute while it runs', () => {
  const disputed = { ...report('disputed', '2026-09-22'), id: 'd' }
  const told = (changes: Partial<ProceedingFact>) => {
    const state = on(order({ reports: [filed('2026-09-10'), granted('2026-09-21'), disputed], ...changes }), '2026-09-23')
    expect(state.stage).toBe('to-serve')
    return state.asks.filter(({ kind }) => kind === 'dispute-raised').map(({ of, to }) => [of, to])
  }

  test('is told to who has the work, and to nobody where the agency has it itself', () => {
    expect(told({ tasks: [task('file-request', { to: 'agency' })] })).toEqual([])
    expect(told({ tasks: [task('file-request', { to: 'lawyer' })] })).toEqual([['d', 'lawyer']])
    expect(told({ tasks: [task('file-request', { to: 'lawyer' }), task('serve-order', { state: 'handed-over' })] })).toEqual([
      ['d', 'officer'],
    ])
  })

  test('stays with whom it was told to, once', () => {
    const telling = task('dispute-raised', { of: 'd', to: 'lawyer', state: 'handed-over' })
    expect(told({ tasks: [task('serve-order', { state: 'handed-over' }), telling] })).toEqual([['d', 'lawyer']])
  })
})
