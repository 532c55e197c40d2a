import type { LegalDay } from '../legal-day.js'
import { confirmedSources } from './confirmed-sources.js'
import type {
  DeadlineKind,
  EndReason,
  Passage,
  ProcedureState,
  ProceedingFact,
  ProceedingStage,
  ReportBound,
  ReportFact,
} from './proceeding.js'
import type { ProceedingRules } from './rules.js'

/** What has happened in a proceeding, as its debtor sees it. `resumed`: what stood still goes on. */
export type SeenStepKind =
  | 'filed'
  | 'granted'
  | 'served'
  | 'invited'
  | 'agreed'
  | 'opposed'
  | 'summoned'
  | 'hearing'
  | 'judged'
  | 'judgment-served'
  | 'appealed'
  | 'enforceable'
  | 'payment-demand'
  | 'measure'
  | 'measure-contested'
  | 'measure-released'
  | 'stayed'
  | 'resumed'
  | 'ended'

export interface SeenStep {
  step: SeenStepKind
  on: LegalDay
  /** Of `ended`. */
  end: EndReason | null
  /** Of a hearing: its day. */
  day: LegalDay | null
  /** Where it stands, as far as the law's data confirms it. */
  source: string | null
}

/** What the debtor may do. `oppose-late`: an opposition may still be open though its ordinary time is over. `appear`: at a hearing. */
export interface SeenAct {
  act: 'answer' | 'oppose' | 'oppose-late' | 'appear' | 'appeal' | 'contest'
  /** Null where only who has served the act, or the court, can tell. */
  lastDay: LegalDay | null
  source: string | null
}

export type SeenDayKind = Extract<DeadlineKind, 'oppose' | 'answer' | 'enforceable' | 'hearing' | 'appeal' | 'stay' | 'higher-interest'>

export interface SeenProceeding {
  /** The oldest first. */
  steps: SeenStep[]
  acts: SeenAct[]
  /** The next day that matters to the debtor; null where none is set. */
  next: { kind: SeenDayKind; lastDay: LegalDay } | null
}

/** Stages that the debtor sees. What is prepared is nobody's news, nor what is asked of a clerk; measures stand by their own reports. */
const STAGES: Partial<Record<ProceedingStage, SeenStepKind>> = {
  filed: 'filed',
  'to-serve': 'granted',
  'opposition-open': 'served',
  invited: 'invited',
  agreed: 'agreed',
  opposed: 'opposed',
  summoned: 'summoned',
  hearing: 'hearing',
  judged: 'judged',
  appealed: 'appealed',
  enforceable: 'enforceable',
  stayed: 'stayed',
  ended: 'ended',
}
/** Days of ours, of the officer and of the court are not the debtor's: it would only have to wait until they are over. */
const DAYS: readonly DeadlineKind[] = ['oppose', 'answer', 'enforceable', 'hearing', 'appeal', 'stay', 'higher-interest']
const OWN: Partial<Record<DeadlineKind, SeenAct['act']>> = { oppose: 'oppose', answer: 'answer', appeal: 'appeal' }
/** Before these nothing had happened that a debtor could know of. */
const UNHEARD: readonly SeenStepKind[] = ['stayed', 'resumed', 'ended']

/**
 * A proceeding as its debtor may see it: what has reached it or is before a court, never what is prepared, asked for or watched. A measure is
 * seen once it was taken: one that is announced finds nothing. Null while there is nothing to see.
 */
export function seenByDebtor(
  proceeding: ProceedingFact,
  state: ProcedureState,
  rules: ProceedingRules,
  today: LegalDay,
): SeenProceeding | null {
  const stages = state.passages.flatMap((passage) => stageSeen(proceeding, passage))
  const last = state.end === null ? today : (state.passages.at(-1)?.on ?? today)
  const reported = proceeding.reports.filter(({ on }) => on <= last).flatMap(reportSeen)
  const confirmed = confirmedSources(rules, [...state.passages.map(({ on }) => on), today])
  const cited = (source: string | null) => (source !== null && confirmed.has(source) ? source : null)
  const steps = [...stages, ...reported].sort(inOrder).map((step) => ({ ...step, source: cited(step.source) }))
  if (steps.every(({ step }) => UNHEARD.includes(step))) return null
  if (state.end !== null) return { steps, acts: mayStillOppose(proceeding, state) ? [LATE] : [], next: null }
  const acts = actsOf(state, today, confirmed).map((act) => ({ ...act, source: cited(act.source) }))
  return { steps, acts, next: nextDay(state, today) }
}

function stageSeen({ course }: ProceedingFact, { stage, on, source, end, reason, next }: Passage): SeenStep[] {
  if (reason === 'resumed') return [{ step: 'resumed', on, end: null, day: null, source: null }]
  const step = STAGES[stage]
  // A title that still has to be served was granted on a day of its own, which is not that of its enforcement.
  if (step === undefined || (course === 'enforcement' && stage === 'to-serve')) return []
  const day = next?.kind === 'hearing' ? next.lastDay : null
  return [{ step, on, end: end ?? null, day, source }]
}

const REPORTS: Partial<Record<ReportFact['kind'], SeenStepKind>> = {
  'measure-done': 'measure',
  'measure-contested': 'measure-contested',
  'measure-released': 'measure-released',
}
const SERVED: Partial<Record<NonNullable<ReportFact['act']>, SeenStepKind>> = {
  judgment: 'judgment-served',
  title: 'judgment-served',
  'payment-demand': 'payment-demand',
}

/** What has reached the debtor without being a stage. */
function reportSeen({ kind, act, on }: ReportFact): SeenStep[] {
  const step = kind === 'served' ? act && SERVED[act] : REPORTS[kind]
  return step ? [{ step, on, end: null, day: null, source: null }] : []
}

/** By their days; what ends it comes last, and a service goes before what it brings. */
function inOrder(a: SeenStep, b: SeenStep): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1
  return placeOf(a) - placeOf(b)
}

const placeOf = ({ step }: SeenStep): number => (step === 'ended' ? 2 : step === 'judgment-served' ? 0 : 1)

const LATE: SeenAct = { act: 'oppose-late', lastDay: null, source: null }

/** An order that was not served in person may be opposed after it has become a title: until when, its enforcement will say. */
const mayStillOppose = ({ course, reports }: ProceedingFact, { end }: ProcedureState): boolean =>
  course === 'order' &&
  end === 'titled' &&
  reports.some(({ kind, act, mode }) => kind === 'served' && act === 'order' && mode !== 'in-person')

function actsOf(state: ProcedureState, today: LegalDay, confirmed: ReadonlySet<string>): SeenAct[] {
  const { deadlines, expects, bounds = [] } = state
  const running = deadlines.filter(({ lastDay }) => lastDay >= today)
  const own = running.flatMap(({ kind, who, lastDay, source }): SeenAct[] => {
    if (kind === 'hearing') return [{ act: 'appear', lastDay, source }]
    const act = OWN[kind]
    return act && who === 'debtor' ? [{ act, lastDay, source }] : []
  })
  // What is expected may be an act in time that is told late: only a bound that is not over is open.
  const isOpen = (act: 'opposition' | 'measure-contested') => (bound: ReportBound) =>
    bound.kind === act && (bound.until === undefined || bound.until >= today)
  const late = expects.includes('opposition') && bounds.some(isOpen('opposition')) && !own.some(({ act }) => act === 'oppose')
  const contested = bounds.filter(isOpen('measure-contested'))
  return [
    ...own,
    ...(late ? [LATE] : []),
    // A delay that no text confirms is left to the act itself.
    ...contested.map(({ until, source }) => ({ act: 'contest' as const, lastDay: (confirmed.has(source) && until) || null, source })),
  ]
}

function nextDay({ deadlines }: ProcedureState, today: LegalDay): SeenProceeding['next'] {
  const [next] = deadlines
    .filter(({ kind, who, lastDay }) => DAYS.includes(kind) && lastDay >= today && (kind !== 'appeal' || who === 'debtor'))
    .sort((a, b) => (a.lastDay < b.lastDay ? -1 : 1))
  return next ? { kind: next.kind as SeenDayKind, lastDay: next.lastDay } : null
}
