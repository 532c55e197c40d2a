import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Earned, earnedOf, missingOf } from '../../src/domain/commission.js'
import { cents } from '../../src/domain/money.js'

/**
 * Payments of all kinds, in any order: given, cleared, taken back in part or whole, paid to the creditor and given back by it, with an issue of
 * what is missing between any two events. The oracle knows no lines: it holds what of each payment is kept at the end, in exact integers.
 *
 * Claimed: the lines of each payment sum to the rounded share of what is kept of it, however often they were derived; none is left once all
 * of it went back; what did not clear has earned nothing.
 */
const SEEDED = { seed: 20260131, numRuns: 200 }

const anEvent = fc.oneof(
  fc.record({ what: fc.constant('give' as const), payment: fc.nat(3), cents: fc.integer({ min: 1, max: 250_000 }) }),
  fc.record({ what: fc.constant('direct' as const), payment: fc.integer({ min: 4, max: 6 }), cents: fc.integer({ min: 1, max: 250_000 }) }),
  fc.record({ what: fc.constant('clear' as const), payment: fc.nat(3) }),
  fc.record({ what: fc.constant('take-back' as const), payment: fc.nat(6), share: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ what: fc.constant('derive' as const) }),
)
const PPM = [150_000, 123_456, 333_333, 1, 200_000, 150_000, 999_999]

interface Model {
  given: number
  takenBack: number
  cleared: boolean
  lines: Earned[]
}

type Event = typeof anEvent extends fc.Arbitrary<infer E> ? E : never

const nothing = (): Model[] => PPM.map((_, payment) => ({ given: 0, takenBack: 0, cleared: payment >= 4, lines: [] }))

function derive(payments: Model[]): void {
  payments.forEach(({ given, takenBack, cleared, lines }, payment) => {
    const kept = { ppm: PPM[payment] ?? 0, givenCents: cents(given), takenBackCents: cents(takenBack), isForGood: cleared }
    const line = missingOf(earnedOf(kept), lines)
    if (line) lines.push(line)
  })
}

function apply(payments: Model[], event: Event): void {
  if (event.what === 'derive') {
    derive(payments)
    return
  }
  const payment = payments[event.payment] as Model
  if (event.what === 'give' || event.what === 'direct') payment.given += event.cents
  else if (event.what === 'clear') payment.cleared = true
  else payment.takenBack += Math.ceil(((payment.given - payment.takenBack) * event.share) / 100)
}

/** Rounded half up in integers of another kind than the code's own. */
function roundedShare(keptCents: number, ppm: number): number {
  const exact = BigInt(keptCents) * BigInt(ppm)
  const whole = exact / 1_000_000n
  return Number(exact - whole * 1_000_000n >= 500_000n ? whole + 1n : whole)
}

const total = (lines: readonly Earned[]) => lines.reduce((sum, { amountCents }) => sum + amountCents, 0)

describe('in any order of events', () => {
  it('the lines of a payment are the exact share of what is kept of it', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 40 }), (events) => {
        const payments = nothing()
        for (const event of events) apply(payments, event)
        derive(payments)
        payments.forEach(({ given, takenBack, cleared, lines }, payment) => {
          expect(total(lines)).toBe(cleared ? roundedShare(given - takenBack, PPM[payment] ?? 0) : 0)
          expect(total(lines)).toBeGreaterThanOrEqual(0)
        })
      }),
      SEEDED,
    )
  })

  it('deriving again adds nothing', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 40 }), (events) => {
        const payments = nothing()
        for (const event of events) apply(payments, event)
        derive(payments)
        const before = payments.map(({ lines }) => lines.length)
        derive(payments)
        expect(payments.map(({ lines }) => lines.length)).toEqual(before)
      }),
      SEEDED,
    )
  })

  it('nothing is left once all went back', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 40 }), (events) => {
        const payments = nothing()
        for (const event of events) apply(payments, event)
        derive(payments)
        for (const payment of payments) payment.takenBack = payment.given
        derive(payments)
        expect(payments.map(({ lines }) => total(lines))).toEqual(PPM.map(() => 0))
      }),
      SEEDED,
    )
  })
})
