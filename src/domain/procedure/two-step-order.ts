import type { ProcedureRule, Sourced } from '../law-pack.js'
import { addDays, type LegalDay } from '../legal-day.js'
import { type Cents, cents } from '../money.js'
import { beginning } from './beginning.js'
import { judging } from './judging.js'
import { articleOf, doerOf, type Leg, NO_LEG, standing } from './leg.js'
import type { ProcedureState, ProceedingDeadline, ProceedingFact, ReportBound, ReportFact, TaskAsk, TitleGrant } from './proceeding.js'
import { firstOf, firstService, reportsUntil } from './reports.js'
import type { ProceedingRules } from './rules.js'

/** A request that is with the court. */
interface Request {
  proceeding: ProceedingFact
  rules: ProceedingRules
  today: LegalDay
  reports: ReportFact[]
  filed: ReportFact
}

/** An order that was served, with what follows from that day. */
interface Served extends Request {
  law: ProcedureRule
  order: ReportFact
  served: ReportFact
  /** The debtor's time to oppose, and the creditor's to ask for the title. */
  oppose: ProceedingDeadline
  askTitle: ProceedingDeadline
}

/**
 * The German order to pay in two steps: Mahnbescheid, then Vollstreckungsbescheid (ZPO §§ 688 to 703d). The court serves the order; the debtor
 * opposes it within two weeks, and after them as long as the second step is not ordered (§ 694). That step is asked for once the two weeks are
 * over and within six months of the service, or the order lapses (§§ 699, 701); it may be enforced at once, and be opposed once more (§ 700).
 */
export function followTwoStepOrder(proceeding: ProceedingFact, rules: ProceedingRules, today: LegalDay): ProcedureState {
  const reports = reportsUntil(proceeding, today)
  const filed = firstOf(reports, 'filed')
  const begun = beginning(proceeding, rules, 'file-request', filed !== undefined, ['filed'])
  return filed ? standing([begun, ...requested({ proceeding, rules, today, reports, filed })]) : standing([begun])
}

function requested(request: Request): Leg[] {
  const { rules, reports, filed } = request
  const asked: Leg = {
    ...NO_LEG,
    passages: [{ stage: 'filed', on: filed.on, source: articleOf(rules, 'filed', filed.on), report: filed.id }],
    expects: ['order-granted', 'order-refused'],
  }
  const order = firstOf(reports, 'order-granted', filed.on)
  const refused = firstOf(reports, 'order-refused', filed.on)
  if (refused && (!order || refused.on < order.on)) return [asked, refusedLeg(request, refused)]
  return order ? [asked, ...granted(request, order)] : [asked]
}

const refusedLeg = ({ rules }: Request, { id, on }: ReportFact): Leg => ({
  ...NO_LEG,
  passages: [{ stage: 'ended', on, source: articleOf(rules, 'filed', on), report: id, end: 'refused' }],
})

function granted(request: Request, order: ReportFact): Leg[] {
  const { rules, reports } = request
  const source = articleOf(rules, 'to-serve', order.on)
  const toServe: Leg = {
    ...NO_LEG,
    passages: [{ stage: 'to-serve', on: order.on, source, report: order.id }],
    expects: ['served'],
    bounds: [{ kind: 'served', act: 'order', from: order.on, rule: 'service-of-order', source }],
  }
  const served = firstService(reports, 'order', order.on)
  return served ? [toServe, ...followService(servedOf(request, order, served))] : [toServe]
}

/** The law of the day of the order governs what follows from it. @throws RangeError where it knows no second step */
function servedOf(request: Request, order: ReportFact, served: ReportFact): Served {
  const { proceeding, rules } = request
  const law = rules.procedure(order.on)
  if (!law?.oppositionWithin || !law.titleWithinMonths || !law.titleOppositionWithin)
    throw new RangeError(`no order in two steps on ${order.on}`)
  const who = doerOf(proceeding, rules, 'ask-title-order', order.on) ?? 'creditor'
  const { value: months, source } = law.titleWithinMonths
  const lastDay = rules.deadline(served.on, `${months} months`, false).deadline
  const askTitle: ProceedingDeadline = { kind: 'ask-title', lastDay, who, rule: `ask-title-within:${months}-months`, source }
  return { ...request, law, order, served, oppose: opposeDeadline(rules, served.on, law.oppositionWithin), askTitle }
}

function opposeDeadline(rules: ProceedingRules, from: LegalDay, { value, source }: Sourced<string>): ProceedingDeadline {
  const { deadline } = rules.deadline(from, value, true)
  return { kind: 'oppose', lastDay: deadline, who: 'debtor', rule: `oppose-within:${value.replaceAll(' ', '-')}`, source, alarmDays: [] }
}

function followService(order: Served): Leg[] {
  const { reports, served, oppose, askTitle, rules, today } = order
  const application = applicationOf(order)
  const titleOrder = titleOrderOf(order, application)
  const opposition = reports.find(({ kind, on }) => kind === 'opposition' && on >= served.on && (!titleOrder || on < titleOrder.on))
  const open = opened(order)
  // Opposed after the order has lapsed, there is nothing left to oppose.
  if (opposition && (application || titleOrder || opposition.on <= askTitle.lastDay)) return [open, ...opposed(order, opposition, null)]
  if (today <= oppose.lastDay) return [open]
  const toCertify = certifying(order, application, titleOrder)
  if (titleOrder) return [open, toCertify, ...titleOrdered(order, titleOrder)]
  const refused = application && firstOf(reports, 'order-refused', application.on)
  if (refused) return [open, toCertify, refusedLeg(order, refused)]
  if (application || today <= askTitle.lastDay) return [open, toCertify]
  const lapsed = addDays(askTitle.lastDay, 1)
  const ended: Leg = {
    ...NO_LEG,
    passages: [{ stage: 'ended', on: lapsed, source: articleOf(rules, 'ended', lapsed), end: 'lapsed' }],
    deadlines: [askTitle],
    expects: ['filed', 'title-order', 'opposition'],
    bounds: [...secondStepBounds(order), { ...oppositionBound(order), until: askTitle.lastDay }],
  }
  return [open, toCertify, ended]
}

/** The application for the second step, where the court has told of it, or who made it. One that came before the debtor's time was over is none (§ 699 I). */
const applicationOf = ({ reports, served, oppose, askTitle }: Served): ReportFact | undefined =>
  reports.find(({ kind, on }) => kind === 'filed' && on > oppose.lastDay && on >= served.on && on <= askTitle.lastDay)

/** Without its application it must lie in the six months itself. */
const titleOrderOf = ({ reports, oppose, askTitle }: Served, application: ReportFact | undefined): ReportFact | undefined =>
  reports.find(
    ({ kind, on }) => kind === 'title-order' && on > oppose.lastDay && (application ? on >= application.on : on <= askTitle.lastDay),
  )

function opened(order: Served): Leg {
  const { rules, served, oppose, askTitle } = order
  const source = articleOf(rules, 'opposition-open', served.on)
  return {
    ...NO_LEG,
    passages: [{ stage: 'opposition-open', on: served.on, source, report: served.id, next: { kind: 'oppose', lastDay: oppose.lastDay } }],
    deadlines: [oppose, askTitle],
    expects: ['opposition', 'filed', 'title-order'],
    bounds: [oppositionBound(order), ...secondStepBounds(order)],
  }
}

const oppositionBound = ({ served, oppose }: Served): ReportBound => ({
  kind: 'opposition',
  from: served.on,
  rule: oppose.rule,
  source: oppose.source,
})

/** The second step is neither asked for nor ordered before the debtor's time is over, nor asked for after six months. */
function secondStepBounds({ oppose, askTitle, rules, served }: Served, application?: ReportFact): ReportBound[] {
  const from = addDays(oppose.lastDay, 1)
  const source = articleOf(rules, 'to-certify', served.on)
  const named = { rule: askTitle.rule, source: `${source}; ${askTitle.source}` }
  const ordering: ReportBound = application
    ? { kind: 'title-order', from: application.on, ...named }
    : { kind: 'title-order', from, until: askTitle.lastDay, ...named }
  return [{ kind: 'filed', from, until: askTitle.lastDay, ...named }, ordering]
}

function certifying(order: Served, application: ReportFact | undefined, titleOrder: ReportFact | undefined): Leg {
  const { proceeding, rules, served, oppose, askTitle } = order
  const on = addDays(oppose.lastDay, 1)
  const to = doerOf(proceeding, rules, 'ask-title-order', on)
  const done = application !== undefined || titleOrder !== undefined
  const asks: TaskAsk[] = to === null ? [] : [{ kind: 'ask-title-order', of: served.id, to, urgent: true, by: askTitle.lastDay, done }]
  const running = {
    passages: [{ stage: 'to-certify' as const, on, source: articleOf(rules, 'to-certify', on), next: nextOf(askTitle) }],
    asks,
  }
  const bounds = [oppositionBound(order), ...secondStepBounds(order, application)]
  if (!application) return { ...NO_LEG, ...running, deadlines: [askTitle], expects: ['filed', 'title-order', 'opposition'], bounds }
  const refusing: ReportBound = { kind: 'order-refused', from: application.on, rule: 'after-application', source: askTitle.source }
  const expects = ['title-order', 'order-refused', 'opposition'] as const
  return { ...NO_LEG, ...running, expects: [...expects], bounds: [...bounds.filter(({ kind }) => kind !== 'filed'), refusing] }
}

const nextOf = ({ kind, lastDay }: ProceedingDeadline) => ({ kind, lastDay })

/** May be enforced at once; opposed in time it is before the court, and its enforcement is to stand still until that has judged. */
function titleOrdered(order: Served, titleOrder: ReportFact): Leg[] {
  const { rules, reports, today, law } = order
  const title = grant(order, titleOrder)
  const source = title.source
  const served = firstService(reports, 'title', titleOrder.on)
  const window = served && law.titleOppositionWithin ? opposeDeadline(rules, served.on, law.titleOppositionWithin) : null
  const opposing: ReportBound = {
    kind: 'opposition',
    from: order.served.on,
    ...(window && { until: window.lastDay }),
    rule: window?.rule ?? 'oppose-title',
    source: law.titleOppositionWithin?.source ?? source,
  }
  const serving: ReportBound = { kind: 'served', act: 'title', from: titleOrder.on, rule: 'service-of-title', source }
  const enforceable: Leg = {
    ...NO_LEG,
    passages: [{ stage: 'enforceable', on: titleOrder.on, source, report: titleOrder.id, ...(window && { next: nextOf(window) }) }],
    deadlines: window && today <= window.lastDay ? [window] : [],
    expects: served ? ['opposition'] : ['served', 'opposition'],
    bounds: served ? [opposing] : [serving, opposing],
    title,
  }
  const opposition = reports.find(({ kind, on }) => kind === 'opposition' && on >= titleOrder.on && (!window || on <= window.lastDay))
  if (opposition) return [enforceable, ...opposed(order, opposition, title)]
  if (!window || today <= window.lastDay) return [enforceable]
  const on = addDays(window.lastDay, 1)
  const ended: Leg = { ...enforceable, passages: [{ stage: 'ended', on, source: window.source, end: 'titled' }], deadlines: [] }
  return [enforceable, ended]
}

function grant({ proceeding, rules, order }: Served, { id, on, amountCents, costsCents }: ReportFact): TitleGrant {
  const principal: Cents = amountCents ?? order.amountCents ?? proceeding.askedCents
  return {
    of: id,
    on,
    enforceableOn: on,
    principalCents: principal,
    costsCents: costsCents ?? order.costsCents ?? cents(0),
    source: articleOf(rules, 'enforceable', on),
  }
}

/** Handed over to the court of the dispute, where a lawyer takes it on. A title that was opposed stays one until that court has judged. */
function opposed(order: Served, opposition: ReportFact, title: TitleGrant | null): Leg[] {
  const { proceeding, rules, today } = order
  const { id, on } = opposition
  const to = doerOf(proceeding, rules, 'instruct-suit', on)
  const judged = judging(proceeding, rules, on, today)
  const asks: TaskAsk[] =
    to === null ? [] : [{ kind: 'instruct-suit', of: id, to, urgent: true, by: null, done: judged.passages.length > 0 }]
  const passages = [{ stage: 'opposed' as const, on, source: articleOf(rules, 'opposed', on), report: id }]
  const handedOver: Leg = { ...NO_LEG, passages, asks }
  if (judged.passages.some(({ stage }) => stage === 'judged')) return [handedOver, judged]
  if (title) return [handedOver, { ...judged, title }]
  // A second step that was ordered before the opposition, and is told after it.
  const bounds = secondStepBounds(order).flatMap((bound) => (bound.kind === 'title-order' ? [{ ...bound, until: on }] : []))
  return [handedOver, { ...judged, expects: [...judged.expects, 'title-order'], bounds: [...judged.bounds, ...bounds] }]
}
