import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src/domain/legal-day.js'
import type { ProceedingFact, ReportFact } from '../../../src/domain/procedure/proceeding.js'
import { lawOf } from '../../../src/law/book.js'
import { on as onOf, paymentOrder, refused as refusedOf, report, timeline, withReports } from './proceedings.js'

const LATE = '2031-01-02'
const GERMANY = lawOf('DE')
const on = (proceeding: ProceedingFact, today: string) => onOf(proceeding, today, GERMANY)
const refused = (proceeding: ProceedingFact, one: ReportFact, today = LATE) => refusedOf(proceeding, one, today, GERMANY)
const tail = (proceeding: ProceedingFact, today = LATE) => timeline(on(proceeding, today)).slice(4)

/** An order for 1,000.00 EUR, asked for by an agency, of a debtor in Germany. */
const dunning = (changes: Partial<ProceedingFact> = {}) =>
  paymentOrder({ course: 'two-step-order', openedOn: '2025-09-01', court: 'amtsgericht', ...changes })
const filed = (day: string) => report('filed', day)
const granted = (day: string) => report('order-granted', day, { amountCents: 100_000, costsCents: 3_600 })
const served = (day: string, act: ReportFact['act'] = 'order') => report('served', day, { act, mode: 'home' })
const opposed = (day: string) => report('opposition', day)
const titleOrder = (day: string) => report('title-order', day)

const filedAndGranted = withReports(dunning(), filed('2025-09-02'), granted('2025-09-09'))
/** Served on Friday 12 September: opposed until 26 September, made a title until Thursday 12 March. */
const begun = withReports(filedAndGranted, served('2025-09-12'))

describe('a German order to pay', () => {
  const whole = withReports(begun, filed('2025-09-29'), titleOrder('2025-10-02'), served('2025-10-06', 'title'))

  it('goes in two steps from its request to a title', () => {
    expect(timeline(on(whole, LATE))).toEqual([
      '2025-09-01 preparing',
      '2025-09-01 to-begin',
      '2025-09-02 filed',
      '2025-09-09 to-serve',
      '2025-09-12 opposition-open',
      '2025-09-27 to-certify',
      '2025-10-02 enforceable',
      '2025-10-21 ended titled',
    ])
  })

  it('may be enforced at once from its second step on, though it is opposed once more for two weeks', () => {
    expect(on(whole, '2025-10-01').title).toBeNull()
    expect(on(whole, '2025-10-02')).toMatchObject({
      stage: 'enforceable',
      title: { of: 'title-order:2025-10-02', enforceableOn: '2025-10-02', principalCents: 100_000, costsCents: 3_600 },
    })
    expect(on(whole, '2025-10-20')).toMatchObject({ end: null, deadlines: [{ kind: 'oppose', who: 'debtor', lastDay: '2025-10-20' }] })
  })

  it('is asked for by the agency, which nobody needs to serve for', () => {
    expect(on(dunning(), '2025-09-01').asks).toEqual([
      { kind: 'file-request', of: 'begin', to: 'agency', urgent: false, by: null, done: false },
    ])
    expect(on(filedAndGranted, LATE)).toMatchObject({ stage: 'to-serve', expects: ['served'] })
    expect(on(filedAndGranted, LATE).asks.filter(({ done }) => !done)).toEqual([])
  })

  it('stands the same in whatever order its reports were recorded', () => {
    expect(on({ ...whole, reports: [...whole.reports].reverse() }, LATE)).toEqual(on(whole, LATE))
  })

  it('that the court refuses ends, before its grant and at its second step', () => {
    const rejected = (day: string) => report('order-refused', day)
    const asked = withReports(dunning(), filed('2025-09-02'))
    expect(refused(asked, rejected('2025-09-09'))).toBeNull()
    expect(on(withReports(asked, rejected('2025-09-09')), LATE)).toMatchObject({ end: 'refused', title: null })
    const applied = withReports(begun, filed('2025-09-29'))
    expect(refused(applied, rejected('2025-10-02'))).toBeNull()
    expect(on(withReports(applied, rejected('2025-10-02')), LATE)).toMatchObject({ end: 'refused', title: null })
  })
})

describe('its second step', () => {
  it('is asked for once the two weeks are over, whatever else the file does, within six months of the service', () => {
    expect(on(begun, '2025-09-26').asks.map(({ kind }) => kind)).toEqual(['file-request'])
    expect(on(begun, '2025-09-27').asks.at(-1)).toEqual({
      kind: 'ask-title-order',
      of: 'served:2025-09-12',
      to: 'agency',
      urgent: true,
      by: '2026-03-12',
      done: false,
    })
  })

  it('is refused before: its application, and the order itself', () => {
    for (const one of [filed('2025-09-26'), titleOrder('2025-09-26')]) {
      expect(refused(begun, one)).toMatchObject({ code: 'report-too-early', source: expect.stringContaining('§ 699') })
      expect(on(withReports(begun, one), LATE)).toMatchObject({ end: 'lapsed', title: null })
    }
    expect(refused(begun, filed('2025-09-27'))).toBeNull()
  })

  it('lapses with the order where nobody has asked for it in time', () => {
    expect(on(begun, '2026-03-12')).toMatchObject({ stage: 'to-certify', deadlines: [{ kind: 'ask-title', lastDay: '2026-03-12' }] })
    expect(on(begun, '2026-03-13')).toMatchObject({ stage: 'ended', end: 'lapsed', title: null })
    expect(refused(begun, filed('2026-03-13'))).toMatchObject({ code: 'report-too-late', source: expect.stringContaining('§ 701') })
    expect(refused(begun, titleOrder('2026-03-13'))).toMatchObject({ code: 'report-too-late' })
    expect(on(withReports(begun, titleOrder('2026-03-13')), LATE)).toMatchObject({ end: 'lapsed', title: null })
    expect(on(withReports(begun, filed('2026-03-13'), titleOrder('2026-03-16')), LATE)).toMatchObject({ end: 'lapsed', title: null })
  })

  it('may be ordered after six months where it was asked for in them, however late both are told', () => {
    expect(refused(begun, filed('2026-03-12'))).toBeNull()
    const asked = withReports(begun, filed('2026-03-12'))
    expect(on(asked, LATE)).toMatchObject({ stage: 'to-certify', end: null, deadlines: [] })
    expect(refused(asked, titleOrder('2026-03-25'))).toBeNull()
    expect(on(withReports(asked, titleOrder('2026-03-25')), LATE)).toMatchObject({ stage: 'enforceable', title: { on: '2026-03-25' } })
    expect(refused(asked, titleOrder('2026-03-11'))).toMatchObject({ code: 'report-too-early' })
  })

  it('is no title of an order that was never served', () => {
    expect(refused(filedAndGranted, titleOrder('2025-10-02'))).toMatchObject({ code: 'report-unexpected' })
    expect(on(withReports(filedAndGranted, titleOrder('2025-10-02')), LATE).title).toBeNull()
  })
})

describe('an opposition to the order (Widerspruch)', () => {
  const judged = report('judgment', '2026-02-10', { outcome: 'granted', amountCents: 100_000, provisional: true })

  it('in two weeks hands it over to the court of the dispute, with a lawyer', () => {
    const state = on(withReports(begun, opposed('2025-09-20')), LATE)
    expect(state).toMatchObject({ stage: 'opposed', title: null, deadlines: [] })
    expect(state.asks.at(-1)).toEqual({
      kind: 'instruct-suit',
      of: 'opposition:2025-09-20',
      to: 'lawyer',
      urgent: true,
      by: null,
      done: false,
    })
  })

  it('counts after two weeks as long as the second step is not ordered', () => {
    const asked = withReports(begun, filed('2025-09-29'))
    expect(refused(asked, opposed('2025-10-01'))).toBeNull()
    expect(on(withReports(asked, opposed('2025-10-01'), titleOrder('2025-10-02')), LATE)).toMatchObject({ stage: 'opposed', title: null })
  })

  it('of the day of the second step, or after it, is one to that step', () => {
    const state = on(withReports(begun, opposed('2025-10-02'), titleOrder('2025-10-02')), LATE)
    expect(timeline(state).slice(-2)).toEqual(['2025-10-02 enforceable', '2025-10-02 opposed'])
    expect(state.title).not.toBeNull()
    expect(refused(withReports(begun, opposed('2025-10-04')), titleOrder('2025-10-02'))).toBeNull()
    expect(refused(withReports(begun, opposed('2025-10-04')), titleOrder('2025-10-06'))).toMatchObject({ code: 'report-too-late' })
  })

  it('leads to a judgment, which the court serves itself', () => {
    const heard = withReports(begun, opposed('2025-09-20'), report('hearing-set', '2025-11-03', { day: '2026-01-20' }), judged)
    expect(on(heard, LATE)).toMatchObject({ stage: 'judged', title: null })
    expect(on(heard, LATE).asks.filter(({ done }) => !done)).toEqual([])
    expect(tail(withReports(heard, served('2026-02-16', 'judgment')))).toEqual([
      '2025-09-12 opposition-open',
      '2025-09-20 opposed',
      '2025-11-03 hearing',
      '2026-02-10 judged',
      // Up to 1,000 EUR no judgment of 2026 is appealed.
      '2026-02-16 enforceable',
      '2026-02-16 ended titled',
    ])
  })
})

describe('an opposition to the title (Einspruch)', () => {
  const titled = withReports(begun, titleOrder('2025-10-02'), served('2025-10-06', 'title'))

  it('is taken for two weeks from its service, however late it is told, and not after', () => {
    expect(refused(titled, opposed('2025-10-20'))).toBeNull()
    expect(refused(titled, opposed('2025-10-21'))).toMatchObject({ code: 'report-too-late', source: expect.stringContaining('§ 339') })
  })

  it('brings it before the court: the title is there, and stands still until that has judged', () => {
    const state = on(withReports(titled, opposed('2025-10-20')), LATE)
    expect(state).toMatchObject({ stage: 'opposed', end: null, title: { of: 'title-order:2025-10-02' } })
  })

  it('that succeeds takes the title back', () => {
    const dismissed = withReports(titled, opposed('2025-10-20'), report('judgment', '2026-02-10', { outcome: 'dismissed' }))
    expect(on(dismissed, LATE)).toMatchObject({ stage: 'ended', end: 'dismissed', title: null })
  })

  it('runs no shorter while nobody has told of the service', () => {
    const unserved = withReports(begun, titleOrder('2025-10-02'))
    expect(on(unserved, LATE)).toMatchObject({ stage: 'enforceable', end: null, expects: ['served', 'opposition'] })
    expect(refused(unserved, opposed('2026-06-01'))).toBeNull()
  })
})

/** Service, Land; last day of the two weeks, and of the six months. */
const WINDOWS: [why: string, service: string, land: string | null, weeks: string, months: string][] = [
  ['a Thursday, and a Thursday', '2026-10-01', null, '2026-10-15', '2027-04-01'],
  ['a Monday, and the end of February, a Sunday', '2026-08-31', null, '2026-09-14', '2027-03-01'],
  ['a Saturday, and a Saturday', '2026-10-03', null, '2026-10-19', '2027-04-05'],
  ['Reformation Day in Bavaria, and a Friday', '2025-10-17', 'DE-BY', '2025-10-31', '2026-04-17'],
  ['Reformation Day in Saxony, and a Friday', '2025-10-17', 'DE-SN', '2025-11-03', '2026-04-17'],
  ['Corpus Christi in Berlin, and a Saturday', '2027-05-13', 'DE-BE', '2027-05-27', '2027-11-15'],
  ['Corpus Christi in Bavaria, and a Saturday', '2027-05-13', 'DE-BY', '2027-05-28', '2027-11-15'],
  ['Epiphany in Hamburg, and a Wednesday', '2026-12-23', 'DE-HH', '2027-01-06', '2027-06-23'],
  ['Epiphany in Baden-Württemberg, and a Wednesday', '2026-12-23', 'DE-BW', '2027-01-07', '2027-06-23'],
  ['Christmas, with the weekend, and a Friday', '2026-12-11', null, '2026-12-28', '2027-06-11'],
  ['New Year, and a Friday', '2026-12-18', null, '2027-01-04', '2027-06-18'],
  ['the Day of Unity, and a Thursday', '2025-09-19', null, '2025-10-06', '2026-03-19'],
]

describe.each(WINDOWS)('%s: served on %s, %s', (_why, service, land, weeks, months) => {
  const order = withReports(dunning({ region: land, openedOn: '2025-09-01' }), filed('2025-09-02'), granted('2025-09-09'), served(service))

  it('is opposed until the first, and made a title until the second', () => {
    expect(on(order, service).deadlines.map(({ kind, lastDay }) => [kind, lastDay])).toEqual([
      ['oppose', weeks],
      ['ask-title', months],
    ])
    expect(on(order, weeks).stage).toBe('opposition-open')
    expect(on(order, addDays(weeks, 1)).stage).toBe('to-certify')
    expect(on(order, months).end).toBeNull()
    expect(on(order, addDays(months, 1)).end).toBe('lapsed')
  })

  it('takes the application from the day after the first until the second', () => {
    expect(refused(order, filed(weeks))?.code).toBe('report-too-early')
    expect(refused(order, filed(addDays(weeks, 1)))).toBeNull()
    expect(refused(order, filed(months))).toBeNull()
    expect(refused(order, filed(addDays(months, 1)))?.code).toBe('report-too-late')
  })
})
