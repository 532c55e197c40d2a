import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDelay, beforeDelay, DELAY_KINDS, type Delay, deadlineOf, parseDelay } from '../../src/domain/delay.js'
import { isHoliday } from '../../src/law/fr/holidays.js'

const SEEDED = { seed: 20260115, numRuns: 300 }
const DAY_MS = 24 * 60 * 60 * 1000
const textOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)
const aDay = fc
  .integer({ min: Date.parse('2016-10-01') / DAY_MS, max: Date.parse('2046-12-31') / DAY_MS })
  .map((day) => textOf(day * DAY_MS))
const aDelay: fc.Arbitrary<Delay> = fc.record({ years: fc.nat(10), months: fc.nat(24), weeks: fc.nat(8), days: fc.nat(90) })

const delay = (text: string) => parseDelay(text) as Delay
const inFrance = (region: string | null) => (day: string) => isHoliday(day, region)

describe('a delay in words', () => {
  it.each([
    ['1 month 15 days', { months: 1, days: 15 }],
    ['1 mois et 15 jours', { months: 1, days: 15 }],
    ['2 years, 1 month and 3 days', { years: 2, months: 1, days: 3 }],
    ['2 ans', { years: 2 }],
    [' 15  Days ', { days: 15 }],
    ['2 weeks', { weeks: 2 }],
    ['1 semaine', { weeks: 1 }],
    ['8jours', { days: 8 }],
  ])('%j is read', (text, parts) => {
    expect(parseDelay(text)).toEqual({ years: 0, months: 0, weeks: 0, days: 0, ...parts })
  })

  it.each([
    '',
    '15',
    'month',
    '0 days',
    '-1 day',
    '1 fortnight',
    '1 month 2 months',
    '1.5 months',
    '1 month,',
    '1 month15 days',
    '1 toString',
  ])('%j is no delay', (text) => {
    expect(parseDelay(text)).toBeNull()
  })
})

describe('the end of a delay', () => {
  it.each([
    ['days, without that of the event', '2026-03-02', '15 days', '2026-03-17'],
    ['weeks, on the same weekday', '2026-03-02', '2 weeks', '2026-03-16'],
    ['a month, on the same day', '2026-01-27', '1 month', '2026-02-27'],
    ['a month, on the same day', '2026-01-28', '1 month', '2026-02-28'],
    ['a month, on its last day where the same is missing', '2026-01-29', '1 month', '2026-02-28'],
    ['a month, on its last day where the same is missing', '2026-01-31', '1 month', '2026-02-28'],
    ['a month, on the same day though it was the last', '2026-02-28', '1 month', '2026-03-28'],
    ['a month of a leap year', '2028-01-30', '1 month', '2028-02-29'],
    ['a year from 29 February', '2024-02-29', '1 year', '2025-02-28'],
    ['four years from 29 February', '2024-02-29', '4 years', '2028-02-29'],
    ['months before days', '2026-01-31', '1 month 1 day', '2026-03-01'],
    ['years and months together', '2024-02-29', '1 year 1 month', '2025-03-29'],
  ])('counts %s', (_what, event, text, end) => {
    expect(addDelay(event, delay(text))).toBe(end)
  })

  it('never comes earlier for a later event', () => {
    fc.assert(
      fc.property(aDay, aDay, aDelay, (one, other, length) => {
        const [first, second] = [one, other].sort() as [string, string]
        expect(addDelay(first, length) <= addDelay(second, length)).toBe(true)
      }),
      SEEDED,
    )
  })

  it.each(['years', 'months', 'weeks', 'days'] as const)('comes later for more %s', (unit) => {
    fc.assert(
      fc.property(aDay, aDelay, (event, length) => {
        expect(addDelay(event, { ...length, [unit]: length[unit] + 1 }) > addDelay(event, length)).toBe(true)
      }),
      SEEDED,
    )
  })

  it('is as many days off as it has days', () => {
    fc.assert(
      fc.property(aDay, fc.nat(5000), (event, days) => {
        expect(addDelay(event, { years: 0, months: 0, weeks: 0, days })).toBe(textOf(Date.parse(event) + days * DAY_MS))
      }),
      SEEDED,
    )
  })
})

describe('a procedural deadline', () => {
  // 2026: 1 May is a Friday, 8 May a Friday, 14 May Ascension, 25 May Whit Monday
  it.each([
    ['2026-04-29', '2026-04-30', 'a Thursday stays'],
    ['2026-04-30', '2026-05-04', 'a holiday before a weekend goes on to Monday'],
    ['2026-05-01', '2026-05-04', 'a Saturday goes on to Monday'],
    ['2026-05-02', '2026-05-04', 'a Sunday goes on to Monday'],
    ['2026-05-03', '2026-05-04', 'a Monday stays'],
    ['2026-05-22', '2026-05-26', 'a Saturday before Whit Monday goes on to Tuesday'],
    ['2026-05-13', '2026-05-15', 'Ascension goes on to Friday'],
    ['2026-12-24', '2026-12-28', 'Christmas Day goes on over the weekend'],
  ])('of a day after %s is %s: %s', (event, last) => {
    expect(deadlineOf(event, delay('1 day'), 'procedural', inFrance(null)).deadline).toBe(last)
  })

  it.each([
    ['2025-04-17', null, '2025-04-18'],
    ['2025-04-17', 'FR-67', '2025-04-22'],
    ['2025-12-25', null, '2025-12-26'],
    ['2025-12-25', 'FR-57', '2025-12-29'],
    ['2024-12-19', null, '2024-12-20'],
    ['2024-12-19', 'FR-974', '2024-12-23'],
  ])('keeps the holidays of its region: a day after %s in %j is %s', (event, region, last) => {
    expect(deadlineOf(event, delay('1 day'), 'procedural', inFrance(region)).deadline).toBe(last)
  })

  it('is not moved where the law moves none', () => {
    expect(deadlineOf('2026-05-01', delay('1 day'), 'procedural', null)).toEqual({ deadline: '2026-05-02', unrolled: '2026-05-02' })
  })

  it('is the first working day from the end of the delay on', () => {
    fc.assert(
      fc.property(aDay, aDelay, (event, length) => {
        const { deadline, unrolled } = deadlineOf(event, length, 'procedural', inFrance(null))
        const between = Array.from({ length: (Date.parse(deadline) - Date.parse(unrolled)) / DAY_MS + 1 }, (_, index) =>
          textOf(Date.parse(unrolled) + index * DAY_MS),
        )
        const working = between.filter((day) => ![0, 6].includes(new Date(day).getUTCDay()) && !isHoliday(day, null))
        expect(working).toEqual([deadline])
      }),
      SEEDED,
    )
  })
})

describe('a deadline that is not procedural', () => {
  it.each(DELAY_KINDS.filter((kind) => kind !== 'procedural'))('of kind %s keeps to its day, working or not', (kind) => {
    fc.assert(
      fc.property(aDay, aDelay, (event, length) => {
        const { deadline, unrolled } = deadlineOf(event, length, kind, inFrance(null))
        expect(deadline).toBe(unrolled)
      }),
      SEEDED,
    )
  })

  it.each([
    ['2026-06-22', '15 days', '2026-06-07'],
    ['2026-03-31', '1 month', '2026-02-28'],
    ['2026-03-28', '1 month', '2026-02-28'],
    ['2026-04-15', '1 month 15 days', '2026-02-28'],
  ])('lies %s less %s before its event: on %s', (event, text, day) => {
    expect(beforeDelay(event, delay(text))).toBe(day)
    expect(deadlineOf(event, delay(text), 'backward', inFrance(null)).deadline).toBe(day)
  })
})
