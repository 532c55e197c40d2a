import type { LegalDay } from '../legal-day.js'
import { follow } from './follow.js'
import { lackOf } from './lack.js'
import { POLICY } from './leg.js'
import { unauthorised } from './measure-authorisation.js'
import type { Course, OutsideReport, ProcedureState, ProceedingFact, Refusal, ReportBound, ReportFact, ServedAct } from './proceeding.js'
import type { ProceedingRules } from './rules.js'
import { BEGUN } from './take-back.js'

/** What an act cannot come before; of a service, what it serves decides. */
const FOLLOWS: Partial<Record<OutsideReport, readonly OutsideReport[]>> = {
  'order-granted': ['filed'],
  'order-refused': ['filed'],
  opposition: ['served'],
  certificate: ['served'],
  consigned: ['opposition'],
  'title-order': ['served', 'order-granted'],
  'debtor-agreed': ['invited'],
  'debtor-declined': ['invited'],
  'title-issued': ['debtor-agreed'],
  'hearing-set': ['summoned', 'opposition'],
  'hearing-held': ['summoned', 'opposition'],
  judgment: ['summoned', 'opposition'],
  appeal: ['judgment'],
  'appeal-decided': ['appeal'],
}
const SERVES: Partial<Record<ServedAct, readonly OutsideReport[]>> = {
  order: ['order-granted', 'filed'],
  summons: ['summoned'],
  judgment: ['judgment'],
}
/** Of two such reports only one is true. */
const OPPOSITES: readonly (readonly [OutsideReport, OutsideReport])[] = [
  ['order-granted', 'order-refused'],
  ['debtor-agreed', 'debtor-declined'],
  ['opposition', 'certificate'],
]
const SERVED_IN: Record<Course, readonly ServedAct[]> = {
  order: ['order', 'judgment'],
  'two-step-order': ['order', 'title', 'judgment'],
  invitation: [],
  suit: ['summons', 'judgment'],
  enforcement: ['title', 'judgment', 'payment-demand', 'measure'],
}
/** What two reports of one act must agree on. */
const SAID = ['mode', 'amountCents', 'outcome', 'day', 'provisional', 'measure'] as const

/** A report that asks to be taken. */
interface Candidate {
  proceeding: ProceedingFact
  rules: ProceedingRules
  report: ReportFact
  kind: OutsideReport
  state: ProcedureState
  today: LegalDay
}

/**
 * Why a report is not taken into a proceeding; null where it is. What came before decides, by the days of the acts: one that was done in time
 * is taken however late it is told, one that was done a day late is not.
 */
export function refusalOf(proceeding: ProceedingFact, report: ReportFact, rules: ProceedingRules, today: LegalDay): Refusal | null {
  const candidate = { proceeding, rules, report, kind: report.kind as OutsideReport, state: follow(proceeding, rules, today), today }
  for (const check of [incomplete, toCome, repeated, contradicting, unexpected, tooEarly, tooLate]) {
    const refusal = check(candidate)
    if (refusal) return refusal
  }
  return unauthorised(proceeding, report, rules.book)
}

function incomplete({ report }: Candidate): Refusal | null {
  const lack = lackOf(report)
  return lack === null ? null : { code: 'report-incomplete', rule: `needs:${lack}`, source: POLICY }
}

const toCome = ({ report, today }: Candidate): Refusal | null =>
  report.on > today ? { code: 'report-too-early', rule: `not-before:${report.on}`, source: POLICY } : null

/** The same act once more, or the same act told otherwise. */
function repeated({ proceeding, report }: Candidate): Refusal | null {
  const same = proceeding.reports.find(
    ({ kind, on, act, of }) => kind === report.kind && on === report.on && act === report.act && of === report.of,
  )
  if (!same) return null
  return SAID.every((field) => same[field] === report[field])
    ? { code: 'report-duplicate', rule: `reported:${report.kind}`, source: POLICY }
    : contradiction(same)
}

/** A second day for what happens once, the opposite of what is known, or more than was asked for. */
function contradicting({ proceeding, rules, report, kind, state }: Candidate): Refusal | null {
  // What is enforced is what a court has granted: a judgment on the whole demand (Code de procédure civile 1417, from memory) may grant more.
  const isMore = proceeding.course !== 'enforcement' && report.amountCents !== undefined && report.amountCents > proceeding.askedCents
  if (isMore && GRANTS.includes(kind)) {
    const source = rules.judicial(report.on).articles['beyond-request'].value
    return { code: 'report-contradicts', rule: `asked:${proceeding.askedCents}`, source }
  }
  if (isExpected(state, report)) return null
  const known = proceeding.reports.find((other) => (other.kind === kind && other.act === report.act) || areOpposite(other.kind, kind))
  return known ? contradiction(known) : null
}

const GRANTS: readonly OutsideReport[] = ['order-granted', 'judgment', 'debtor-agreed', 'appeal-decided']

const contradiction = ({ kind, on }: ReportFact): Refusal => ({
  code: 'report-contradicts',
  rule: `reported:${kind}:${on}`,
  source: POLICY,
})

const areOpposite = (one: string, other: string): boolean =>
  OPPOSITES.some(([a, b]) => (one === a && other === b) || (one === b && other === a))

function unexpected({ proceeding, report, state }: Candidate): Refusal | null {
  const isServedHere = report.act === undefined || SERVED_IN[proceeding.course].includes(report.act)
  if (isExpected(state, report) && isServedHere) return null
  return {
    code: 'report-unexpected',
    rule: `expected:${state.expects.join(',') || 'nothing'}`,
    source: state.passages.at(-1)?.source ?? POLICY,
  }
}

/** Where what is served is named, nothing else is expected to be. */
function isExpected({ expects, bounds = [] }: ProcedureState, { kind, act }: ReportFact): boolean {
  const acts = bounds.flatMap((bound) => (bound.kind === kind && bound.act ? [bound.act] : []))
  return expects.some((one) => one === kind) && (acts.length === 0 || (act !== undefined && acts.includes(act)))
}

function tooEarly({ proceeding, report, kind, state }: Candidate): Refusal | null {
  const { on, act } = report
  if (BEGUN.includes(kind) && on < proceeding.openedOn)
    return { code: 'report-too-early', rule: `not-before:${proceeding.openedOn}`, source: POLICY }
  const bound = boundOf(state, report, 'from')
  if (bound?.from !== undefined && on < bound.from)
    return { code: 'report-too-early', rule: `${bound.rule}:not-before:${bound.from}`, source: bound.source }
  const before = (kind === 'served' ? act && SERVES[act] : FOLLOWS[kind]) ?? []
  const first = proceeding.reports.filter((other) => before.some((one) => one === other.kind)).find((other) => other.on > on)
  return first ? { code: 'report-too-early', rule: `after:${first.kind}:${first.on}`, source: POLICY } : null
}

function tooLate({ report, state }: Candidate): Refusal | null {
  const bound = boundOf(state, report, 'until')
  if (bound?.until === undefined || report.on <= bound.until) return null
  return { code: 'report-too-late', rule: `${bound.rule}:until:${bound.until}`, source: bound.source }
}

const boundOf = ({ bounds = [] }: ProcedureState, { kind, act, of }: ReportFact, side: 'from' | 'until'): ReportBound | undefined =>
  bounds.find((bound) => bound.kind === kind && bound[side] !== undefined && (bound.act ?? act) === act && (bound.of ?? of) === of)
