import { addDays, earlier, type LegalDay } from '../legal-day.js'
import type { Cents } from '../money.js'
import type {
  Assignee,
  EndReason,
  Passage,
  ProcedureState,
  ProceedingDeadline,
  ProceedingFact,
  ReportBound,
  ReportFact,
  ReportKind,
  TaskAsk,
  TaskFact,
  TaskKind,
} from './proceeding.js'
import type { ProceedingRules } from './rules.js'

type Machine = (proceeding: ProceedingFact, rules: ProceedingRules, today: LegalDay) => ProcedureState

/** What the file brings that ends a proceeding. */
const ENDINGS = ['paid', 'settled', 'insolvent', 'debt-erased', 'sent-back', 'stopped'] as const satisfies readonly (EndReason &
  ReportKind)[]
type Ending = ReportFact & { kind: (typeof ENDINGS)[number] }

/** What each rests on. */
const SOURCES: Record<Ending['kind'], string> = {
  paid: 'Code de procédure civile 394 to 399',
  settled: 'Code civil 2044, 2052',
  insolvent: 'Code de commerce L622-21',
  'debt-erased': 'Code de la consommation L741-2, L742-22',
  'sent-back': 'relance policy',
  stopped: 'relance policy',
}
const POLICY = 'relance policy'
/** Why a stage is reached once more: what stood still goes on. */
const RESUMED = 'resumed'

/** With which a proceeding begins: who has it asks the court, invites the debtor, is instructed, or enforces. */
const BEGINNINGS: readonly TaskKind[] = ['file-request', 'invite-debtor', 'instruct-suit', 'enforce']
/** Reports by which it has begun before others: from then on there is something to withdraw. */
const BEGUN: readonly ReportKind[] = ['filed', 'invited', 'summoned']
/** By which a court, or the debtor itself, has said how much is due: no request is amended after it. */
const GRANTED: readonly ReportKind[] = ['order-granted', 'debtor-agreed', 'judgment']
/** Tasks that go out without exhibits. */
const WITHOUT_EXHIBITS: readonly TaskKind[] = ['consign', 'withdraw', 'amend', 'suspend', 'recall-exhibits']

/** Tasks that tell somebody something, and that no report answers: silence on them is no alarm. */
export const TELLING: readonly TaskKind[] = ['withdraw', 'amend', 'suspend', 'recall-exhibits']

/** Why a person stops a proceeding. */
export const STOP_REASONS = ['creditor-asks', 'out-of-proportion', 'proof-missing', 'agreement-sought', 'begun-in-error', 'other'] as const
export type StopReason = (typeof STOP_REASONS)[number]

/**
 * Adds to a procedure what the file itself brings to it: it ends, less is asked for, it stands still. What was begun before others is taken
 * back by tasks of its own, which follow from what was handed over. A title that was reached stays one. Deadlines go on during a stay: no text
 * that is written down here suspends one of them.
 */
export const windingUp =
  (machine: Machine): Machine =>
  (proceeding, rules, today) => {
    const ending = endingOf(proceeding)
    if (ending === null || ending.on > today) return meanwhile(machine, proceeding, rules, today)
    const until = { ...proceeding, reports: proceeding.reports.filter(({ on }) => on <= ending.on) }
    const state = meanwhile(machine, until, rules, ending.on)
    return state.end === null ? ended(state, until, ending) : state
  }

/** The report of the file that ended a proceeding, the earliest where there are several; null where none did. */
export function endingOf({ reports }: Pick<ProceedingFact, 'reports'>): Ending | null {
  const endings = reports.filter((report): report is Ending => (ENDINGS as readonly string[]).includes(report.kind))
  return byDay(endings)[0] ?? null
}

function ended(state: ProcedureState, proceeding: ProceedingFact, ending: Ending): ProcedureState {
  const { kind, on, id, reason } = ending
  const last: Passage = { stage: 'ended', on, source: SOURCES[kind], report: id, end: kind, ...(reason !== undefined && { reason }) }
  return {
    ...state,
    passages: [...state.passages, last],
    stage: 'ended',
    end: kind,
    deadlines: [],
    asks: [...state.asks.filter(({ done }) => done), ...compensations(state, proceeding, ending)],
    bounds: state.expects.map((expected) => boundBy(ending, state.bounds?.find((bound) => bound.kind === expected) ?? { kind: expected })),
  }
}

/** What was done before the end is taken also when it is told after it: it was done, and it has cost. */
const boundBy = ({ kind, on }: Ending, bound: Pick<ReportBound, 'kind'> & Partial<ReportBound>): ReportBound => ({
  rule: `ended:${kind}`,
  source: SOURCES[kind],
  ...bound,
  until: bound.until === undefined ? on : earlier(bound.until, on),
})

/** What takes back what was begun: who acts for us before the court or the debtor withdraws it, and each who has exhibits gives them back. */
function compensations(state: ProcedureState, proceeding: ProceedingFact, { id }: Ending): TaskAsk[] {
  const beginner = beginnerOf(state, proceeding)
  const isBegun = proceeding.reports.some(({ kind }) => BEGUN.includes(kind))
  const isEnforced = proceeding.tasks.some((task) => task.kind === 'enforce' && wasHandedOver(task))
  const isOver = state.title !== null && proceeding.course !== 'enforcement'
  const withdrawal = (isBegun || isEnforced) && !isOver && beginner ? [tell('withdraw', id, beginner)] : []
  const holders = proceeding.tasks.filter((task) => wasHandedOver(task) && !WITHOUT_EXHIBITS.includes(task.kind)).map(({ to }) => to)
  const recalled = [...new Set(holders)].filter((to) => to === 'officer' || to === 'lawyer').sort()
  return [...withdrawal, ...recalled.map((to) => tell('recall-exhibits', `${id}:${to}`, to))]
}

/** Who began it for us: who has the task, or else who it is called for. */
function beginnerOf({ asks }: ProcedureState, { tasks }: ProceedingFact): Assignee | undefined {
  const had = tasks.findLast((task) => BEGINNINGS.includes(task.kind) && wasHandedOver(task))
  return (had ?? asks.find(({ kind }) => BEGINNINGS.includes(kind)))?.to
}

/** Also where nobody knows whether the package arrived. */
const wasHandedOver = ({ handedOn, state }: TaskFact): boolean => handedOn !== null || state === 'calling' || state === 'unknown'

const tell = (kind: TaskKind, of: string, to: Assignee): TaskAsk => ({ kind, of, to, urgent: kind !== 'resume', by: null, done: false })

/** The procedure with less asked for, and standing still. */
function meanwhile(machine: Machine, proceeding: ProceedingFact, rules: ProceedingRules, today: LegalDay): ProcedureState {
  const state = machine({ ...proceeding, askedCents: askedCents(proceeding, today) }, rules, today)
  const last = state.end === null ? today : (state.passages.at(-1)?.on ?? today)
  const told = state.end === null ? { ...state, asks: [...state.asks, ...amendments(proceeding, today)] } : state
  return staysOf(proceeding.reports)
    .filter(({ from }) => from <= last)
    .reduce((present, stay) => still(present, stay, proceeding, last), told)
}

/** What a proceeding asks for on a day: as amended, but no longer once a court or the debtor has said how much is due. */
export function askedCents({ askedCents: asked, reports }: Pick<ProceedingFact, 'askedCents' | 'reports'>, today: LegalDay): Cents {
  const granted = byDay(reports.filter(({ kind }) => GRANTED.includes(kind)))[0]
  const amended = byDay(reports.filter(({ kind, on }) => kind === 'amended' && on <= today && (granted === undefined || on < granted.on)))
  return amended.at(-1)?.amountCents ?? asked
}

/** Who has the request, or enforces, is told of each sum; after a decision what is left goes out with the next task. */
function amendments(proceeding: ProceedingFact, today: LegalDay): TaskAsk[] {
  const holder = proceeding.tasks.find((task) => BEGINNINGS.includes(task.kind) && wasHandedOver(task))
  if (!holder) return []
  const isGranted = proceeding.reports.some(({ kind }) => GRANTED.includes(kind))
  const last = byDay(proceeding.reports.filter(({ kind, on }) => kind === 'amended' && on <= today)).at(-1)
  const since = last && (holder.handedOn === null || holder.handedOn <= last.on)
  return last && since && !isGranted ? [tell('amend', last.id, holder.to)] : []
}

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
  for (const { kind, on, id, day, reason } of byDay(reports)) {
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
function still(state: ProcedureState, stay: Stay, proceeding: ProceedingFact, today: LegalDay): ProcedureState {
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

/** An officer who enforces is told to stand still, and to go on: a stay that it never heard of needs no end. */
function stayTasks({ report, resumed, until }: Stay, { course, tasks }: ProceedingFact): TaskAsk[] {
  const isHeld = course === 'enforcement' && tasks.some((task) => task.kind === 'enforce' && wasHandedOver(task))
  if (!isHeld) return []
  const heard = tasks.some((task) => task.kind === 'suspend' && task.of === report && wasHandedOver(task))
  if (resumed === null && until === null) return [tell('suspend', report, 'officer')]
  return heard ? [tell('suspend', report, 'officer'), tell('resume', resumed ?? report, 'officer')] : []
}

/** After all of the same day, but before the end. */
function insert(passages: readonly Passage[], one: Passage): Passage[] {
  const later = passages.findIndex(({ stage, on }) => on > one.on || (on === one.on && stage === 'ended'))
  const at = later === -1 ? passages.length : later
  return [...passages.slice(0, at), one, ...passages.slice(at)]
}

const byDay = <T extends ReportFact>(reports: readonly T[]): T[] =>
  [...reports].sort((a, b) => (a.on !== b.on ? (a.on < b.on ? -1 : 1) : a.id < b.id ? -1 : 1))
