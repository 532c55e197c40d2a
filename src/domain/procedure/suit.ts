import { type LegalDay, later } from '../legal-day.js'
import { beginning } from './beginning.js'
import { judging } from './judging.js'
import { articleOf, type Leg } from './leg.js'
import { firstOf, firstService, type Matter } from './matter.js'
import type { ReportBound, ReportFact } from './proceeding.js'
import type { ProceedingRules } from './rules.js'

/**
 * A suit: summons, hearing, judgment, appeal; also the interim order (référé-provision), whose law alone is another. It is before the court from
 * the day on which the debtor is summoned, whether its lawyer tells that or the officer who served it.
 */
export function followSuit(matter: Matter): Leg[] {
  const { proceeding, rules, reports } = matter
  const summons = firstSummons(reports)
  const begun = beginning(matter, 'instruct-suit', summons !== undefined, ['summoned', 'served'])
  if (!summons) return [{ ...begun, bounds: [serviceBound(rules, proceeding.openedOn)] }]
  return [begun, summoned(rules, summons), withOtherTelling(matter, summons.on, judging(matter, summons.on))]
}

const serviceBound = (rules: ProceedingRules, on: LegalDay): ReportBound => ({
  kind: 'served',
  act: 'summons',
  rule: 'service-of-summons',
  source: articleOf(rules, 'summoned', on),
})

/** While nothing is judged, the lawyer may still tell what the officer has told, and the other way round. */
function withOtherTelling({ reports, rules }: Matter, since: LegalDay, leg: Leg): Leg {
  const { expects = [], bounds = [] } = leg
  const served = firstService(reports, 'summons')
  if (firstOf(reports, 'judgment') || (served && firstOf(reports, 'summoned'))) return leg
  return served
    ? { ...leg, expects: [...expects, 'summoned'] }
    : { ...leg, expects: [...expects, 'served'], bounds: [...bounds, serviceBound(rules, since)] }
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
