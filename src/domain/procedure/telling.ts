import type { ProceedingFact, TaskAsk, TaskFact, TaskKind } from './proceeding.js'

/** Tasks that tell somebody something, and that no report answers: silence on them is no alarm. */
export const TELLING: readonly TaskKind[] = ['withdraw', 'amend', 'suspend', 'recall-exhibits', 'dispute-raised']

/** With which a proceeding begins: who has it asks the court, invites the debtor, is instructed, or enforces. */
export const BEGINNINGS: readonly TaskKind[] = ['file-request', 'invite-debtor', 'instruct-suit', 'enforce']

/** Also where nobody knows whether the package arrived. */
export const wasHandedOver = ({ handedOn, state }: TaskFact): boolean => handedOn !== null || state === 'calling' || state === 'unknown'

/** Who has a proceeding's beginning in hand: the court's, the debtor's, or the enforcement. */
export const heldBeginning = ({ tasks }: Pick<ProceedingFact, 'tasks'>): TaskFact | undefined =>
  tasks.findLast((task) => BEGINNINGS.includes(task.kind) && wasHandedOver(task))

/** A task that tells somebody something. What lets an officer go on is not urgent. */
export const tell = (kind: TaskKind, of: string, to: TaskAsk['to']): TaskAsk => ({
  kind,
  of,
  to,
  urgent: kind !== 'resume',
  by: null,
  done: false,
})
