import type { ContactCalendar } from './contact-hours.js'
import { because, type Decision, POLICY } from './decision.js'
import type { Facts } from './facts.js'
import { instantOf, type LegalDay, later, legalDayOf } from './legal-day.js'

/** Holds during which the debtor is not written to at all. An operator who pauses a file may still answer it. */
export const SILENT: readonly string[] = ['insolvency', 'insolvency-to-check', 'over-indebtedness', 'death', 'minority', 'protected-adult']

export function waitInSilence(facts: Facts, calendar: ContactCalendar, at: Date): Decision | null {
  const holds = facts.holds.filter(({ reason }) => SILENT.includes(reason))
  return waitOnHold({ holds }, calendar, at) && waitOnHold(facts, calendar, at)
}

export function waitOnHold({ holds }: Pick<Facts, 'holds'>, { zone }: ContactCalendar, at: Date): Decision | null {
  const today = legalDayOf(at, zone)
  const inForce = holds.filter(({ until }) => until === null || until > today)
  if (inForce.length === 0) return null
  const reasons = inForce.map(({ reason }) => because(`hold:${reason}`, POLICY))
  if (inForce.some(({ until }) => until === null)) return { do: 'wait', until: null, because: reasons }
  const last = inForce.map(({ until }) => until as LegalDay).reduce(later)
  return { do: 'wait', until: instantOf(last, '00:00', zone).toISOString(), because: reasons }
}
