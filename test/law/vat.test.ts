import { describe, expect, it } from 'vitest'
import { invoiceTermsIn } from '../../src/law/invoice-terms.js'
import { vatOn } from '../../src/law/vat.js'

const FRENCH = { country: 'FR' }
const on = '2026-02-02'

describe('an agency in France', () => {
  it.each([
    ['a French creditor', { country: 'FR', postcode: '13002', vat: 'FR83404833048' }, 'standard', 200_000],
    ['one in Monaco', { country: 'MC', postcode: '98000', vat: null }, 'standard', 200_000],
    ['a Belgian business', { country: 'BE', postcode: '1000', vat: 'BE0403019261' }, 'reverse-charge', 0],
    ['a Belgian that has shown no number', { country: 'BE', postcode: '1000', vat: null }, 'standard', 200_000],
    ['a Swiss creditor', { country: 'CH', postcode: '1204', vat: null }, 'outside-scope', 0],
    ['a British creditor', { country: 'GB', postcode: 'EC1A 1BB', vat: 'GB333289454' }, 'outside-scope', 0],
  ] as const)('charges %s by the rule that holds', (_, customer, rule, ppm) => {
    expect(vatOn(FRENCH, customer, on)).toMatchObject({ rule, ppm })
  })

  it('writes on an invoice without tax why there is none', () => {
    expect(vatOn(FRENCH, { country: 'BE', postcode: '1000', vat: 'BE0403019261' }, on)?.mention).toBe('Autoliquidation')
    expect(vatOn(FRENCH, { country: 'CH', postcode: '1204', vat: null }, on)?.mention).toContain('259-1')
  })

  it.each([
    ['FR', '97400'],
    ['RE', '97400'],
    ['FR', '97110'],
    ['YT', '97600'],
  ])('does not guess the rate overseas: %s %s', (country, postcode) => {
    expect(vatOn(FRENCH, { country, postcode, vat: null }, on)).toBeNull()
  })

  it('says when an invoice is due, and what its delay costs', () => {
    const terms = invoiceTermsIn('FR')
    expect(terms?.days.value).toBe(30)
    expect(terms?.mentions.map(({ value }) => value).join(' ')).toMatch(/majoré de 10 points.*40 €/)
  })
})

it('nothing is guessed of an agency elsewhere, or of a time before the rate', () => {
  expect(vatOn({ country: 'BE' }, { country: 'BE', postcode: '1000', vat: null }, on)).toBeNull()
  expect(vatOn(FRENCH, { country: 'FR', postcode: '75002', vat: null }, '2013-12-31')).toBeNull()
})
