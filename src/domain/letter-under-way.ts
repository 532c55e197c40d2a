import type { ContactCalendar } from './contact-hours.js'
import { because, type Decision } from './decision.js'
import type { ContactFact, Facts } from './facts.js'
import type { LawPack } from './law-pack.js'
import { addDays, instantOf, type LegalDay, legalDayOf } from './legal-day.js'
import { latest, mandatoryStages } from './step.js'

/** A mandatory notice counts from its posting: nothing else goes out before that is confirmed. A printed letter is not a posted one. */
export function awaitPosting(facts: Facts, law: LawPack): Decision | null {
  const mandatory = mandatoryStages(facts, law)
  const printed = facts.contacts.find((contact) => mandatory.includes(contact.stage) && isUnposted(contact))
  if (!printed) return null
  const { source } = (facts.mandate ? law.mandatoryNotices.agency : law.mandatoryNotices.creditor) as { source: string }
  return { do: 'wait', until: null, because: [because(`posting-awaited:${printed.actId}`, source)] }
}

/** A letter that is printed, as far as is known, and that nobody has posted. */
export const isUnposted = ({ state, channel, postedOn, delivery }: ContactFact) =>
  state === 'sent' && channel === 'letter' && postedOn === null && (delivery === null || delivery === 'accepted' || delivery === 'printed')

/** The end of a registered notice's journey is waited for, as long as it may take. */
export function awaitOutcome(facts: Facts, law: LawPack, { zone }: ContactCalendar, at: Date): Decision | null {
  const onItsWay = facts.contacts.filter(
    ({ registered, state, postedOn, delivery }) => registered && state === 'sent' && postedOn !== null && delivery === 'posted',
  )
  const until = latest(onItsWay.map(({ postedOn }) => addDays(postedOn as LegalDay, law.outcomeWithinDays.value)))
  if (until === null || until <= legalDayOf(at, zone)) return null
  const reason = because('registered-outcome-awaited', law.outcomeWithinDays.source)
  return { do: 'wait', until: instantOf(until, '00:00', zone).toISOString(), because: [reason] }
}
