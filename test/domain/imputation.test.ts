import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEBT_PARTS, type DebtParts, impute } from '../../src/domain/imputation.js'
import { cents } from '../../src/domain/money.js'

const parts = (costs: number, interest: number, principal: number): DebtParts => ({
  costs: cents(costs),
  interest: cents(interest),
  principal: cents(principal),
})

describe('a payment on one debt', () => {
  const owed = parts(51_60, 300_00, 1000_00)

  it.each([
    ['costs before all else', 51_59, parts(51_59, 0, 0), parts(1, 300_00, 1000_00), 0],
    ['to the end of the costs', 51_60, parts(51_60, 0, 0), parts(0, 300_00, 1000_00), 0],
    ['interest after the costs', 51_61, parts(51_60, 1, 0), parts(0, 299_99, 1000_00), 0],
    ['to the end of the interest', 351_60, parts(51_60, 300_00, 0), parts(0, 0, 1000_00), 0],
    ['principal last', 351_61, parts(51_60, 300_00, 1), parts(0, 0, 999_99), 0],
    ['the whole debt', 1351_60, parts(51_60, 300_00, 1000_00), parts(0, 0, 0), 0],
    ['more than the debt', 1351_61, parts(51_60, 300_00, 1000_00), parts(0, 0, 0), 1],
  ])('pays %s', (_what, amount, paid, remaining, overpaidCents) => {
    expect(impute(owed, cents(amount), 'law')).toEqual({ paid, remaining, overpaidCents })
  })

  it('pays the principal first where that is agreed, then costs and interest', () => {
    expect(impute(owed, cents(1100_00), 'principal-first').paid).toEqual(parts(51_60, 48_40, 1000_00))
  })

  it('is not below zero', () => {
    expect(() => impute(owed, cents(-1), 'law')).toThrow(RangeError)
    expect(() => impute(parts(0, -1, 0), cents(1), 'law')).toThrow(RangeError)
  })
})

describe('whatever is owed and paid', () => {
  const sum = fc.integer({ min: 0, max: 1e12 }).map(cents)
  const debt = fc.record({ costs: sum, interest: sum, principal: sum })
  const order = fc.constantFrom('law' as const, 'principal-first' as const)

  it('nothing is lost and nothing is made', () => {
    fc.assert(
      fc.property(debt, sum, order, (owed, amount, by) => {
        const { paid, remaining, overpaidCents } = impute(owed, amount, by)
        for (const part of DEBT_PARTS) {
          expect(paid[part] + remaining[part]).toBe(owed[part])
          expect(Math.min(paid[part], remaining[part])).toBeGreaterThanOrEqual(0)
        }
        expect(paid.costs + paid.interest + paid.principal + overpaidCents).toBe(amount)
      }),
    )
  })

  it('two payments leave what one of their sum leaves', () => {
    fc.assert(
      fc.property(debt, sum, sum, order, (owed, first, second, by) => {
        const one = impute(owed, first, by)
        const two = impute(one.remaining, second, by)
        const both = impute(owed, cents(first + second), by)
        expect(two.remaining).toEqual(both.remaining)
        expect(one.overpaidCents + two.overpaidCents).toBe(both.overpaidCents)
      }),
    )
  })

  it('is overpaid only once nothing is left', () => {
    fc.assert(
      fc.property(debt, sum, order, (owed, amount, by) => {
        const { remaining, overpaidCents } = impute(owed, amount, by)
        if (overpaidCents > 0) expect(remaining).toEqual(parts(0, 0, 0))
      }),
    )
  })
})
