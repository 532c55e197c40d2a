import { type LegalDay, later } from '../legal-day.js'
import { beginning } from './beginning.js'
import { judging } from './judging.js'
import { articleOf, type Leg, NO_LEG, standing } from './leg.js'
import type { ProcedureState, ProceedingFact, ReportBound, ReportFact } from './proceeding.js'
import { firstOf, firstService, reportsUntil } from './reports.js'
import type { ProceedingRules } from './rules.js'

/**
 * A suit: summons, hearing, judgment, appeal; also the interim order (référé-provision), whose law alone is another. It is before the court from
 * the day on which the debtor is summoned, whether its lawyer tells that or the officer who served it.
 */
export function followSuit(proceeding: ProceedingFact, rules: ProceedingRules, today: LegalDay): ProcedureState {
  const reports = reportsUntil(proceeding, today)
  const summons = firstSummons(reports)
  const begun = beginning(proceeding, rules, 'instruct-suit', summons !== undefined, ['summoned', 'served'])
  if (!summons) return standing([{ ...begun, bounds: [serviceBound(rules, proceeding.openedOn)] }])
  return standing([
    begun,
    summoned(rules, summons),
    withOtherTelling(reports, rules, summons.on, judging(proceeding, rules, summons.on, today)),
  ])
}

const serviceBound = (rules: ProceedingRules, on: LegalDay): ReportBound => ({
  kind: 'served',
  act: 'summons',
  rule: 'service-of-summons',
  source: articleOf(rules, 'summoned', on),
})

/** While nothing is judged, the lawyer may still tell what the officer has told, and the other way round. */
function withOtherTelling(reports: readonly ReportFact[], rules: ProceedingRules, since: LegalDay, leg: Leg): Leg {
  const served = firstService(reports, 'summons')
  if (firstOf(reports, 'judgment') || (served && firstOf(reports, 'summoned'))) return leg
  return served
    ? { ...leg, expects: [...leg.expects, 'summoned'] }
    : { ...leg, expects: [...leg.expects, 'served'], bounds: [...leg.bounds, serviceBound(rules, since)] }
}

/** Told twice, by two people, it is one summons: the day of the hearing may be in either. */
function firstSummons(reports: readonly ReportFact[]): ReportFact | undefined {
  const told = firstOf(reports, 'summoned')
  const served = firstService(reports, 'summons')
  if (!told || !served) return told ?? served
  const [first, second] = later(told.on, served.on) === told.on ? [served, told] : [told, served]
  return first.day === undefined && second.day !== undefined ? { ...first, day: second.day } : first
}

const summoned = (rules: ProceedingRules, { id, on, day }: ReportFact): Leg => ({
  ...NO_LEG,
  passages: [
    {
      stage: 'summoned',
      on,
      source: articleOf(rules, 'summoned', on),
      report: id,
      ...(day !== undefined && { next: { kind: 'hearing', lastDay: day } }),
    },
  ],
})
