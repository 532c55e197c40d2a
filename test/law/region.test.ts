import { describe, expect, it } from '@jest/globals'
import { pack } from '../../src/law/fr/2016-10-01.js'
import { isHoliday } from '../../src/law/fr/holidays.js'
import { regionOfPostcode } from '../../src/law/fr/region.js'
import { regionOf } from '../../src/law/pack-of.js'

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
    expect(regionOfPostcode('FR', postcode)).toBe(region)
    expect(regionOf('FR', postcode)).toBe(region)
  })

  it.each(['75001', '56999', '58000', '66000', '69001', '97500', '98800', '20000', ''])('%s is none that matters', (postcode) => {
    expect(regionOfPostcode('FR', postcode)).toBeNull()
  })

  it('is only France’s to give', () => {
    expect(regionOf('DE', '67059')).toBeNull()
    expect(regionOf('', '67000')).toBeNull()
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
