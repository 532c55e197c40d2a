import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DecimalSign, decimalSignOf, readAmount } from '../../src/imports/amounts.js'

const SEEDED = { seed: 20260115, numRuns: 1000 }
const NBSP = '\u00a0'
const NARROW = '\u202f'

describe('an amount is understood as it is usually written', () => {
  it.each([
    ['1 234,56', 1234_56],
    [`1${NBSP}234,56`, 1234_56],
    [`1${NARROW}234,56 €`, 1234_56],
    ['1.234,56', 1234_56],
    ['1,234.56', 1234_56],
    ["1'234.56", 1234_56],
    ['1,234,567', 1234567_00],
    ['1.234.567,8', 1234567_80],
    ['1234.5', 1234_50],
    ['€ 12', 12_00],
    ['12 EUR', 12_00],
    ['12,00euros', 12_00],
    ['+12', 12_00],
    [',5', 50],
    ['0,07', 7],
    ['007', 7_00],
    ['1234,5000', 1234_50],
  ])('%s', (text, amountCents) => {
    expect(readAmount(text, undefined)).toEqual({ amountCents })
  })
})

describe('what is no sum owed in euros is refused with the reason', () => {
  it.each([
    ['-12.00', 'is negative (a credit note?)'],
    ['12,00-', 'is negative (a credit note?)'],
    ['\u221212', 'is negative (a credit note?)'],
    ['-12 €', 'is negative (a credit note?)'],
    ['(12.00)', 'is negative (a credit note?)'],
    ['(€ 12)', 'is negative (a credit note?)'],
    ['0', 'is zero'],
    ['0,00', 'is zero'],
    ['12.345,678', 'has more than two decimals'],
    ['0,123', 'has more than two decimals'],
    ['12,3456', 'has more than two decimals'],
    ['99999999999999', 'is too large'],
    ['$ 12', 'is in $: only EUR is taken'],
    ['12 USD', 'is in USD: only EUR is taken'],
    ['12 34', 'is no amount'],
    ['1,23,456.00', 'is no amount'],
    ['1-2', 'is no amount'],
    ['1EUR2', 'is no amount'],
    ['12,', 'is no amount'],
    ['=1+1', 'is no amount'],
    ['1e3', 'is no amount'],
    ['douze', 'is no amount'],
  ])('%s', (text, fault) => {
    expect(readAmount(text, undefined)).toEqual({ fault })
  })
})

describe('1,234 is decided by the other rows', () => {
  it.each<[string, string[], DecimalSign | undefined, unknown]>([
    ['1,234', ['12,50'], ',', { fault: 'has more than two decimals' }],
    ['1,234', ['12.50'], '.', { amountCents: 1234_00 }],
    ['1.234', ['1 000,50'], ',', { amountCents: 1234_00 }],
    ['1.234', ['1.234.567'], ',', { amountCents: 1234_00 }],
    ['1,234', ['12,50', '12.50'], undefined, { fault: 'is ambiguous: thousands or decimals?' }],
    ['1,234', ['2,345', '12'], undefined, { fault: 'is ambiguous: thousands or decimals?' }],
  ])('%s beside %j', (text, others, sign, read) => {
    const found = decimalSignOf([text, ...others])
    expect(found).toBe(sign)
    expect(readAmount(text, found)).toEqual(read)
  })
})

describe('a number of a spreadsheet is read to the cent', () => {
  it.each([
    ['1234.56', { amountCents: 1234_56 }],
    ['1234.5599999999999', { amountCents: 1234_56 }],
    ['0.30000000000000004', { amountCents: 30 }],
    ['1E3', { amountCents: 1000_00 }],
    ['1.234', { fault: 'has more than two decimals' }],
    ['1234.565', { fault: 'has more than two decimals' }],
    ['-5', { fault: 'is negative (a credit note?)' }],
    ['0', { fault: 'is zero' }],
    ['1E-9', { fault: 'has more than two decimals' }],
    ['1E+20', { fault: 'is too large' }],
    ['x', { fault: 'is no amount' }],
  ])('%s', (number, read) => {
    expect(readAmount({ number }, undefined)).toEqual(read)
  })
})

const grouped = (whole: string, separator: string) => whole.replace(/\B(?=(\d{3})+$)/g, separator)

/** Ways to print a sum, each with its sign before the cents. */
const STYLES: Record<string, [DecimalSign, (whole: string, hundredths: string) => string]> = {
  plain: ['.', (whole, hundredths) => `${whole}.${hundredths}`],
  'plain, comma': [',', (whole, hundredths) => `${whole},${hundredths}`],
  french: [',', (whole, hundredths) => `${grouped(whole, NARROW)},${hundredths} €`],
  'french, typed': [',', (whole, hundredths) => `${grouped(whole, ' ')},${hundredths}`],
  german: [',', (whole, hundredths) => `${grouped(whole, '.')},${hundredths}`],
  english: ['.', (whole, hundredths) => `€${grouped(whole, ',')}.${hundredths}`],
  swiss: ['.', (whole, hundredths) => `${grouped(whole, '’')}.${hundredths} EUR`],
}

it('a sum printed in any style is read back, and shows the style’s decimal sign', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000_00 }), fc.constantFrom(...Object.keys(STYLES)), (amountCents, name) => {
      const [sign, write] = STYLES[name] as (typeof STYLES)[string]
      const digits = String(amountCents).padStart(3, '0')
      const text = write(digits.slice(0, -2), digits.slice(-2))
      expect(readAmount(text, undefined)).toEqual({ amountCents })
      expect(decimalSignOf([text])).toBe(sign)
    }),
    SEEDED,
  )
})

it('thousands without cents are read back once the decimal sign is known', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), fc.constantFrom<DecimalSign>('.', ','), (whole, sign) => {
      const text = grouped(String(whole), sign === '.' ? ',' : '.')
      expect(readAmount(text, sign)).toEqual({ amountCents: whole * 100 })
    }),
    SEEDED,
  )
})

it('a number stored as a binary fraction is read to the cent', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000_00 }), (amountCents) => {
      expect(readAmount({ number: (amountCents * 0.01).toString() }, undefined)).toEqual({ amountCents })
    }),
    SEEDED,
  )
})
