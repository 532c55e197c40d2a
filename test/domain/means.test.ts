import { describe, expect, it } from 'vitest'
import { fittingProposals, type HouseholdMeans, leftEachMonth } from '../../src/domain/means.js'
import { cents } from '../../src/domain/money.js'

/** 1,650 euros come in, 1,440 go out: 210 are left. Half of that may go into a plan, five points less for each dependant. */
const BOUNDS = { mostSharePercent: 50, lessPerDependantPercent: 5, leastSharePercent: 20, stepCents: 5_00, mostInstalments: 36 }
const means = (more: Partial<HouseholdMeans> = {}): HouseholdMeans => ({
  incomeCents: 1_650_00,
  housingCents: 620_00,
  otherChargesCents: 700_00,
  debtsCents: 120_00,
  dependants: 0,
  ...more,
})
const proposed = (household: HouseholdMeans, owed: number) =>
  fittingProposals(household, cents(owed), BOUNDS).map(({ monthlyCents, instalments }) => [monthlyCents, instalments])

describe('what fits a household', () => {
  it('is never more than its share of what is left, and ends in time', () => {
    expect(leftEachMonth(means())).toBe(210_00)
    expect(proposed(means(), 1_000_00)).toEqual([
      [105_00, 10],
      [70_00, 15],
      [50_00, 20],
    ])
  })

  it.each([
    [
      'less with each who lives on it',
      means({ dependants: 2 }),
      1_000_00,
      [
        [80_00, 13],
        [55_00, 19],
        [40_00, 25],
      ],
    ],
    ['never less than the least share', means({ dependants: 20 }), 1_000_00, [[40_00, 25]]],
    ['one instalment for a small debt', means(), 40_00, [[40_00, 1]]],
    [
      'only what ends in time',
      means(),
      2_500_00,
      [
        [105_00, 24],
        [70_00, 36],
      ],
    ],
  ])('%s', (_what, household, owed, expected) => {
    expect(proposed(household, owed)).toEqual(expected)
  })

  it.each([
    ['nothing is left', means({ incomeCents: 1_440_00 }), 100_00],
    ['more goes out than comes in', means({ incomeCents: 900_00 }), 100_00],
    ['what is left would take longer than any plan', means(), 10_000_00],
  ])('is nothing where %s', (_what, household, owed) => {
    expect(proposed(household, owed)).toEqual([])
  })
})
