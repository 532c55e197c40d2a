import type { LegalDay } from './legal-day.js'

/** A yearly rate in parts per million of the sum: 12.15 percent is 121500. Whole, so that no rate is a rounded fraction. */
export type Ppm = number

const PPM_A_PERCENT = 10_000
export const ppmOf = (percent: number): Ppm => Math.round(percent * PPM_A_PERCENT)
export const percentOf = (ppm: Ppm): number => ppm / PPM_A_PERCENT

/**
 * Published rates that laws refer to. `legal-private` is for creditors who are private individuals, `legal-other` for all
 * others. `basiszinssatz` is Germany's base rate; `be-commercial` Belgium's rate for late commercial payments, margin included.
 */
export const RATE_KINDS = ['ecb-refi', 'legal-private', 'legal-other', 'basiszinssatz', 'be-commercial'] as const
export type RateKind = (typeof RATE_KINDS)[number]

/** The rate in force from a day on. */
export interface RatePoint {
  from: LegalDay
  ppm: Ppm
  source: string
}

/** What is known of one rate: its changes in order, and the last day up to which it is known. */
export interface RateSeries {
  points: readonly RatePoint[]
  knownThrough: LegalDay
}

export type RateTable = Partial<Record<RateKind, RateSeries>>

/** A rate on a day. Where it is not known yet it is the last known one, and `known` is false. */
export interface RateOn {
  ppm: Ppm
  known: boolean
  source: string
}

/** The rate in force on a day; null before the first that the table knows, or without a table. */
export function rateOn(rates: RateTable, kind: RateKind, day: LegalDay): RateOn | null {
  const series = rates[kind]
  const point = series?.points.findLast(({ from }) => from <= day)
  return series && point ? { ppm: point.ppm, known: day <= series.knownThrough, source: point.source } : null
}
