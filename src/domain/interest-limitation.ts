import type { ClaimFact } from './facts.js'
import type { LawBook, LimitationRule } from './law-pack.js'
import { addDays, addYears, type LegalDay } from './legal-day.js'
import { moveOf } from './limitation.js'

type Period = LimitationRule['period']['value']

/** Days of a claim's acts that begin its limitation anew, in order. */
export function interruptionsOf(claim: ClaimFact, book: LawBook): LegalDay[] {
  return claim.acts
    .filter((act) => moveOf(claim, act, book)?.value.effect === 'interrupts')
    .map(({ on }) => on)
    .sort()
}

/**
 * First day whose interest may still be asked for on a day. Interest falls due day by day, so each day's is barred by
 * itself, after the period that its claim has (Code civil art. 2224 counts periodic sums one by one). An act that
 * interrupts begins the period anew for whatever was not barred on its day. Suspensions are not looked at: that cuts more,
 * never less, than the law does.
 */
export function interestAliveFrom(interruptions: readonly LegalDay[], period: Period, on: LegalDay): LegalDay {
  const reach = addYears(on, -period.years)
  const own = firstInTime(period, on, reach)
  const act = interruptions.find((day) => day >= reach && day < on)
  if (act === undefined) return own
  const before = interestAliveFrom(interruptions, period, act)
  return before < own ? before : own
}

/** @param reach the day so many years before */
function firstInTime({ years, counted }: Period, on: LegalDay, reach: LegalDay): LegalDay {
  if (counted === 'from-year-end') return `${reach.slice(0, 4)}-01-01`
  // The 28th of a February without a 29th: its period ends on a 28th as well, the day before.
  return on.endsWith('-02-29') && addYears(reach, years) < on ? addDays(reach, 1) : reach
}
