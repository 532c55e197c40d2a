import { describe, expect, it } from 'vitest'
import { lawOf } from '../../src/law/book.js'
import { pack } from '../../src/law/fr/2016-10-01.js'
import { isHoliday } from '../../src/law/fr/holidays.js'
import { countryOfLaw, regionOf } from '../../src/law/region.js'

describe('the region of a postcode', () => {
  it.each([
    ['57000', 'FR-57'],
    ['67000', 'FR-67'],
    ['68100', 'FR-68'],
    ['97110', 'FR-971'],
    ['97133', 'FR-977'],
    ['97150', 'FR-978'],
    ['97200', 'FR-972'],
    ['97300', 'FR-973'],
    ['97400', 'FR-974'],
    ['97600', 'FR-976'],
  ])('%s is %s', (postcode, region) => {
    expect(regionOf('FR', postcode)).toBe(region)
  })

  it.each(['75001', '56999', '58000', '66000', '69001', '97500', '98800', '20000', ''])('%s is none that matters', (postcode) => {
    expect(regionOf('FR', postcode)).toBeNull()
  })

  it('is only France’s to give', () => {
    expect(regionOf('DE', '67059')).toBeNull()
    expect(regionOf('', '67000')).toBeNull()
  })
})

describe('the country code of a part of France', () => {
  it.each([
    ['GP', 'FR-971'],
    ['MQ', 'FR-972'],
    ['GF', 'FR-973'],
    ['RE', 'FR-974'],
    ['YT', 'FR-976'],
    ['BL', 'FR-977'],
    ['MF', 'FR-978'],
  ])('%s is the region %s under the law of France', (code, region) => {
    expect([countryOfLaw(code), regionOf(code, '97400'), regionOf(code, '')]).toEqual(['FR', region, region])
    expect(lawOf(code)).toBe(lawOf('FR'))
  })

  it.each(['MC', 'NC', 'PF', 'PM', 'WF', 'ES', 'GB', '', 'constructor', 'ZZ'])(
    '%s is not one: its law is not written down here',
    (code) => {
      expect([countryOfLaw(code), regionOf(code, '98000')]).toEqual([code, null])
      expect(lawOf(code).country).toBe('ZZ')
    },
  )

  it.each(['FR', 'BE', 'DE'])('control: %s has a book of its own', (code) => {
    expect(lawOf(code).country).toBe(code)
  })
})

describe('each region', () => {
  const regions = ['57000', '67000', '68000', '97100', '97133', '97150', '97200', '97300', '97400', '97600'].map(
    (code) => regionOf('FR', code) as string,
  )

  it('has holidays of its own: that is why it is one', () => {
    const ownDays = (region: string) =>
      ['2026-04-03', '2026-04-27', '2026-05-22', '2026-05-27', '2026-06-10', '2026-10-09', '2026-12-20', '2026-12-26'].filter((day) =>
        isHoliday(day, region),
      )
    for (const region of regions) expect([region, ownDays(region).length]).not.toEqual([region, 0])
  })

  it('overseas has a clock of its own, that the platform knows; Alsace-Moselle has not', () => {
    const { value: zones } = pack.regionZones
    expect(Object.keys(zones)).toEqual(regions.filter((region) => region.startsWith('FR-97')).sort())
    for (const zone of Object.values(zones)) expect(() => new Intl.DateTimeFormat('en-GB', { timeZone: zone })).not.toThrow()
  })
})
