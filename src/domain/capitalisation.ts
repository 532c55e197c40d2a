import { accrue, clip, type InterestLine, type RateSpan } from './interest.js'
import { addDays, addYears } from './legal-day.js'
import { type Cents, cents, sum } from './money.js'

/**
 * Interest on a sum of which interest itself bears interest: what has accrued over so many whole years is added to the sum
 * on the anniversary of the first day. Only where contract or judgment says so (Code civil art. 1343-2).
 */
export function accrueCapitalised(baseCents: Cents, spans: readonly RateSpan[], everyYears: number): InterestLine[] {
  const [first] = spans
  const last = spans.at(-1)
  if (!first || !last) return []
  const lines: InterestLine[] = []
  let bearing = baseCents
  for (let start = first.from, period = 1; start <= last.to; period++) {
    const anniversary = addYears(first.from, period * everyYears)
    const year = accrue(bearing, clip(spans, start, addDays(anniversary, -1)))
    lines.push(...year)
    bearing = cents(bearing + sum(year.map(({ amountCents }) => amountCents)))
    start = anniversary
  }
  return lines
}
