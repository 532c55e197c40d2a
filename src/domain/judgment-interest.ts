import { bySemester, clip, type InterestTerms, type RateSpan, reckon, semesterStart } from './interest.js'
import type { JudgmentInterest } from './law-pack.js'
import { addDays, addMonths, type LegalDay } from './legal-day.js'
import type { RateTable } from './rate.js'

type Creditor = Pick<InterestTerms, 'creditorIsPrivate'>

/** First day of the raised rate: so many months after the judgment became enforceable, and a day (Code monétaire et financier L313-3). */
export function raisedFrom({ raisedAfterMonths }: JudgmentInterest, enforceableOn: LegalDay): LegalDay {
  return addDays(addMonths(enforceableOn, raisedAfterMonths), 1)
}

/**
 * The rates that a sum awarded by a court bears from one day to another, both included.
 * @param enforceableOn day on which the judgment became enforceable, were it provisionally; null before: nothing is raised
 */
export function judgmentSpans(
  rule: JudgmentInterest,
  creditor: Creditor,
  rates: RateTable,
  [from, to]: readonly [LegalDay, LegalDay],
  enforceableOn: LegalDay | null,
): RateSpan[] {
  const fixedOn = (start: LegalDay) => semesterStart(rule.rate.fixing === 'first-semester' ? from : start)
  const spans = bySemester(from, to, (start) => reckon(rule.rate, creditor, rates, fixedOn(start)))
  if (enforceableOn === null) return spans
  const raised = raisedFrom(rule, enforceableOn)
  return [...clip(spans, from, addDays(raised, -1)), ...clip(spans, raised, to).map((span) => raise(span, rule.raisedByPpm))]
}

const PPM_A_POINT = 10_000
const raise = (span: RateSpan, byPpm: number): RateSpan => ({
  ...span,
  ratePpm: span.ratePpm + byPpm,
  source: `${span.source} + ${byPpm / PPM_A_POINT} points`,
})
