import type { Facts } from './facts.js'
import type { LegalDay } from './legal-day.js'
import type { Course, ProceedingFact, TaskFact, TaskKind } from './procedure/proceeding.js'
import { endingOf } from './procedure/winding-up.js'

/** A proposal to sue that waits for people. */
export interface ProposalFact {
  id: string
  /** Null where the rule proposes nothing. */
  procedure: string | null
  /** Day on which who has not answered is reminded, and the last day for an answer. */
  remindOn: LegalDay
  answerBy: LegalDay
  reminded: boolean
}

/** The last proposal that is not open any more. */
export interface AnsweredProposal {
  state: 'approved' | 'refused' | 'void'
  /** How the proceeding that it led to has ended; null before that, and where there was none. */
  end: string | null
}

/** What suing has brought to a file so far. */
export interface JudicialFacts {
  /** Those that have not ended, and those that ended while somebody still has a task of theirs. */
  proceedings: ProceedingFact[]
  proposal?: ProposalFact
  answered?: AnsweredProposal
}

/**
 * What the proceedings of a file have it do. `proceed`: a task is handed to who does it. `ask`: nobody is named for one. `wait`: until somebody
 * reports; last days are announced by themselves.
 */
export type JudicialStep = { rule: string; source: string } & (
  | { do: 'proceed'; proceedingId: string; course: Course; taskId: string; task: TaskKind }
  | { do: 'ask'; question: JudicialQuestion }
  | { do: 'wait' }
)

/** What a file asks a person of suing. `officer-missing`: nobody is named for a task. */
export type JudicialQuestion = 'officer-missing' | 'package-unresolved'

/** Ends after which another road, or the same once more, is proposed by itself; what people have stopped or refused is not. */
const GOES_ON: readonly string[] = ['declined', 'refused', 'lapsed', 'sent-back']

/** Whether a file at the end of its amicable road is proposed a suit by itself: once, and again where the one before has come to nothing. */
export function isToPropose(judicial: JudicialFacts | undefined): boolean {
  if (judicial === undefined) return true
  const { proposal, answered } = judicial
  if (proposal !== undefined) return false
  return answered === undefined || (answered.state === 'approved' && answered.end !== null && GOES_ON.includes(answered.end))
}

const POLICY = 'relance policy'

/** Tasks of what has begun, or is taken back: neither a pause, nor an agreement, nor a payment holds them up, or a deadline would pass. */
const URGENT: readonly TaskKind[] = [
  'serve-order',
  'ask-certificate',
  'ask-title-order',
  'consign',
  'issue-title',
  'serve-judgment',
  'withdraw',
  'amend',
  'suspend',
  'recall-exhibits',
  'dispute-raised',
]

/** Hands over what cannot wait, whatever else stops the file. */
export function proceedUrgently({ judicial }: Facts): JudicialStep | null {
  for (const { proceeding, task } of dueTasks(judicial)) {
    if (URGENT.includes(task.kind) && task.assigned) return proceed(proceeding, task)
  }
  return null
}

/**
 * What takes back an ended proceeding goes out before the file does anything else, be it closing: a person names who is to have it, or says
 * whether its package arrived.
 */
export function askToWindUp({ judicial }: Facts): JudicialStep | null {
  const ended = (judicial?.proceedings ?? []).filter(isTakenBack).flatMap(({ tasks }) => tasks)
  if (ended.some(({ state }) => state === 'unknown' || state === 'calling'))
    return { do: 'ask', question: 'package-unresolved', rule: 'never-send-twice', source: POLICY }
  if (ended.some(({ state }) => state === 'due')) return { do: 'ask', question: 'officer-missing', rule: 'task-unassigned', source: POLICY }
  return null
}

/** Ended by the file itself, or by a judgment that has left nothing to enforce. */
const isTakenBack = (proceeding: ProceedingFact): boolean =>
  endingOf(proceeding) !== null || proceeding.tasks.some(({ kind }) => kind === 'withdraw' || kind === 'recall-exhibits')

/** Hands over what is next; where somebody has everything, the file waits for reports and asks the debtor for nothing. */
export function followProceedings({ judicial }: Facts): JudicialStep | null {
  if (judicial === undefined || judicial.proceedings.length === 0) return null
  const due = dueTasks(judicial)
  const ready = due.find(({ task }) => task.assigned)
  if (ready) return proceed(ready.proceeding, ready.task)
  if (judicial.proceedings.some(({ tasks }) => tasks.some(({ state }) => state === 'unknown')))
    return { do: 'ask', question: 'package-unresolved', rule: 'never-send-twice', source: POLICY }
  if (due.length > 0) return { do: 'ask', question: 'officer-missing', rule: 'task-unassigned', source: POLICY }
  return { do: 'wait', rule: 'proceeding-open', source: POLICY }
}

function dueTasks(judicial: JudicialFacts | undefined): { proceeding: ProceedingFact; task: TaskFact }[] {
  const proceedings = judicial?.proceedings ?? []
  return proceedings.flatMap((proceeding) => proceeding.tasks.filter(({ state }) => state === 'due').map((task) => ({ proceeding, task })))
}

const proceed = ({ id, course }: ProceedingFact, task: TaskFact): JudicialStep => ({
  do: 'proceed',
  proceedingId: id,
  course,
  taskId: task.id,
  task: task.kind,
  rule: `task:${task.kind}`,
  source: POLICY,
})
