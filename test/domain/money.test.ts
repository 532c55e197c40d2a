import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { cents, sum } from '../../src/domain/money.js'

const SEEDED = { seed: 20260115, numRuns: 500 }
const LARGEST = Number.MAX_SAFE_INTEGER
const anySum = fc.integer({ min: -1_000_000_00, max: 1_000_000_00 }).map(cents)

describe('a sum in cents', () => {
  it.each([0, 1, -1, 100_00, LARGEST - 1, LARGEST, -LARGEST])('may be %p', (amount) => {
    expect(cents(amount)).toBe(amount)
  })

  it.each([0.5, 99.999, LARGEST + 1, -LARGEST - 1, Number.NaN, Number.POSITIVE_INFINITY])('is never %p', (amount) => {
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
