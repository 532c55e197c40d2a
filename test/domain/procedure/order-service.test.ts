import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src/domain/legal-day.js'
import { filed, granted, on, paymentOrder, refused, served, timeline, withReports } from './proceedings.js'

/** Day of the order, region, last day on which it is served; each day written by hand from the calendar. */
const ROWS: [why: string, order: string, region: string | null, lastDay: string][] = [
  // Six months: orders before 1 September 2026.
  ['six months, on the same day', '2026-06-30', null, '2026-12-30'],
  ['six months, to the last day of a month that is too short, a Sunday', '2026-08-31', null, '2027-03-01'],
  ['six months, on a Saturday', '2026-08-27', null, '2027-03-01'],
  ['six months, on a Friday', '2026-08-26', null, '2027-02-26'],
  ['six months, to 29 February of a leap year', '2023-08-31', null, '2024-02-29'],
  ['six months, to 28 February of another', '2022-08-30', null, '2023-02-28'],
  ['six months, to 26 December', '2025-06-26', null, '2025-12-26'],
  ['six months, to 26 December in Alsace, a Friday', '2025-06-26', 'FR-67', '2025-12-29'],
  // Three months: orders from 1 September 2026.
  ['three months, on the same day', '2026-09-01', null, '2026-12-01'],
  ['three months, to Christmas, a Friday', '2026-09-25', null, '2026-12-28'],
  ['three months, to a Sunday that ends February', '2026-11-30', null, '2027-03-01'],
  ['three months, from a 31st to a 30th', '2027-01-31', null, '2027-04-30'],
  ['three months, to 29 February', '2027-11-30', null, '2028-02-29'],
  ['three months, to 1 May, a Saturday', '2027-02-01', null, '2027-05-03'],
  ['three months, to Good Friday', '2026-12-26', null, '2027-03-26'],
  ['three months, to Good Friday in Moselle, with Easter Monday', '2026-12-26', 'FR-57', '2027-03-30'],
  ['three months, to 26 December', '2028-09-26', null, '2028-12-26'],
  ['three months, to 26 December in Alsace, a Tuesday', '2028-09-26', 'FR-68', '2028-12-27'],
  ['three months, to 22 May', '2028-02-22', null, '2028-05-22'],
  ['three months, to 22 May in Martinique', '2028-02-22', 'FR-972', '2028-05-23'],
  ['three months, to 10 June in Guyane', '2027-03-10', 'FR-973', '2027-06-11'],
  ['three months, to 20 December in La Réunion', '2027-09-20', 'FR-974', '2027-12-21'],
]

const LATE = '2030-01-02'
const orderOf = (day: string, region: string | null) =>
  withReports(paymentOrder({ region, distance: region?.startsWith('FR-97') ? 'overseas' : 'none' }), filed(addDays(day, -20)), granted(day))

describe.each(ROWS)('%s: an order of %s, region %s, is served until %s', (_why, day, region, lastDay) => {
  const order = orderOf(day, region)

  it('and the officer is asked to by then, whatever else the file does', () => {
    const { asks, deadlines, stage } = on(order, day)
    expect(stage).toBe('to-serve')
    expect(deadlines.map(({ kind, lastDay: last }) => [kind, last])).toEqual([['serve', lastDay]])
    expect(asks).toContainEqual({ kind: 'serve-order', of: `order-granted:${day}`, to: 'officer', urgent: true, by: lastDay, done: false })
  })

  it('runs on that day, and has lapsed on the next', () => {
    expect(on(order, lastDay)).toMatchObject({ stage: 'to-serve', end: null })
    expect(on(order, addDays(lastDay, 1))).toMatchObject({ stage: 'ended', end: 'lapsed' })
    expect(timeline(on(order, LATE)).at(-1)).toBe(`${addDays(lastDay, 1)} ended lapsed`)
  })

  it('a service of that day that is told years later undoes the lapse', () => {
    expect(refused(order, served(lastDay), LATE)).toBeNull()
    const { passages, end } = on(withReports(order, served(lastDay)), lastDay)
    expect(end).toBeNull()
    expect(passages.at(-1)).toMatchObject({ stage: 'opposition-open', on: lastDay })
  })

  it('a service of the day after is refused, with the rule', () => {
    const refusal = refused(order, served(addDays(lastDay, 1)), LATE)
    expect(refusal).toMatchObject({ code: 'report-too-late', source: expect.stringContaining('1411') })
    expect(refusal?.rule).toContain(lastDay)
  })
})

describe('the law of an order', () => {
  it.each([
    ['2026-08-31', 'orders before 1 September 2026'],
    ['2026-09-01', 'orders from 1 September 2026'],
  ])('of %s says so itself: %s', (day, words) => {
    expect(on(orderOf(day, null), LATE).passages.at(-1)?.source).toContain(words)
  })
})
