import { describe, expect, it } from 'vitest'
import { lawOf } from '../../src/law/book.js'
import { regionNamed, regionNames } from '../../src/law/region-names.js'

const days = Array.from({ length: 366 }, (_, index) => new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10))
const holidays = (country: string, region: string | null) => days.filter((day) => lawOf(country).packs[0].isHoliday(day, region))

describe('a region by its name', () => {
  it.each(['FR', 'DE'].flatMap((country) => regionNames(country).map((name) => [country, name] as const)))(
    'in %s, %s has holidays that its country has not',
    (country, name) => {
      const region = regionNamed(country, name)
      expect(region?.startsWith(`${country}-`)).toBe(true)
      expect(holidays(country, region).length).toBeGreaterThan(holidays(country, null).length)
    },
  )

  it('that several share keeps the same holidays in each', () => {
    expect(['FR-57', 'FR-68'].map((code) => holidays('FR', regionNamed('FR', code)))).toEqual(
      Array(2).fill(holidays('FR', regionNamed('FR', 'alsace-moselle'))),
    )
  })

  it('may be given by its code, in whatever case', () => {
    expect([regionNamed('FR', 'fr-974'), regionNamed('FR', 'Reunion'), regionNamed('DE', 'DE-BY')]).toEqual(['FR-974', 'FR-974', 'DE-BY'])
  })

  it.each([
    ['FR', 'FR-75'],
    ['FR', 'bayern'],
    ['BE', 'BE-BRU'],
    ['ZZ', 'anywhere'],
    ['constructor', 'name'],
  ])('%s %s is not known', (country, text) => {
    expect(regionNamed(country, text)).toBeNull()
  })
})
