import { addDays, type LegalDay } from '../legal-day.js'
import { POLICY } from './leg.js'
import { recordedByDay } from './matter.js'
import type { Passage, ProcedureState, ProceedingDeadline, ProceedingFact, ReportFact, ReportKind, TaskAsk } from './proceeding.js'
import { tell, wasHandedOver } from './telling.js'

/** Why a stage is reached once more: what stood still goes on. */
export const RESUMED = 'resumed'

/** Days on which a proceeding stands still: from a day, to the last one, that day included; null while it lasts. */
export interface Stay {
  from: LegalDay
  until: LegalDay | null
  reason: string
  /** The reports that began and ended it. */
  report: string
  resumed: string | null
}

/** All stays of a proceeding, the oldest first. */
export function staysOf(reports: readonly ReportFact[]): Stay[] {
  const stays: Stay[] = []
  for (const { kind, on, id, day, reason } of recordedByDay(reports)) {
    const open = stays.at(-1)
    const isStill = open !== undefined && (open.until === null || (open.resumed === null && open.until >= on))
    if (kind === 'stayed' && !isStill) stays.push({ from: on, until: day ?? null, reason: reason ?? 'other', report: id, resumed: null })
    if (kind === 'resumed' && isStill) Object.assign(open, { until: addDays(on, -1), resumed: id })
  }
  return stays
}

/** The stay that a proceeding is in at the end of a day; null where it goes on. */
export const stayOn = (reports: readonly ReportFact[], today: LegalDay): Stay | null =>
  staysOf(reports).find(({ from, until }) => from <= today && (until === null || until >= today)) ?? null

/** Puts a stay among the stages; what the procedure reaches during it by law stands there too. */
export function stayed(state: ProcedureState, stay: Stay, proceeding: ProceedingFact, today: LegalDay): ProcedureState {
  const { from, until, reason, report } = stay
  const begins: Passage = { stage: 'stayed', on: from, source: POLICY, report, reason }
  const passages = insert(state.passages, begins)
  if (state.end !== null) return { ...state, passages: until === null || until >= today ? passages : insert(passages, again(state, stay)) }
  const asks = [...state.asks, ...stayTasks(stay, proceeding)]
  if (until === null || until >= today) {
    const ends: ProceedingDeadline[] =
      until === null ? [] : [{ kind: 'stay', lastDay: until, who: 'agency', rule: `stay:${reason}`, source: POLICY, alarmDays: [] }]
    return { ...state, passages, stage: 'stayed', asks, deadlines: [...state.deadlines, ...ends] }
  }
  return { ...state, passages: insert(passages, again(state, stay)), asks }
}

/** Back where it stands by then. */
function again({ passages, stage }: ProcedureState, { from, until, resumed }: Stay): Passage {
  const on = addDays(until ?? from, 1)
  const before = passages.findLast((passage) => passage.on <= on && passage.stage !== 'stayed')
  return { stage: before?.stage ?? stage, on, source: POLICY, reason: RESUMED, ...(resumed !== null && { report: resumed }) }
}

/** Acts by which an officer shows that it goes on. */
const ACTS: readonly ReportKind[] = ['served', 'measure-done', 'measure-vain', 'measure-released']

/** An officer who enforces is told to stand still, and to go on, which its next act answers: a stay that it never heard of needs no end. */
function stayTasks({ from, report, resumed, until }: Stay, { course, tasks, reports }: ProceedingFact): TaskAsk[] {
  const isHeld = course === 'enforcement' && tasks.some((task) => task.kind === 'enforce' && wasHandedOver(task))
  if (!isHeld) return []
  const heard = tasks.some((task) => task.kind === 'suspend' && task.of === report && wasHandedOver(task))
  if (resumed === null && until === null) return [tell('suspend', report, 'officer')]
  if (!heard) return []
  const done = reports.some(({ kind, on }) => ACTS.includes(kind) && on > (until ?? from))
  return [tell('suspend', report, 'officer'), { ...tell('resume', resumed ?? report, 'officer'), done }]
}

/** After all of the same day, but before the end. */
function insert(passages: readonly Passage[], one: Passage): Passage[] {
  const later = passages.findIndex(({ stage, on }) => on > one.on || (on === one.on && stage === 'ended'))
  const at = later === -1 ? passages.length : later
  return [...passages.slice(0, at), one, ...passages.slice(at)]
}
