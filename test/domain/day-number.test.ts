import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber, dayOfNumber, daysOf } from '../../src/domain/day-number.js'

const DAY_MS = 86_400_000
const SEEDED = { seed: 20260115, numRuns: 2000 }
const textOf = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10)

describe('a day as a number', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['2026-03-01', 20_513],
    ['0001-01-01', -719_162],
    ['9999-12-31', 2_932_896],
  ])('%s is %i', (day, number) => {
    expect(dayNumber(day)).toBe(number)
    expect(dayOfNumber(number)).toBe(day)
  })

  it('is the platform’s, both ways', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (number) => {
        expect(dayOfNumber(number)).toBe(textOf(number))
        expect(dayNumber(textOf(number))).toBe(number)
      }),
      SEEDED,
    )
  })

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-01-00',
    '2026-1-011',
    '2026-01-1x',
    '2026/01/11',
    '2026-01-11T00:00',
  ])('%j, which is no day, is refused', (day) => {
    expect(() => dayNumber(day)).toThrow(RangeError)
  })

  it.each([
    [2024, 2, 29],
    [2100, 2, 28],
    [2000, 2, 29],
    [2026, 4, 30],
    [2026, 12, 31],
  ])('%i-%i has %i days', (year, month, days) => {
    expect(daysOf(year, month)).toBe(days)
  })
})
