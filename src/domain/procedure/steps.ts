import type { LegalDay } from '../legal-day.js'
import type { Passage, ProcedureState, ProceedingFact, ReportFact, ReportKind, ServedAct, TaskKind } from './proceeding.js'

/** What a stage leaves running; what it does not name is over with the stage before. Tasks stay unless they are named anew. */
export type Running = Partial<Pick<ProcedureState, 'deadlines' | 'asks' | 'expects' | 'bounds' | 'title'>>

/** The state once one more stage is reached. */
export function reach(state: ProcedureState, passage: Passage, { asks, title, ...running }: Running = {}): ProcedureState {
  return {
    passages: [...state.passages, passage],
    stage: passage.stage,
    end: passage.end ?? null,
    deadlines: [],
    expects: [],
    ...running,
    asks: asks ?? state.asks,
    title: title ?? state.title,
  }
}

/** The tasks of a state, with those of a kind answered by a report. */
export const answered = (state: ProcedureState, kind: TaskKind): ProcedureState['asks'] =>
  state.asks.map((ask) => (ask.kind === kind ? { ...ask, done: true } : ask))

/** The tasks of a state without one that has become pointless. */
export const dropped = (state: ProcedureState, kind: TaskKind): ProcedureState['asks'] => state.asks.filter((ask) => ask.kind !== kind)

/** The report of a kind whose act came first, whenever it was recorded. @param act of a service: what was served */
export function reportOf({ reports }: Pick<ProceedingFact, 'reports'>, kind: ReportKind, act?: ServedAct): ReportFact | undefined {
  const ofKind = reports.filter((report) => report.kind === kind && (act === undefined || report.act === act))
  return ofKind.sort(byDay)[0]
}

/** By the days of their acts; those of one day in an order that recording has no part in. */
export const byDay = (a: ReportFact, b: ReportFact): number => compare(a.on, b.on) || compare(a.kind, b.kind) || compare(a.id, b.id)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Whether a day's end has passed. */
export const isOver = (lastDay: LegalDay, today: LegalDay): boolean => lastDay < today
