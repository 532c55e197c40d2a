import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addYears, instantOf, legalDayOf, weekday } from '../../src/domain/legal-day.js'

const PARIS = 'Europe/Paris'
const SEEDED = { seed: 20260115, numRuns: 500 }
const DAY_MS = 24 * 60 * 60 * 1000

const aDay = fc
  .integer({ min: Date.parse('2016-10-01') / DAY_MS, max: Date.parse('2046-12-31') / DAY_MS })
  .map((days) => new Date(days * DAY_MS).toISOString().slice(0, 10))
const aDistance = fc.integer({ min: -4000, max: 4000 })
const aTime = fc
  .record({ hour: fc.nat(23), minute: fc.nat(59) })
  .map(({ hour, minute }) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)

/** What the clock on the wall shows, from the platform and not from the code under test: `2026-01-31 08:00`. */
const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: PARIS, dateStyle: 'short', timeStyle: 'short' })

describe('the legal day of an instant', () => {
  it.each([
    ['2026-01-14T22:59:59.999Z', '2026-01-14'],
    ['2026-01-14T23:00:00Z', '2026-01-15'],
    ['2026-01-14T23:00:00.001Z', '2026-01-15'],
    ['2026-07-14T21:59:59.999Z', '2026-07-14'],
    ['2026-07-14T22:00:00Z', '2026-07-15'],
    ['2026-03-28T22:59:59.999Z', '2026-03-28'],
    ['2026-03-28T23:00:00Z', '2026-03-29'],
    ['2026-03-29T21:59:59.999Z', '2026-03-29'],
    ['2026-03-29T22:00:00Z', '2026-03-30'],
    ['2026-10-24T21:59:59.999Z', '2026-10-24'],
    ['2026-10-24T22:00:00Z', '2026-10-25'],
    ['2026-10-25T22:59:59.999Z', '2026-10-25'],
    ['2026-10-25T23:00:00Z', '2026-10-26'],
    ['2026-12-31T23:00:00Z', '2027-01-01'],
  ])('%s is %s in Paris', (at, day) => {
    expect(legalDayOf(new Date(at), PARIS)).toBe(day)
  })

  it('depends on the zone', () => {
    const at = new Date('2026-01-14T23:30:00Z')
    expect(legalDayOf(at, PARIS)).toBe('2026-01-15')
    expect(legalDayOf(at, 'Europe/London')).toBe('2026-01-14')
    expect(legalDayOf(at, 'Indian/Reunion')).toBe('2026-01-15')
    expect(legalDayOf(at, 'America/Martinique')).toBe('2026-01-14')
  })

  it('is the one that the clock on the wall shows', () => {
    const instants = fc.date({ min: new Date('2016-10-01'), max: new Date('2046-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(instants, (at) => {
        expect(legalDayOf(at, PARIS)).toBe(wall.format(at).slice(0, 10))
      }),
      SEEDED,
    )
  })

  it('of no instant is refused', () => {
    expect(() => legalDayOf(new Date('never'), PARIS)).toThrow(RangeError)
  })
})

describe('counting days', () => {
  it.each([
    ['2026-01-05', 10, '2026-01-15'],
    ['2026-01-31', 1, '2026-02-01'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2028-02-29', 365, '2029-02-28'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-10-24', 2, '2026-10-26'],
    ['2026-01-05', 0, '2026-01-05'],
  ])('%s and %i days is %s', (day, days, expected) => {
    expect(addDays(day, days)).toBe(expected)
  })

  it.each(['2026-02-30', '2026-13-01', '15/01/2026', ''])('from %j, which is no day, is refused', (day) => {
    expect(() => addDays(day, 1)).toThrow(RangeError)
  })

  it('there and back again is where it began, and text is ordered as time is', () => {
    fc.assert(
      fc.property(aDay, aDistance, (day, days) => {
        const other = addDays(day, days)
        expect(addDays(other, -days)).toBe(day)
        expect(Math.sign(days)).toBe(other > day ? 1 : other < day ? -1 : 0)
        expect((Date.parse(other) - Date.parse(day)) / DAY_MS).toBe(days)
      }),
      SEEDED,
    )
  })
})

describe('counting years', () => {
  it.each([
    ['2020-01-04', 2, '2022-01-04'],
    ['2023-02-28', 1, '2024-02-28'],
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2026-12-31', 5, '2031-12-31'],
    ['2026-01-05', 0, '2026-01-05'],
  ])('%s and %i years is %s', (day, years, expected) => {
    expect(addYears(day, years)).toBe(expected)
  })
})

describe('the instant of a wall clock', () => {
  it.each([
    ['winter', '2026-01-15', '08:00', '2026-01-15T07:00:00.000Z'],
    ['summer', '2026-07-15', '08:00', '2026-07-15T06:00:00.000Z'],
    ['the day before summer time', '2026-03-28', '08:00', '2026-03-28T07:00:00.000Z'],
    ['just before the clock jumps', '2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
    ['a time that the clock jumps over: an hour later', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
    ['just after the clock jumped', '2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
    ['the first morning of summer time', '2026-03-29', '08:00', '2026-03-29T06:00:00.000Z'],
    ['a time that comes twice: the first', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['after the clock was set back', '2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
    ['the first morning of winter time', '2026-10-25', '08:00', '2026-10-25T07:00:00.000Z'],
    ['midnight', '2026-10-26', '00:00', '2026-10-25T23:00:00.000Z'],
  ])('%s', (_when, day, time, instant) => {
    expect(instantOf(day, time, PARIS).toISOString()).toBe(instant)
  })

  it('is on that day, at that time, or just after where the clock jumps over it', () => {
    fc.assert(
      fc.property(aDay, aTime, (day, time) => {
        const at = instantOf(day, time, PARIS)
        expect(legalDayOf(at, PARIS)).toBe(day)
        const shown = wall.format(at).slice(11)
        const jumpedOver = time.startsWith('02:') && wall.format(at.getTime() - 60 * 60 * 1000).slice(11, 13) === '01'
        if (shown !== time) expect([shown, jumpedOver]).toEqual([time.replace('02:', '03:'), true])
      }),
      SEEDED,
    )
  })
})

describe('the day of the week', () => {
  it.each([
    ['2026-01-05', 1],
    ['2026-01-15', 4],
    ['2026-03-29', 7],
    ['2028-02-29', 2],
  ])('of %s is %i', (day, expected) => {
    expect(weekday(day)).toBe(expected)
  })

  it('comes back every seven days, and none between', () => {
    fc.assert(
      fc.property(aDay, (day) => {
        const week = [0, 1, 2, 3, 4, 5, 6].map((days) => weekday(addDays(day, days)))
        expect(new Set(week)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]))
        expect(weekday(addDays(day, 7))).toBe(week[0])
        expect(weekday(day) % 7).toBe(new Date(day).getUTCDay())
      }),
      SEEDED,
    )
  })
})
