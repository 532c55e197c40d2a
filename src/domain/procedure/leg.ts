import type { LegalDay } from '../legal-day.js'
import type { Assignee, Passage, ProcedureState, ProceedingFact, ProceedingStage, ReportBound, TaskKind } from './proceeding.js'
import type { ProceedingRules } from './rules.js'

export const POLICY = 'relance policy'

/** A part of a procedure: what it has reached, what runs, what it calls for and expects. */
export interface Leg extends Omit<ProcedureState, 'stage' | 'end' | 'bounds'> {
  bounds: ReportBound[]
}

/** Nothing reached, and nothing that runs. */
export const NO_LEG: Leg = { passages: [], deadlines: [], asks: [], expects: [], bounds: [], title: null }

/** How a procedure stands after parts of it, the oldest first: what runs, is expected and granted is what the last of them says. */
export function standing(legs: readonly [Leg, ...Leg[]]): ProcedureState {
  const passages = legs.flatMap((leg) => leg.passages)
  const { deadlines, expects, bounds, title } = legs.at(-1) as Leg
  const { stage, end = null } = passages.at(-1) as Passage
  const asks = legs.flatMap((leg) => leg.asks).filter(({ done }) => done || end === null)
  return { passages, stage, end, deadlines, asks, expects, bounds, title }
}

/** How a procedure stands after one more part of it. */
export const goOn = (state: ProcedureState, leg: Leg): ProcedureState => standing([{ ...state, bounds: state.bounds ?? [] }, leg])

/** The text by which a stage is reached, by the law of a day. */
export const articleOf = (rules: ProceedingRules, stage: ProceedingStage, on: LegalDay): string =>
  rules.course(on).articles?.value[stage] ?? POLICY

/** Who does a task: a lawyer where one is compulsory, or else the first who may; null where the law has nobody do it. */
export function doerOf(
  { askedCents, court }: Pick<ProceedingFact, 'askedCents' | 'court'>,
  rules: ProceedingRules,
  task: TaskKind,
  on: LegalDay,
): Assignee | null {
  const { doers, lawyerAbove } = rules.course(on)
  const by: readonly Assignee[] = doers[task]?.value.by ?? []
  const isCompulsory =
    lawyerAbove !== null && court !== null && lawyerAbove.value.courts.includes(court) && askedCents > lawyerAbove.value.cents
  return (isCompulsory ? by.find((one) => one === 'lawyer') : undefined) ?? by[0] ?? null
}
