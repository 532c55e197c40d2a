import { describe, expect, it } from 'vitest'
import { accountTotals, balanceOn, imputationsOf, noticeDay, statementOf, statementsOf } from '../../src/domain/account.js'
import type { ClaimFact, LimitationAct, MoneyFact, MoneyKind } from '../../src/domain/facts.js'
import type { LawBook } from '../../src/domain/law-pack.js'
import { cents } from '../../src/domain/money.js'
import { lawOf } from '../../src/law/book.js'
import { claim as plain, sent } from './on.js'

/*
 * Worked figures. Each sum is reckoned here by hand: principal in cents × days × rate in parts per million / 365, half-up.
 * The rates are those of the French tables: between professionals 12.15 percent in the second half of 2025 and the first of
 * 2026, 13.15 in the first half of 2025; the legal rate 2.76 and 2.62 percent. Those of the second half of 2026 are not known.
 */

const FRANCE = lawOf('FR')
/** A rounded line: the exact fraction in big integers, so that no float is in the way. */
const line = (base: number, days: number, ppm: number) =>
  Number((2n * BigInt(base) * BigInt(days) * BigInt(ppm) + 365_000_000n) / 730_000_000n)

const fact = (kind: MoneyKind, on: string, amount: number, more: Partial<MoneyFact> = {}): MoneyFact => ({
  kind,
  reference: `${kind}-${on}`,
  amountCents: cents(amount),
  on,
  imputation: 'law',
  ...more,
})
const business = (dueDate: string, amount: number, money: MoneyFact[] = [], more: Partial<ClaimFact> = {}): ClaimFact => ({
  ...plain('a', dueDate, amount),
  capacity: 'professional',
  waives: [],
  money,
  ...more,
})
const at = (claim: ClaimFact, on: string, notice: string | null = null, book = FRANCE) => statementOf(claim, notice, book, on)
const parts = ({ principalCents, interestCents, indemnityCents, costsCents }: ReturnType<typeof at>) => [
  principalCents,
  interestCents,
  indemnityCents,
  costsCents,
]

describe('late interest between professionals', () => {
  const invoice = business('2025-06-15', 10_000_00)

  it.each([
    ['on the due date', '2025-06-15', [10_000_00, 0, 0, 0]],
    ['the day after', '2025-06-16', [10_000_00, line(10_000_00, 1, 131_500), 40_00, 0]],
    ['at the end of the semester', '2025-06-30', [10_000_00, line(10_000_00, 15, 131_500), 40_00, 0]],
    ['on the first day of the next', '2025-07-01', [10_000_00, line(10_000_00, 15, 131_500) + line(10_000_00, 1, 121_500), 40_00, 0]],
    // 15 days at 13.15 percent: 54.04; 46 days at 12.15: 153.12
    ['two months late', '2025-08-15', [10_000_00, 54_04 + 153_12, 40_00, 0]],
  ])('%s', (_when, on, owed) => {
    expect(parts(at(invoice, on))).toEqual(owed)
  })

  it('has a line for each semester, with where its rate comes from', () => {
    expect(at(invoice, '2025-08-15').lines).toEqual([
      expect.objectContaining({
        from: '2025-06-16',
        to: '2025-06-30',
        days: 15,
        ratePpm: 131_500,
        baseCents: 10_000_00,
        amountCents: 54_04,
      }),
      expect.objectContaining({
        from: '2025-07-01',
        to: '2025-08-15',
        days: 46,
        ratePpm: 121_500,
        baseCents: 10_000_00,
        amountCents: 153_12,
      }),
    ])
  })

  it('is at the rate of the contract, never below its floor', () => {
    expect(at({ ...invoice, contractPpm: 145_000 }, '2025-08-15').interestCents).toBe(
      line(10_000_00, 15, 145_000) + line(10_000_00, 46, 145_000),
    )
    // 3 × 3.71 percent, then 3 × 2.76
    expect(at({ ...invoice, contractPpm: 50_000 }, '2025-08-15').interestCents).toBe(
      line(10_000_00, 15, 111_300) + line(10_000_00, 46, 82_800),
    )
  })

  it('is not asked for where it is waived, and the indemnity neither', () => {
    expect(parts(at({ ...invoice, waives: ['interest'] }, '2025-08-15'))).toEqual([10_000_00, 0, 40_00, 0])
    expect(parts(at({ ...invoice, waives: ['indemnity'] }, '2025-08-15'))).toEqual([10_000_00, 207_16, 0, 0])
  })

  it('of a public buyer keeps the rate of its first semester', () => {
    const ofTown = { ...invoice, capacity: 'public-body' as const }
    expect(at(ofTown, '2025-08-15').interestCents).toBe(line(10_000_00, 15, 111_500) + line(10_000_00, 46, 111_500))
    const paidInPart = { ...ofTown, money: [fact('payment', '2025-07-31', 5_000_00, { imputation: 'principal-first' })] }
    expect(at(paidInPart, '2025-08-15').interestCents).toBe(
      line(10_000_00, 15, 111_500) + line(10_000_00, 31, 111_500) + line(5_000_00, 15, 111_500),
    )
  })
})

describe('late interest of consumers and civil debtors', () => {
  const rent = { ...business('2025-11-05', 1_000_00), capacity: 'consumer' as const }

  it('runs from the day after the formal notice was served, at the legal rate, without an indemnity', () => {
    expect(parts(at(rent, '2026-01-31'))).toEqual([1_000_00, 0, 0, 0])
    expect(parts(at(rent, '2025-12-01', '2025-12-01'))).toEqual([1_000_00, 0, 0, 0])
    expect(parts(at(rent, '2026-01-31', '2025-12-01'))).toEqual([1_000_00, line(1_000_00, 30, 27_600) + line(1_000_00, 31, 26_200), 0, 0])
  })

  it('never runs before the due date, and a clause counts only where the law looks at it', () => {
    expect(at(rent, '2025-11-06', '2025-10-01').lines).toEqual([expect.objectContaining({ from: '2025-11-06', days: 1 })])
    expect(at({ ...rent, contractPpm: 100_000 }, '2025-12-31', '2025-12-01').interestCents).toBe(line(1_000_00, 30, 27_600))
    const ofClub = { ...rent, capacity: 'non-professional' as const, contractPpm: 100_000 }
    expect(at(ofClub, '2025-12-31', '2025-12-01').interestCents).toBe(line(1_000_00, 30, 100_000))
  })

  it('begins when a notice of the file has reached the debtor, as far as is known on that day', () => {
    const posted = { stage: 'formal-notice', registered: true, postedOn: '2025-12-01' } as const
    const onItsWay = sent('formal-notice', '2025-12-01', { ...posted, delivery: 'posted', outcomeOn: null })
    const served = sent('formal-notice', '2025-12-01', { ...posted, delivery: 'delivered', outcomeOn: '2025-12-04' })
    expect(noticeDay(rent, [onItsWay], FRANCE, '2025-12-31')).toBeNull()
    expect(noticeDay(rent, [served], FRANCE, '2025-12-03')).toBeNull()
    expect(noticeDay(rent, [served], FRANCE, '2025-12-31')).toBe('2025-12-04')
    const [statement] = statementsOf({ claims: [rent], contacts: [served] }, FRANCE, '2025-12-31')
    expect(statement?.interestCents).toBe(line(1_000_00, 27, 27_600))
  })
})

describe('the flat indemnity', () => {
  const indemnity = (money: MoneyFact[], on = '2025-07-10') => at(business('2025-06-15', 500_00, money), on).indemnityCents

  it.each([
    ['nothing is paid', [], 40_00],
    ['all is paid on the due date', [fact('payment', '2025-06-15', 500_00)], 0],
    ['all but a cent is paid on the due date', [fact('payment', '2025-06-15', 499_99)], 40_00],
    ['all is credited on the due date', [fact('credit-note', '2025-06-15', 500_00)], 0],
    ['the rest is credited on the due date', [fact('payment', '2025-06-10', 100_00), fact('credit-note', '2025-06-15', 400_00)], 0],
    ['all is credited later: nothing was due', [fact('credit-note', '2025-07-01', 500_00)], 0],
  ])('when %s', (_what, money, expected) => {
    expect(indemnity(money)).toBe(expected)
  })

  it('comes once, and first when it is paid late', () => {
    const late = business('2025-06-15', 500_00, [fact('payment', '2025-06-16', 100_00)])
    const interest = line(500_00, 1, 131_500)
    expect(parts(at(late, '2025-06-16'))).toEqual([500_00 - (100_00 - 40_00 - interest), 0, 0, 0])
    expect(at(late, '2026-05-01').indemnityCents).toBe(0)
  })

  it('comes when a payment in time turns out to be none, from the day after', () => {
    const bounced = [fact('payment', '2025-06-15', 500_00, { reference: 'p' }), fact('reversal', '2025-06-20', 500_00, { reference: 'p' })]
    expect(indemnity(bounced, '2025-06-19')).toBe(0)
    expect(indemnity(bounced, '2025-06-20')).toBe(0)
    expect(indemnity(bounced, '2025-06-21')).toBe(40_00)
  })
})

describe('a claim partly paid across a semester', () => {
  // Due 1 December 2025; 3,000 euros come on 20 January 2026, in the middle of the second semester that it is late in.
  const claim = business('2025-12-01', 10_000_00, [fact('payment', '2026-01-20', 3_000_00)])
  const december = line(10_000_00, 30, 121_500)
  const january = line(10_000_00, 20, 121_500)
  const left = 10_000_00 - (3_000_00 - 40_00 - december - january)

  it.each([
    ['at the end of the year', '2025-12-31', [10_000_00, december, 40_00, 0]],
    ['the day before the payment', '2026-01-19', [10_000_00, december + line(10_000_00, 19, 121_500), 40_00, 0]],
    ['on its day: indemnity, interest to the day, then principal', '2026-01-20', [left, 0, 0, 0]],
    ['the day after', '2026-01-21', [left, line(left, 1, 121_500), 0, 0]],
    ['three months later', '2026-04-20', [left, line(left, 90, 121_500), 0, 0]],
  ])('%s', (_when, on, owed) => {
    expect(parts(at(claim, on))).toEqual(owed)
  })

  it('stands at these sums', () => {
    expect([december, january, left]).toEqual([99_86, 66_58, 7_206_44])
    expect(imputationsOf(claim, null, FRANCE, '2026-04-20')).toEqual([
      {
        kind: 'payment',
        reference: 'payment-2026-01-20',
        on: '2026-01-20',
        costsCents: 0,
        indemnityCents: 40_00,
        interestCents: 166_44,
        principalCents: 2_793_56,
        unallocatedCents: 0,
      },
    ])
  })

  it('stands at others where the principal was to be paid first', () => {
    const agreed = business('2025-12-01', 10_000_00, [fact('payment', '2026-01-20', 3_000_00, { imputation: 'principal-first' })])
    expect(parts(at(agreed, '2026-01-20'))).toEqual([7_000_00, december + january, 40_00, 0])
    expect(parts(at(agreed, '2026-02-19'))).toEqual([7_000_00, december + january + line(7_000_00, 30, 121_500), 40_00, 0])
  })

  it('goes on with its line where a payment takes interest alone', () => {
    const little = business('2025-12-01', 10_000_00, [fact('payment', '2026-01-20', 100_00)], { waives: ['indemnity'] })
    const whole = december + line(10_000_00, 109, 121_500)
    expect(parts(at(little, '2026-04-19'))).toEqual([10_000_00, whole - 100_00, 0, 0])
    expect(at(little, '2026-04-19').lines).toHaveLength(2)
  })
})

describe('a claim credited after the third reminder', () => {
  // Due 5 January 2026, reminded on 15 January, 30 January and 20 February, credited with 400 of 1,000 euros on 2 March.
  const claim = business('2026-01-05', 1_000_00, [fact('credit-note', '2026-03-02', 400_00)])
  const before = line(1_000_00, 56, 121_500)

  it.each([
    ['the day before', '2026-03-01', [1_000_00, line(1_000_00, 55, 121_500), 40_00, 0]],
    ['on the day: the principal alone is less', '2026-03-02', [600_00, before, 40_00, 0]],
    ['a month later: interest runs on what is left', '2026-04-01', [600_00, before + line(600_00, 30, 121_500), 40_00, 0]],
  ])('%s', (_when, on, owed) => {
    expect(parts(at(claim, on))).toEqual(owed)
  })

  it('as a whole never was due, so what it bore falls with it', () => {
    const credited = business('2026-01-05', 1_000_00, [fact('credit-note', '2026-03-02', 1_000_00)])
    expect(at(credited, '2026-03-01').owedCents).toBe(1_000_00 + line(1_000_00, 55, 121_500) + 40_00)
    expect(at(credited, '2026-03-02')).toMatchObject({ owedCents: 0, overpaidCents: 0 })
    expect(at(credited, '2026-12-31')).toMatchObject({ owedCents: 0, provisionalCents: 0 })
  })

  it('of more than was left is overpaid', () => {
    const paid = business('2026-01-05', 1_000_00, [fact('payment', '2026-01-05', 700_00), fact('credit-note', '2026-01-05', 400_00)])
    expect(at(paid, '2026-06-30')).toMatchObject({ owedCents: 0, overpaidCents: 100_00 })
  })
})

describe('a rate that becomes known in the middle', () => {
  // Due 1 June 2026. The rate of the second half of 2026 is not known at first, then the ECB's turns out to be 2.40.
  const claim = business('2026-06-01', 10_000_00, [fact('payment', '2026-08-31', 5_000_00)])
  const refi = FRANCE.rates['ecb-refi'] ?? { points: [], knownThrough: '' }
  const later: LawBook = {
    ...FRANCE,
    rates: {
      ...FRANCE.rates,
      'ecb-refi': { points: [...refi.points, { from: '2026-07-01', ppm: 24_000, source: 'entered' }], knownThrough: '2026-12-31' },
    },
  }
  const june = line(10_000_00, 29, 121_500)
  const summer = line(10_000_00, 62, 124_000)

  it('is asked for to the end of the last semester that is known, the rest shown as provisional', () => {
    expect(at(claim, '2026-06-30')).toMatchObject({ interestCents: june, provisionalCents: 0 })
    expect(at(claim, '2026-08-30')).toMatchObject({
      interestCents: june,
      owedCents: 10_000_00 + june + 40_00,
      provisionalCents: line(10_000_00, 61, 121_500),
    })
    expect(at(claim, '2026-08-30').lines.map(({ known }) => known)).toEqual([true, false])
  })

  it('is imputed as far as it is known', () => {
    const left = 10_000_00 - (5_000_00 - 40_00 - june)
    expect(at(claim, '2026-09-30')).toMatchObject({
      principalCents: left,
      interestCents: 0,
      provisionalCents: line(10_000_00, 62, 121_500) + line(left, 30, 121_500),
    })
  })

  it('gives the right sums for each date once it is known', () => {
    const left = 10_000_00 - (5_000_00 - 40_00 - june - summer)
    expect(parts(at(claim, '2026-06-30', null, later))).toEqual([10_000_00, june, 40_00, 0])
    expect(parts(at(claim, '2026-08-30', null, later))).toEqual([10_000_00, june + line(10_000_00, 61, 124_000), 40_00, 0])
    expect(parts(at(claim, '2026-08-31', null, later))).toEqual([left, 0, 0, 0])
    expect(at(claim, '2026-09-30', null, later)).toMatchObject({ interestCents: line(left, 30, 124_000), provisionalCents: 0 })
  })
})

describe('a payment that is taken back', () => {
  const money = [fact('payment', '2026-01-20', 500_00, { reference: 'p' }), fact('reversal', '2026-02-10', 500_00, { reference: 'p' })]
  const claim = business('2026-01-05', 1_000_00, money)
  const interest = line(1_000_00, 15, 121_500)
  const left = 1_000_00 - (500_00 - 40_00 - interest)

  it('stood until then, and interest runs anew from then on', () => {
    const meanwhile = line(left, 21, 121_500)
    expect(parts(at(claim, '2026-02-09'))).toEqual([left, line(left, 20, 121_500), 0, 0])
    expect(parts(at(claim, '2026-02-10'))).toEqual([1_000_00, interest + meanwhile, 40_00, 0])
    expect(parts(at(claim, '2026-03-12'))).toEqual([1_000_00, interest + meanwhile + line(1_000_00, 30, 121_500), 40_00, 0])
    expect(imputationsOf(claim, null, FRANCE, '2026-02-10')).toEqual([
      expect.objectContaining({ costsCents: 0, indemnityCents: 0, interestCents: 0, principalCents: 0, unallocatedCents: 0 }),
    ])
  })
})

describe('a payment that is taken back on its own day', () => {
  it('is as if it had never come', () => {
    const money = [fact('reversal', '2026-01-20', 500_00, { reference: 'p' }), fact('payment', '2026-01-20', 500_00, { reference: 'p' })]
    expect(parts(at(business('2026-01-05', 1_000_00, money), '2026-03-12'))).toEqual(
      parts(at(business('2026-01-05', 1_000_00), '2026-03-12')),
    )
  })
})

describe('other sums', () => {
  it('lawful costs come first, before the indemnity', () => {
    const claim = business('2026-01-05', 1_000_00, [fact('cost', '2026-01-10', 25_50), fact('payment', '2026-01-15', 30_00)])
    expect(parts(at(claim, '2026-01-15'))).toEqual([1_000_00, line(1_000_00, 10, 121_500), 35_50, 0])
  })

  it('remissions and write-offs lower a claim in the order of a payment, and are never overpaid', () => {
    const claim = business('2026-01-05', 1_000_00, [fact('remission', '2026-01-15', 60_00), fact('write-off', '2026-01-15', 2_000_00)])
    expect(at(claim, '2026-01-15')).toMatchObject({ owedCents: 0, overpaidCents: 0 })
    const [remission] = imputationsOf(claim, null, FRANCE, '2026-01-15')
    expect(remission).toMatchObject({ indemnityCents: 40_00, interestCents: 3_33, principalCents: 60_00 - 40_00 - 3_33 })
  })

  it('what was overpaid goes to what comes to be owed later', () => {
    const claim = business('2026-01-05', 1_000_00, [fact('payment', '2026-01-05', 1_030_00), fact('cost', '2026-02-01', 50_00)])
    expect(at(claim, '2026-01-31')).toMatchObject({ owedCents: 0, overpaidCents: 30_00 })
    expect(at(claim, '2026-02-01')).toMatchObject({ owedCents: 20_00, costsCents: 20_00, overpaidCents: 0 })
  })

  it('a withdrawn claim is owed no more, with all that it bore', () => {
    const owed = at(business('2026-06-01', 1_000_00), '2026-08-01').owedCents
    const claim = business('2026-06-01', 1_000_00, [fact('withdrawal', '2026-08-01', owed)])
    expect(at(claim, '2026-09-01')).toMatchObject({ owedCents: 0, provisionalCents: 0, overpaidCents: 0 })
  })

  it('the accounts of a claim say where each sum is', () => {
    const claim = business('2026-01-05', 1_000_00, [fact('payment', '2026-01-15', 1_100_00), fact('remission', '2026-01-15', 5_00)])
    const interest = line(1_000_00, 10, 121_500)
    expect(accountTotals(claim, null, FRANCE, '2026-01-15')).toEqual({
      principal: 0,
      interest: 0,
      indemnity: 0,
      costs: 0,
      unallocated: -(1_100_00 - 1_040_00 - interest) - 5_00,
      funds: 1_100_00,
      creditor: -(1_040_00 + interest),
      waived: 5_00,
    })
  })

  it('of two currencies are never added up', () => {
    const claims = [plain('a', '2026-01-05', 100_00), { ...plain('b', '2026-01-05', 100_00), currency: 'CHF' }]
    expect(() => balanceOn({ claims, contacts: [] }, FRANCE, '2026-01-31')).toThrow('currencies-mixed')
  })
})

describe('interest that is barred itself', () => {
  // A professional's debt of 2017: each day's interest is barred five years after it.
  const old = (acts: LimitationAct[] = []) => business('2017-06-30', 10_000_00, [], { acts })
  const act = (kind: LimitationAct['kind'], on: string): LimitationAct => ({ kind, on, until: null })
  const sumOf = (claim: ClaimFact, on: string) => at(claim, on).lines.reduce((total, { amountCents }) => total + amountCents, 0)

  it('is cut and shown, day by day', () => {
    const fiveYears = at(old(), '2022-07-01')
    expect(fiveYears).toMatchObject({ interestCents: sumOf(old(), '2022-07-01'), barredInterestCents: 0 })
    // The European rate was nought, so that the first days bore ten percent.
    expect(at(old(), '2022-07-02').barredInterestCents).toBe(line(10_000_00, 1, 100_000))
    expect(at(old(), '2022-07-31').barredInterestCents).toBe(line(10_000_00, 30, 100_000))
    const statement = at(old(), '2023-01-31')
    expect(statement.barredInterestCents).toBe(line(10_000_00, 184, 100_000) + line(10_000_00, 30, 100_000))
    expect(statement.interestCents + statement.barredInterestCents).toBe(sumOf(old(), '2023-01-31'))
  })

  it('is saved by an act that interrupts, as far as it was not barred that day', () => {
    expect(at(old([act('acknowledgement', '2022-06-01')]), '2023-01-31').barredInterestCents).toBe(0)
    expect(at(old([act('acknowledgement', '2022-07-31')]), '2026-01-31').barredInterestCents).toBe(line(10_000_00, 30, 100_000))
    expect(at(old([act('mediation', '2022-06-01')]), '2022-07-31').barredInterestCents).toBe(line(10_000_00, 30, 100_000))
    expect(at(old([act('acknowledgement', '2022-08-15')]), '2022-07-31').barredInterestCents).toBe(line(10_000_00, 30, 100_000))
  })

  it('is not what was paid in time: payments went to the oldest', () => {
    const paid = { ...old(), money: [fact('payment', '2018-01-31', 300_00)], waives: ['indemnity' as const] }
    // 300 euros are the interest of a hundred days and a half; the days up to the thirtieth are long paid.
    expect(at(paid, '2022-07-31').barredInterestCents).toBe(0)
    const consumer = { ...old(), capacity: 'consumer' as const }
    const days = at(consumer, '2020-06-30', '2017-06-30')
    expect(days.barredInterestCents).toBeGreaterThan(0)
    expect(days.interestCents).toBeLessThan(at(old(), '2020-06-30').interestCents)
  })
})
