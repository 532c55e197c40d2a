import type { Assignee, ProcedureState, ProceedingFact, ReportKind, TaskAsk, TaskKind } from './proceeding.js'
import { BEGINNINGS, heldBeginning, tell, wasHandedOver } from './telling.js'

/** Reports by which it has begun before others: from then on there is something to withdraw, and a dispute is heard there. */
export const BEGUN: readonly ReportKind[] = ['filed', 'invited', 'summoned']
/** Tasks that go out without exhibits. */
const WITHOUT_EXHIBITS: readonly TaskKind[] = ['consign', 'withdraw', 'amend', 'suspend', 'recall-exhibits', 'dispute-raised']

export const takesExhibits = (kind: TaskKind): boolean => !WITHOUT_EXHIBITS.includes(kind)

/**
 * What takes back what was begun, once something has ended it: who acts for us before the court or the debtor withdraws it, and each who has
 * exhibits gives them back.
 * @param of id of the report that ended it
 */
export function takenBack(state: ProcedureState, proceeding: ProceedingFact, of: string): TaskAsk[] {
  const beginner = (heldBeginning(proceeding) ?? state.asks.find(({ kind }) => BEGINNINGS.includes(kind)))?.to
  const isBegun = proceeding.reports.some(({ kind }) => BEGUN.includes(kind))
  const isEnforced = proceeding.tasks.some((task) => task.kind === 'enforce' && wasHandedOver(task))
  const isOver = state.title !== null && proceeding.course !== 'enforcement'
  const withdrawal = (isBegun || isEnforced) && !isOver && beginner ? [tell('withdraw', of, beginner)] : []
  return [...withdrawal, ...recalls(proceeding, of)]
}

/** Each who was handed exhibits is asked for them, also one whom another has followed since. */
function recalls({ tasks, holders = [] }: Pick<ProceedingFact, 'tasks' | 'holders'>, of: string): TaskAsk[] {
  const had = tasks
    .filter((task) => wasHandedOver(task) && takesExhibits(task.kind))
    .map(({ to, holder }) => ({ to, holder: holder ?? null }))
  const known = [...holders, ...had].filter(({ to }) => to === 'officer' || to === 'lawyer')
  const isNamed = (role: Assignee) => known.some(({ to, holder }) => to === role && holder !== null)
  const each = new Map<string, TaskAsk>()
  for (const { to, holder } of known) {
    if (holder === null && isNamed(to)) continue
    const key = `${of}:${holder ?? to}`
    each.set(key, { ...tell('recall-exhibits', key, to), ...(holder !== null && { holder }) })
  }
  return [...each.values()].sort((a, b) => (`${a.to}:${a.of}` < `${b.to}:${b.of}` ? -1 : 1))
}
