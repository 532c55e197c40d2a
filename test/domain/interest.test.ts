import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accrueCapitalised } from '../../src/domain/capitalisation.js'
import { accrue, clip, countedDays, firstWithoutRate, type InterestLine, type RateSpan, rateSpans } from '../../src/domain/interest.js'
import { judgmentSpans, raisedFrom } from '../../src/domain/judgment-interest.js'
import type { InterestRule, JudgmentInterest } from '../../src/domain/law-pack.js'
import { cents } from '../../src/domain/money.js'
import type { RateTable } from '../../src/domain/rate.js'

const SEEDED = { seed: 20260115, numRuns: 300 }
const DAY_MS = 24 * 60 * 60 * 1000
const textOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)
const FIRST = Date.parse('2024-01-01') / DAY_MS
const LAST = Date.parse('2026-06-30') / DAY_MS
const aDay = fc.integer({ min: FIRST, max: LAST }).map((day) => textOf(day * DAY_MS))
const someDays = fc.tuple(aDay, aDay).map((days) => days.sort() as [string, string])
const aSum = fc.integer({ min: 1, max: 1_000_000_000 }).map(cents)

const point = (from: string, ppm: number) => ({ from, ppm, source: `rate since ${from}` })
const rates: RateTable = {
  'ecb-refi': {
    points: [point('2023-09-20', 45_000), point('2024-06-12', 42_500), point('2024-12-18', 31_500), point('2025-06-11', 21_500)],
    knownThrough: '2026-06-30',
  },
  'legal-private': {
    points: [point('2024-01-01', 80_100), point('2025-01-01', 72_100), point('2025-07-01', 66_500)],
    knownThrough: '2026-06-30',
  },
  'legal-other': {
    points: [point('2024-01-01', 50_700), point('2025-01-01', 37_100), point('2025-07-01', 27_600)],
    knownThrough: '2026-06-30',
  },
}
const LATE: InterestRule = {
  from: 'due',
  rate: { base: 'ecb-refi', factor: 1, plusPpm: 100_000, fixing: 'each-semester' },
  clauseFloor: { base: 'legal-other', factor: 3, plusPpm: 0, fixing: 'each-semester' },
  clauseAllowed: true,
}
const PUBLIC: InterestRule = {
  from: 'due',
  rate: { base: 'ecb-refi', factor: 1, plusPpm: 80_000, fixing: 'first-semester' },
  clauseFloor: null,
  clauseAllowed: false,
}
const JUDGMENT: JudgmentInterest = {
  rate: { base: 'legal', factor: 1, plusPpm: 0, fixing: 'each-semester' },
  raisedAfterMonths: 2,
  raisedByPpm: 50_000,
}
const NO_CLAUSE = { contractPpm: null, creditorIsPrivate: false }
const clause = (contractPpm: number) => ({ contractPpm, creditorIsPrivate: false })
const shape = (spans: readonly RateSpan[]) => spans.map(({ from, to, ratePpm }) => [from, to, ratePpm])
const total = (lines: readonly InterestLine[]) => lines.reduce((all, { amountCents }) => all + amountCents, 0)

describe('the rate of a stretch', () => {
  it.each([
    ['2024-06-29', '2024-06-30', [['2024-06-29', '2024-06-30', 145_000]]],
    [
      '2024-06-30',
      '2024-07-01',
      [
        ['2024-06-30', '2024-06-30', 145_000],
        ['2024-07-01', '2024-07-01', 142_500],
      ],
    ],
    ['2024-07-01', '2024-07-02', [['2024-07-01', '2024-07-02', 142_500]]],
    [
      '2024-12-31',
      '2025-01-01',
      [
        ['2024-12-31', '2024-12-31', 142_500],
        ['2025-01-01', '2025-01-01', 131_500],
      ],
    ],
  ])('changes with the semester: %s to %s', (from, to, expected) => {
    expect(shape(rateSpans(LATE, NO_CLAUSE, rates, from, to))).toEqual(expected)
  })

  it('is the one in force on the first day of the semester, whatever it becomes in it', () => {
    expect(shape(rateSpans(LATE, NO_CLAUSE, rates, '2024-06-11', '2024-06-13'))).toEqual([['2024-06-11', '2024-06-13', 145_000]])
  })

  it('of a public buyer stays that of the semester in which interest began', () => {
    expect(shape(rateSpans(PUBLIC, NO_CLAUSE, rates, '2024-06-30', '2025-01-01')).map(([, , ppm]) => ppm)).toEqual([
      125_000, 125_000, 125_000,
    ])
    expect(shape(rateSpans(PUBLIC, NO_CLAUSE, rates, '2024-07-01', '2025-01-01')).map(([, , ppm]) => ppm)).toEqual([122_500, 122_500])
  })

  it.each([
    [152_099, 152_100],
    [152_100, 152_100],
    [152_101, 152_101],
  ])('agreed at %i ppm is %i: never below three times the legal rate', (agreed, used) => {
    expect(shape(rateSpans(LATE, clause(agreed), rates, '2024-01-01', '2024-01-31'))).toEqual([['2024-01-01', '2024-01-31', used]])
  })

  it('of the law itself stays below the floor of clauses where it is lower', () => {
    expect(shape(rateSpans(LATE, NO_CLAUSE, rates, '2024-01-01', '2024-01-31'))).toEqual([['2024-01-01', '2024-01-31', 145_000]])
  })

  it('agreed with a public buyer is not used', () => {
    expect(rateSpans(PUBLIC, clause(500_000), rates, '2024-01-01', '2024-01-31')[0]?.ratePpm).toBe(125_000)
  })

  it('is known to the last day of the table, and provisional from the next', () => {
    const spans = rateSpans(LATE, NO_CLAUSE, rates, '2026-06-29', '2026-07-02')
    expect(spans.map(({ from, to, ratePpm, known }) => [from, to, ratePpm, known])).toEqual([
      ['2026-06-29', '2026-06-30', 121_500, true],
      ['2026-07-01', '2026-07-02', 121_500, false],
    ])
  })

  it('is missing before the table begins, and the first such day is found', () => {
    const spans = rateSpans(LATE, NO_CLAUSE, rates, '2023-12-30', '2024-01-02')
    expect(firstWithoutRate(spans, '2023-12-30', '2024-01-02')).toBe('2023-12-30')
    expect(firstWithoutRate(clip(spans, '2024-01-01', '2024-01-01'), '2024-01-01', '2024-01-02')).toBe('2024-01-02')
    expect(firstWithoutRate(spans, '2024-01-01', '2024-01-02')).toBeNull()
    expect(firstWithoutRate([], '2024-01-02', '2024-01-01')).toBeNull()
  })
})

describe('the days that bear interest', () => {
  it.each([
    ['end-included', '2025-06-16', '2025-06-20'],
    ['both', '2025-06-15', '2025-06-20'],
    ['neither', '2025-06-16', '2025-06-19'],
  ] as const)('%s', (count, from, to) => {
    expect(countedDays('2025-06-15', '2025-06-20', count)).toEqual([from, to])
  })

  it('are none where a debt is paid on its due date', () => {
    const [from, to] = countedDays('2025-06-30', '2025-06-30', 'end-included')
    expect(rateSpans(LATE, NO_CLAUSE, rates, from, to)).toEqual([])
  })
})

describe('a line of interest', () => {
  const span = (from: string, to: string, ratePpm: number): RateSpan => ({ from, to, ratePpm, known: true, source: '' })

  it.each([
    // 365 euros at 10 percent bear 10 cents a day; 18.25 euros half a cent
    ['below half a cent', 18_24, 0],
    ['half a cent', 18_25, 1],
    ['beyond half a cent', 18_26, 1],
    ['a whole cent', 36_50, 1],
  ])('rounds %s', (_what, base, amount) => {
    expect(accrue(cents(base), [span('2025-03-01', '2025-03-01', 100_000)])[0]?.amountCents).toBe(amount)
  })

  it('has 366 days of a 365th in a leap year', () => {
    expect(accrue(cents(365_00), [span('2024-01-01', '2024-12-31', 100_000)])).toMatchObject([{ days: 366, amountCents: 36_60 }])
  })

  it('is exact for the largest sums', () => {
    expect(accrue(cents(900_000_000_000_000), [span('2025-01-01', '2025-12-31', 100_000)])[0]?.amountCents).toBe(90_000_000_000_000)
  })
})

describe('whatever the sum and the days', () => {
  it('a split at the end of a semester changes nothing', () => {
    const ends = ['2024-06-30', '2024-12-31', '2025-06-30', '2025-12-31']
    fc.assert(
      fc.property(aSum, someDays, fc.constantFrom(...ends), (base, [from, to], end) => {
        const next = textOf(Date.parse(end) + DAY_MS)
        const whole = total(accrue(base, rateSpans(LATE, NO_CLAUSE, rates, from, to)))
        const before = total(accrue(base, rateSpans(LATE, NO_CLAUSE, rates, from, end < to ? end : to)))
        const after = total(accrue(base, rateSpans(LATE, NO_CLAUSE, rates, next > from ? next : from, to)))
        expect(before + after).toBe(whole)
      }),
      SEEDED,
    )
  })

  it('each day bears interest in one line', () => {
    fc.assert(
      fc.property(aSum, someDays, (base, [from, to]) => {
        const lines = accrue(base, rateSpans(LATE, NO_CLAUSE, rates, from, to))
        expect(lines.reduce((all, { days }) => all + days, 0)).toBe((Date.parse(to) - Date.parse(from)) / DAY_MS + 1)
        expect([lines[0]?.from, lines.at(-1)?.to]).toEqual([from, to])
        for (const [index, line] of lines.slice(1).entries())
          expect(Date.parse(line.from) - Date.parse(lines[index]?.to ?? '')).toBe(DAY_MS)
      }),
      SEEDED,
    )
  })

  it('a line is off the exact sum by half a cent at most', () => {
    fc.assert(
      fc.property(aSum, someDays, (base, [from, to]) => {
        for (const { days, ratePpm, amountCents } of accrue(base, rateSpans(LATE, NO_CLAUSE, rates, from, to))) {
          const twice = 2n * BigInt(base) * BigInt(days) * BigInt(ratePpm) - 2n * BigInt(amountCents) * 365_000_000n
          expect(twice < 365_000_000n && twice >= -365_000_000n).toBe(true)
        }
      }),
      SEEDED,
    )
  })
})

describe('interest on a judgment', () => {
  it.each([
    ['2025-02-27', '2025-04-28'],
    ['2025-02-28', '2025-04-29'],
    ['2025-03-01', '2025-05-02'],
    ['2024-12-31', '2025-03-01'],
    ['2024-12-30', '2025-03-01'],
    ['2024-12-28', '2025-03-01'],
    ['2024-12-27', '2025-02-28'],
  ])('enforceable on %s is raised from %s on', (enforceable, day) => {
    expect(raisedFrom(JUDGMENT, enforceable)).toBe(day)
  })

  const spans = (to: string, enforceableOn: string | null) =>
    shape(judgmentSpans(JUDGMENT, { creditorIsPrivate: true }, rates, ['2025-05-11', to], enforceableOn))

  it('is raised the day after the months, and with each semester’s rate', () => {
    expect(spans('2025-07-09', '2025-05-10')).toEqual([
      ['2025-05-11', '2025-06-30', 72_100],
      ['2025-07-01', '2025-07-09', 66_500],
    ])
    expect(spans('2025-07-10', '2025-05-10').at(-1)).toEqual(['2025-07-01', '2025-07-10', 66_500])
    expect(spans('2025-07-11', '2025-05-10').at(-1)).toEqual(['2025-07-11', '2025-07-11', 116_500])
    expect(spans('2026-01-01', '2025-05-10').at(-1)).toEqual(['2026-01-01', '2026-01-01', 116_500])
  })

  it('is not raised without the day on which it became enforceable', () => {
    expect(spans('2025-12-31', null)).toEqual([
      ['2025-05-11', '2025-06-30', 72_100],
      ['2025-07-01', '2025-12-31', 66_500],
    ])
  })
})

describe('interest on interest', () => {
  const yearly = (from: string, to: string): RateSpan[] => [{ from, to, ratePpm: 100_000, known: true, source: '' }]
  const lines = (to: string) =>
    accrueCapitalised(cents(1000_00), yearly('2025-03-10', to), 1).map(({ from, baseCents, amountCents }) => [from, baseCents, amountCents])

  it.each([
    ['2026-03-08', [['2025-03-10', 1000_00, 99_73]]],
    ['2026-03-09', [['2025-03-10', 1000_00, 100_00]]],
    [
      '2026-03-10',
      [
        ['2025-03-10', 1000_00, 100_00],
        ['2026-03-10', 1100_00, 30],
      ],
    ],
  ])('begins once a whole year of it is due: to %s', (to, expected) => {
    expect(lines(to)).toEqual(expected)
  })

  it('bears interest itself, year by year', () => {
    expect(lines('2028-03-09')).toEqual([
      ['2025-03-10', 1000_00, 100_00],
      ['2026-03-10', 1100_00, 110_00],
      // 366 days: 29 February 2028
      ['2027-03-10', 1210_00, 121_33],
    ])
  })

  it('of less than a year is simple, and never less than simple after', () => {
    fc.assert(
      fc.property(aSum, someDays, (base, [from, to]) => {
        const late = rateSpans(LATE, NO_CLAUSE, rates, from, to)
        const simple = accrue(base, late)
        const capitalised = accrueCapitalised(base, late, 1)
        if ((Date.parse(to) - Date.parse(from)) / DAY_MS < 365) expect(capitalised).toEqual(simple)
        // each anniversary splits a line, and so may round once more
        expect(total(capitalised)).toBeGreaterThanOrEqual(total(simple) - capitalised.length)
      }),
      SEEDED,
    )
  })

  it('of nothing is nothing', () => {
    expect(accrueCapitalised(cents(1000_00), [], 1)).toEqual([])
  })
})
