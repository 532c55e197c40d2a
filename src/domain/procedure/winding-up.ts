import type { LegalDay } from '../legal-day.js'
import { amendments, askedCents } from './amendment.js'
import { disputeTasks } from './dispute-raised.js'
import { POLICY } from './leg.js'
import { recordedByDay } from './matter.js'
import type {
  EndReason,
  OutsideReport,
  Passage,
  ProcedureState,
  ProceedingFact,
  ReportBound,
  ReportFact,
  ReportKind,
  TaskAsk,
} from './proceeding.js'
import type { ProceedingRules } from './rules.js'
import { stayed, staysOf } from './stay.js'
import { takenBack } from './take-back.js'

type Machine = (proceeding: ProceedingFact, rules: ProceedingRules, today: LegalDay) => ProcedureState

/** What the file brings that ends a proceeding. */
const ENDINGS = ['paid', 'settled', 'insolvent', 'debt-erased', 'sent-back', 'stopped'] as const satisfies readonly (EndReason &
  ReportKind)[]
type Ending = ReportFact & { kind: (typeof ENDINGS)[number] }

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
    return state.end === null ? ended(state, until, ending, sourceOf(ending, rules)) : state
  }

/** The report of the file that ended a proceeding, the earliest where there are several; null where none did. */
export function endingOf({ reports }: Pick<ProceedingFact, 'reports'>): Ending | null {
  const endings = reports.filter((report): report is Ending => (ENDINGS as readonly string[]).includes(report.kind))
  return recordedByDay(endings)[0] ?? null
}

/** What an end rests on, by the law of its day: people who stop a proceeding need no text for it. */
const sourceOf = ({ kind, on }: Ending, rules: ProceedingRules): string =>
  kind === 'sent-back' || kind === 'stopped' ? POLICY : rules.judicial(on).articles[kind].value

function ended(state: ProcedureState, proceeding: ProceedingFact, ending: Ending, source: string): ProcedureState {
  const { kind, on, id, reason } = ending
  const last: Passage = { stage: 'ended', on, source, report: id, end: kind, ...(reason !== undefined && { reason }) }
  return {
    ...state,
    passages: [...state.passages, last],
    stage: 'ended',
    end: kind,
    deadlines: [],
    asks: [...state.asks.filter(({ done }) => done), ...takenBack(state, proceeding, id)],
    bounds: [...new Set(state.expects)].flatMap((expected) => boundsBy(ending, source, expected, state.bounds ?? [])),
  }
}

/** What was done before the end is taken also when it is told after it: it was done, and it has cost. What was over sooner still is. */
function boundsBy({ kind: end, on }: Ending, source: string, kind: OutsideReport, bounds: readonly ReportBound[]): ReportBound[] {
  const own = bounds.filter((bound) => bound.kind === kind)
  const kept = own.map(({ until, ...bound }) => ({ ...bound, ...(until !== undefined && until <= on && { until }) }))
  return [...kept, { kind, until: on, rule: `ended:${end}`, source }]
}

/** The procedure with less asked for, and standing still. */
function meanwhile(machine: Machine, proceeding: ProceedingFact, rules: ProceedingRules, today: LegalDay): ProcedureState {
  const state = machine({ ...proceeding, askedCents: askedCents(proceeding, today) }, rules, today)
  const last = state.end === null ? today : (state.passages.at(-1)?.on ?? today)
  const told = { ...state, asks: [...state.asks, ...telling(state, proceeding, today)] }
  return staysOf(proceeding.reports)
    .filter(({ from }) => from <= last)
    .reduce((present, stay) => stayed(present, stay, proceeding, last), told)
}

/** What whoever acts is told: less is asked for, the debtor disputes; or the court has taken the title that is enforced away. */
function telling(state: ProcedureState, proceeding: ProceedingFact, today: LegalDay): TaskAsk[] {
  if (state.end === null) return [...amendments(proceeding, today), ...disputeTasks(proceeding)]
  const by = state.passages.findLast(({ report }) => report !== undefined)?.report
  return state.end === 'dismissed' && proceeding.course === 'enforcement' && by !== undefined ? takenBack(state, proceeding, by) : []
}
