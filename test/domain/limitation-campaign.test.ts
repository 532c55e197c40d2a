import { describe, expect, it } from 'vitest'
import { planAhead } from '../../src/domain/plan.js'
import { lawOf } from '../../src/law/book.js'
import { asks, claim, closes, facts, hold, on, rulesOf, STRATEGY, sends, sent, waitsForGood } from './on.js'

/** What falls due on 15 March 2024 may be sued for until 15 March 2026 from a consumer, until 15 March 2029 from a trader. */
const OLD = '2024-03-15'
const LAST_NOON = '2026-03-13T12:00:00+01:00' // the Friday before; the last day itself is a Sunday
const BARRED_NOON = '2026-03-16T12:00:00+01:00'
const old = (id: string, more = {}) => ({ ...claim(id, OLD, 100_00), capacity: 'consumer' as const, ...more })
const young = (id: string) => claim(id, '2025-11-03', 40_00)

describe('a consumer who owes a time-barred claim alone', () => {
  it('is written to while it may be sued for', () => {
    expect(on(LAST_NOON, { claims: [old('a')] })).toEqual(sends('opening-letter'))
  })

  it('is not written to after that: a person is asked, with the article', () => {
    const decision = on(BARRED_NOON, { claims: [old('a')] })
    expect(decision).toEqual(asks('claim-time-barred'))
    expect(rulesOf(decision)).toEqual(['limitation:consumer-goods', 'no-campaign-when-barred'])
    expect(decision.because.map(({ source }) => source).join()).toMatch(/L218-2.*DGCCRF/)
  })

  it.each([
    ['2026-03-15T23:59:00+01:00', waitsForGood],
    ['2026-03-16T00:00:00+01:00', asks('claim-time-barred')],
  ])('also on a file that is paused for good, at %s', (at, what) => {
    expect(on(at, { claims: [old('a')], holds: [hold('operator-pause', null)] })).toEqual(what)
  })

  it('closes once nothing is owed', () => {
    expect(on(BARRED_NOON, { claims: [{ ...claim('a', OLD, 100_00, 100_00), capacity: 'consumer' as const }] })).toEqual(closes)
  })

  it('is written to again where the debtor acknowledged the debt in time, and not where that came too late', () => {
    const acknowledged = (day: string) => ({ acts: [{ kind: 'acknowledgement' as const, on: day, until: null }] })
    expect(on(BARRED_NOON, { claims: [old('a', acknowledged('2026-03-15'))] })).toEqual(sends('opening-letter'))
    expect(on(BARRED_NOON, { claims: [old('a', acknowledged('2026-03-16'))] })).toEqual(asks('claim-time-barred'))
  })
})

describe('whom no rule protects from being asked', () => {
  it.each(['trader', 'professional', 'sole-trader', 'non-professional', 'public-body'] as const)('a %s is written to still', (capacity) => {
    const claims = [{ ...old('a'), capacity, dueDate: '2020-03-15' }]
    expect(on(BARRED_NOON, { claims })).toEqual(sends('opening-letter'))
  })
})

describe('a consumer who owes a time-barred claim beside another', () => {
  it('is asked for the other alone', () => {
    expect(on(BARRED_NOON, { claims: [old('a'), young('b')] })).toEqual(sends('opening-letter', { claimIds: ['b'], amountCents: 40_00 }))
  })

  it('control: is asked for both a day before', () => {
    expect(on(LAST_NOON, { claims: [old('a'), young('b')] })).toEqual(
      sends('opening-letter', { claimIds: ['a', 'b'], amountCents: 140_00 }),
    )
  })

  it('is the object of a question once the other is paid', () => {
    const paid = claim('b', '2025-11-03', 40_00, 40_00)
    expect(on(BARRED_NOON, { claims: [old('a'), paid] })).toEqual(asks('claim-time-barred'))
  })
})

describe('the plan of a file', () => {
  it('ends where its claim becomes time-barred, and shows no act after that', () => {
    const opened = [sent('opening-letter', '2026-03-02')]
    const present = facts({ claims: [old('a')], contacts: opened })
    const plan = planAhead(present, STRATEGY, lawOf('FR'), new Date('2026-03-03T09:00:00+01:00'))
    expect(plan.acts).toEqual([])
    expect(plan.end).toEqual(asks('claim-time-barred'))
  })

  it('control: goes on where the debtor is a trader', () => {
    const opened = [sent('opening-letter', '2026-03-02')]
    const present = facts({ claims: [{ ...old('a'), capacity: 'trader' as const }], contacts: opened })
    const plan = planAhead(present, STRATEGY, lawOf('FR'), new Date('2026-03-03T09:00:00+01:00'))
    expect(plan.acts.map(({ actId }) => actId)).toEqual(['second-letter', 'formal-notice'])
  })
})
