import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { allocateOldestFirst, balance, owedOn } from '../../src/domain/balance.js'
import type { ClaimFact } from '../../src/domain/facts.js'
import { cents } from '../../src/domain/money.js'

const SEEDED = { seed: 20260115, numRuns: 500 }

const claim = (id: string, dueDate: string, owed: number, paid = 0): ClaimFact => ({
  id,
  dueDate,
  amountCents: cents(owed),
  paidCents: cents(paid),
  notices: [],
})

const someClaims = fc
  .array(
    fc.record({
      day: fc.integer({ min: 1, max: 9 }),
      owed: fc.integer({ min: 1, max: 500_00 }),
      paid: fc.integer({ min: 0, max: 600_00 }),
    }),
    { maxLength: 8 },
  )
  .map((claims) => claims.map(({ day, owed, paid }, index) => claim(`c${index}`, `2026-01-0${day}`, owed, paid)))
const aPayment = fc.integer({ min: 0, max: 3_000_00 }).map(cents)

/** The claims after a payment was booked on them. */
function afterPaying(claims: ClaimFact[], parts: { claimId: string; amountCents: number }[]): ClaimFact[] {
  const on = (id: string) => parts.filter(({ claimId }) => claimId === id).reduce((total, { amountCents }) => total + amountCents, 0)
  return claims.map((one) => ({ ...one, paidCents: cents(one.paidCents + on(one.id)) }))
}

const totalOf = (parts: { amountCents: number }[]) => parts.reduce((total, { amountCents }) => total + amountCents, 0)

describe('what is owed', () => {
  it.each([
    ['nothing paid', 0, 100_00],
    ['all but a cent paid', 99_99, 1],
    ['paid to the cent', 100_00, 0],
    ['a cent too much paid', 100_01, 0],
    ['more went back than came in', -5_00, 105_00],
  ])('on a claim of 100 euros, %s', (_how, paid, owed) => {
    expect(owedOn(claim('a', '2026-01-05', 100_00, paid))).toBe(owed)
  })

  it('an overpaid claim lends nothing to the others', () => {
    const other = claim('b', '2026-01-05', 100_00)
    expect(balance([claim('a', '2026-01-05', 100_00, 150_00), other])).toBe(100_00)
    expect(balance([claim('a', '2026-01-05', 100_00, 50_00), other])).toBe(150_00)
  })

  it('without claims is nothing', () => {
    expect(balance([])).toBe(0)
  })

  it('is never less than nothing, nor less than what is owed on any one claim', () => {
    fc.assert(
      fc.property(someClaims, (claims) => {
        for (const owed of [0, ...claims.map(owedOn)]) expect(balance(claims)).toBeGreaterThanOrEqual(owed)
      }),
      SEEDED,
    )
  })
})

describe('a payment over several claims', () => {
  const january = claim('january', '2026-01-05', 100_00)
  const february = claim('february', '2026-02-05', 50_00, 20_00)

  it.each([
    [0, [], 0],
    [1, [['january', 1]], 0],
    [99_99, [['january', 99_99]], 0],
    [100_00, [['january', 100_00]], 0],
    [
      100_01,
      [
        ['january', 100_00],
        ['february', 1],
      ],
      0,
    ],
    [
      130_00,
      [
        ['january', 100_00],
        ['february', 30_00],
      ],
      0,
    ],
    [
      130_01,
      [
        ['january', 100_00],
        ['february', 30_00],
      ],
      1,
    ],
  ])('of %i cents goes to the oldest first', (amount, parts, rest) => {
    const expected = { parts: parts.map(([claimId, amountCents]) => ({ claimId, amountCents })), rest }
    expect(allocateOldestFirst([february, january], cents(amount))).toEqual(expected)
    expect(allocateOldestFirst([january, february], cents(amount))).toEqual(expected)
  })

  it('on the same day goes by identifier, so that it goes the same way each time', () => {
    const claims = [claim('b', '2026-01-05', 10_00), claim('a', '2026-01-05', 10_00)]
    expect(allocateOldestFirst(claims, cents(15_00)).parts).toEqual([
      { claimId: 'a', amountCents: 10_00 },
      { claimId: 'b', amountCents: 5_00 },
    ])
  })

  it('passes over what is paid already', () => {
    const paid = claim('old', '2025-12-05', 80_00, 90_00)
    expect(allocateOldestFirst([paid, january], cents(10_00)).parts).toEqual([{ claimId: 'january', amountCents: 10_00 }])
    expect(allocateOldestFirst([claim('old', '2025-12-05', 80_00), january], cents(10_00)).parts).toEqual([
      { claimId: 'old', amountCents: 10_00 },
    ])
  })

  it('adds up to the payment, and lowers the balance by as much', () => {
    fc.assert(
      fc.property(someClaims, aPayment, (claims, amount) => {
        const { parts, rest } = allocateOldestFirst(claims, amount)
        expect(totalOf(parts) + rest).toBe(amount)
        expect(balance(afterPaying(claims, parts))).toBe(balance(claims) - totalOf(parts))
      }),
      SEEDED,
    )
  })

  it('leaves a rest only when nothing is owed any more', () => {
    fc.assert(
      fc.property(someClaims, aPayment, (claims, amount) => {
        const { rest } = allocateOldestFirst(claims, amount)
        expect(rest).toBe(Math.max(0, amount - balance(claims)))
      }),
      SEEDED,
    )
  })

  it('has no part that is negative, empty, or more than is owed', () => {
    fc.assert(
      fc.property(someClaims, aPayment, (claims, amount) => {
        for (const { claimId, amountCents } of allocateOldestFirst(claims, amount).parts) {
          expect(amountCents).toBeGreaterThan(0)
          expect(amountCents).toBeLessThanOrEqual(owedOn(claims.find(({ id }) => id === claimId) as ClaimFact))
        }
      }),
      SEEDED,
    )
  })

  it('reaches a claim only once every older one is settled', () => {
    fc.assert(
      fc.property(someClaims, aPayment, (claims, amount) => {
        const { parts } = allocateOldestFirst(claims, amount)
        const dueDate = (id: string) => claims.find((one) => one.id === id)?.dueDate ?? ''
        const youngest = parts.map(({ claimId }) => dueDate(claimId)).reduce((a, b) => (a > b ? a : b), '')
        const older = afterPaying(claims, parts).filter((one) => one.dueDate < youngest)
        expect(balance(older)).toBe(0)
      }),
      SEEDED,
    )
  })

  it('is the same whatever the order of the claims, and leaves them as they are', () => {
    fc.assert(
      fc.property(someClaims, aPayment, (claims, amount) => {
        const before = structuredClone(claims)
        expect(allocateOldestFirst(claims.toReversed(), amount)).toEqual(allocateOldestFirst(claims, amount))
        expect(claims).toEqual(before)
      }),
      SEEDED,
    )
  })

  it('in two instalments goes where it would have gone at once', () => {
    fc.assert(
      fc.property(someClaims, aPayment, aPayment, (claims, first, second) => {
        const one = allocateOldestFirst(claims, first)
        const two = allocateOldestFirst(afterPaying(claims, one.parts), second)
        const atOnce = allocateOldestFirst(claims, cents(first + second))
        expect(afterPaying(claims, [...one.parts, ...two.parts])).toEqual(afterPaying(claims, atOnce.parts))
        expect(one.rest + two.rest).toBe(atOnce.rest)
      }),
      SEEDED,
    )
  })
})
