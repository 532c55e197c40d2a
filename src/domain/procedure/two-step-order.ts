import { addDays } from '../legal-day.js'
import { articleOf, asksFor, deadlineFrom, doerOf, inMonths, type Leg, nextOf } from './leg.js'
import { firstOf, firstService, type Matter } from './matter.js'
import { handedOver } from './opposition.js'
import type { Passage, ProceedingDeadline, ReportBound, ReportFact } from './proceeding.js'
import { refusal, requesting } from './request.js'
import { type OrderOnItsWay, titleOrdered } from './title-order.js'

/** An order with what follows from the day of its service. */
interface ServedOrder extends OrderOnItsWay {
  /** The debtor's time to oppose, and the creditor's to ask for the title. */
  oppose: ProceedingDeadline
  askTitle: ProceedingDeadline
}

/**
 * The German order to pay in two steps: Mahnbescheid, then Vollstreckungsbescheid (ZPO §§ 688 to 703d). The court serves the order; the debtor
 * opposes it within two weeks, and after them as long as the second step is not ordered (§ 694). That step is asked for once the two weeks are
 * over and within six months of the service, or the order lapses (§§ 699, 701); it may be enforced at once, and be opposed once more (§ 700).
 */
export const followTwoStepOrder = (matter: Matter): Leg[] => requesting(matter, (order) => followGranted(matter, order))

function followGranted(matter: Matter, order: ReportFact): Leg[] {
  const { id, on } = order
  const source = articleOf(matter.rules, 'to-serve', on)
  const toServe: Leg = {
    passages: [{ stage: 'to-serve', on, source, report: id }],
    expects: ['served'],
    bounds: [{ kind: 'served', act: 'order', from: on, rule: 'service-of-order', source }],
  }
  const served = firstService(matter.reports, 'order', on)
  return served ? [toServe, ...followServed(servedOrder(matter, order, served))] : [toServe]
}

/** The law of the day of the order governs what follows from it. @throws RangeError where it knows no second step */
function servedOrder(matter: Matter, order: ReportFact, served: ReportFact): ServedOrder {
  const law = matter.rules.procedure(order.on)
  if (!law?.oppositionWithin || !law.titleWithinMonths) throw new RangeError(`no order in two steps on ${order.on}`)
  const who = doerOf(matter, 'ask-title-order', order.on) ?? 'creditor'
  return {
    ...matter,
    order,
    served,
    oppose: { ...deadlineFrom(matter, ['oppose', 'debtor'], served.on, law.oppositionWithin, true), alarmDays: [] },
    askTitle: deadlineFrom(matter, ['ask-title', who], served.on, inMonths(law.titleWithinMonths)),
  }
}

function followServed(order: ServedOrder): Leg[] {
  const { reports, served, oppose, askTitle, today } = order
  const application = applicationOf(order)
  const titleOrder = titleOrderOf(order, application)
  const opposition = reports.find(({ kind, on }) => kind === 'opposition' && on >= served.on && (!titleOrder || on < titleOrder.on))
  const open = opened(order)
  // Opposed after the order has lapsed, there is nothing left to oppose.
  if (opposition && (application || titleOrder || opposition.on <= askTitle.lastDay)) return [open, ...opposedBefore(order, opposition)]
  if (today <= oppose.lastDay) return [open]
  const toCertify = certifying(order, application, titleOrder !== undefined)
  if (titleOrder) return [open, toCertify, ...titleOrdered(order, titleOrder)]
  const refused = application && firstOf(reports, 'order-refused', application.on)
  if (refused) return [open, toCertify, refusal(order, refused)]
  return application || today <= askTitle.lastDay ? [open, toCertify] : [open, toCertify, lapsed(order)]
}

/** The application for the second step, where the court has told of it, or who made it. One that came before the debtor's time was over is none (§ 699 I). */
const applicationOf = ({ reports, served, oppose, askTitle }: ServedOrder): ReportFact | undefined =>
  reports.find(({ kind, on }) => kind === 'filed' && on > oppose.lastDay && on >= served.on && on <= askTitle.lastDay)

/** Without its application it must lie in the six months itself. */
const titleOrderOf = ({ reports, oppose, askTitle }: ServedOrder, application: ReportFact | undefined): ReportFact | undefined =>
  reports.find(
    ({ kind, on }) => kind === 'title-order' && on > oppose.lastDay && (application ? on >= application.on : on <= askTitle.lastDay),
  )

function opened(order: ServedOrder): Leg {
  const { rules, served, oppose, askTitle } = order
  const source = articleOf(rules, 'opposition-open', served.on)
  return {
    passages: [{ stage: 'opposition-open', on: served.on, source, report: served.id, next: nextOf(oppose) }],
    deadlines: [oppose, askTitle],
    expects: ['opposition', 'filed', 'title-order'],
    bounds: [oppositionBound(order), ...secondStepBounds(order)],
  }
}

const oppositionBound = ({ served, oppose }: ServedOrder): ReportBound => ({
  kind: 'opposition',
  from: served.on,
  rule: oppose.rule,
  source: oppose.source,
})

/** The second step is neither asked for nor ordered before the debtor's time is over, nor asked for after six months. */
function secondStepBounds({ oppose, askTitle, rules, served }: ServedOrder, application?: ReportFact): ReportBound[] {
  const from = addDays(oppose.lastDay, 1)
  const source = articleOf(rules, 'to-certify', served.on)
  const named = { rule: askTitle.rule, source: `${source}; ${askTitle.source}` }
  const ordering: ReportBound = application
    ? { kind: 'title-order', from: application.on, ...named }
    : { kind: 'title-order', from, until: askTitle.lastDay, ...named }
  return [{ kind: 'filed', from, until: askTitle.lastDay, ...named }, ordering]
}

function certifying(order: ServedOrder, application: ReportFact | undefined, isOrdered: boolean): Leg {
  const { rules, served, oppose, askTitle } = order
  const on = addDays(oppose.lastDay, 1)
  const passages: Passage[] = [{ stage: 'to-certify', on, source: articleOf(rules, 'to-certify', on), next: nextOf(askTitle) }]
  const asks = asksFor(order, 'ask-title-order', on, {
    of: served.id,
    by: askTitle.lastDay,
    done: application !== undefined || isOrdered,
  })
  const bounds = [oppositionBound(order), ...secondStepBounds(order, application)]
  if (!application) return { passages, asks, deadlines: [askTitle], expects: ['filed', 'title-order', 'opposition'], bounds }
  const refusing: ReportBound = { kind: 'order-refused', from: application.on, rule: 'after-application', source: askTitle.source }
  return {
    passages,
    asks,
    expects: ['title-order', 'order-refused', 'opposition'],
    bounds: [...bounds.filter(({ kind }) => kind !== 'filed'), refusing],
  }
}

/** What was asked for, ordered or opposed in time may still be told. */
function lapsed(order: ServedOrder): Leg {
  const { rules, askTitle } = order
  const on = addDays(askTitle.lastDay, 1)
  return {
    passages: [{ stage: 'ended', on, source: articleOf(rules, 'ended', on), end: 'lapsed' }],
    deadlines: [askTitle],
    expects: ['filed', 'title-order', 'opposition'],
    bounds: [...secondStepBounds(order), { ...oppositionBound(order), until: askTitle.lastDay }],
  }
}

/** Opposed before the second step, as far as is known: one that was ordered before the opposition may be told after it. */
function opposedBefore(order: ServedOrder, opposition: ReportFact): Leg[] {
  const [taken, judged] = handedOver(order, opposition)
  const { passages, expects = [], bounds = [] } = judged
  if (passages.some(({ stage }) => stage === 'judged')) return [taken, judged]
  const ordering = secondStepBounds(order).find(({ kind }) => kind === 'title-order') as ReportBound
  return [taken, { ...judged, expects: [...expects, 'title-order'], bounds: [...bounds, { ...ordering, until: opposition.on }] }]
}
