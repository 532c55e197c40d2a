import { dayNumber } from './day-number.js'
import type { InterestRule, RateRule } from './law-pack.js'
import { addDays, earlier, type LegalDay, later } from './legal-day.js'
import { type Cents, halfUp } from './money.js'
import { type Ppm, type RateKind, type RateTable, rateOn } from './rate.js'

/** Stretch of days on which a sum bears one rate, both included. */
export interface RateSpan {
  from: LegalDay
  to: LegalDay
  ratePpm: Ppm
  /** False where the rate is not known yet and the last known one stands in for it. */
  known: boolean
  source: string
}

export interface InterestLine extends RateSpan {
  days: number
  baseCents: Cents
  /** Rounded half-up to the cent, once per line. */
  amountCents: Cents
}

/** What a claim says of its own late rate. */
export interface InterestTerms {
  contractPpm: Ppm | null
  /** Whether the creditor is a private individual: that decides which legal rate is meant. */
  creditorIsPrivate: boolean
}

/** Days in the year that rates are divided by, leap years too (practice of service-public.fr, F20688, checked 2026-11-21). */
const DAYS_A_YEAR = 365
const MILLION = 1_000_000

/**
 * Which of the two days that bound a delay in payment bear interest. `end-included`: not the day from which it is reckoned
 * (due date, notice, service), but that of payment.
 */
export const DAY_COUNTS = ['end-included', 'both', 'neither'] as const
export type DayCount = (typeof DAY_COUNTS)[number]

/** First and last day that bear interest; the last is before the first where none does. */
export function countedDays(start: LegalDay, end: LegalDay, count: DayCount): [from: LegalDay, to: LegalDay] {
  return [count === 'both' ? start : addDays(start, 1), count === 'neither' ? addDays(end, -1) : end]
}

/** The first day between two, both included, for which no rate was found; null where each has one. */
export function firstWithoutRate(spans: readonly RateSpan[], from: LegalDay, to: LegalDay): LegalDay | null {
  let next = from
  for (const span of spans) {
    if (span.from > next) break
    next = addDays(span.to, 1)
  }
  return next <= to ? next : null
}

/** The rates that a claim bears from one day to another, both included, in order. Empty where the table knows none. */
export function rateSpans(rule: InterestRule, terms: InterestTerms, rates: RateTable, from: LegalDay, to: LegalDay): RateSpan[] {
  return bySemester(from, to, (start) => {
    const fixedOn = semesterStart(rule.rate.fixing === 'first-semester' ? from : start)
    return agreedRate(rule, terms, rates, fixedOn) ?? reckon(rule.rate, terms, rates, fixedOn)
  })
}

/** A stretch for each semester between two days, both included, that a rate is found for. */
export function bySemester(from: LegalDay, to: LegalDay, rateFrom: (start: LegalDay) => Rate | null): RateSpan[] {
  const spans: RateSpan[] = []
  for (let start = from; start <= to; start = nextSemester(start)) {
    const rate = rateFrom(start)
    if (rate) spans.push({ from: start, to: earlier(semesterEnd(start), to), ...rate })
  }
  return spans
}

/** What of some stretches lies between two days, both included. */
export function clip(spans: readonly RateSpan[], from: LegalDay, to: LegalDay): RateSpan[] {
  return spans
    .filter((span) => span.from <= to && span.to >= from)
    .map((span) => ({ ...span, from: span.from < from ? from : span.from, to: earlier(span.to, to) }))
}

/** Stretches without the days on which nothing is borne: from a day until another, both included, or for good. */
export function leaveOut(spans: readonly RateSpan[], stops: readonly { from: LegalDay; until: LegalDay | null }[]): RateSpan[] {
  return stops.reduce<RateSpan[]>(
    (left, { from, until }) =>
      left.flatMap((span) => [
        ...(span.from < from ? [{ ...span, to: earlier(span.to, addDays(from, -1)) }] : []),
        ...(until !== null && span.to > until ? [{ ...span, from: later(span.from, addDays(until, 1)) }] : []),
      ]),
    [...spans],
  )
}

export type Rate = Pick<RateSpan, 'ratePpm' | 'known' | 'source'>

/** A rate of the contract, raised to its floor; null where there is none or the law does not look at it. */
function agreedRate({ clauseAllowed, clauseFloor }: InterestRule, terms: InterestTerms, rates: RateTable, on: LegalDay): Rate | null {
  const { contractPpm } = terms
  if (contractPpm === null || !clauseAllowed) return null
  const floor = clauseFloor && reckon(clauseFloor, terms, rates, on)
  if (floor && floor.ratePpm > contractPpm) return { ...floor, source: `contract, raised to its floor: ${floor.source}` }
  return { ratePpm: contractPpm, known: floor?.known ?? true, source: 'contract' }
}

/** A rate as its rule reckons it on a day; null where the table does not reach. */
export function reckon(
  rule: RateRule,
  { creditorIsPrivate }: Pick<InterestTerms, 'creditorIsPrivate'>,
  rates: RateTable,
  on: LegalDay,
): Rate | null {
  const rate = rateOn(rates, rateKind(rule, creditorIsPrivate), on)
  return rate && { ratePpm: rate.ppm * rule.factor + rule.plusPpm, known: rate.known, source: inWords(rule, rate.source) }
}

/** The published rate that a rule refers to. */
export const rateKind = ({ base }: RateRule, creditorIsPrivate: boolean): RateKind =>
  base === 'legal' ? (creditorIsPrivate ? 'legal-private' : 'legal-other') : base

const PPM_A_POINT = 10_000
const inWords = ({ factor, plusPpm }: RateRule, published: string) =>
  `${factor === 1 ? '' : `${factor} × `}${published}${plusPpm === 0 ? '' : ` + ${plusPpm / PPM_A_POINT} points`}`

/** Interest on a sum, a line for each stretch: sum × days × rate / 365, half-up to the cent. */
export function accrue(baseCents: Cents, spans: readonly RateSpan[]): InterestLine[] {
  return spans.map((span) => {
    const days = daysFrom(span.from, span.to)
    return { ...span, days, baseCents, amountCents: interestOf(baseCents, days, span.ratePpm) }
  })
}

const YEARLY = DAYS_A_YEAR * MILLION

/** Interest on a sum for so many days at one rate, half-up to the cent. */
export function interestOf(baseCents: Cents, days: number, ratePpm: Ppm): Cents {
  const dividend = baseCents * days * ratePpm
  return halfUp(Number.isSafeInteger(dividend) ? dividend : BigInt(baseCents) * BigInt(days) * BigInt(ratePpm), YEARLY)
}

/** Number of days from one day to another, both included. */
export const daysFrom = (from: LegalDay, to: LegalDay): number => dayNumber(to) - dayNumber(from) + 1

export const semesterStart = (day: LegalDay): LegalDay => (day.slice(5) < '07-01' ? `${day.slice(0, 4)}-01-01` : `${day.slice(0, 4)}-07-01`)
export const semesterEnd = (day: LegalDay): LegalDay => (day.slice(5) < '07-01' ? `${day.slice(0, 4)}-06-30` : `${day.slice(0, 4)}-12-31`)
const nextSemester = (day: LegalDay): LegalDay =>
  day.slice(5) < '07-01' ? `${day.slice(0, 4)}-07-01` : `${String(Number(day.slice(0, 4)) + 1).padStart(4, '0')}-01-01`
