import { describe, expect, it } from 'vitest'
import { statementOf } from '../../src/domain/account.js'
import type { MoneyFact } from '../../src/domain/facts.js'
import { cents } from '../../src/domain/money.js'
import type { RateSeries } from '../../src/domain/rate.js'
import { grantedRemissions, isWithinShare, restOf, type SettlementFact, settlementOutcome } from '../../src/domain/settlement.js'
import { lawOf } from '../../src/law/book.js'
import { asks, claim, closesAs, DUE, OPENING_NOON, on, payment, rulesOf, sends, waitsUntil } from './on.js'

/** 80 of 100 euros by Tuesday 20 January 2026, with grace until Friday 23; an answer is waited for until the 18th. */
const settlement = (more: Partial<SettlementFact> = {}): SettlementFact => ({
  id: 's',
  state: 'approved',
  amountCents: cents(80_00),
  payBy: '2026-01-20',
  graceDays: 3,
  baselineCents: cents(0),
  answerBy: '2026-01-18',
  ...more,
})
const owing = (...money: MoneyFact[]) => ({ claims: [{ ...claim('a', DUE, 100_00), money }] })
const remission = (reference: string, amount: number): MoneyFact => ({ ...payment(reference, amount, '2026-01-15'), kind: 'remission' })
const reversal = (of: string, amount: number): MoneyFact => ({ ...payment(of, amount, '2026-01-16'), kind: 'reversal' })

describe('a settlement', () => {
  it.each<[string, MoneyFact[], string, 'paid' | 'void' | null]>([
    ['is open on the last day of grace', [payment('v', 79_99, '2026-01-18')], '2026-01-23', null],
    ['is paid on the last day of grace', [payment('v', 80_00, '2026-01-23')], '2026-01-23', 'paid'],
    ['is void the day after', [payment('v', 79_99, '2026-01-18')], '2026-01-24', 'void'],
    ['is void where the money is a day late', [payment('v', 80_00, '2026-01-24')], '2026-01-24', 'void'],
    ['is paid in time, however late anybody looks', [payment('v', 80_00, '2026-01-23')], '2026-06-01', 'paid'],
  ])('%s', (_what, money, day, outcome) => {
    expect(settlementOutcome(owing(...money), settlement(), day)).toBe(outcome)
  })

  it.each(['proposed', 'asked'] as const)('that is only %s comes to no end by money', (state) => {
    expect(settlementOutcome(owing(payment('v', 80_00, '2026-01-18')), settlement({ state }), '2026-06-01')).toBeNull()
  })
})

describe('a file with a settlement', () => {
  it('waits for an answer, and then asks a person', () => {
    for (const state of ['proposed', 'asked'] as const) {
      const waiting = on(OPENING_NOON, { settlement: settlement({ state }) })
      expect([waiting, rulesOf(waiting)]).toEqual([waitsUntil('2026-01-19T00:00:00+01:00'), ['hold:settlement']])
      expect(on('2026-01-19T10:00:00+01:00', { settlement: settlement({ state }) })).toEqual(asks('settlement-unanswered'))
    }
  })

  it('waits for the money once it is approved, and goes on after that', () => {
    expect(on(OPENING_NOON, { settlement: settlement() })).toEqual(waitsUntil('2026-01-24T00:00:00+01:00'))
    expect(on('2026-01-26T10:00:00+01:00', { settlement: settlement() })).toEqual(sends('opening-letter'))
  })

  it('closes as settled where the rest was let go, and as paid where that was taken back and all was paid', () => {
    const rest = [payment('v', 80_00, '2026-01-14'), remission('settlement:s', 20_00)]
    expect(on(OPENING_NOON, owing(...rest))).toEqual(closesAs('settled'))
    const takenBack = [...rest, reversal('settlement:s', 20_00), payment('w', 20_00, '2026-01-16')]
    expect(on('2026-01-16T12:00:00+01:00', owing(...takenBack))).toEqual(closesAs('paid'))
  })
})

describe('what a paid settlement lets go', () => {
  const FRANCE = lawOf('FR')
  /** 1,000 euros between professionals, due on 30 June 2026: from 1 July on the rate is not known yet. */
  const summer = (...money: MoneyFact[]) => ({
    ...claim('a', '2026-06-30', 1_000_00),
    capacity: 'professional' as const,
    waives: [],
    money: [{ ...payment('v', 850_00, '2026-08-20') }, ...money],
  })

  it('holds also against interest whose rate is published later', () => {
    // 1,000 and 40 euros, less 850: 190. The fifty-one days bear 16.98 at the last known rate of 12.15 percent.
    const [rest] = restOf({ claims: [summer()], contacts: [] }, FRANCE, '2026-08-20', ['a'])
    expect(rest?.amountCents).toBe(190_00 + 16_98)
    const { points } = FRANCE.rates['ecb-refi'] as RateSeries
    const entered = { points: [...points, { from: '2026-07-01', ppm: 21_500, source: 'entered' }], knownThrough: '2026-12-31' }
    const known = { ...FRANCE, rates: { ...FRANCE.rates, 'ecb-refi': entered } }
    const settled = summer({ ...remission('settlement:s', rest?.amountCents ?? 0), on: '2026-08-20' })
    for (const book of [FRANCE, known])
      expect(statementOf(settled, null, book, '2026-12-31')).toMatchObject({ owedCents: 0, overpaidCents: 0 })
  })

  it('is of the claims that it covers alone', () => {
    const claims = [claim('a', DUE, 100_00, 80_00), claim('b', DUE, 50_00)]
    expect(restOf({ claims, contacts: [] }, FRANCE, '2026-01-20', ['a'])).toEqual([{ claimId: 'a', amountCents: 20_00 }])
  })
})

describe('what was granted before', () => {
  it('counts what somebody agreed to, and that stands', () => {
    const money = [
      remission('geste', 5_00),
      remission('stated-sum:v', 1_00),
      remission('settlement:s', 20_00),
      reversal('settlement:s', 20_00),
    ]
    expect(grantedRemissions({ money }).map(({ reference }) => reference)).toEqual(['geste'])
  })

  it.each([
    [1_000_00, 200_00, 0, 20, true],
    [1_000_00, 200_01, 0, 20, false],
    [900_00, 100_00, 100_00, 20, true],
    [900_00, 100_01, 100_00, 20, false],
    [1_000_00, 1, 0, 0, false],
  ])('of %d cents, %d more after %d is within %d percent: %s', (owed, remitted, earlier, percent, expected) => {
    const asked = { owedCents: cents(owed), remittedCents: cents(remitted), earlierCents: cents(earlier) }
    expect(isWithinShare(asked, percent)).toBe(expected)
  })
})
