import type { ContactFact, Facts } from './facts.js'
import type { ContactCap } from './law-pack.js'
import { addDays, type LegalDay } from './legal-day.js'

/** A cap that forbids a contact, and the first day on which it no longer does. */
export interface CapSpent {
  rule: string
  until: LegalDay
}

/**
 * Whether the contacts that a debtor has had, on all channels and about all its files, leave room for one more on a day.
 * Reservations of its other files count; one of this file is the very contact asked about. @returns the cap that is spent longest, or null
 */
export function spentCap(facts: Facts, caps: readonly ContactCap[], day: LegalDay): CapSpent | null {
  const contacts = [...facts.otherContacts, ...facts.contacts.filter(counts).flatMap(({ contactedOn }) => contactedOn ?? [])]
  const spent = caps.flatMap(({ rule, most, withinDays }) => {
    const recent = contacts.filter((contact) => contact <= day && contact > addDays(day, -withinDays)).sort()
    const freeing = recent.at(-most) // when this one leaves the stretch, one fewer than the most remain
    return freeing === undefined ? [] : [{ rule, until: addDays(freeing, withinDays) }]
  })
  return spent.reduce<CapSpent | null>((a, b) => (a && a.until >= b.until ? a : b), null)
}

const counts = ({ state }: ContactFact) => state === 'calling' || state === 'sent' || state === 'unknown'
