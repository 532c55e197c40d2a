import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountTotals, balanceOn } from '../../src/domain/account.js'
import type { ClaimFact, MoneyFact } from '../../src/domain/facts.js'
import { cents } from '../../src/domain/money.js'
import { promiseOutcome } from '../../src/domain/promise.js'
import { restOf, settlementOutcome } from '../../src/domain/settlement.js'
import { lawOf } from '../../src/law/book.js'
import { claim as plain } from './on.js'

/** For any order of payments and returned payments on the claims of a file, looked at on each day or only once, late. */

const FRANCE = lawOf('FR')
const day = (number: number) => new Date(Date.UTC(2026, 0, 5 + number)).toISOString().slice(0, 10)
const LAST = 13 // ten days to pay, three of grace

const move = fc.record({
  on: fc.integer({ min: 0, max: 20 }),
  claim: fc.constantFrom(0, 1),
  amount: fc.integer({ min: 1, max: 900_00 }),
  direct: fc.boolean(),
  /** Days until it goes back; it stays where null. */
  back: fc.option(fc.integer({ min: 0, max: 12 }), { freq: 3 }),
})
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never

const moneyOf = (moves: readonly Move[], which: number): MoneyFact[] =>
  moves.flatMap(({ on, claim, amount, direct, back }, index) => {
    if (claim !== which) return []
    const fact = { reference: `${direct ? 'direct:' : ''}m${index}`, amountCents: cents(amount), imputation: 'law' as const }
    const paid: MoneyFact = { ...fact, kind: direct ? 'direct-payment' : 'payment', on: day(on) }
    return back === null ? [paid] : [paid, { ...fact, kind: 'reversal', on: day(on + back) }]
  })
const invoice = (which: number, moves: readonly Move[]): ClaimFact => ({
  ...plain(`c${which}`, '2025-10-05', 1_000_00),
  capacity: 'professional',
  waives: [],
  money: moneyOf(moves, which),
})
/** What stood at the end of a day, reckoned here anew. */
const stood = (moves: readonly Move[], on: number) =>
  moves.filter((one) => one.on <= on && (one.back === null || one.on + one.back > on)).reduce((total, { amount }) => total + amount, 0)

const SEEDED = { seed: 20260116, numRuns: 300 }
const file = fc.record({ moves: fc.array(move, { maxLength: 8 }), amount: fc.integer({ min: 1, max: 1_900_00 }) })
const terms = (amount: number) => ({
  id: 'x',
  amountCents: cents(amount),
  payBy: day(10),
  graceDays: 3,
  baselineCents: cents(0),
  answerBy: day(10),
})

describe('money that was agreed', () => {
  it('is there in time if, and only if, as much stands on one of its days', () => {
    fc.assert(
      fc.property(file, ({ moves, amount }) => {
        const facts = { claims: [invoice(0, moves), invoice(1, moves)] }
        const kept = Array.from({ length: LAST + 1 }, (_, on) => stood(moves, on) >= amount)
        for (const [on, expected] of kept.entries()) expect(promiseOutcome(facts, terms(amount), day(on))).toBe(expected ? 'kept' : null)
        for (const late of [LAST + 1, LAST + 100])
          expect(promiseOutcome(facts, terms(amount), day(late))).toBe(kept[LAST] ? 'kept' : 'broken')
      }),
      SEEDED,
    )
  })

  it('settles all of the debt to the cent, whatever interest has grown, and the books balance', () => {
    fc.assert(
      fc.property(file, ({ moves, amount }) => {
        const claims = [invoice(0, moves), invoice(1, moves)]
        const paidOn = Array.from({ length: LAST + 1 }, (_, on) => on).find(
          (on) => settlementOutcome({ claims }, { ...terms(amount), state: 'approved' }, day(on)) === 'paid',
        )
        fc.pre(paidOn !== undefined)
        const on = day(paidOn as number)
        const known = claims.map((one) => ({ ...one, money: one.money.filter((fact) => fact.on <= on) }))
        const before = balanceOn({ claims: known, contacts: [] }, FRANCE, on)
        const rest = restOf({ claims: known, contacts: [] }, FRANCE, on, ['c0', 'c1'])
        const settled = known.map((one) => ({
          ...one,
          money: [
            ...one.money,
            ...rest
              .filter(({ claimId }) => claimId === one.id)
              .map(({ amountCents }): MoneyFact => ({ kind: 'remission', reference: 'settlement:x', amountCents, on, imputation: 'law' })),
          ],
        }))
        expect(rest.reduce((total, { amountCents }) => total + amountCents, 0)).toBeGreaterThanOrEqual(before)
        for (const later of [on, day(40), day(400)]) {
          expect(balanceOn({ claims: settled, contacts: [] }, FRANCE, later)).toBe(0)
          for (const one of settled) {
            const totals = Object.values(accountTotals(one, null, FRANCE, later))
            expect(totals.reduce((total, amountCents) => total + amountCents, 0)).toBe(0)
          }
        }
      }),
      SEEDED,
    )
  })
})
