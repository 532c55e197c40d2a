import { describe, expect, it } from 'vitest'
import { accountTotals, statementOf } from '../../src/domain/account.js'
import { ratePpmOn } from '../../src/domain/claim-account.js'
import type { ClaimFact, MoneyFact } from '../../src/domain/facts.js'
import { leaveOut, type RateSpan } from '../../src/domain/interest.js'
import { cents } from '../../src/domain/money.js'
import { lawOf } from '../../src/law/book.js'
import { claim as plain } from './on.js'

/*
 * Between professionals 13.15 percent in the first half of 2025, 12.15 in the second and in the first of 2026; that of the second half of
 * 2026 is not known. Sums are reckoned by hand: principal × days × rate / 365, half-up.
 */
const FRANCE = lawOf('FR')
const line = (base: number, days: number, ppm: number) =>
  Number((2n * BigInt(base) * BigInt(days) * BigInt(ppm) + 365_000_000n) / 730_000_000n)

type Stops = NonNullable<ClaimFact['interestStops']>
const claim = (dueDate: string, interestStops?: Stops, money: MoneyFact[] = []): ClaimFact => ({
  ...plain('a', dueDate, 10_000_00),
  capacity: 'professional',
  waives: [],
  money,
  ...(interestStops && { interestStops }),
})
const interestOn = (one: ClaimFact, on: string) => statementOf(one, null, FRANCE, on).interestCents

describe('interest that stops for good', () => {
  const stopped = claim('2025-07-31', [{ from: '2025-09-10', until: null }])
  it.each([
    ['the day before', '2025-09-09', 40],
    ['on its day', '2025-09-10', 40],
    ['the day after', '2025-09-11', 40],
    ['a year later', '2026-06-30', 40],
    ['in a semester whose rate is not known', '2026-09-30', 40],
  ])('%s it has borne as many days', (_, on, days) => {
    expect(interestOn(stopped, on)).toBe(line(10_000_00, days, 121_500))
    expect(statementOf(stopped, null, FRANCE, on).provisionalCents).toBe(0)
  })

  it('has no rate on any of these days, and had one the day before', () => {
    const rate = (on: string) => ratePpmOn(stopped, null, FRANCE, on)
    expect(['2025-09-09', '2025-09-10', '2026-01-01'].map(rate)).toEqual([121_500, 0, 0])
  })

  it('leaves the indemnity, which is no interest', () => {
    const early = claim('2025-07-31', [{ from: '2025-08-01', until: null }])
    expect(statementOf(early, null, FRANCE, '2025-12-31')).toMatchObject({ interestCents: 0, indemnityCents: 40_00, lines: [] })
  })
})

describe('interest that runs again', () => {
  // Due on 31 July 2025: borne from 1 August; not from 10 to 20 September, both included.
  const paused = claim('2025-07-31', [{ from: '2025-09-10', until: '2025-09-20' }])
  it.each([
    ['2025-09-19', line(10_000_00, 40, 121_500)],
    ['2025-09-20', line(10_000_00, 40, 121_500)],
    ['2025-09-21', line(10_000_00, 40, 121_500) + line(10_000_00, 1, 121_500)],
    ['2025-12-31', line(10_000_00, 40, 121_500) + line(10_000_00, 102, 121_500)],
  ])('by %s', (on, owed) => {
    expect(interestOn(paused, on)).toBe(owed)
  })

  it('after 29 February as after any other day', () => {
    const leap = claim('2024-02-15', [{ from: '2024-02-28', until: '2024-02-29' }])
    // 14.50 percent in the first half of 2024: twelve days from 16 to 27 February, and from 1 March on.
    expect(interestOn(leap, '2024-02-29')).toBe(line(10_000_00, 12, 145_000))
    expect(interestOn(leap, '2024-03-01')).toBe(line(10_000_00, 12, 145_000) + line(10_000_00, 1, 145_000))
  })

  it('over two semesters and two stops that overlap, on what is left of the principal', () => {
    const money: MoneyFact[] = [
      { kind: 'payment', reference: 'p', amountCents: cents(5_000_00), on: '2025-06-10', imputation: 'principal-first' },
    ]
    const stops = [
      { from: '2025-06-01', until: '2025-06-20' },
      { from: '2025-06-15', until: '2025-07-10' },
    ]
    const twice = claim('2025-05-15', stops, money)
    // 16 to 31 May: 16 days at 13.15 percent on 10,000; from 11 July on 5,000 at 12.15.
    expect(interestOn(twice, '2025-07-10')).toBe(line(10_000_00, 16, 131_500))
    expect(interestOn(twice, '2025-07-20')).toBe(line(10_000_00, 16, 131_500) + line(5_000_00, 10, 121_500))
  })
})

describe('accounts', () => {
  it('add up to zero on every day around a stop', () => {
    const money: MoneyFact[] = [{ kind: 'payment', reference: 'p', amountCents: cents(123_45), on: '2025-09-15', imputation: 'law' }]
    const paused = claim('2025-07-31', [{ from: '2025-09-10', until: '2025-09-20' }], money)
    for (const on of ['2025-09-09', '2025-09-10', '2025-09-15', '2025-09-20', '2025-09-21', '2026-08-01'])
      expect(Object.values(accountTotals(paused, null, FRANCE, on)).reduce((total, sum) => total + sum, 0)).toBe(0)
  })
  it('control: without a stop interest is what it always was', () => {
    const on = '2025-12-31'
    expect(statementOf(claim('2025-07-31', []), null, FRANCE, on)).toEqual(statementOf(claim('2025-07-31'), null, FRANCE, on))
    expect(interestOn(claim('2025-07-31'), on)).toBe(line(10_000_00, 153, 121_500))
  })
})

describe('stretches without some days', () => {
  const span: RateSpan = { from: '2026-01-10', to: '2026-01-20', ratePpm: 1, known: true, source: '' }
  const left = (from: string, until: string | null) => leaveOut([span], [{ from, until }]).map((one) => `${one.from}..${one.to}`)
  it.each([
    ['2026-01-01', '2026-01-09', ['2026-01-10..2026-01-20']],
    ['2026-01-01', '2026-01-10', ['2026-01-11..2026-01-20']],
    ['2026-01-12', '2026-01-12', ['2026-01-10..2026-01-11', '2026-01-13..2026-01-20']],
    ['2026-01-20', null, ['2026-01-10..2026-01-19']],
    ['2026-01-21', null, ['2026-01-10..2026-01-20']],
    ['2026-01-10', '2026-01-20', []],
    ['2026-01-01', null, []],
  ])('without %s to %s', (from, until, expected) => {
    expect(left(from, until)).toEqual(expected)
  })
})
