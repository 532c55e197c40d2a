import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src/domain/legal-day.js'
import type { ProceedingFact } from '../../../src/domain/procedure/proceeding.js'
import { on, paymentOrder, refused, report, type Said, timeline, withReports } from './proceedings.js'

const LATE = '2031-01-02'

/** A suit for 6,000.00 EUR before the tribunal judiciaire, approved on 1 October 2025. */
const suit = (changes: Partial<ProceedingFact> = {}) =>
  paymentOrder({
    procedure: 'summons',
    course: 'suit',
    openedOn: '2025-10-01',
    askedCents: 600_000 as ProceedingFact['askedCents'],
    ...changes,
  })
const interim = (changes: Partial<ProceedingFact> = {}) => suit({ procedure: 'interim-order', ...changes })

const summoned = report('summoned', '2025-10-10', { day: '2025-11-04' })
const held = (day: string, next?: string) => report('hearing-held', day, next === undefined ? {} : { day: next })
const judged = (day: string, said: Said = {}) =>
  report('judgment', day, { outcome: 'granted', amountCents: 600_000, costsCents: 9_000, ...said })
const served = (day: string) => report('served', day, { act: 'judgment', mode: 'home' })
const appealed = (day: string) => report('appeal', day)

describe('a suit', () => {
  const whole = withReports(
    suit(),
    summoned,
    held('2025-11-04', '2025-12-02'),
    held('2025-12-02'),
    judged('2026-01-13'),
    served('2026-01-29'),
  )

  it('goes from its pieces to a title, with the month of appeal in between', () => {
    expect(timeline(on(whole, LATE))).toEqual([
      '2025-10-01 preparing',
      '2025-10-01 to-begin',
      '2025-10-10 summoned',
      '2025-11-04 hearing',
      '2025-12-02 hearing',
      '2026-01-13 judged',
      // From Thursday 29 January to 28 February, a Saturday, and so to Monday 2 March.
      '2026-03-03 enforceable',
      '2026-03-03 ended titled',
    ])
  })

  it('grants what was awarded, with its costs, from the day after the last day of appeal', () => {
    expect(on(whole, '2026-03-02')).toMatchObject({ stage: 'judged', title: null })
    expect(on(whole, '2026-03-03').title).toEqual({
      of: 'judgment:2026-01-13',
      on: '2026-01-13',
      enforceableOn: '2026-03-03',
      principalCents: 600_000,
      costsCents: 9_000,
      source: expect.stringContaining('514'),
    })
  })

  it('stands the same in whatever order its reports were recorded', () => {
    expect(on({ ...whole, reports: [...whole.reports].reverse() }, LATE)).toEqual(on(whole, LATE))
  })

  it('is with a lawyer first', () => {
    const state = on(suit(), '2025-10-01')
    expect(state.asks).toEqual([{ kind: 'instruct-suit', of: 'begin', to: 'lawyer', urgent: false, by: null, done: false }])
    expect(state.expects).toEqual(['summoned', 'served'])
  })

  it('waits for its pieces, but what was begun without one of them is begun', () => {
    const lacking = suit({ missing: ['contract'] })
    expect(on(lacking, LATE)).toMatchObject({ stage: 'preparing', asks: [] })
    expect(on(withReports(lacking, summoned), LATE).stage).toBe('summoned')
  })

  it('has begun with the service of its summons, where the officer tells of it before the lawyer', () => {
    const service = report('served', '2025-10-09', { act: 'summons', mode: 'in-person' })
    expect(refused(suit(), service, LATE)).toBeNull()
    expect(on(withReports(suit(), service), LATE).passages.at(-1)).toEqual({
      stage: 'summoned',
      on: '2025-10-09',
      source: expect.stringContaining('54 to 56'),
      report: 'served:2025-10-09',
    })
    expect(refused(withReports(suit(), service), summoned, LATE)).toBeNull()
    const both = on(withReports(suit(), service, summoned), '2025-10-10')
    expect(both.passages.at(-1)).toMatchObject({ on: '2025-10-09', next: { kind: 'hearing', lastDay: '2025-11-04' } })
    expect(both.deadlines).toEqual([expect.objectContaining({ kind: 'hearing', lastDay: '2025-11-04', who: 'lawyer' })])
  })

  it('names the hearing that comes next, and the missed one until somebody tells of it', () => {
    const deadline = (reports: ProceedingFact['reports'], day: string) => on(withReports(suit(), ...reports), day).deadlines[0]?.lastDay
    expect(deadline([summoned], '2025-11-03')).toBe('2025-11-04')
    expect(deadline([summoned], '2025-11-20')).toBe('2025-11-04')
    expect(deadline([summoned, held('2025-11-04', '2025-12-02')], '2025-11-20')).toBe('2025-12-02')
    expect(deadline([summoned, held('2025-11-04')], '2025-11-20')).toBeUndefined()
  })

  it.each([
    ['without a summons', suit(), judged('2026-01-13'), 'report-unexpected'],
    ['before the summons', withReports(suit(), summoned), judged('2025-10-09'), 'report-too-early'],
    ['without its outcome', withReports(suit(), summoned), report('judgment', '2026-01-13'), 'report-incomplete'],
    ['twice, otherwise', withReports(suit(), summoned, judged('2026-01-13')), judged('2026-01-20'), 'report-contradicts'],
    ['for more than was asked for', withReports(suit(), summoned), judged('2026-01-13', { amountCents: 600_001 }), 'report-contradicts'],
  ])('is not judged %s', (_how, proceeding, one, code) => {
    expect(refused(proceeding, one, LATE)).toMatchObject({ code })
  })

  it('takes no judgment for its own that is older than its summons', () => {
    expect(on(withReports(suit(), summoned, judged('2025-10-09'), served('2026-01-29')), LATE)).toMatchObject({
      stage: 'summoned',
      title: null,
    })
  })

  it('serves nothing that was not judged', () => {
    expect(refused(withReports(suit(), summoned), served('2026-01-29'), LATE)?.code).toBe('report-unexpected')
    expect(on(withReports(suit(), summoned, served('2026-01-29')), LATE)).toMatchObject({ stage: 'summoned', title: null })
  })
})

describe('an interim order', () => {
  const ordered = withReports(interim(), summoned, held('2025-11-04'), judged('2025-11-18', { provisional: false }))

  it('may be enforced from its service, though an appeal is open for fifteen days', () => {
    const whole = withReports(ordered, served('2025-11-26'))
    expect(timeline(on(whole, LATE)).slice(4)).toEqual(['2025-11-18 judged', '2025-11-26 enforceable', '2025-12-12 ended titled'])
    expect(on(whole, '2025-11-26')).toMatchObject({ stage: 'enforceable', end: null, title: { enforceableOn: '2025-11-26' } })
    expect(on(whole, '2025-11-26').deadlines).toEqual([
      expect.objectContaining({ kind: 'appeal', who: 'debtor', lastDay: '2025-12-11', source: expect.stringContaining('490') }),
    ])
  })

  it('is no title before its service', () => {
    expect(on(ordered, LATE)).toMatchObject({ stage: 'judged', title: null, expects: ['served', 'appeal'] })
  })
})

/** Service, region, distance; last day of the appeal against a judgment, and against an interim order. */
const APPEALS: [why: string, service: string, region: string | null, distance: ProceedingFact['distance'], month: string, days: string][] =
  [
    ['to a Friday, and over a weekend', '2027-02-26', null, 'none', '2027-03-26', '2027-03-15'],
    ['to Good Friday in Alsace', '2027-02-26', 'FR-67', 'none', '2027-03-30', '2027-03-15'],
    ['to the end of February, a Sunday', '2027-01-31', null, 'none', '2027-03-01', '2027-02-15'],
    ['to a Sunday, and to a Saturday before Whit Monday', '2027-04-30', null, 'none', '2027-05-31', '2027-05-18'],
    ['to 14 July', '2027-06-14', null, 'none', '2027-07-15', '2027-06-29'],
    ['to 26 December', '2025-11-26', null, 'none', '2025-12-26', '2025-12-11'],
    ['to 26 December in Moselle', '2025-11-26', 'FR-57', 'none', '2025-12-29', '2025-12-11'],
    ['overseas', '2026-12-31', 'FR-972', 'overseas', '2027-03-01', '2027-02-15'],
    ['overseas, to 22 May in Martinique', '2028-03-22', 'FR-972', 'overseas', '2028-05-23', '2028-05-09'],
    ['abroad', '2027-01-15', null, 'abroad', '2027-04-15', '2027-03-30'],
  ]

describe.each(APPEALS)('an appeal %s: served on %s, region %s, %s', (_why, service, region, distance, month, days) => {
  const day = addDays(service, -10)
  const begun = [report('summoned', '2025-10-10'), judged(day), served(service)]
  const kinds = [
    { name: 'against a judgment', proceeding: withReports(suit({ region, distance }), ...begun), lastDay: month },
    { name: 'against an interim order', proceeding: withReports(interim({ region, distance }), ...begun), lastDay: days },
  ]

  it.each(kinds)('$name runs until its last day, and is over on the next', ({ proceeding, lastDay }) => {
    expect(on(proceeding, lastDay).deadlines).toContainEqual(expect.objectContaining({ kind: 'appeal', lastDay }))
    expect(on(proceeding, lastDay).end).toBeNull()
    expect(on(proceeding, addDays(lastDay, 1))).toMatchObject({ end: 'titled', deadlines: [] })
  })

  it.each(kinds)(
    '$name is taken of that day however late it is told, and undoes the end; of the next day it is not',
    ({ proceeding, lastDay }) => {
      expect(refused(proceeding, appealed(lastDay), LATE)).toBeNull()
      expect(refused(proceeding, appealed(addDays(lastDay, 1)), LATE)).toMatchObject({ code: 'report-too-late' })
      expect(on(withReports(proceeding, appealed(lastDay)), LATE)).toMatchObject({ stage: 'appealed', end: null })
      expect(on(withReports(proceeding, appealed(addDays(lastDay, 1))), LATE).end).toBe('titled')
    },
  )
})
