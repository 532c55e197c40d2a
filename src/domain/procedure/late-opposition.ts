import { seizes } from '../measure.js'
import type { Enforcing } from './enforcement.js'
import { goesOnJudged } from './judged-title.js'
import { judging } from './judging.js'
import { articleOf, type Leg, until } from './leg.js'
import { isOppositionOpen, type LaterAct, lastDayToOppose, type OrderService } from './opposition-window.js'
import type { ReportBound } from './proceeding.js'
import { type ProceedingRules, rulesFor } from './rules.js'

/**
 * An opposition against an order while it is enforced: open where the order was not served in person, until so long after the acts that the law
 * names. It suspends enforcement, and the court hears both: its judgment takes the place of the order, or leaves no title.
 * @returns the legs with it; with the report expected where one may still come; null where the title is no order, or is not opposed so late
 */
export function opposedTitle(enforcing: Enforcing, legs: readonly Leg[]): Leg[] | null {
  const { proceeding, title, reports, rules } = enforcing
  const order = rulesFor({ ...proceeding, procedure: 'payment-order' }, rules.book)
  const service = orderService(enforcing)
  if (service === null || !order.course(title.on).lateOpposition) return null
  const acts = laterActs(enforcing)
  const opposition = reports.find(({ kind, on }) => kind === 'opposition' && isOppositionOpen(service, acts, order, on))
  if (!opposition) return [...legs.slice(0, -1), opposable(enforcing, legs.at(-1) as Leg, service, order)]
  const { id, on } = opposition
  const stayed: Leg = { passages: [{ stage: 'stayed', on, source: articleOf(order, 'opposed', on), report: id, reason: 'opposition' }] }
  const trial = judging({ ...enforcing, rules: order, proceeding: { ...proceeding, askedCents: title.principalCents } }, on)
  const judged = trial.title ? goesOnJudged(legs.at(-1) as Leg, trial, order) : trial
  return [...until(legs, on), stayed, judged]
}

/** An opposition may still come. */
function opposable(enforcing: Enforcing, leg: Leg, service: OrderService, order: ProceedingRules): Leg {
  const { expects = [], bounds = [] } = leg
  const lastDay = lastDayToOppose(service, laterActs(enforcing), order)
  const source = articleOf(order, 'opposed', service.orderOn)
  const opposing: ReportBound = {
    kind: 'opposition',
    from: service.on,
    ...(lastDay !== null && { until: lastDay }),
    rule: 'oppose-within',
    source,
  }
  return { ...leg, expects: [...expects, 'opposition'], bounds: [...bounds, opposing] }
}

/** How the order was served that is the title; null for another title, or one whose service nobody has told. */
function orderService({ title }: Enforcing): OrderService | null {
  if (title.kind !== 'payment-order' || title.servedOn === null) return null
  return { orderOn: title.on, on: title.servedOn, mode: title.servedInPerson ? 'in-person' : 'home' }
}

const laterActs = ({ rules, reports }: Enforcing): LaterAct[] =>
  reports
    .filter(({ kind }) => kind === 'served' || kind === 'measure-done')
    .map((report) => ({ on: report.on, inPerson: report.mode === 'in-person', seizes: seizes(reports, report, rules.book) }))
