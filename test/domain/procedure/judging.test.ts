import { describe, expect, it } from 'vitest'
import type { ProceedingFact, ReportFact } from '../../../src/domain/procedure/proceeding.js'
import { on, paymentOrder, refused, report, type Said, timeline, withReports } from './proceedings.js'

/** What becomes of a judgment, told of a suit for 6,000.00 EUR: more than the 5,000 up to which no judgment is appealed. */

const LATE = '2031-01-02'
const suit = (changes: Partial<ProceedingFact> = {}) =>
  withReports(
    paymentOrder({
      procedure: 'summons',
      course: 'suit',
      openedOn: '2025-10-01',
      askedCents: 600_000 as ProceedingFact['askedCents'],
      ...changes,
    }),
    report('summoned', '2025-10-10'),
  )
const judged = (said: Said = {}) => report('judgment', '2026-01-13', { outcome: 'granted', amountCents: 600_000, ...said })
const dismissed = report('judgment', '2026-01-13', { outcome: 'dismissed' })
const served = (day: string) => report('served', day, { act: 'judgment', mode: 'office' })
const appealed = (day: string) => report('appeal', day)
const decided = (said: Said) => report('appeal-decided', '2026-11-17', said)
const having = (...reports: ReportFact[]) => withReports(suit(), ...reports)
const tail = (proceeding: ProceedingFact, today = LATE) => timeline(on(proceeding, today)).slice(3)

describe('a judgment for the creditor', () => {
  it('is to be served by an officer at once, whatever else the file does, and within six months', () => {
    const state = on(having(judged()), '2026-01-13')
    expect(state.asks.at(-1)).toEqual({
      kind: 'serve-judgment',
      of: 'judgment:2026-01-13',
      to: 'officer',
      urgent: true,
      by: '2026-07-13',
      done: false,
    })
    expect(state.deadlines).toEqual([expect.objectContaining({ kind: 'serve', lastDay: '2026-07-13', who: 'officer' })])
  })

  it('does not lapse by itself where it is served later', () => {
    expect(tail(having(judged(), served('2026-08-03')))).toEqual(['2026-01-13 judged', '2026-09-04 enforceable', '2026-09-04 ended titled'])
  })

  it('waits for its service as long as that takes: nothing is a title unserved', () => {
    expect(on(having(judged()), LATE)).toMatchObject({ stage: 'judged', end: null, title: null, expects: ['served', 'appeal'] })
    expect(on(having(judged({ provisional: true })), LATE).title).toBeNull()
  })

  it('waits for the time to appeal, unless it is provisional', () => {
    expect(tail(having(judged(), served('2026-01-29')), '2026-03-02')).toEqual(['2026-01-13 judged'])
    expect(tail(having(judged({ provisional: true }), served('2026-01-29')), '2026-03-02')).toEqual([
      '2026-01-13 judged',
      '2026-01-29 enforceable',
    ])
  })

  it('that cannot be appealed is a title with its service', () => {
    const small = (cents: number) =>
      withReports(suit({ askedCents: cents as ProceedingFact['askedCents'] }), judged({ amountCents: 400_000 }))
    expect(tail(withReports(small(500_000), served('2026-01-29')))).toEqual([
      '2026-01-13 judged',
      '2026-01-29 enforceable',
      '2026-01-29 ended titled',
    ])
    expect(refused(withReports(small(500_000), served('2026-01-29')), appealed('2026-02-02'), LATE)?.code).toBe('report-unexpected')
    expect(on(withReports(small(500_001), served('2026-01-29')), '2026-02-02')).toMatchObject({ stage: 'judged', title: null })
  })

  it('in part grants that part', () => {
    const state = on(having(judged({ outcome: 'partly', amountCents: 250_000, costsCents: 7_500 }), served('2026-01-29')), LATE)
    expect(state.title).toMatchObject({ principalCents: 250_000, costsCents: 7_500 })
  })
})

describe('a judgment against the creditor', () => {
  it('is not served, and ends the suit once the creditor can no longer appeal by the careful count', () => {
    expect(on(having(dismissed), '2026-01-13').asks.filter(({ done }) => !done)).toEqual([])
    expect(on(having(dismissed), '2026-01-13').deadlines).toEqual([
      expect.objectContaining({ kind: 'appeal', lastDay: '2026-02-13', who: 'creditor' }),
    ])
    expect(tail(having(dismissed))).toEqual(['2026-01-13 judged', '2026-02-14 ended dismissed'])
  })

  it('may be appealed for a month from its service', () => {
    const late = withReports(having(dismissed), served('2026-03-30'))
    expect(refused(having(dismissed), served('2026-03-30'), LATE)).toBeNull()
    expect(refused(late, appealed('2026-04-30'), LATE)).toBeNull()
    expect(refused(late, appealed('2026-05-01'), LATE)).toMatchObject({ code: 'report-too-late' })
    expect(tail(withReports(late, appealed('2026-04-30')))).toEqual(['2026-01-13 judged', '2026-04-30 appealed'])
  })

  it('ends the suit on its day where it cannot be appealed', () => {
    expect(tail(withReports(suit({ askedCents: 500_000 as ProceedingFact['askedCents'] }), dismissed))).toEqual([
      '2026-01-13 judged',
      '2026-01-13 ended dismissed',
    ])
  })

  it('is a title where the appeal grants something, once that is served', () => {
    const reversed = having(dismissed, appealed('2026-02-10'), decided({ outcome: 'reversed', amountCents: 550_000 }))
    expect(on(reversed, LATE)).toMatchObject({ stage: 'judged', title: null })
    expect(on(reversed, LATE).asks.at(-1)).toMatchObject({ kind: 'serve-judgment', of: 'appeal-decided:2026-11-17', to: 'officer' })
    const whole = withReports(reversed, served('2026-12-03'))
    expect(tail(whole)).toEqual([
      '2026-01-13 judged',
      '2026-02-10 appealed',
      '2026-11-17 judged',
      '2026-12-03 enforceable',
      '2026-12-03 ended titled',
    ])
    expect(on(whole, LATE).title).toMatchObject({ of: 'appeal-decided:2026-11-17', on: '2026-11-17', principalCents: 550_000 })
  })
})

describe('an appeal of the debtor', () => {
  const pending = having(judged(), served('2026-01-29'), appealed('2026-02-20'))
  const provisional = having(judged({ provisional: true }), served('2026-01-29'), appealed('2026-02-20'))

  it('holds the judgment up until it is decided, however long that takes', () => {
    expect(on(pending, LATE)).toMatchObject({ stage: 'appealed', end: null, title: null, expects: ['appeal-decided'] })
  })

  it('before any service spares that service', () => {
    expect(on(having(judged(), appealed('2026-01-20')), LATE).asks.filter(({ done }) => !done)).toEqual([])
  })

  it('does not hold up what is provisional', () => {
    expect(on(provisional, LATE)).toMatchObject({ stage: 'appealed', title: { enforceableOn: '2026-01-29', principalCents: 600_000 } })
  })

  it('that fails leaves the judgment as it was, once the decision is served', () => {
    const confirmed = withReports(pending, decided({ outcome: 'confirmed' }))
    expect(on(confirmed, LATE)).toMatchObject({ stage: 'judged', title: null })
    const whole = withReports(confirmed, served('2026-12-03'))
    expect(tail(whole).slice(-2)).toEqual(['2026-12-03 enforceable', '2026-12-03 ended titled'])
    expect(on(whole, LATE).title).toMatchObject({ of: 'judgment:2026-01-13', principalCents: 600_000, enforceableOn: '2026-12-03' })
  })

  it('that succeeds takes the title back, provisional or not', () => {
    for (const one of [pending, provisional]) {
      const reversed = on(withReports(one, decided({ outcome: 'reversed' })), LATE)
      expect(reversed).toMatchObject({ stage: 'ended', end: 'dismissed', title: null })
      expect(reversed.passages.at(-1)?.on).toBe('2026-11-17')
    }
  })

  it('that succeeds in part leaves that part of a provisional title on the day of the decision', () => {
    const partly = withReports(provisional, decided({ outcome: 'reversed', amountCents: 200_000 }))
    expect(on(partly, '2026-11-16').title?.principalCents).toBe(600_000)
    expect(on(partly, '2026-11-17').title).toMatchObject({
      of: 'judgment:2026-01-13',
      principalCents: 200_000,
      enforceableOn: '2026-01-29',
    })
  })

  it('is not decided before it is lodged', () => {
    expect(refused(having(judged(), served('2026-01-29')), decided({ outcome: 'confirmed' }), LATE)?.code).toBe('report-unexpected')
    expect(refused(pending, report('appeal-decided', '2026-02-19', { outcome: 'confirmed' }), LATE)?.code).toBe('report-too-early')
  })
})

/** Day of the judgment, and the day until which it is to be served: six months. */
const SERVICES: [why: string, judgment: string, region: string | null, lastDay: string][] = [
  ['the same day', '2026-01-13', null, '2026-07-13'],
  ['the end of February, a Sunday', '2026-08-31', null, '2027-03-01'],
  ['26 December', '2025-06-26', null, '2025-12-26'],
  ['26 December in Alsace', '2025-06-26', 'FR-67', '2025-12-29'],
]

it.each(SERVICES)('a judgment is to be served by %s: of %s, region %s', (_why, judgment, region, lastDay) => {
  const proceeding = withReports(
    paymentOrder({ procedure: 'summons', course: 'suit', region, openedOn: '2025-01-06' }),
    report('summoned', '2025-01-20'),
    report('judgment', judgment, { outcome: 'granted', amountCents: 100_000 }),
  )
  expect(on(proceeding, judgment).asks.at(-1)).toMatchObject({ kind: 'serve-judgment', by: lastDay })
})
