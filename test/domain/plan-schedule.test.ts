import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balanceOn } from '../../src/domain/account.js'
import { cents } from '../../src/domain/money.js'
import { changedSchedule, isWithin, scheduleOf, withInterest } from '../../src/domain/plan-schedule.js'
import { grownSince } from '../../src/domain/stated-sum.js'
import { lawOf } from '../../src/law/book.js'
import { claim, facts, payment } from './on.js'

const TODAY = '2026-01-20'
const shortOf = (schedule: readonly { dueOn: string; amountCents: number }[]) =>
  schedule.map(({ dueOn, amountCents }) => `${dueOn} ${amountCents}`)
const refusal = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return String((error as Error).message)
  }
}

describe('a schedule', () => {
  it.each([
    ['by the month', 'month', '2026-01-31', ['2026-01-31 3333', '2026-02-28 3333', '2026-03-31 3334']],
    ['by two weeks', 'two-weeks', '2026-02-02', ['2026-02-02 3333', '2026-02-16 3333', '2026-03-02 3334']],
    ['by the week', 'week', '2026-02-02', ['2026-02-02 3333', '2026-02-09 3333', '2026-02-16 3334']],
  ] as const)('goes %s, and its last part takes the rest', (_what, every, firstOn, expected) => {
    expect(shortOf(scheduleOf({ instalments: 3, firstOn, every }, cents(100_00), TODAY, 45))).toEqual(expected)
  })

  it.each([
    ['begins today', { firstOn: TODAY }, 'plan-days-wrong (firstOn)'],
    ['begins too late', { firstOn: '2026-03-07' }, 'plan-days-wrong (firstOn)'],
    ['has no instalment', { instalments: 0 }, 'plan-days-wrong (instalments)'],
    ['has more than 120', { instalments: 121 }, 'plan-days-wrong (instalments)'],
  ])('is refused that %s', (_what, wish, expected) => {
    const cadence = { instalments: 3, firstOn: '2026-02-05', every: 'month' as const, ...wish }
    expect(refusal(() => scheduleOf(cadence, cents(100_00), TODAY, 45))).toBe(expected)
  })

  it('is refused where an instalment would come to nothing', () => {
    expect(refusal(() => scheduleOf({ instalments: 3, firstOn: '2026-02-05', every: 'week' }, cents(2), TODAY, 45))).toBe(
      'plan-sum-wrong (instalments)',
    )
  })

  it('comes to its total, in parts that differ by less than their number, on days that go up', () => {
    const every = fc.constantFrom('week', 'two-weeks', 'month')
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 120, max: 10_000_000 }),
        every,
        fc.integer({ min: 1, max: 45 }),
        (count, total, step, ahead) => {
          const firstOn = new Date(Date.parse(TODAY) + ahead * 86_400_000).toISOString().slice(0, 10)
          const schedule = scheduleOf({ instalments: count, firstOn, every: step as 'week' }, cents(total), TODAY, 45)
          expect(schedule.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(total)
          const last = schedule.at(-1)?.amountCents ?? 0
          expect(schedule.every(({ amountCents }) => amountCents > 0 && last - amountCents >= 0 && last - amountCents < count)).toBe(true)
          expect(schedule.every(({ dueOn }, index) => dueOn > (schedule[index - 1]?.dueOn ?? TODAY))).toBe(true)
        },
      ),
    )
  })

  it('is within a mandate by the months from its first to its last instalment', () => {
    const days = (...all: string[]) => all.map((dueOn) => ({ dueOn }))
    expect(isWithin(days('2026-02-05'), 0)).toBe(true)
    expect(isWithin(days('2026-02-05', '2026-02-12'), 0)).toBe(false)
    expect(isWithin(days('2026-02-05', '2026-05-05'), 3)).toBe(true)
    expect(isWithin(days('2026-02-05', '2026-05-06'), 3)).toBe(false)
  })
})

/** 1,000 euros between professionals, due on 5 January 2026, at 12.15 percent a year with the 40 euros of compensation. */
const trade = (money = [payment('x', 0)].slice(1)) =>
  facts({ claims: [{ ...claim('a', '2026-01-05', 1_000_00), capacity: 'professional', waives: [], money }] })
const FRANCE = lawOf('FR')

describe('interest that goes on during a plan', () => {
  // By 20 January: 15 days at 12.15 percent of 1,000.00 are 4.99; with the compensation 1,044.99 are owed.
  const OWED = 1_044_99
  const schedule = scheduleOf({ instalments: 2, firstOn: '2026-02-20', every: 'month' }, cents(OWED), TODAY, 45)

  it('is asked for with the last instalment where the plan says so', () => {
    expect(balanceOn(trade(), FRANCE, TODAY)).toBe(OWED)
    const [first, last] = withInterest(schedule, trade(), FRANCE)
    // 46 days of 1,000.00 are 15.31 by 20 February: 522.49 pay 40 and 15.31 and 467.18 of the principal. 28 days of 532.82 are 4.97.
    expect([first?.amountCents, last?.amountCents]).toEqual([522_49, 532_82 + 4_97])
    const paid = trade([payment('1', 522_49, '2026-02-20'), payment('2', 537_79, '2026-03-20')])
    expect(balanceOn(paid, FRANCE, '2026-03-20')).toBe(0)
  })

  it('is what is let go of a plan that asks for none', () => {
    const paid = trade([payment('1', 522_49, '2026-02-20'), payment('2', 522_50, '2026-03-20')])
    const asked = { since: TODAY, askedCents: cents(OWED), until: '2026-03-20' }
    // 15.31 by the first instalment and 4.97 after it, less the 4.99 that were in the total.
    expect(grownSince(paid, FRANCE, asked, '2026-03-20')).toEqual([{ claimId: 'a', amountCents: 15_31 + 4_97 - 4_99 }])
    expect(balanceOn(paid, FRANCE, '2026-03-20')).toBe(15_31 + 4_97 - 4_99)
  })
})

describe('new dates', () => {
  const old = [
    { number: 1, dueOn: '2026-02-05', amountCents: cents(100_00), paidCents: cents(100_00) },
    { number: 2, dueOn: '2026-03-05', amountCents: cents(100_00), paidCents: cents(30_00) },
    { number: 3, dueOn: '2026-04-05', amountCents: cents(100_00), paidCents: cents(0) },
  ]
  const next = (...parts: [string, number][]) => parts.map(([dueOn, amount]) => ({ dueOn, amountCents: cents(amount) }))

  it('leave what is paid as it was, and take up what is not', () => {
    const changed = changedSchedule(old, next(['2026-05-05', 100_00], ['2026-06-05', 70_00]), '2026-03-10')
    expect(shortOf(changed)).toEqual(['2026-02-05 10000', '2026-03-05 3000', '2026-05-05 10000', '2026-06-05 7000'])
    expect(changed.map(({ number }) => number)).toEqual([1, 2, 3, 4])
  })

  it.each([
    ['come to another sum', next(['2026-05-05', 169_99]), 'plan-sum-wrong (instalments)'],
    ['lie behind', next(['2026-03-10', 170_00]), 'plan-days-wrong (instalments)'],
    ['are out of order', next(['2026-06-05', 100_00], ['2026-05-05', 70_00]), 'plan-days-wrong (instalments)'],
  ])('are refused that %s', (_what, dates, expected) => {
    expect(refusal(() => changedSchedule(old, dates, '2026-03-10'))).toBe(expected)
  })
})
