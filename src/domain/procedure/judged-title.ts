import { articleOf, type Leg } from './leg.js'
import { firstService } from './matter.js'
import type { Passage, ProcedureState, ReportFact, TitleFact } from './proceeding.js'
import type { ProceedingRules } from './rules.js'
import { RESUMED } from './stay.js'

/** Why enforcement goes on: by a judgment. */
export const JUDGED = 'judged'

/**
 * Enforcement once the judgment on a late opposition may be enforced: it goes on by the judgment, which takes the place of the order, whatever it
 * grants, and is the title from then on. What is still to come of the court may come beside the officer's reports.
 * @param acting the last leg of the enforcement as it stands by itself @param trial what the court has done @param order the law of the order
 */
export function goesOnJudged(acting: Leg, trial: Leg, order: ProceedingRules): Leg {
  const { deadlines = [], expects = [], bounds = [], title } = trial
  const judged = trial.passages.filter(({ stage }) => stage !== 'ended')
  return {
    ...acting,
    passages: judged.flatMap((passage, index) => goingOn(passage, judged.slice(0, index), order)),
    deadlines: [...(acting.deadlines ?? []), ...deadlines],
    asks: trial.asks ?? [],
    expects: [...new Set([...(acting.expects ?? []), ...expects])],
    // What an officer serves is bound to no one act, as it is before a judgment.
    bounds: [...(acting.bounds ?? []), ...bounds.filter(({ kind }) => kind !== 'served')],
    ...(title && { title: { ...title, source: articleOf(order, 'judged', title.on) } }),
  }
}

/** From the day on which it may be enforced, enforcement goes on: an appeal alone holds it up no more. */
function goingOn(passage: Passage, before: readonly Passage[], order: ProceedingRules): Passage[] {
  const going = { ...passage, stage: 'enforcing' as const, source: articleOf(order, 'judged', passage.on) }
  if (passage.stage === 'enforceable') return [{ ...going, reason: JUDGED }]
  return before.some(({ stage }) => stage === 'enforceable') ? [passage, { ...going, reason: RESUMED }] : [passage]
}

/** The title by which is enforced: the judgment, once it has taken the place of what was enforced before. */
export function titleInForce(title: TitleFact, judged: ProcedureState['title'], reports: readonly ReportFact[]): TitleFact {
  if (judged === null) return title
  const service = firstService(reports, 'judgment', judged.on)
  const { on, enforceableOn, principalCents } = judged
  const served = { servedOn: service?.on ?? null, servedInPerson: service?.mode === 'in-person' }
  return { id: title.id, kind: 'judgment', on, enforceableOn, principalCents, ...served, livesFrom: service?.on ?? on }
}
