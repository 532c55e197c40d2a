import { describe, expect, test } from 'vitest'
import type { Facts } from '../../src/domain/facts.js'
import { broughtBy } from '../../src/domain/inside-reports.js'
import { cents } from '../../src/domain/money.js'
import type { Course, ProcedureState, ProceedingFact, ReportFact } from '../../src/domain/procedure/proceeding.js'
import { lawOf } from '../../src/law/book.js'
import { facts, hold, mandate, owing } from './on.js'

/** 100 euros of principal without interest are sued for; today is 2 March 2026. */
const TODAY = '2026-03-02'
const BOOK = lawOf('FR')

const report = (kind: ReportFact['kind'], on: string, more: Partial<ReportFact> = {}): ReportFact => ({
  id: `${kind}-${on}`,
  kind,
  on,
  toldOn: on,
  ...more,
})
const filed = report('filed', '2026-02-10')
const title = {
  of: 'x',
  on: '2026-02-20',
  enforceableOn: '2026-02-20',
  principalCents: cents(100_00),
  costsCents: cents(0),
  source: 'test',
}

function brought(more: Partial<Facts>, reports: ReportFact[] = [], course: Course = 'order', state: Partial<ProcedureState> = {}) {
  const proceeding: ProceedingFact = {
    id: 'p',
    procedure: course === 'enforcement' ? 'enforcement' : 'payment-order',
    course,
    openedOn: '2026-02-02',
    court: null,
    region: null,
    distance: 'none',
    claimIds: ['a'],
    askedCents: cents(100_00),
    reports,
    tasks: [],
    missing: [],
  }
  const stands: ProcedureState = { passages: [], stage: 'filed', end: null, deadlines: [], asks: [], expects: [], title: null, ...state }
  return broughtBy(facts({ ...owing(100_00), ...mandate(), ...more }), BOOK, { proceeding, state: stands }, TODAY)
}

const disputed = {
  claims: owing(100_00).claims.map((one) => ({ ...one, disputed: { on: '2026-03-01', contestedCents: null, answerBy: '2026-04-01' } })),
}
const plan = { plan: { state: 'active' } as NonNullable<Facts['plan']> }

describe('what a file brings to a proceeding', () => {
  test.each([
    ['nothing, as long as all is as it was', {}, [filed], null],
    ['that nothing is owed', owing(100_00, 100_00), [filed], { kind: 'paid', reason: 'paid' }],
    ['that less is asked for', owing(100_00, 60_00), [filed], { kind: 'amended', amountCents: 40_00 }],
    ['that once', owing(100_00, 60_00), [filed, report('amended', '2026-02-20', { amountCents: cents(40_00) })], null],
    [
      'that all is asked for again',
      {},
      [filed, report('amended', '2026-02-20', { amountCents: cents(40_00) })],
      { kind: 'amended', amountCents: 100_00 },
    ],
    ['no smaller sum once it is granted', owing(100_00, 60_00), [filed, report('order-granted', '2026-02-20')], null],
    ['insolvency', { holds: [hold('insolvency', null)] }, [filed], { kind: 'insolvent', reason: 'insolvency' }],
    ['no question of insolvency', { holds: [hold('insolvency-to-check', null)] }, [filed], null],
    ['a debtor that the law protects', { holds: [hold('death', null)] }, [filed], { kind: 'stayed', reason: 'death' }],
    ['that once, too', { holds: [hold('death', null)] }, [filed, report('stayed', '2026-02-20', { reason: 'death' })], null],
    ['that it goes on', {}, [filed, report('stayed', '2026-02-20', { reason: 'death' })], { kind: 'resumed', reason: 'death' }],
    ['nothing to a stay that it did not bring', {}, [filed, report('stayed', '2026-02-20', { reason: 'opposition' })], null],
    ['no pause of an operator', { holds: [hold('operator-pause', null)] }, [filed], null],
    ['a dispute before anything is filed', disputed, [], { kind: 'sent-back', reason: 'dispute' }],
    ['no dispute after that', disputed, [filed], null],
    ['no plan before there is a title', plan, [filed], null],
    ['the end of the mandate', mandate({ until: '2026-03-01' }), [filed], { kind: 'stopped', reason: 'mandate-ended' }],
    ['what is ordered', { closing: { reason: 'recalled' } }, [filed], { kind: 'stopped', reason: 'recalled' }],
    ['an erased debt', { closing: { reason: 'debt-erased' } }, [filed], { kind: 'debt-erased', reason: 'debt-erased' }],
  ] as [string, Partial<Facts>, ReportFact[], object | null][])('%s', (_what, more, reports, expected) => {
    expect(brought(more, reports)).toEqual(expected)
  })

  test('insolvency and a plan stay an enforcement, and a broken plan lets it go on', () => {
    expect(brought({ holds: [hold('insolvency', null)] }, [], 'enforcement')).toEqual({ kind: 'stayed', reason: 'insolvency' })
    expect(brought(plan, [], 'enforcement')).toEqual({ kind: 'stayed', reason: 'plan' })
    expect(brought({}, [report('stayed', '2026-02-20', { reason: 'plan' })], 'enforcement')).toEqual({ kind: 'resumed', reason: 'plan' })
    expect(brought({ holds: [hold('insolvency', null)] }, [filed], 'order', { title })).toEqual({ kind: 'stayed', reason: 'insolvency' })
  })

  test('nothing to what is over', () => {
    expect(brought(owing(100_00, 100_00), [filed], 'order', { end: 'lapsed' })).toBeNull()
  })
})
