import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noticeDay, statementOf } from '../../src/domain/account.js'
import type { ClaimFact, ContactFact } from '../../src/domain/facts.js'
import { lowestOpenStep } from '../../src/domain/step.js'
import { lawOf } from '../../src/law/book.js'
import { daysAfter } from '../law/almanac.js'
import { claim, facts, payment, STRATEGY, sent } from './on.js'

const FRANCE = lawOf('FR')
const SEEDED = { seed: 20261122, numRuns: 300 }
const aDay = fc.integer({ min: 0, max: 900 }).map((days) => daysAfter('2024-01-01', days))

const aNotice = fc.record({
  postedOn: aDay,
  wait: fc.option(fc.integer({ min: 0, max: 20 })),
  registered: fc.boolean(),
  delivery: fc.constantFrom('posted', 'delivered', 'unclaimed', 'address-unknown'),
})
const notices = fc.array(aNotice, { maxLength: 3 }).map((list) =>
  list.map(({ postedOn, wait, registered, delivery }): ContactFact => {
    const outcomeOn = delivery === 'posted' || wait === null ? null : daysAfter(postedOn, wait)
    return sent('formal-notice', postedOn, { registered, delivery, outcomeOn })
  }),
)
const shared = fc.record({
  dueDate: aDay,
  capacity: fc.constantFrom('consumer' as const, 'non-professional' as const, 'professional' as const),
  paid: fc.option(fc.record({ cents: fc.integer({ min: 1, max: 90_00 }), on: aDay })),
  toOne: notices,
  toOther: notices,
  on: aDay,
})
type Shared = typeof shared extends fc.Arbitrary<infer S> ? S : never

/** The claim as one of two files sees it. @param others notices that somebody else had */
function seen({ dueDate, capacity, paid }: Shared, others: readonly ContactFact[]): ClaimFact {
  const money = paid ? [payment('VIR-1', paid.cents, paid.on)] : []
  const sharedNotices = others.map(({ state, registered, delivery, postedOn, outcomeOn }) => ({
    state,
    registered,
    delivery,
    postedOn,
    outcomeOn,
  }))
  return { ...claim('a', dueDate, 100_00), capacity, waives: [], money, ...(others.length > 0 && { sharedNotices }) }
}

function statementFrom(one: Shared, own: readonly ContactFact[], others: readonly ContactFact[]) {
  const fact = seen(one, others)
  return statementOf(fact, noticeDay(fact, own, FRANCE, one.on), FRANCE, one.on)
}

describe('a claim that two owe', () => {
  it('stands at the same sum on any day, whichever file it is looked at from', () => {
    fc.assert(
      fc.property(shared, (one) => {
        expect(statementFrom(one, one.toOne, one.toOther)).toEqual(statementFrom(one, one.toOther, one.toOne))
      }),
      SEEDED,
    )
  })

  it('bears interest against both from the day after the notice to one of them (Code civil art. 1314)', () => {
    const one = { dueDate: '2026-01-05', capacity: 'consumer' as const, paid: null, toOne: [], toOther: [], on: '2026-04-30' }
    const notice = sent('formal-notice', '2026-03-02')
    expect(statementFrom(one, [], []).lines).toEqual([])
    for (const statement of [statementFrom(one, [notice], []), statementFrom(one, [], [notice])])
      expect(statement.lines.map(({ from, to }) => ({ from, to }))).toEqual([{ from: '2026-03-03', to: '2026-04-30' }])
  })

  it('bears no interest for a notice that a guarantor alone had', () => {
    const one = { dueDate: '2026-01-05', capacity: 'consumer' as const, paid: null, toOne: [], toOther: [], on: '2026-04-30' }
    expect(statementFrom(one, [{ ...sent('formal-notice', '2026-03-02'), toGuarantor: true }], []).lines).toEqual([])
  })

  it('is still owed its own notice by each: what the other had is no step of this file', () => {
    const fact = { ...claim('a', '2026-01-05', 100_00), sharedNotices: [sent('formal-notice', '2026-03-02')] }
    const contacts = [sent('opening-letter', '2026-01-15'), sent('second-letter', '2026-01-30')]
    const open = lowestOpenStep(facts({ claims: [fact], contacts }), STRATEGY, FRANCE, '2026-03-20')
    expect(open?.step.id).toBe('formal-notice')
  })
})
