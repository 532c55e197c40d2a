import { articleOf, asksFor, type Leg, POLICY } from './leg.js'
import type { Matter } from './matter.js'
import type { OutsideReport, ProceedingFact, TaskKind } from './proceeding.js'

/** Before anything was done: the pieces are gathered. */
export const gathering = ({ openedOn }: ProceedingFact): Leg => ({
  passages: [{ stage: 'preparing', on: openedOn, source: POLICY }],
})

/** How a procedure begins: its pieces are gathered, then who files, summons or invites is asked to. What was done without some of them is done. */
export function beginning(matter: Matter, task: TaskKind, hasBegun: boolean, expects: readonly OutsideReport[]): Leg {
  const { openedOn, missing, tasks } = matter.proceeding
  const { passages } = gathering(matter.proceeding)
  // A piece that is withdrawn after it was sent does not undo that it was sent.
  const isWithSomebody = tasks.some(({ kind, handedOn }) => kind === task && handedOn !== null)
  if (missing.length > 0 && !hasBegun && !isWithSomebody) return { passages, expects: [...expects] }
  return {
    passages: [...passages, { stage: 'to-begin', on: openedOn, source: articleOf(matter.rules, 'to-begin', openedOn) }],
    asks: asksFor(matter, task, openedOn, { of: 'begin', urgent: false, done: hasBegun }),
    expects: [...expects],
  }
}
