import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balanceOn, unpaidOn } from '../../src/domain/account.js'
import { allocate, isSettled, standingPaymentsOf } from '../../src/domain/balance.js'
import type { ClaimFact, Facts, MoneyFact, MoneyKind } from '../../src/domain/facts.js'
import { cents } from '../../src/domain/money.js'
import { lawOf } from '../../src/law/book.js'
import { facts as factsWith, mandate, claim as plain } from './on.js'

const SEEDED = { seed: 20260115, numRuns: 300 }
const FRANCE = lawOf('FR')
const TODAY = '2026-03-31'

/** Principal alone, unless a test says otherwise: its law is told in the tests of the account. */
const claim = (id: string, dueDate: string, owed: number, more: Partial<ClaimFact> = {}): ClaimFact => ({
  ...plain(id, dueDate, owed),
  ...more,
})
const fact = (kind: MoneyKind, amount: number, reference = `${kind}-${amount}`, on = '2026-03-01'): MoneyFact => ({
  kind,
  reference,
  amountCents: cents(amount),
  on,
  imputation: 'law',
})
const paid = (amount: number) => ({ money: amount === 0 ? [] : [fact('payment', amount)] })
const file = (...claims: ClaimFact[]): Facts => factsWith({ claims })
const balance = (claims: ClaimFact[], on = TODAY) => balanceOn(file(...claims), FRANCE, on)
const split = (claims: ClaimFact[], amount: number, choice?: string[], on = TODAY) =>
  allocate(file(...claims), FRANCE, on, cents(amount), choice)
const part = (claimId: string, amountCents: number) => ({ claimId, amountCents })

const bearing = { capacity: 'professional', waives: ['indemnity'] } as const

const someClaims = fc
  .array(
    fc.record({
      day: fc.integer({ min: 1, max: 4 }),
      owed: fc.integer({ min: 1, max: 500_00 }),
      paid: fc.integer({ min: 0, max: 600_00 }),
      kind: fc.constantFrom('plain', 'bearing', 'clause'),
      due: fc.constantFrom('2026-01', '2026-05'),
    }),
    { maxLength: 6 },
  )
  .map((claims) =>
    claims.map(({ day, owed, paid: some, kind, due }, index) =>
      claim(`c${index}`, `${due}-0${day}`, owed, {
        ...paid(some),
        ...(kind === 'plain' ? {} : bearing),
        contractPpm: kind === 'clause' ? 150_000 : null,
      }),
    ),
  )
const aPayment = fc.integer({ min: 0, max: 3_000_00 }).map(cents)

/** The claims after a payment was booked on them. */
function afterPaying(claims: ClaimFact[], parts: { claimId: string; amountCents: number }[], reference: string): ClaimFact[] {
  return claims.map((one) => {
    const part = parts.find(({ claimId }) => claimId === one.id)
    return part ? { ...one, money: [...one.money, fact('payment', part.amountCents, reference, TODAY)] } : one
  })
}

const totalOf = (parts: { amountCents: number }[]) => parts.reduce((total, { amountCents }) => total + amountCents, 0)

describe('what is owed', () => {
  it.each([
    ['nothing paid', 0, 100_00],
    ['all but a cent paid', 99_99, 1],
    ['paid to the cent', 100_00, 0],
    ['a cent too much paid', 100_01, 0],
  ])('on a claim of 100 euros, %s', (_how, some, owed) => {
    expect(balance([claim('a', '2026-01-05', 100_00, paid(some))])).toBe(owed)
  })

  it('is more than the claim where more went back than came in', () => {
    expect(balance([claim('a', '2026-01-05', 100_00, { money: [fact('reversal', 5_00)] })])).toBe(105_00)
  })

  it('an overpaid claim lends nothing to the others', () => {
    const other = claim('b', '2026-01-05', 100_00)
    expect(balance([claim('a', '2026-01-05', 100_00, paid(150_00)), other])).toBe(100_00)
    expect(balance([claim('a', '2026-01-05', 100_00, paid(50_00)), other])).toBe(150_00)
  })

  it('without claims is nothing', () => {
    expect(balance([])).toBe(0)
  })

  it('is what is owed on the unpaid claims', () => {
    fc.assert(
      fc.property(someClaims, (claims) => {
        const unpaid = unpaidOn(file(...claims), FRANCE, TODAY)
        for (const one of unpaid) expect(balance([one])).toBeGreaterThan(0)
        expect(balance(unpaid)).toBe(balance(claims))
      }),
      SEEDED,
    )
  })
})

describe('a file is settled', () => {
  const tolerance = (cents_: number) => mandate({ toleranceCents: cents(cents_) })
  const settled = (money: MoneyFact[], more: Partial<Facts> = tolerance(5_00), on = TODAY) =>
    isSettled(factsWith({ claims: [claim('a', '2026-01-05', 100_00, { money })], ...more }), FRANCE, on)

  it.each([
    ['paid in full', [fact('payment', 100_00)], true],
    ['credited in full', [fact('credit-note', 100_00)], true],
    ['paid but for the tolerance', [fact('payment', 95_00)], true],
    ['paid but for a cent more', [fact('payment', 94_99)], false],
    ['credited but for the tolerance', [fact('credit-note', 95_00)], false],
    ['withdrawn but for the tolerance', [fact('withdrawal', 95_00)], false],
    ['credited and paid but for the tolerance', [fact('credit-note', 90_00), fact('payment', 5_00)], true],
    ['credited, its payment taken back', [fact('credit-note', 95_00), fact('payment', 5_00, 'p'), fact('reversal', 5_00, 'p')], false],
  ])('or not: %s', (_how, money, expected) => {
    expect(settled(money)).toBe(expected)
  })

  it('only from the day on which the money counts', () => {
    expect(settled([fact('payment', 95_00, 'p', '2026-03-02')], tolerance(5_00), '2026-03-01')).toBe(false)
    expect(settled([fact('payment', 95_00, 'p', '2026-03-02')], tolerance(5_00), '2026-03-02')).toBe(true)
  })

  it('without a mandate only when nothing is owed', () => {
    expect(settled([fact('payment', 99_99)], { mandate: null })).toBe(false)
  })

  it('by the payments that stand', () => {
    const some = claim('a', '2026-01-05', 100_00, {
      money: [fact('payment', 60_00, 'p'), fact('payment', 30_00, 'q'), fact('reversal', 60_00, 'p', '2026-03-20')],
    })
    expect(standingPaymentsOf(some, '2026-03-19').map(({ amountCents }) => amountCents)).toEqual([60_00, 30_00])
    expect(standingPaymentsOf(some, '2026-03-20').map(({ amountCents }) => amountCents)).toEqual([30_00])
  })
})

describe('a payment over several claims (Code civil art. 1342-10)', () => {
  const january = claim('january', '2026-01-05', 100_00)
  const february = claim('february', '2026-02-05', 50_00, paid(20_00))

  it.each([
    [0, [], 0],
    [1, [part('january', 1)], 0],
    [100_00, [part('january', 100_00)], 0],
    [100_01, [part('january', 100_00), part('february', 1)], 0],
    [130_00, [part('january', 100_00), part('february', 30_00)], 0],
    [130_01, [part('january', 100_00), part('february', 30_00)], 1],
  ])('of %i cents goes to the oldest of what bears alike', (amount, parts, rest) => {
    expect(split([february, january], amount)).toEqual({ parts, rest })
    expect(split([january, february], amount)).toEqual({ parts, rest })
  })

  it('goes to debts that are due first, then to those that bear interest, the higher rate first', () => {
    const notDue = claim('not-due', '2026-04-30', 10_00, bearing)
    const old = claim('old', '2025-07-01', 10_00)
    const byLaw = claim('by-law', '2026-01-05', 10_00, bearing)
    const byContract = claim('by-contract', '2026-02-05', 10_00, { ...bearing, contractPpm: 150_000 })
    const order = split([notDue, old, byLaw, byContract], 30_00).parts.map(({ claimId }) => claimId)
    expect(order).toEqual(['by-contract', 'by-law', 'old'])
    expect(split([notDue, old], 15_00).parts).toEqual([part('old', 10_00), part('not-due', 5_00)])
  })

  it('counts a debt as due on its day, and as bearing from the next', () => {
    const falling = claim('falling', TODAY, 10_00, bearing)
    const old = claim('old', '2026-01-05', 10_00)
    expect(split([old, falling], 10_00).parts).toEqual([part('falling', 10_00)])
    expect(split([old, falling], 10_00, [], '2026-03-30').parts).toEqual([part('old', 10_00)])
  })

  it('is shared by all alike in proportion, and no cent is lost', () => {
    const alike = [claim('a', '2026-01-05', 20_00), claim('b', '2026-01-05', 10_00), claim('c', '2026-01-05', 10_00)]
    expect(split(alike, 10_01).parts).toEqual([part('a', 5_01), part('b', 2_50), part('c', 2_50)])
  })

  it('goes where the debtor says, in that order, and the rest by law', () => {
    const march = claim('march', '2026-03-05', 10_00)
    expect(split([january, february, march], 45_00, ['march', 'february']).parts).toEqual([
      part('march', 10_00),
      part('february', 30_00),
      part('january', 5_00),
    ])
    expect(() => split([january], 1, ['elsewhere'])).toThrow('claim-unknown')
    expect(() => split([january], -1)).toThrow(RangeError)
  })

  it('reaches up to what a claim stands at that day, interest and all', () => {
    const late = claim('late', '2026-01-30', 1_000_00, { capacity: 'professional', waives: [] })
    // 60 days at 12.15 percent are 19.97 euros.
    expect(split([late], 2_000_00)).toEqual({ parts: [part('late', 1_000_00 + 40_00 + 19_97)], rest: 2_000_00 - 1_059_97 })
  })

  it('adds up to the payment, lowers the balance by as much, and leaves a rest only when nothing is owed', () => {
    fc.assert(
      fc.property(someClaims, aPayment, (claims, amount) => {
        const { parts, rest } = split(claims, amount)
        expect(totalOf(parts) + rest).toBe(amount)
        expect(rest).toBe(Math.max(0, amount - balance(claims)))
        expect(balance(afterPaying(claims, parts, 'one'))).toBe(balance(claims) - totalOf(parts))
      }),
      SEEDED,
    )
  })

  it('has no part that is negative, empty, or more than is owed', () => {
    fc.assert(
      fc.property(someClaims, aPayment, (claims, amount) => {
        for (const { claimId, amountCents } of split(claims, amount).parts) {
          expect(amountCents).toBeGreaterThan(0)
          expect(amountCents).toBeLessThanOrEqual(balance(claims.filter(({ id }) => id === claimId)))
        }
      }),
      SEEDED,
    )
  })

  it('reaches a debt that is not due only once every due one is paid', () => {
    fc.assert(
      fc.property(someClaims, aPayment, (claims, amount) => {
        const { parts } = split(claims, amount)
        const isDue = ({ dueDate }: ClaimFact) => dueDate <= TODAY
        const reached = claims.some((one) => !isDue(one) && parts.some(({ claimId }) => claimId === one.id))
        if (reached) expect(balance(afterPaying(claims, parts, 'one').filter(isDue))).toBe(0)
      }),
      SEEDED,
    )
  })

  it('is the same whatever the order of the claims, and leaves them as they are', () => {
    fc.assert(
      fc.property(someClaims, aPayment, (claims, amount) => {
        const before = structuredClone(claims)
        expect(split(claims.toReversed(), amount)).toEqual(split(claims, amount))
        expect(claims).toEqual(before)
      }),
      SEEDED,
    )
  })
})
