import { earlier, type LegalDay, later } from '../legal-day.js'
import type { ServiceMode } from './proceeding.js'
import type { ProceedingRules } from './rules.js'

/** How an order reached the debtor. */
export interface OrderService {
  /** Day of the order, whose law governs the time to oppose it. */
  orderOn: LegalDay
  on: LegalDay
  mode: ServiceMode
}

/** An act that came after the service of the order: served in person or not, and whether it made goods unavailable. */
export interface LaterAct {
  on: LegalDay
  inPerson: boolean
  seizes: boolean
}

/** Last day of the month that follows the service itself, whatever its mode. @throws RangeError where the law of that day knows no such time */
export function ordinaryWindow({ orderOn, on }: Pick<OrderService, 'orderOn' | 'on'>, rules: ProceedingRules): LegalDay {
  const within = rules.procedure(orderOn)?.oppositionWithin
  if (!within) throw new RangeError('no time to oppose an order')
  return rules.deadline(on, within.value, true).deadline
}

/**
 * Last day on which an order may be opposed; null while that is open without end. Served in person, the time runs from the service. In any
 * other manner, and where the law knows acts that begin it later, it is open until so long after the first of them; a second does not begin it
 * anew.
 * @param rules those of the procedure that granted the order, not of its enforcement
 */
export function lastDayToOppose(service: OrderService, acts: readonly LaterAct[], rules: ProceedingRules): LegalDay | null {
  const ordinary = ordinaryWindow(service, rules)
  const begunBy = rules.course(service.orderOn).lateOpposition?.value
  if (service.mode === 'in-person' || begunBy === undefined) return ordinary
  const begins = ({ inPerson, seizes }: LaterAct) =>
    (inPerson && begunBy.includes('act-in-person')) || (seizes && begunBy.includes('seizure'))
  const reopening = acts.filter((act) => act.on >= service.on && begins(act)).map(({ on }) => on)
  if (reopening.length === 0) return null
  return later(ordinary, ordinaryWindow({ ...service, on: reopening.reduce(earlier) }, rules))
}

/** Whether an opposition made today is in time. */
export function isOppositionOpen(service: OrderService, acts: readonly LaterAct[], rules: ProceedingRules, today: LegalDay): boolean {
  const lastDay = lastDayToOppose(service, acts, rules)
  return today >= service.on && (lastDay === null || today <= lastDay)
}
