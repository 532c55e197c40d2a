import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cents, currencyOf, halfUp, splitByLargestRemainder, sum } from '../../src/domain/money.js'

const SEEDED = { seed: 20260115, numRuns: 500 }
const LARGEST = Number.MAX_SAFE_INTEGER
const anySum = fc.integer({ min: -1_000_000_00, max: 1_000_000_00 }).map(cents)

describe('a sum in cents', () => {
  it.each([0, 1, -1, 100_00, LARGEST - 1, LARGEST, -LARGEST])('may be %j', (amount) => {
    expect(cents(amount)).toBe(amount)
  })

  it.each([0.5, 99.999, LARGEST + 1, -LARGEST - 1, Number.NaN, Number.POSITIVE_INFINITY])('is never %j', (amount) => {
    expect(() => cents(amount)).toThrow(RangeError)
  })

  it('is read from the database’s big integers, exactly or not at all', () => {
    expect(cents(BigInt(LARGEST))).toBe(LARGEST)
    expect(() => cents(BigInt(LARGEST) + 1n)).toThrow(RangeError)
    expect(() => cents(BigInt(LARGEST) + 2n)).toThrow(RangeError)
  })
})

describe('adding up', () => {
  it.each([
    [[], 0],
    [[100_00], 100_00],
    [[100_00, -40_00, 1], 60_01],
    [[10, 20], 30],
  ])('%j is %i', (amounts, total) => {
    expect(sum(amounts.map(cents))).toBe(total)
  })

  it('beyond exact integers is refused, not rounded', () => {
    expect(sum([cents(LARGEST - 1), cents(1)])).toBe(LARGEST)
    expect(() => sum([cents(LARGEST), cents(1)])).toThrow(RangeError)
  })

  it('the order does not matter, nor how the sums are grouped', () => {
    fc.assert(
      fc.property(fc.array(anySum), fc.array(anySum), (some, others) => {
        const all = sum([...some, ...others])
        expect(sum([...others, ...some])).toBe(all)
        expect(sum([sum(some), sum(others)])).toBe(all)
      }),
      SEEDED,
    )
  })

  it('what comes in and goes back leaves nothing', () => {
    fc.assert(
      fc.property(fc.array(anySum), (amounts) => {
        expect(sum([...amounts, ...amounts.map((amount) => cents(0 - amount))])).toBe(0)
      }),
      SEEDED,
    )
  })
})

describe('sums with their currency', () => {
  const euros = (amount: number) => ({ cents: cents(amount), currency: 'EUR' })
  const francs = { cents: cents(1), currency: 'CHF' }

  it('have the currency that they share', () => {
    expect(currencyOf([euros(1), euros(2)])).toBe('EUR')
  })

  it('are never mixed', () => {
    expect(() => currencyOf([euros(1), francs])).toThrow('currencies-mixed')
    expect(() => currencyOf([])).toThrow(RangeError)
  })
})

describe('rounding half-up', () => {
  it.each([
    [0, 10, 0],
    [4, 10, 0],
    [5, 10, 1],
    [14, 10, 1],
    [15, 10, 2],
    [-4, 10, 0],
    [-5, 10, 0],
    [-6, 10, -1],
    [1, 3, 0],
    [2, 3, 1],
    [7, 7, 1],
  ])('%i / %i is %i', (dividend, divisor, expected) => {
    expect(halfUp(dividend, divisor) + 0).toBe(expected)
    expect(halfUp(BigInt(dividend), divisor) + 0).toBe(expected)
  })

  it('is the same for numbers and big integers, and never further than half a cent away', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 1_000_000_000 }), (dividend, divisor) => {
        const rounded = halfUp(dividend, divisor)
        expect(rounded).toBe(halfUp(BigInt(dividend), divisor))
        const twice = 2n * (BigInt(rounded) * BigInt(divisor) - BigInt(dividend))
        expect(twice <= BigInt(divisor) && twice > -BigInt(divisor)).toBe(true)
      }),
      SEEDED,
    )
  })
})

describe('splitting a sum', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [100, [2, 1], [67, 33]],
    [5, [10, 10, 10], [2, 2, 1]],
    [0, [3, 4], [0, 0]],
    [7, [0, 7], [0, 7]],
  ])('%i by %j', (amount, weights, parts) => {
    expect(splitByLargestRemainder(cents(amount), weights.map(cents))).toEqual(parts)
  })

  it('loses nothing, and gives no part more than a cent away from its share', () => {
    const weights = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 8 }).filter((some) => some.some((weight) => weight > 0))
    fc.assert(
      fc.property(fc.nat(100_000_000), weights, (amount, some) => {
        const parts = splitByLargestRemainder(cents(amount), some.map(cents))
        expect(parts.reduce((a, b) => a + b, 0)).toBe(amount)
        const total = some.reduce((a, b) => a + b, 0)
        for (const [index, part] of parts.entries())
          expect(Math.abs(part - (amount * (some[index] as number)) / total)).toBeLessThan(1 + 1e-6)
      }),
      SEEDED,
    )
  })
})
