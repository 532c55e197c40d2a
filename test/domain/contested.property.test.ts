import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate } from '../../src/domain/balance.js'
import { decide } from '../../src/domain/decide.js'
import type { ClaimFact, Facts } from '../../src/domain/facts.js'
import { cents } from '../../src/domain/money.js'
import { lawOf } from '../../src/law/book.js'
import { claim, facts, mandate, payment, STRATEGY, sent } from './on.js'

/**
 * Whatever is contested, answered and paid, in any order: what a letter asks for is what is owed less what is contested, it names no claim
 * that is contested as a whole, and the file is not closed over one. What is owed is reckoned here anew; claims bear no interest.
 */
const LAW = lawOf('FR')
const NOON = new Date('2026-01-15T12:00:00+01:00')
const TODAY = '2026-01-15'

const move = fc.record({
  what: fc.constantFrom('contest', 'contest', 'contest all', 'answer', 'pay'),
  which: fc.nat(5),
  share: fc.integer({ min: 1, max: 99 }),
  outcome: fc.constantFrom('upheld', 'partly', 'rejected'),
})
const life = fc.record({
  amounts: fc.array(fc.integer({ min: 100, max: 100_000 }), { minLength: 1, maxLength: 4 }),
  tolerance: fc.constantFrom(0, 0, 500_00),
  moves: fc.array(move, { maxLength: 12 }),
})

/** A claim in the plainest of books: what is left of it, and what of that is contested. */
interface Entry {
  owed: number
  contested: number
}
const askedOf = ({ owed, contested }: Entry) => Math.max(0, owed - contested)
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)

function credited(one: ClaimFact, amount: number, number: number): void {
  if (amount > 0) one.money = [...one.money, { ...payment(`credit-${number}`, amount, one.dueDate), kind: 'credit-note' }]
}

function play(
  claims: ClaimFact[],
  books: Entry[],
  { what, which, share, outcome }: typeof move extends fc.Arbitrary<infer M> ? M : never,
  number: number,
  more: Partial<Facts>,
) {
  const index = which % claims.length
  const [one, entry] = [claims[index] as ClaimFact, books[index] as Entry]
  if ((what === 'contest' || what === 'contest all') && !one.disputed && entry.owed > 1) {
    const part = what === 'contest all' ? null : Math.max(1, Math.floor((entry.owed * share) / 100))
    one.disputed = { on: TODAY, contestedCents: part === null ? null : cents(part), answerBy: '2026-02-14' }
    entry.contested = part ?? Number.POSITIVE_INFINITY
  }
  if (what === 'answer' && one.disputed) {
    const all = Math.min(entry.contested, entry.owed)
    const upheld = outcome === 'rejected' ? 0 : outcome === 'upheld' ? all : Math.floor(all / 2)
    credited(one, upheld, number)
    entry.owed -= upheld
    entry.contested = 0
    delete one.disputed
  }
  if (what === 'pay') {
    const paying = Math.floor((sum(books.map(({ owed }) => owed)) * share) / 100)
    const { parts } = allocate(facts({ claims, ...more }), LAW, TODAY, cents(paying))
    const beyond = parts.some(
      ({ claimId, amountCents }) => amountCents > askedOf(books[claims.findIndex(({ id }) => id === claimId)] as Entry),
    )
    if (beyond) expect(paying).toBeGreaterThan(sum(books.map(askedOf)))
    for (const { claimId, amountCents } of parts) {
      const at = claims.findIndex(({ id }) => id === claimId)
      const paid = claims[at] as ClaimFact
      paid.money = [...paid.money, payment(`payment-${number}`, amountCents)]
      const entryOfPaid = books[at] as Entry
      entryOfPaid.owed -= amountCents
    }
  }
}

describe('whatever is contested, answered and paid', () => {
  it('what is asked for is what is owed less what is contested', () => {
    const seen = { sent: 0, waited: 0, closed: 0 }
    fc.assert(
      fc.property(life, ({ amounts, tolerance, moves }) => {
        const claims = amounts.map((amount, index) => claim(`c${index}`, '2026-01-05', amount))
        const books = amounts.map((owed): Entry => ({ owed, contested: 0 }))
        const more = { ...mandate({ toleranceCents: cents(tolerance) }), contacts: [] }
        for (const [number, one] of moves.entries()) {
          play(claims, books, one, number, more)
          const asked = books.map(askedOf)
          const owed = sum(books.map((entry) => entry.owed))
          const isContested = books.some((entry) => entry.owed > 0 && entry.contested > 0)
          const isPaid = claims.some(({ money }) => money.some(({ kind }) => kind === 'payment'))
          const decision = decide(facts({ claims, ...more }), STRATEGY, LAW, NOON)
          if (owed === 0 || (!isContested && isPaid && owed <= tolerance)) {
            expect(decision.do).toBe('close')
            seen.closed++
          } else if (sum(asked) === 0) {
            expect(decision).toMatchObject({ do: 'wait', until: null, because: [{ rule: 'hold:dispute' }] })
            seen.waited++
          } else {
            const claimIds = claims.filter((_, index) => (asked[index] as number) > 0).map(({ id }) => id)
            expect(decision).toMatchObject({ do: 'send', actId: 'opening-letter', amountCents: sum(asked), claimIds })
            seen.sent++
          }
        }
      }),
      { seed: 20260115, numRuns: 300 },
    )
    expect(Math.min(seen.sent, seen.waited, seen.closed)).toBeGreaterThan(30)
  })

  it('a claim that is answered has the notices that it still lacks', () => {
    const opened = sent('opening-letter', TODAY, { claimIds: ['a'], payBefore: '2026-01-23' })
    const claims = [claim('a', '2026-01-05', 100_00), claim('b', '2026-01-05', 50_00)]
    const decision = decide(facts({ claims, contacts: [opened] }), STRATEGY, LAW, new Date('2026-01-26T12:00:00+01:00'))
    expect(decision).toMatchObject({ do: 'send', actId: 'opening-letter#2', claimIds: ['b'], amountCents: 150_00 })
  })
})
