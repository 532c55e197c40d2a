import type { Assignee, ProceedingFact, TaskAsk } from './proceeding.js'
import { takesExhibits } from './take-back.js'
import { heldBeginning, tell, wasHandedOver } from './telling.js'

/**
 * A dispute that comes once a court or an officer has a proceeding stops nothing: the court hears it, or the judge of enforcement. The officer or
 * lawyer who has the work is told of it, once for each dispute. Where the agency acts itself there is nobody to tell.
 */
export function disputeTasks(proceeding: Pick<ProceedingFact, 'reports' | 'tasks'>): TaskAsk[] {
  return proceeding.reports.flatMap(({ kind, id }) => {
    if (kind !== 'disputed') return []
    const known = proceeding.tasks.find((task) => task.kind === 'dispute-raised' && task.of === id)
    const to = known?.to ?? holderOf(proceeding)
    return to === null ? [] : [tell('dispute-raised', id, to)]
  })
}

/** Who has the latest piece of work in hand; else who began it. */
function holderOf({ tasks }: Pick<ProceedingFact, 'tasks'>): Assignee | null {
  const atWork = tasks.findLast((task) => task.state === 'handed-over' && takesExhibits(task.kind) && isOutside(task.to))
  const began = heldBeginning({ tasks }) ?? tasks.findLast((task) => wasHandedOver(task) && isOutside(task.to))
  const to = atWork?.to ?? began?.to ?? null
  return to !== null && isOutside(to) ? to : null
}

const isOutside = (to: Assignee): boolean => to === 'officer' || to === 'lawyer'
