import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountTotals, imputationsOf, statementOf } from '../../src/domain/account.js'
import type { ClaimFact, MoneyFact } from '../../src/domain/facts.js'
import { cents } from '../../src/domain/money.js'
import { lawOf } from '../../src/law/book.js'
import { daysAfter } from '../law/almanac.js'

const SEEDED = { seed: 20260115, numRuns: 400 }
const FRANCE = lawOf('FR')
const BIRTH = '2019-01-01'
/** Long enough for interest to be barred, and into a semester whose rate is not known. */
const DAYS = 2_900

const aDay = fc.integer({ min: 0, max: DAYS }).map((days) => daysAfter(BIRTH, days))
const anAmount = fc.oneof(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 300_000 })).map(cents)
const aSum = fc.record({
  kind: fc.constantFrom('payment', 'payment', 'payment', 'credit-note', 'withdrawal', 'cost', 'remission', 'write-off'),
  on: aDay,
  amountCents: anAmount,
  imputation: fc.constantFrom('law', 'law', 'principal-first'),
  takenBackAfter: fc.option(fc.integer({ min: 0, max: 400 }), { freq: 4 }),
})

/** Some facts, a payment taken back now and then. */
const money = fc.array(aSum, { maxLength: 12 }).map((sums) =>
  sums.flatMap(({ takenBackAfter, ...some }, index): MoneyFact[] => {
    const fact: MoneyFact = { ...some, reference: `m-${index}` }
    if (fact.kind !== 'payment' || takenBackAfter === null) return [fact]
    return [fact, { ...fact, kind: 'reversal', on: daysAfter(fact.on, takenBackAfter) }]
  }),
)
const acts = fc.array(
  fc.record({ kind: fc.constantFrom('acknowledgement', 'enforcement-act', 'mediation'), on: aDay, until: fc.constant(null) }),
  { maxLength: 2 },
)
const life = fc.record({
  claim: fc.record<ClaimFact>({
    id: fc.constant('a'),
    dueDate: aDay,
    amountCents: anAmount,
    currency: fc.constant('EUR'),
    capacity: fc.constantFrom('consumer', 'non-professional', 'professional', 'public-body'),
    category: fc.constantFrom('goods-and-services', 'telecoms', 'consumer-credit'),
    contractPpm: fc.constantFrom(null, null, 90_000, 145_000),
    waives: fc.subarray(['interest', 'indemnity'] as const, { maxLength: 1 }),
    money,
    limitationFrom: fc.constant(null),
    acts,
    notices: fc.constant([]),
    interestStops: fc.array(
      fc
        .tuple(aDay, fc.option(fc.integer({ min: 0, max: 900 })))
        .map(([from, days]) => ({ from, until: days === null ? null : daysAfter(from, days) })),
      { maxLength: 2 },
    ),
  }),
  notice: fc.option(aDay),
  on: aDay,
})

type Life = typeof life extends fc.Arbitrary<infer L> ? L : never
const noticeBy = ({ notice }: Life, on: string) => (notice !== null && notice <= on ? notice : null)
const statement = (one: Life, on = one.on, claim = one.claim) => statementOf(claim, noticeBy(one, on), FRANCE, on)
const totals = (one: Life, on = one.on, claim = one.claim) => accountTotals(claim, noticeBy(one, on), FRANCE, on)
const allotments = (one: Life, on = one.on) => imputationsOf(one.claim, noticeBy(one, on), FRANCE, on)
const sumOf = (amounts: number[]) => amounts.reduce((a, b) => a + b, 0)
const amountsOf = ({ claim, on }: Life, ...kinds: string[]) =>
  sumOf(claim.money.filter((fact) => fact.on <= on && kinds.includes(fact.kind)).map(({ amountCents }) => amountCents))

describe('whatever happens to a claim', () => {
  it('its accounts add up to zero, and what is owed is never below nothing', () => {
    fc.assert(
      fc.property(life, (one) => {
        const { principal, interest, indemnity, costs, unallocated, funds, creditor, waived } = totals(one)
        expect(principal + interest + indemnity + costs + unallocated + funds + creditor + waived).toBe(0)
        expect(Math.min(principal, interest, indemnity, costs, 0 - unallocated)).toBeGreaterThanOrEqual(0)
        expect(funds).toBe(amountsOf(one, 'payment') - amountsOf(one, 'reversal'))
      }),
      SEEDED,
    )
  })

  it('no cent of a payment is lost or made by its imputation', () => {
    fc.assert(
      fc.property(life, (one) => {
        const cameIn = amountsOf(one, 'payment', 'credit-note', 'withdrawal', 'remission', 'write-off') - amountsOf(one, 'reversal')
        const went = allotments(one).map(
          ({ costsCents, indemnityCents, interestCents, principalCents, unallocatedCents }) =>
            costsCents + indemnityCents + interestCents + principalCents + unallocatedCents,
        )
        expect(sumOf(went)).toBe(cameIn)
      }),
      SEEDED,
    )
  })

  it('what was claimed, borne and charged is what is owed, what was settled and what was let go', () => {
    fc.assert(
      fc.property(life, (one) => {
        const { principalCents, lines, ...rest } = statement(one)
        const settled = allotments(one)
        expect(principalCents + sumOf(settled.map((some) => some.principalCents))).toBe(one.claim.amountCents)
        const known = sumOf(lines.filter(({ known }) => known).map(({ amountCents }) => amountCents))
        const paid = sumOf(settled.map(({ interestCents }) => interestCents))
        const accounted = rest.interestCents + paid + rest.barredInterestCents
        if (one.claim.money.some(({ kind }) => kind === 'withdrawal' || kind === 'credit-note'))
          expect(accounted).toBeLessThanOrEqual(known)
        else expect(accounted).toBe(known)
      }),
      SEEDED,
    )
  })

  it('is owed something or overpaid, never both', () => {
    fc.assert(
      fc.property(life, (one) => {
        const { owedCents, overpaidCents, provisionalCents, barredInterestCents } = statement(one)
        expect(Math.min(owedCents, overpaidCents)).toBe(0)
        expect(Math.min(provisionalCents, barredInterestCents)).toBeGreaterThanOrEqual(0)
      }),
      SEEDED,
    )
  })

  it('it stands on a day as the facts up to that day leave it, in whatever order they were recorded', () => {
    fc.assert(
      fc.property(life, fc.func(fc.nat()), (one, key) => {
        const past = {
          ...one.claim,
          money: one.claim.money.filter(({ on }) => on <= one.on),
          acts: one.claim.acts.filter(({ on }) => on <= one.on),
        }
        const shuffled = { ...one.claim, money: [...one.claim.money].sort((a, b) => key(a) - key(b)), acts: one.claim.acts.toReversed() }
        expect(statement(one, one.on, past)).toEqual(statement(one))
        expect(statement(one, one.on, shuffled)).toEqual(statement(one))
        expect(totals(one, one.on, shuffled)).toEqual(totals(one))
      }),
      SEEDED,
    )
  })

  it('nothing that happens later changes an earlier day', () => {
    fc.assert(
      fc.property(life, aSum, fc.integer({ min: 1, max: 500 }), (one, { takenBackAfter: _, ...some }, days) => {
        const later: MoneyFact = { ...some, reference: 'later', on: daysAfter(one.on, days) }
        const act = { kind: 'acknowledgement', on: later.on, until: null } as const
        const claim = { ...one.claim, money: [later, ...one.claim.money], acts: [act, ...one.claim.acts] }
        expect(statement(one, one.on, claim)).toEqual(statement(one))
      }),
      SEEDED,
    )
  })

  it('a waiver, however large, never makes it overpaid', () => {
    fc.assert(
      fc.property(life, anAmount, (one, amountCents) => {
        const waiver: MoneyFact = { kind: 'remission', reference: 'waiver', amountCents, on: one.on, imputation: 'law' }
        const claim = { ...one.claim, money: [...one.claim.money, waiver] }
        expect(statement(one, one.on, claim).overpaidCents).toBeLessThanOrEqual(statement(one).overpaidCents)
      }),
      SEEDED,
    )
  })

  it('interest that is barred stays barred', () => {
    fc.assert(
      fc.property(life, (one) => {
        const silent = { ...one.claim, money: [] }
        const [first, second] = [statement(one, one.on, silent), statement(one, daysAfter(one.on, 30), silent)]
        const late = noticeBy(one, one.on) === noticeBy(one, daysAfter(one.on, 30))
        if (late) expect(second.barredInterestCents).toBeGreaterThanOrEqual(first.barredInterestCents)
      }),
      SEEDED,
    )
  })
})
