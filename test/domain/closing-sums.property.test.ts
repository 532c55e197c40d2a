import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { statementsOf } from '../../src/domain/account.js'
import { closingSumsOf } from '../../src/domain/closing-sums.js'
import type { ClaimFact, MoneyFact } from '../../src/domain/facts.js'
import { cents } from '../../src/domain/money.js'
import { lawOf } from '../../src/law/book.js'
import { daysAfter } from '../law/almanac.js'

const SEEDED = { seed: 20260301, numRuns: 500 }
const FRANCE = lawOf('FR')
const BIRTH = '2019-01-01'
/** Long enough for interest to be barred, and into a semester whose rate is not known. */
const DAYS = 2_900

const aDay = fc.integer({ min: 0, max: DAYS }).map((days) => daysAfter(BIRTH, days))
const anAmount = fc.oneof(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 300_000 })).map(cents)
const PAYMENTS = ['payment', 'direct-payment']
const aFact = fc.record({
  kind: fc.constantFrom('payment', 'payment', 'direct-payment', 'credit-note', 'withdrawal', 'cost', 'remission', 'write-off'),
  on: aDay,
  amountCents: anAmount,
  imputation: fc.constantFrom('law', 'law', 'principal-first'),
  takenBackAfter: fc.option(fc.integer({ min: 0, max: 400 }), { freq: 4 }),
})

/** Some facts, a payment taken back now and then. */
const money = fc.array(aFact, { maxLength: 12 }).map((facts) =>
  facts.flatMap(({ takenBackAfter, ...some }, index): MoneyFact[] => {
    const fact: MoneyFact = { ...some, reference: `${some.kind === 'direct-payment' ? 'direct:' : ''}m-${index}` }
    if (!PAYMENTS.includes(fact.kind) || takenBackAfter === null) return [fact]
    return [fact, { ...fact, kind: 'reversal', on: daysAfter(fact.on, takenBackAfter) }]
  }),
)
const aClaim = (id: string) =>
  fc.record<ClaimFact>({
    id: fc.constant(id),
    dueDate: aDay,
    amountCents: anAmount,
    currency: fc.constant('EUR'),
    capacity: fc.constantFrom('consumer', 'non-professional', 'professional', 'public-body'),
    category: fc.constantFrom('goods-and-services', 'telecoms', 'consumer-credit'),
    contractPpm: fc.constantFrom(null, null, 90_000, 145_000),
    waives: fc.subarray(['interest', 'indemnity'] as const, { maxLength: 1 }),
    money,
    limitationFrom: fc.constant(null),
    acts: fc.constant([]),
    notices: fc.option(aDay).map((day) => (day === null ? [] : [{ kind: 'formal-notice' as const, on: day }])),
  })
const life = fc.record({ claims: fc.tuple(aClaim('a'), aClaim('b')), on: aDay })

const total = (amounts: number[]) => amounts.reduce((a, b) => a + b, 0)
const amountOf = ({ money }: ClaimFact, on: string, ...kinds: string[]) =>
  total(money.filter((fact) => fact.on <= on && kinds.includes(fact.kind)).map(({ amountCents }) => amountCents))
const takenBack = ({ money }: ClaimFact, on: string, prefix: 'm-' | 'direct:') =>
  total(
    money
      .filter((fact) => fact.on <= on && fact.kind === 'reversal' && fact.reference.startsWith(prefix))
      .map(({ amountCents }) => amountCents),
  )

describe('whatever has happened to the claims of a file, what it came to', () => {
  it('adds up: what was claimed is what came in, what fell away and what is left', () => {
    fc.assert(
      fc.property(life, ({ claims, on }) => {
        for (const sums of closingSumsOf({ claims, contacts: [] }, FRANCE, on)) {
          const { receivedCents, directCents, creditedCents, letGoCents, writtenOffCents, barredInterestCents, leftCents } = sums
          const ended = [receivedCents, directCents, creditedCents, letGoCents, writtenOffCents, barredInterestCents, leftCents]
          expect(sums.claimedCents + sums.overpaidCents).toBe(total(ended))
          expect(sums.claimedCents).toBe(total([sums.principalCents, sums.interestCents, sums.indemnityCents, sums.costsCents]))
          expect(Math.min(...Object.values(sums))).toBeGreaterThanOrEqual(0)
        }
      }),
      SEEDED,
    )
  })

  it('says of the money what was recorded, and of the rest what its statement says', () => {
    fc.assert(
      fc.property(life, ({ claims, on }) => {
        const facts = { claims, contacts: [] }
        const statements = statementsOf(facts, FRANCE, on)
        closingSumsOf(facts, FRANCE, on).forEach((sums, index) => {
          const claim = claims[index] as ClaimFact
          expect(sums.receivedCents).toBe(amountOf(claim, on, 'payment') - takenBack(claim, on, 'm-'))
          expect(sums.directCents).toBe(amountOf(claim, on, 'direct-payment') - takenBack(claim, on, 'direct:'))
          expect(sums.costsCents).toBe(amountOf(claim, on, 'cost'))
          expect([sums.leftCents, sums.barredInterestCents, sums.overpaidCents]).toEqual([
            statements[index]?.owedCents,
            statements[index]?.barredInterestCents,
            statements[index]?.overpaidCents,
          ])
        })
      }),
      SEEDED,
    )
  })

  it('names nothing as credited, let go or written off that nobody has', () => {
    fc.assert(
      fc.property(life, ({ claims, on }) => {
        closingSumsOf({ claims, contacts: [] }, FRANCE, on).forEach((sums, index) => {
          const claim = claims[index] as ClaimFact
          if (amountOf(claim, on, 'credit-note') === 0) expect(sums.creditedCents).toBe(0)
          if (amountOf(claim, on, 'remission', 'withdrawal') === 0) expect(sums.letGoCents).toBe(0)
          if (amountOf(claim, on, 'write-off') === 0) expect(sums.writtenOffCents).toBe(0)
        })
      }),
      SEEDED,
    )
  })
})
