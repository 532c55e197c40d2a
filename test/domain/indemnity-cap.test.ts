import { describe, expect, it } from 'vitest'
import { largestIndemnity } from '../../src/domain/indemnity-cap.js'
import type { IndemnityCap } from '../../src/domain/law-pack.js'
import { cents } from '../../src/domain/money.js'
import { lawOf } from '../../src/law/book.js'

const cap = lawOf('BE').packs[0].lateCharges.consumer.indemnityClause?.value as IndemnityCap

/** Belgium, CDE XIX.4: 20 EUR; 30 EUR and 10 % above 150; 65 EUR and 5 % above 500; never more than 2,000 EUR. */
describe('the most that a clause may ask of a consumer', () => {
  it.each([
    ['0.01', 1, 20_00],
    ['149.99', 149_99, 20_00],
    ['150.00', 150_00, 20_00],
    ['150.01', 150_01, 30_00],
    ['150.10', 150_10, 30_01],
    ['300.00', 300_00, 45_00],
    ['500.00', 500_00, 65_00],
    ['500.01', 500_01, 65_00],
    ['500.20', 500_20, 65_01],
    ['1000.00', 1_000_00, 90_00],
    ['39199.99', 39_199_99, 1_999_99],
    ['39200.00', 39_200_00, 2_000_00],
    ['39200.01', 39_200_01, 2_000_00],
    ['1000000.00', 1_000_000_00, 2_000_00],
  ])('on %s EUR', (_balance, balance, most) => {
    expect(largestIndemnity(cap, cents(balance))).toBe(most)
  })

  it('is refused of a cap whose last slice ends', () => {
    expect(() => largestIndemnity({ ...cap, slices: cap.slices.slice(0, 1) }, cents(200_00))).toThrow(RangeError)
  })
})
