import { describe, expect, it } from 'vitest'
import { isHoliday as isHolidayInBelgium } from '../../src/law/be/holidays.js'
import { isHoliday as isHolidayInGermany } from '../../src/law/de/holidays.js'
import { isHoliday } from '../../src/law/fr/holidays.js'
import { daysAfter, easter, legalHolidays } from './almanac.js'

const DAY_MS = 86_400_000
const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10)
const daysOf = (year: number) =>
  Array.from({ length: 366 }, (_, index) => isoDay(Date.UTC(year, 0, 1) + index * DAY_MS)).filter((day) => day.startsWith(`${year}`))
const holidaysOf = (year: number, region: string | null) => daysOf(year).filter((day) => isHoliday(day, region))

describe('public holidays in France', () => {
  it('of 2026 are eleven', () => {
    expect(holidaysOf(2026, null)).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-08',
      '2026-05-14',
      '2026-05-25',
      '2026-07-14',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
    ])
  })

  it.each(Array.from({ length: 16 }, (_, index) => 2020 + index))('of %i follow the calendar and Easter', (year) => {
    expect(holidaysOf(year, null)).toEqual([...new Set(legalHolidays(year))])
  })

  it('control: Easter as reckoned here is where the almanac has it', () => {
    expect([2020, 2024, 2026, 2035].map(easter)).toEqual(['2020-04-12', '2024-03-31', '2026-04-05', '2035-03-25'])
  })

  it('are those of the whole country for a region without its own, or that nobody knows', () => {
    for (const region of [null, 'FR-75', 'FR-69', 'DE-BY', '', 'constructor']) expect(holidaysOf(2026, region)).toEqual(legalHolidays(2026))
  })
})

describe('in Alsace-Moselle', () => {
  it.each(['FR-57', 'FR-67', 'FR-68'])('%s has Good Friday and 26 December besides', (region) => {
    for (let year = 2020; year <= 2035; year++) {
      const own = [daysAfter(easter(year), -2), `${year}-12-26`]
      expect(holidaysOf(year, region)).toEqual([...new Set([...legalHolidays(year), ...own])].sort())
    }
    expect(isHoliday('2026-04-03', region)).toBe(true)
    expect(isHoliday('2026-04-03', null)).toBe(false)
  })
})

describe('overseas', () => {
  it.each([
    ['FR-971', ['05-27']],
    ['FR-972', ['05-22']],
    ['FR-973', ['06-10']],
    ['FR-974', ['12-20']],
    ['FR-976', ['04-27']],
    ['FR-977', ['10-09']],
    // The code says 27 May, the island keeps 28 May.
    ['FR-978', ['05-27', '05-28']],
  ])('%s remembers the abolition of slavery (Code du travail L3422-2)', (region, days) => {
    const kept = holidaysOf(2026, region)
    for (const day of [...legalHolidays(2026), ...days.map((day) => `2026-${day}`)]) expect([day, kept.includes(day)]).toEqual([day, true])
    // In Guadeloupe and Martinique Good Friday is kept by custom.
    const more = kept.filter((day) => !legalHolidays(2026).includes(day) && day !== '2026-04-03')
    expect(more).toEqual(days.map((day) => `2026-${day}`))
  })

  it('Saint-Martin keeps 28 May since 2018', () => {
    expect(isHoliday('2017-05-28', 'FR-978')).toBe(false)
    expect(isHoliday('2018-05-28', 'FR-978')).toBe(true)
    expect(isHoliday('2026-05-28', 'FR-971')).toBe(false)
  })
})

describe('public holidays elsewhere', () => {
  const fixed = (year: number, days: string[]) => days.map((day) => `${year}-${day}`)
  const byEaster = (year: number, days: number[]) => days.map((after) => daysAfter(easter(year), after))

  it.each(Array.from({ length: 16 }, (_, index) => 2020 + index))('in Belgium are ten, in %i too', (year) => {
    const days = [...fixed(year, ['01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25']), ...byEaster(year, [1, 39, 50])]
    expect(daysOf(year).filter((day) => isHolidayInBelgium(day, null))).toEqual([...new Set(days)].sort())
    expect(daysOf(year).filter((day) => isHolidayInBelgium(day, 'BE-VLG'))).toEqual([...new Set(days)].sort())
  })

  const german = (year: number) => [...fixed(year, ['01-01', '05-01', '10-03', '12-25', '12-26']), ...byEaster(year, [-2, 1, 39, 50])]
  it.each(Array.from({ length: 16 }, (_, index) => 2020 + index))('in all of Germany are nine, in %i too', (year) => {
    expect(daysOf(year).filter((day) => isHolidayInGermany(day, null))).toEqual([...new Set(german(year))].sort())
  })

  it.each([
    ['DE-BY', ['01-06', '06-04', '11-01']],
    ['DE-BE', ['03-08']],
    ['DE-NW', ['06-04', '11-01']],
    ['DE-SN', ['10-31', '11-18']],
    ['DE-HH', ['10-31']],
  ])('in %s has its own besides', (land, own) => {
    expect(daysOf(2026).filter((day) => isHolidayInGermany(day, land))).toEqual([...german(2026), ...fixed(2026, own)].sort())
  })
})
