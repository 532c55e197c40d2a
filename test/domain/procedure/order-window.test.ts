import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src/domain/legal-day.js'
import type { ProceedingFact } from '../../../src/domain/procedure/proceeding.js'
import { filed, granted, on, opposed, paymentOrder, refused, report, served, timeline, withReports } from './proceedings.js'

type Distance = ProceedingFact['distance']
const LATE = '2031-01-02'
const debtor = (region: string | null, distance: Distance, order: string) =>
  withReports(paymentOrder({ region, distance }), filed(addDays(order, -20)), granted(order))

/** Day of the order, of its service in person, and the last day on which the debtor opposes it. */
const WINDOWS: [why: string, order: string, service: string, region: string | null, distance: Distance, lastDay: string][] = [
  ['a month', '2026-08-31', '2026-10-14', null, 'none', '2026-11-16'],
  ['a month', '2026-09-01', '2026-10-14', null, 'none', '2026-11-16'],
  ['a month, to New Year, a Friday', '2026-08-03', '2026-12-01', null, 'none', '2027-01-04'],
  ['a month, from 30 January to a Sunday', '2026-11-02', '2027-01-30', null, 'none', '2027-03-01'],
  ['a month, from 31 January to a Sunday', '2026-11-02', '2027-01-31', null, 'none', '2027-03-01'],
  ['a month, from 30 January', '2022-12-02', '2023-01-30', null, 'none', '2023-02-28'],
  ['a month, from 30 January of a leap year', '2027-11-02', '2028-01-30', null, 'none', '2028-02-29'],
  ['a month, from a 31st', '2027-01-04', '2027-03-31', null, 'none', '2027-04-30'],
  ['a month, to Good Friday', '2027-01-04', '2027-02-26', null, 'none', '2027-03-26'],
  ['a month, to Good Friday in Alsace', '2027-01-04', '2027-02-26', 'FR-67', 'none', '2027-03-30'],
  ['a month, to 26 December', '2025-10-01', '2025-11-26', null, 'none', '2025-12-26'],
  ['a month, to 26 December in Moselle', '2025-10-01', '2025-11-26', 'FR-57', 'none', '2025-12-29'],
  ['two months overseas', '2026-09-01', '2026-10-15', 'FR-972', 'overseas', '2026-12-15'],
  ['two months overseas', '2026-08-31', '2026-10-15', 'FR-972', 'overseas', '2026-12-15'],
  ['two months overseas, to 27 May in Guadeloupe', '2027-03-01', '2027-03-27', 'FR-971', 'overseas', '2027-05-28'],
  ['two months overseas, to 27 April in Mayotte', '2027-01-04', '2027-02-27', 'FR-976', 'overseas', '2027-04-28'],
  ['two months overseas, from a 31st to a Sunday', '2026-11-02', '2026-12-31', 'FR-974', 'overseas', '2027-03-01'],
  ['three months abroad', '2026-09-01', '2026-10-15', null, 'abroad', '2027-01-15'],
  ['three months abroad, to 29 February', '2027-11-02', '2027-11-30', null, 'abroad', '2028-02-29'],
]

describe.each(WINDOWS)(
  '%s: an order of %s, served on %s, region %s, %s, is opposed until %s',
  (_why, order, service, region, distance, lastDay) => {
    const reported = withReports(debtor(region, distance, order), served(service))

    it('and that is the last day that it names', () => {
      const { passages, deadlines } = on(reported, service)
      expect(passages.at(-1)).toMatchObject({ stage: 'opposition-open', on: service, next: { kind: 'oppose', lastDay } })
      expect(deadlines).toContainEqual(expect.objectContaining({ kind: 'oppose', who: 'debtor', lastDay }))
    })

    it('an opposition of that day is taken however late it is told, one of the next is not', () => {
      expect(refused(reported, opposed(lastDay), LATE)).toBeNull()
      expect(refused(reported, opposed(addDays(lastDay, 1)), LATE)).toMatchObject({
        code: 'report-too-late',
        source: expect.stringContaining('1416'),
      })
      expect(timeline(on(withReports(reported, opposed(lastDay)), LATE)).at(-1)).toBe(`${lastDay} opposed`)
    })

    it('there is no title on that day', () => {
      expect(on(reported, lastDay).title).toBeNull()
    })
  },
)

/** Orders from 1 September 2026: day of the order, of its service, and the first day on which it is enforced. */
const SILENCE: [why: string, order: string, service: string, region: string | null, distance: Distance, first: string][] = [
  ['two months', '2026-09-01', '2026-10-15', null, 'none', '2026-12-16'],
  ['two months, served on a Saturday', '2026-09-01', '2026-10-17', null, 'none', '2026-12-18'],
  ['two months, to a Saturday', '2026-10-01', '2026-12-20', null, 'none', '2027-02-23'],
  ['two months, to the end of February, a Sunday', '2026-10-01', '2026-12-30', null, 'none', '2027-03-02'],
  ['two months, from a 31st to the end of February, a Sunday', '2026-10-01', '2026-12-31', null, 'none', '2027-03-02'],
  ['two months, to 29 February', '2027-11-02', '2027-12-30', null, 'none', '2028-03-01'],
  ['two months, to Good Friday', '2027-01-04', '2027-01-26', null, 'none', '2027-03-27'],
  ['two months, to Good Friday in Alsace', '2027-01-04', '2027-01-26', 'FR-68', 'none', '2027-03-31'],
  ['two months, as long as the debtor overseas has', '2026-09-01', '2026-10-15', 'FR-973', 'overseas', '2026-12-16'],
  ['three months, for the debtor abroad has as long to oppose', '2026-09-01', '2026-10-15', null, 'abroad', '2027-01-16'],
]

describe.each(SILENCE)(
  '%s: an order of %s, served on %s, region %s, %s, is enforceable on %s',
  (_why, order, service, region, distance, first) => {
    const reported = withReports(debtor(region, distance, order), served(service))

    it('and not a day before', () => {
      expect(on(reported, addDays(first, -1))).toMatchObject({ stage: 'opposition-open', title: null, end: null })
      const state = on(reported, first)
      expect(state.title).toMatchObject({ on: order, enforceableOn: first, principalCents: 100_000 })
      expect(timeline(state).slice(-2)).toEqual([`${first} enforceable`, `${first} ended titled`])
    })

    it('without a certificate, which nobody gives any more', () => {
      expect(on(reported, LATE).asks.map(({ kind }) => kind)).not.toContain('ask-certificate')
      expect(refused(reported, report('certificate', first), LATE)).toMatchObject({ code: 'report-unexpected' })
    })
  },
)

/** Orders before 1 September 2026: day of the order, of its service, and the first day on which a certificate is asked for. */
const CERTIFIED: [why: string, order: string, service: string, region: string | null, distance: Distance, from: string][] = [
  ['a month after', '2026-08-31', '2026-10-14', null, 'none', '2026-11-17'],
  ['served after 1 September 2026, and still certified', '2026-08-31', '2027-02-26', null, 'none', '2027-03-27'],
  ['in Alsace after Easter', '2026-08-31', '2027-02-26', 'FR-67', 'none', '2027-03-31'],
  ['overseas two months after', '2026-08-31', '2026-10-15', 'FR-972', 'overseas', '2026-12-16'],
  ['abroad three months after', '2026-08-31', '2026-10-15', null, 'abroad', '2027-01-16'],
  ['before the formula stood on the order', '2022-02-28', '2022-03-31', null, 'none', '2022-05-03'],
]

describe.each(CERTIFIED)(
  '%s: an order of %s, served on %s, region %s, %s, is certified from %s',
  (_why, order, service, region, distance, from) => {
    const reported = withReports(debtor(region, distance, order), served(service))

    it('when that is asked for, and there is never a title without it', () => {
      expect(on(reported, addDays(from, -1)).stage).toBe('opposition-open')
      expect(on(reported, from)).toMatchObject({ stage: 'to-certify', title: null })
      expect(on(reported, LATE)).toMatchObject({ stage: 'to-certify', title: null, end: null })
      expect(on(reported, from).asks).toContainEqual(expect.objectContaining({ kind: 'ask-certificate', urgent: true, done: false }))
    })

    it('one of the day before is refused, one of that day makes the title', () => {
      expect(refused(reported, report('certificate', addDays(from, -1)), LATE)).toMatchObject({ code: 'report-too-early' })
      expect(refused(reported, report('certificate', from), LATE)).toBeNull()
      const state = on(withReports(reported, report('certificate', from)), LATE)
      expect(state.title).toMatchObject({ on: order, enforceableOn: from })
      expect(state.end).toBe('titled')
    })
  },
)

describe('an order that was not served in person', () => {
  const served1 = withReports(debtor(null, 'none', '2026-09-01'), served('2026-10-15', 'office'))

  it('is opposed until there is a title, though the month after its service is over', () => {
    expect(refused(served1, opposed('2026-12-15'), LATE)).toBeNull()
    expect(timeline(on(withReports(served1, opposed('2026-12-15')), LATE)).at(-1)).toBe('2026-12-15 opposed')
  })

  it('and after that the opposition is one against its enforcement', () => {
    expect(refused(served1, opposed('2026-12-16'), LATE)).toMatchObject({ code: 'report-too-late' })
  })

  it('is opposed until it is certified, where it is', () => {
    const old = withReports(debtor(null, 'none', '2026-08-31'), served('2026-10-15', 'pv-659'))
    const certified = withReports(old, report('certificate', '2027-01-20'))
    expect(refused(old, opposed('2028-06-01'), LATE)).toBeNull()
    expect(refused(certified, opposed('2027-01-19'), LATE)).toBeNull()
    expect(refused(certified, opposed('2027-01-20'), LATE)).toMatchObject({ code: 'report-too-late' })
    expect(on(withReports(certified, opposed('2027-01-19')), LATE)).toMatchObject({ stage: 'opposed', title: null })
  })
})
