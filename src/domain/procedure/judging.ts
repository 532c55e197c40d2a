import type { LegalDay } from '../legal-day.js'
import { afterJudgment } from './after-judgment.js'
import { articleOf, doerOf, type Leg } from './leg.js'
import { firstOf, type Matter } from './matter.js'
import type { OutsideReport, Passage, ProceedingDeadline, ReportFact } from './proceeding.js'

const BEFORE_JUDGMENT: readonly OutsideReport[] = ['hearing-set', 'hearing-held', 'judgment']

/**
 * A case before the court, after a summons or an opposition: hearings, judgment, service, appeal. A judgment may be enforced once it is served
 * and no appeal holds it up: it is provisional, or there is none, or its time is over, or it was confirmed and that was served.
 * @param since day from which it is before the court
 */
export function judging(matter: Matter, since: LegalDay): Leg {
  const trial = { ...matter, reports: matter.reports.filter(({ on }) => on >= since) }
  const judgment = firstOf(trial.reports, 'judgment')
  if (!judgment) return { passages: hearings(trial), ...awaitingJudgment(trial, since) }
  const judged = afterJudgment(trial, judgment)
  return { ...judged, passages: [...hearings(trial, judgment.on), ...judged.passages] }
}

/** Those that were set or held, until the judgment. */
const hearings = ({ reports, rules }: Matter, until?: LegalDay): Passage[] =>
  reports
    .filter(({ kind, on }) => (kind === 'hearing-set' || kind === 'hearing-held') && (until === undefined || on <= until))
    .map(({ id, on, day }) => ({
      stage: 'hearing',
      on,
      source: articleOf(rules, 'hearing', on),
      report: id,
      ...(day !== undefined && { next: { kind: 'hearing', lastDay: day } }),
    }))

function awaitingJudgment(trial: Matter, since: LegalDay): Partial<Leg> {
  const { rules, reports } = trial
  const next = nextHearing(reports)
  const source = articleOf(rules, 'judged', since)
  return {
    deadlines: next === undefined ? [] : [hearingOn(trial, next)],
    expects: [...BEFORE_JUDGMENT],
    bounds: BEFORE_JUDGMENT.map((kind) => ({ kind, from: since, rule: 'before-the-court', source })),
  }
}

/** The day of the hearing that was named last; none while the court deliberates. */
const nextHearing = (reports: readonly ReportFact[]): LegalDay | undefined =>
  reports.findLast(
    ({ kind, act, day }) =>
      kind === 'summoned' ||
      kind === 'hearing-set' ||
      kind === 'hearing-held' ||
      (kind === 'served' && act === 'summons' && day !== undefined),
  )?.day

/** Who pleads is to be there. */
const hearingOn = (trial: Matter, day: LegalDay): ProceedingDeadline => ({
  kind: 'hearing',
  lastDay: day,
  who: doerOf(trial, 'instruct-suit', day) ?? 'agency',
  rule: 'hearing',
  source: articleOf(trial.rules, 'hearing', day),
})
