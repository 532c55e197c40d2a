import { addDays, addMonths, daysBetween, type LegalDay, later } from '../legal-day.js'
import { contestBy, measureOf } from '../measure.js'
import { mustBeServed } from '../title.js'
import { type TitleLife, titleLife } from '../title-life.js'
import { opposedTitle } from './late-opposition.js'
import { preparing } from './preparing.js'
import type {
  OutsideReport,
  ProcedureState,
  ProceedingDeadline,
  ProceedingFact,
  ReportBound,
  ReportFact,
  TaskAsk,
  TaskKind,
  TitleFact,
} from './proceeding.js'
import { firstService, reportsUntil } from './reports.js'
import type { ProceedingRules } from './rules.js'
import { reach } from './steps.js'

const POLICY = 'relance policy'
const MEASURE_REPORTS: readonly OutsideReport[] = ['measure-done', 'measure-vain', 'measure-contested', 'measure-released']
/** By which an officer shows that it has begun. */
const ACTS: readonly string[] = ['measure-requested', 'measure-done', 'measure-vain']

/** A title on its way, with what has been reported by today. */
export interface Enforcing {
  proceeding: ProceedingFact
  rules: ProceedingRules
  title: TitleFact
  reports: ReportFact[]
  today: LegalDay
}

/**
 * The life of a title: its service where that is still to come, the measures taken by it, an opposition against an order that was not served in
 * person, and its last useful day. Each act of enforcement begins that life anew; once it is over the title is worth nothing.
 * @throws RangeError for a proceeding without a title
 */
export function followEnforcement(proceeding: ProceedingFact, rules: ProceedingRules, today: LegalDay): ProcedureState {
  const { title } = proceeding
  if (!title) throw new RangeError('nothing to enforce')
  const reports = reportsUntil(proceeding, today)
  const enforcing = { proceeding, rules, title, reports, today }
  const opened = served(enforcing)
  if (opened.stage !== 'enforceable') return opened
  const acting = begun(enforcing, opened)
  const opposed = opposedTitle(enforcing, acting)
  const present = opposed ?? acting
  return present.end === null ? alive(enforcing, present) : present
}

/** Enforceable from its day on, and once it is served where it has to be. */
function served(enforcing: Enforcing): ProcedureState {
  const { proceeding, rules, title, reports, today } = enforcing
  const begins: ProcedureState = { ...preparing(proceeding), expects: [] }
  const service = firstService(reports, 'judgment') ?? firstService(reports, 'title')
  // The title says so too once its service was reported here.
  const needsService = mustBeServed(title.kind) && (title.servedOn === null || title.servedOn === service?.on)
  const { openedOn } = proceeding
  const source = rules.judicial(openedOn).title.lifeYears.source
  if (!needsService) {
    const on = later(openedOn, title.enforceableOn)
    return on > today
      ? { ...begins, deadlines: [waitingFor(addDays(on, -1), source)] }
      : only(enforcing, { stage: 'enforceable', on, source })
  }
  const ask = askOf(enforcing, 'serve-judgment', 'begin', service !== undefined)
  const toServe = reach(
    { ...begins, passages: [] },
    { stage: 'to-serve', on: openedOn, source },
    { asks: ask, expects: ['served'], bounds: serving(source) },
  )
  if (!service) return toServe
  const on = later(service.on, title.enforceableOn)
  if (on > today) return { ...toServe, deadlines: [waitingFor(addDays(on, -1), source)], expects: [] }
  return reach(toServe, { stage: 'enforceable', on: later(on, openedOn), source, report: service.id }, running(enforcing, toServe.asks))
}

const waitingFor = (lastDay: LegalDay, source: string): ProceedingDeadline => ({
  kind: 'enforceable',
  lastDay,
  who: 'court',
  rule: 'enforceable-from',
  source,
  alarmDays: [],
})

const serving = (source: string): ReportBound[] => [{ kind: 'served', act: 'judgment', rule: 'serve-judgment', source }]

/** The title may be enforced as soon as it is here: that is its first stage. */
function only(enforcing: Enforcing, passage: { stage: 'enforceable'; on: LegalDay; source: string }): ProcedureState {
  return reach({ ...preparing(enforcing.proceeding), passages: [] }, passage, running(enforcing, []))
}

/** What runs while a title is enforced. The officer has it with the first task; each measure is one more. */
function running(enforcing: Enforcing, before: readonly TaskAsk[]) {
  const { reports } = enforcing
  const isBegun = reports.some(
    ({ kind, act }) => MEASURE_REPORTS.includes(kind as OutsideReport) || (kind === 'served' && act === 'payment-demand'),
  )
  const measures = reports.filter(({ kind }) => kind === 'measure-requested')
  const asks = measures.flatMap(({ id }) =>
    askOf(
      enforcing,
      'enforce',
      id,
      reports.some(({ of }) => of === id),
    ),
  )
  return {
    asks: [...before, ...askOf(enforcing, 'enforce', 'begin', isBegun || measures.length > 0), ...asks],
    expects: ['served', ...MEASURE_REPORTS] as OutsideReport[],
    bounds: contestBounds(enforcing),
  }
}

/** Who does it, as the law of the day on which it was opened names them first; nothing is asked where it names nobody. */
function askOf({ proceeding, rules }: Enforcing, kind: TaskKind, of: string, done: boolean): TaskAsk[] {
  const to = rules.course(proceeding.openedOn).doers[kind]?.value.by[0]
  return to ? [{ kind, of, to, urgent: kind === 'serve-judgment', by: null, done }] : []
}

/** A measure may be contested until its own last day. */
function contestBounds({ reports, rules }: Enforcing): ReportBound[] {
  return reports.flatMap((report) => {
    if (report.kind !== 'measure-done') return []
    const by = contestBy(measureOf(reports, report), report.on, rules)
    const bound = { kind: 'measure-contested' as const, of: report.of ?? report.id, from: report.on, rule: 'contest-within' }
    return by ? [{ ...bound, until: by.lastDay, source: by.source }] : [{ ...bound, source: POLICY }]
  })
}

/** The first act, or the first measure that was asked for, begins enforcement. */
function begun({ reports }: Enforcing, state: ProcedureState): ProcedureState {
  const since = state.passages.at(-1)?.on as LegalDay
  const first = reports.find(({ kind, act, on }) => on >= since && (ACTS.includes(kind) || (kind === 'served' && act === 'payment-demand')))
  if (!first) return state
  const { deadlines, expects, bounds = [] } = state
  const passage = { stage: 'enforcing' as const, on: first.on, source: 'Code des procédures civiles d’exécution L111-1', report: first.id }
  return reach(state, passage, { deadlines, expects, bounds })
}

/** The last useful day, announced long before; once it is over there is no title any more. */
function alive(enforcing: Enforcing, state: ProcedureState): ProcedureState {
  const { title, reports, rules, today } = enforcing
  const life = titleLife(title, reports, rules.book, today)
  if (life === null) return state
  const deadline = lifeDeadline(enforcing, life)
  const present = { ...state, deadlines: [...state.deadlines, deadline] }
  if (today <= life.lastDay || isStayed(reports, today)) return present
  const over = { stage: 'ended' as const, on: addDays(life.lastDay, 1), source: life.source, end: 'title-expired' as const }
  return reach({ ...present, passages: present.passages.filter(({ on }) => on <= life.lastDay) }, over, {
    asks: state.asks.filter(({ done }) => done),
    deadlines: [deadline],
    // An act in time that is told late still keeps it alive.
    expects: state.expects,
    ...(state.bounds && { bounds: state.bounds }),
  })
}

/** Nobody may act during a stay, so a title does not expire in one: whether its time ran is for a person to say. */
function isStayed(reports: readonly ReportFact[], today: LegalDay): boolean {
  const last = reports.findLast(({ kind }) => kind === 'stayed' || kind === 'resumed')
  return last?.kind === 'stayed' && (last.day === undefined || last.day >= today)
}

function lifeDeadline({ rules, title, today }: Enforcing, { lastDay, years, source }: TitleLife): ProceedingDeadline {
  const { alarmMonths } = rules.judicial(later(title.on, today)).title
  return {
    kind: 'title-life',
    lastDay,
    who: 'officer',
    rule: `title-life:${years}-years`,
    source,
    alarmDays: alarmMonths.value.map((months) => daysBetween(addMonths(lastDay, -months), lastDay)),
  }
}
