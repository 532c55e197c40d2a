import { describe, expect, it } from 'vitest'
import type { Regime } from '../../src/domain/capacity.js'
import { type RateSpan, rateSpans, reckon } from '../../src/domain/interest.js'
import { packOn } from '../../src/domain/law-pack.js'
import type { LegalDay } from '../../src/domain/legal-day.js'
import { type RateKind, rateOn } from '../../src/domain/rate.js'
import { BOOKS_OF_LAW, lawOf } from '../../src/law/book.js'
import { daysAfter } from './almanac.js'

const rate = (country: string, kind: RateKind, day: LegalDay) => rateOn(lawOf(country).rates, kind, day)?.ppm
const around = (country: string, kind: RateKind, day: LegalDay) =>
  [daysAfter(day, -1), day, daysAfter(day, 1)].map((each) => rate(country, kind, each))

/** The rate that the law itself gives, in percent, on the first day of a semester. */
function lateRate(country: string, regime: Regime, day: LegalDay): number | null {
  const { packs, rates } = lawOf(country)
  const rule = packOn({ packs }, day).lateCharges[regime].interest?.value
  const found = rule && reckon(rule.rate, { creditorIsPrivate: false }, rates, day)
  return found ? found.ratePpm / 10_000 : null
}
const floor = (day: LegalDay) => ((rate('FR', 'legal-other', day) as number) * 3) / 10_000

describe('rates', () => {
  it.each([
    // By effective date: the change of 5 June 2025 was announced that day and holds from the 11th.
    ['FR', 'ecb-refi', '2025-06-11', 24_000, 21_500],
    ['FR', 'ecb-refi', '2024-12-18', 34_000, 31_500],
    ['FR', 'ecb-refi', '2023-06-21', 37_500, 40_000],
    ['FR', 'ecb-refi', '2022-07-27', 0, 5_000],
    ['FR', 'legal-private', '2015-07-01', 40_600, 42_900],
    ['FR', 'legal-other', '2023-01-01', 7_700, 20_600],
    ['FR', 'legal-private', '2026-01-01', 66_500, 66_700],
    ['FR', 'legal-other', '2026-01-01', 27_600, 26_200],
    ['DE', 'basiszinssatz', '2023-01-01', -8_800, 16_200],
    ['DE', 'basiszinssatz', '2025-07-01', 22_700, 12_700],
    ['DE', 'basiszinssatz', '2026-01-01', 12_700, 12_700],
    ['BE', 'be-commercial', '2025-01-01', 125_000, 115_000],
    ['BE', 'legal-other', '2025-01-01', 57_500, 45_000],
  ] as const)('%s %s changes on %s from %i to %i millionths', (country, kind, day, before, after) => {
    expect(around(country, kind, day)).toEqual([before, after, after])
  })

  it('announced but not yet effective do not count: the ECB’s 2.15 of 5 June 2025', () => {
    expect(['2025-06-05', '2025-06-10', '2025-06-11'].map((day) => rate('FR', 'ecb-refi', day))).toEqual([24_000, 24_000, 21_500])
  })

  it('are known to the end of June 2026, and said to be unknown after it', () => {
    for (const [country, kind] of [
      ['FR', 'ecb-refi'],
      ['FR', 'legal-private'],
      ['FR', 'legal-other'],
      ['DE', 'basiszinssatz'],
      ['BE', 'be-commercial'],
    ] as const) {
      const known = ['2026-06-29', '2026-06-30', '2026-07-01'].map((day) => rateOn(lawOf(country).rates, kind, day)?.known)
      expect([country, kind, known]).toEqual([country, kind, [true, true, false]])
    }
  })

  it('of each series are in order, one a day, each with its source', () => {
    const series = BOOKS_OF_LAW.flatMap(({ rates }) => Object.values(rates))
    expect(series.length).toBeGreaterThan(5)
    for (const { points, knownThrough } of series) {
      const days = points.map(({ from }) => from)
      expect(days).toEqual([...new Set(days)].sort())
      expect((days.at(-1) as string) <= knownThrough).toBe(true)
      for (const point of points) expect([Number.isInteger(point.ppm), point.source.length > 10]).toEqual([true, true])
    }
  })

  it('are null before a table begins, and in the plain book', () => {
    expect(rateOn(lawOf('DE').rates, 'basiszinssatz', '2016-06-30')).toBeNull()
    expect(lawOf('ES').rates).toEqual({})
  })
})

describe('the late rate of the law', () => {
  // ECB rate on the first day of the semester, ten points more; and three times the legal rate beside it.
  it.each([
    ['2023-01-01', 12.5, 6.18],
    ['2023-07-01', 14, 12.66],
    ['2024-01-01', 14.5, 15.21],
    ['2024-07-01', 14.25, 14.76],
    ['2025-01-01', 13.15, 11.13],
    ['2025-07-01', 12.15, 8.28],
    ['2026-01-01', 12.15, 7.86],
  ])('in France, from %s, is %d between professionals, even where the floor of clauses is %d', (day, late, least) => {
    expect(lateRate('FR', 'business', day)).toBeCloseTo(late, 6)
    expect(floor(day)).toBeCloseTo(least, 6)
    expect(lateRate('FR', 'public', day)).toBeCloseTo(late - 2, 6)
  })

  // Verzugszinsen: base rate and nine points; five for consumers (steuerprofis.de: 6.27 and 10.27 from July 2025).
  it.each([
    ['2023-01-01', 10.62],
    ['2023-07-01', 12.12],
    ['2024-01-01', 12.62],
    ['2024-07-01', 12.37],
    ['2025-01-01', 11.27],
    ['2025-07-01', 10.27],
    ['2026-01-01', 10.27],
  ])('in Germany, from %s, is %d without a consumer and four points less with one', (day, late) => {
    expect(lateRate('DE', 'business', day)).toBeCloseTo(late, 6)
    expect(lateRate('DE', 'consumer', day)).toBeCloseTo(late - 4, 6)
  })

  it.each([
    ['2023-01-01', 10.5],
    ['2024-07-01', 12.5],
    ['2025-01-01', 11.5],
    ['2026-01-01', 10.5],
  ])('in Belgium, from %s, is %d between enterprises, and none for consumers', (day, late) => {
    expect(lateRate('BE', 'business', day)).toBe(late)
    expect(lateRate('BE', 'consumer', day)).toBeNull()
  })

  it('changes with the semester between professionals, and stays what it was for a public buyer', () => {
    const { packs, rates } = lawOf('FR')
    const spans = (regime: Regime): Pick<RateSpan, 'from' | 'to' | 'ratePpm'>[] => {
      const rule = packOn({ packs }, '2025-06-29').lateCharges[regime].interest?.value
      if (!rule) throw new Error(`no interest for ${regime}`)
      const terms = { contractPpm: null, creditorIsPrivate: false }
      return rateSpans(rule, terms, rates, '2025-06-29', '2025-07-02').map(({ from, to, ratePpm }) => ({ from, to, ratePpm }))
    }
    expect(spans('business')).toEqual([
      { from: '2025-06-29', to: '2025-06-30', ratePpm: 131_500 },
      { from: '2025-07-01', to: '2025-07-02', ratePpm: 121_500 },
    ])
    expect(spans('public')).toEqual([
      { from: '2025-06-29', to: '2025-06-30', ratePpm: 111_500 },
      { from: '2025-07-01', to: '2025-07-02', ratePpm: 111_500 },
    ])
  })
})
