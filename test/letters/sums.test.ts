import { describe, expect, it } from 'vitest'
import type { ClaimStatement } from '../../src/domain/account.js'
import { cents } from '../../src/domain/money.js'
import { sumsOf } from '../../src/strategies/templates/sums.js'

const line = (from: string, to: string, known: boolean) => ({
  from,
  to,
  known,
  ratePpm: 121_500,
  source: 'ECB',
  days: 1,
  baseCents: cents(1_000_00),
  amountCents: cents(10_00),
})

/** A claim of 1,000 euros on 10 August 2026: the rate of the second half of the year is not known yet. */
const statement = (changed: Partial<ClaimStatement> = {}): ClaimStatement => ({
  claimId: 'c1',
  on: '2026-08-10',
  principalCents: cents(1_000_00),
  interestCents: cents(10_00),
  indemnityCents: cents(40_00),
  costsCents: cents(5_00),
  owedCents: cents(1_055_00),
  provisionalCents: cents(13_65),
  barredInterestCents: cents(0),
  overpaidCents: cents(0),
  lines: [line('2026-02-05', '2026-06-30', true), line('2026-07-01', '2026-08-10', false)],
  ...changed,
})

describe('what a message states', () => {
  it('is each sum by itself, without what is provisional', () => {
    const paid = { principalCents: cents(0), interestCents: cents(0), indemnityCents: cents(40_00), costsCents: cents(0) }
    const { accrues, interestThrough, ...sums } = sumsOf([statement(), statement({ claimId: 'c2', ...paid })])
    expect(sums).toEqual({ principalCents: 1_000_00, interestCents: 10_00, indemnityCents: 80_00, costsCents: 5_00 })
    expect({ accrues, interestThrough }).toEqual({ accrues: true, interestThrough: '2026-06-30' })
  })

  it('says no day where no rate is known yet, though interest accrues', () => {
    const none = statement({ interestCents: cents(0), lines: [line('2026-07-15', '2026-08-10', false)] })
    expect(sumsOf([none])).toMatchObject({ accrues: true, interestThrough: null })
  })

  it('announces no interest on a claim that bears none, or whose principal is paid', () => {
    expect(sumsOf([statement({ lines: [] })])).toMatchObject({ accrues: false, interestThrough: null })
    expect(sumsOf([statement({ principalCents: cents(0) })])).toMatchObject({ accrues: false, interestThrough: '2026-06-30' })
  })
})
