import { articleOf, doerOf, type Leg, NO_LEG } from './leg.js'
import { preparing } from './preparing.js'
import type { OutsideReport, ProceedingFact, TaskKind } from './proceeding.js'
import type { ProceedingRules } from './rules.js'

/** How a procedure begins: its pieces are gathered, then who files, summons or invites is asked to. What was done without some of them is done. */
export function beginning(
  proceeding: ProceedingFact,
  rules: ProceedingRules,
  task: TaskKind,
  hasBegun: boolean,
  expects: readonly OutsideReport[],
): Leg {
  const { openedOn, missing, tasks } = proceeding
  const gathering: Leg = { ...NO_LEG, passages: preparing(proceeding).passages, expects: [...expects] }
  // A piece that is withdrawn after it was sent does not undo that it was sent.
  const isWithSomebody = tasks.some(({ kind, handedOn }) => kind === task && handedOn !== null)
  if (missing.length > 0 && !hasBegun && !isWithSomebody) return gathering
  const to = doerOf(proceeding, rules, task, openedOn)
  return {
    ...gathering,
    passages: [...gathering.passages, { stage: 'to-begin', on: openedOn, source: articleOf(rules, 'to-begin', openedOn) }],
    asks: to === null ? [] : [{ kind: task, of: 'begin', to, urgent: false, by: null, done: hasBegun }],
  }
}
