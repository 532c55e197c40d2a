import { addDays, addMonths, daysBetween, type LegalDay, later } from '../legal-day.js'
import { contestBy, measureOf } from '../measure.js'
import { mustBeServed } from '../title.js'
import { type TitleLife, titleLife } from '../title-life.js'
import { gathering } from './beginning.js'
import { titleInForce } from './judged-title.js'
import { opposedTitle } from './late-opposition.js'
import { articleOf, asksFor, type Leg, POLICY, standing, until } from './leg.js'
import { firstService, type Matter } from './matter.js'
import { authorisationBounds, authorisationTask, awaitsCourt } from './measure-authorisation.js'
import type { OutsideReport, Passage, ProceedingDeadline, ReportBound, ReportFact, TaskAsk, TitleFact } from './proceeding.js'

const MEASURE_REPORTS: readonly OutsideReport[] = ['measure-done', 'measure-vain', 'measure-contested', 'measure-released']
/** By which an officer shows that it has begun. */
const ACTS: readonly string[] = ['measure-requested', 'measure-done', 'measure-vain']

/** A title on its way. */
export interface Enforcing extends Matter {
  title: TitleFact
}

/**
 * The life of a title: its service where that is still to come, the measures taken by it, an opposition against an order that was not served in
 * person, and its last useful day. Each act of enforcement begins that life anew; once it is over the title is worth nothing.
 * @throws RangeError for a proceeding without a title
 */
export function followEnforcement(matter: Matter): Leg[] {
  const { title } = matter.proceeding
  if (!title) throw new RangeError('nothing to enforce')
  const enforcing = { ...matter, title }
  const opened = opening(enforcing)
  if (standing(opened).stage !== 'enforceable') return opened
  const acting = [...opened, ...begun(enforcing, opened)]
  const present = opposedTitle(enforcing, acting) ?? acting
  const { end, title: judged } = standing(present)
  return end === null ? alive({ ...enforcing, title: titleInForce(title, judged, matter.reports) }, present) : present
}

/** Enforceable from its day on, and once it is served where it has to be. */
function opening(enforcing: Enforcing): Leg[] {
  const { proceeding, rules, title, reports, today } = enforcing
  const { openedOn } = proceeding
  const { source } = rules.judicial(openedOn).title.lifeYears
  const service = firstService(reports, 'judgment') ?? firstService(reports, 'title')
  // The title says so too once its service was reported here.
  const needsService = mustBeServed(title.kind) && (title.servedOn === null || title.servedOn === service?.on)
  if (!needsService) {
    const on = later(openedOn, title.enforceableOn)
    if (on > today) return [{ ...gathering(proceeding), deadlines: [waitingFor(on, source)] }]
    return [{ passages: [{ stage: 'enforceable', on, source }], ...running(enforcing) }]
  }
  const toServe: Leg = {
    passages: [{ stage: 'to-serve', on: openedOn, source }],
    asks: asksFor(enforcing, 'serve-judgment', openedOn, { of: 'begin', done: service !== undefined }),
    bounds: [{ kind: 'served', act: 'judgment', rule: 'serve-judgment', source }],
  }
  if (!service) return [{ ...toServe, expects: ['served'] }]
  const on = later(service.on, title.enforceableOn)
  if (on > today) return [{ ...toServe, deadlines: [waitingFor(on, source)] }]
  return [toServe, { passages: [{ stage: 'enforceable', on: later(on, openedOn), source, report: service.id }], ...running(enforcing) }]
}

const waitingFor = (enforceableOn: LegalDay, source: string): ProceedingDeadline => ({
  kind: 'enforceable',
  lastDay: addDays(enforceableOn, -1),
  who: 'court',
  rule: 'enforceable-from',
  source,
  alarmDays: [],
})

/** What runs while a title is enforced. The officer has it with the first task; each measure is one more. */
function running(enforcing: Enforcing): Partial<Leg> {
  const { reports, rules } = enforcing
  const measures = reports.filter(({ kind }) => kind === 'measure-requested')
  const isBegun = measures.length > 0 || reports.some((report) => isMeasure(report) || isDemand(report))
  const authorising = authorisationBounds(measures, rules.book)
  return {
    asks: [...enforce(enforcing, 'begin', isBegun), ...measures.flatMap((request) => measureAsks(enforcing, request))],
    expects: ['served', ...MEASURE_REPORTS, ...(authorising.length > 0 ? (['measure-authorised'] as const) : [])],
    bounds: [...contestBounds(enforcing), ...authorising],
  }
}

const enforce = (enforcing: Enforcing, of: string, done: boolean): TaskAsk[] =>
  asksFor(enforcing, 'enforce', enforcing.proceeding.openedOn, { of, urgent: false, done })

/** The officer has a measure once the court has authorised it, where the law wants that. */
function measureAsks(enforcing: Enforcing, request: ReportFact): TaskAsk[] {
  const { reports, rules, today } = enforcing
  const { id } = request
  const isReported = reports.some(({ of, kind }) => of === id && kind !== 'measure-authorised')
  const needed = authorisationBounds([request], rules.book).length > 0
  const waits = awaitsCourt(reports, request, rules.book, today) !== null
  const asking = needed ? [authorisationTask(request, !waits)] : []
  return waits ? asking : [...asking, ...enforce(enforcing, id, isReported)]
}

const isMeasure = ({ kind }: ReportFact): boolean => MEASURE_REPORTS.some((one) => one === kind)
const isDemand = ({ kind, act }: ReportFact): boolean => kind === 'served' && act === 'payment-demand'

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
function begun({ reports, rules }: Enforcing, opened: readonly Leg[]): Leg[] {
  const since = standing(opened).passages.at(-1)?.on as LegalDay
  const first = reports.find((report) => report.on >= since && (ACTS.includes(report.kind) || isDemand(report)))
  if (!first) return []
  const { on, id } = first
  return [{ ...opened.at(-1), passages: [{ stage: 'enforcing', on, source: articleOf(rules, 'enforcing', on), report: id }], asks: [] }]
}

/** The last useful day, announced long before; once it is over there is no title any more. */
function alive(enforcing: Enforcing, legs: readonly Leg[]): Leg[] {
  const { title, reports, rules, today } = enforcing
  const life = titleLife(title, reports, rules.book, today)
  if (life === null) return [...legs]
  const deadline = lifeDeadline(enforcing, life)
  const last = legs.at(-1) as Leg
  if (today <= life.lastDay || isStayed(reports, today))
    return [...legs.slice(0, -1), { ...last, deadlines: [...(last.deadlines ?? []), deadline] }]
  const over: Passage = { stage: 'ended', on: addDays(life.lastDay, 1), source: life.source, end: 'title-expired' }
  // An act in time that is told late still keeps it alive.
  return [...until(legs, life.lastDay), { ...last, passages: [over], deadlines: [deadline], asks: [] }]
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
