import type { Sourced } from '../law-pack.js'
import type { LegalDay } from '../legal-day.js'
import type { Matter } from './matter.js'
import type { Actor, DeadlineKind, EndReason, Passage, ProcedureState, ProceedingDeadline, ProceedingStage, TaskAsk } from './proceeding.js'
import type { ProceedingRules } from './rules.js'

export const POLICY = 'relance policy'

/** A part of a procedure: the stages that it reaches, what it calls for, and what it leaves running; a title where it grants one, or takes it away. */
export type Leg = Pick<ProcedureState, 'passages'> & Partial<Omit<ProcedureState, 'passages' | 'stage' | 'end'>>

/**
 * How a procedure stands after parts of it, the oldest first. What runs and is expected is what the last of them says; a title stays until one
 * speaks of it; tasks stay until the procedure ends.
 */
export function standing(legs: readonly Leg[]): ProcedureState {
  const passages = legs.flatMap((leg) => leg.passages)
  const { deadlines = [], expects = [], bounds = [] } = legs.at(-1) as Leg
  const { stage, end = null } = passages.at(-1) as Passage
  const asks = legs.flatMap((leg) => leg.asks ?? []).filter(({ done }) => done || end === null)
  const title = legs.findLast((leg) => leg.title !== undefined)?.title ?? null
  return { passages, stage, end, deadlines, asks, expects, bounds, title }
}

/** What was reached by the end of a day. */
export const until = (legs: readonly Leg[], day: LegalDay): Leg[] =>
  legs.map((leg) => ({ ...leg, passages: leg.passages.filter(({ on }) => on <= day) }))

/** The text by which a stage, or an end, is reached, by the law of a day. */
export const articleOf = (rules: ProceedingRules, reached: ProceedingStage | EndReason, on: LegalDay): string =>
  rules.course(on).articles?.value[reached] ?? POLICY

/** Who does a task: a lawyer where one is compulsory, or else the first who may; null where the law has nobody do it. */
export function doerOf({ proceeding, rules }: Matter, task: TaskAsk['kind'], on: LegalDay): TaskAsk['to'] | null {
  const { askedCents, court } = proceeding
  const { doers, lawyerAbove } = rules.course(on)
  const by = doers[task]?.value.by ?? []
  const isCompulsory =
    lawyerAbove !== null && court !== null && lawyerAbove.value.courts.includes(court) && askedCents > lawyerAbove.value.cents
  return (isCompulsory ? by.find((one) => one === 'lawyer') : undefined) ?? by[0] ?? null
}

/** A task for who does it by the law of a day; none where nobody does. Urgent, and without a last day, unless it says otherwise. */
export function asksFor(
  matter: Matter,
  kind: TaskAsk['kind'],
  on: LegalDay,
  ask: Pick<TaskAsk, 'of' | 'done'> & Partial<TaskAsk>,
): TaskAsk[] {
  const to = doerOf(matter, kind, on)
  return to === null ? [] : [{ kind, to, urgent: true, by: null, ...ask }]
}

/** A last day that an event begins. @param distant whether it is longer for a debtor overseas or abroad */
export function deadlineFrom(
  { rules }: Matter,
  [kind, who]: readonly [DeadlineKind, Actor],
  event: LegalDay,
  { value, source }: Pick<Sourced<string>, 'value' | 'source'>,
  distant = false,
): ProceedingDeadline {
  const { deadline } = rules.deadline(event, value, distant)
  return { kind, lastDay: deadline, who, rule: within(kind, value), source }
}

/** The name of a delay: `serve-within:6-months`. */
export const within = (kind: DeadlineKind, delay: string): string => `${kind}-within:${delay.replaceAll(' ', '-')}`

/** A delay that the law counts in months. */
export const inMonths = ({ value, source }: Pick<Sourced<number>, 'value' | 'source'>) => ({ value: `${value} months`, source })

export const nextOf = ({ kind, lastDay }: ProceedingDeadline): Passage['next'] & object => ({ kind, lastDay })
