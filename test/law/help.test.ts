import { describe, expect, it } from 'vitest'
import { helpIn } from '../../src/law/help.js'
import { helpFor } from '../../src/store/means.js'

const means = { incomeCents: 1_650_00, housingCents: 620_00, otherChargesCents: 700_00, debtsCents: 120_00, dependants: 0, words: null }

describe('who helps', () => {
  it('has a source and a day on which that was looked up, and can be reached', () => {
    const places = helpIn('FR')
    expect(places.length).toBeGreaterThan(2)
    for (const { source, checkedOn, confirmed, phone, url } of places) {
      expect([source.length > 10, checkedOn, confirmed]).toEqual([true, '2026-11-21', true])
      expect(phone ?? url).not.toBeNull()
    }
  })

  it('is the same overseas, and nobody where nothing was looked up', () => {
    expect(helpIn('RE')).toEqual(helpIn('FR'))
    expect(helpIn('DE')).toEqual([])
  })

  it('is shown in the debtor’s language, with what can be proposed', () => {
    const { leftCents, proposals, places } = helpFor(means, 1_000_00, 'FR', 'en')
    expect([leftCents, proposals[0]]).toEqual([210_00, { monthlyCents: 105_00, instalments: 10 }])
    expect(places.find(({ name }) => name === 'Point-justice')).toMatchObject({
      phone: '30 39',
      what: expect.stringMatching(/^Free legal/),
    })
  })

  it('begins with the over-indebtedness commission where nothing is left to propose', () => {
    const { proposals, places } = helpFor({ ...means, incomeCents: 1_000_00 }, 1_000_00, 'FR', 'fr')
    expect(proposals).toEqual([])
    expect(places[0]).toMatchObject({ name: expect.stringMatching(/surendettement/), phone: '34 14' })
  })

  it('is named without means too', () => {
    expect(helpFor(null, 1_000_00, 'FR', 'fr')).toMatchObject({ leftCents: null, proposals: [], places: expect.arrayContaining([]) })
  })
})
