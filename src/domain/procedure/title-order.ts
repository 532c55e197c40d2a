import { addDays } from '../legal-day.js'
import { cents } from '../money.js'
import { articleOf, deadlineFrom, type Leg, nextOf } from './leg.js'
import { firstService, type Matter } from './matter.js'
import { handedOver } from './opposition.js'
import type { ProceedingDeadline, ReportBound, ReportFact, TitleGrant } from './proceeding.js'

/** An order that was served. */
export interface OrderOnItsWay extends Matter {
  order: ReportFact
  served: ReportFact
}

/**
 * The second step: it may be enforced at once. Opposed in time it is before the court, and its enforcement is to stand still until that has judged;
 * it stays a title until then. @throws RangeError where the law knows no time to oppose it
 */
export function titleOrdered(order: OrderOnItsWay, titleOrder: ReportFact): Leg[] {
  const { reports, today } = order
  const window = windowOf(order, titleOrder)
  const enforceable = enforceableBy(order, titleOrder, window)
  const opposition = reports.find(({ kind, on }) => kind === 'opposition' && on >= titleOrder.on && (!window || on <= window.lastDay))
  if (opposition) return [enforceable, ...handedOver(order, opposition)]
  if (!window || today <= window.lastDay) return [enforceable]
  const on = addDays(window.lastDay, 1)
  return [enforceable, { ...enforceable, passages: [{ stage: 'ended', on, source: window.source, end: 'titled' }], deadlines: [] }]
}

/** Of the debtor, from the service of the second step; null before that. */
function windowOf(order: OrderOnItsWay, titleOrder: ReportFact): ProceedingDeadline | null {
  const served = firstService(order.reports, 'title', titleOrder.on)
  return served ? { ...deadlineFrom(order, ['oppose', 'debtor'], served.on, lawOf(order), true), alarmDays: [] } : null
}

function lawOf({ rules, order }: OrderOnItsWay) {
  const within = rules.procedure(order.on)?.titleOppositionWithin
  if (!within) throw new RangeError(`no order in two steps on ${order.on}`)
  return within
}

function enforceableBy(order: OrderOnItsWay, titleOrder: ReportFact, window: ProceedingDeadline | null): Leg {
  const { id, on } = titleOrder
  const title = grant(order, titleOrder)
  const { source } = title
  const opposing: ReportBound = {
    kind: 'opposition',
    from: order.served.on,
    ...(window && { until: window.lastDay }),
    rule: window?.rule ?? 'oppose-title',
    source: lawOf(order).source,
  }
  const serving: ReportBound = { kind: 'served', act: 'title', from: on, rule: 'service-of-title', source }
  return {
    passages: [{ stage: 'enforceable', on, source, report: id, ...(window && { next: nextOf(window) }) }],
    deadlines: window && order.today <= window.lastDay ? [window] : [],
    expects: window ? ['opposition'] : ['served', 'opposition'],
    bounds: window ? [opposing] : [serving, opposing],
    title,
  }
}

function grant({ proceeding, rules, order }: OrderOnItsWay, { id, on, amountCents, costsCents }: ReportFact): TitleGrant {
  return {
    of: id,
    on,
    enforceableOn: on,
    principalCents: amountCents ?? order.amountCents ?? proceeding.askedCents,
    costsCents: costsCents ?? order.costsCents ?? cents(0),
    source: articleOf(rules, 'enforceable', on),
  }
}
