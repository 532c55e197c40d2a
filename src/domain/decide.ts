import { balance, owedOn } from './balance.js'
import { nextWindow } from './contact-hours.js'
import type { Channel, ContactFact, Facts } from './facts.js'
import type { LawPack } from './law-pack.js'
import { addDays, instantOf, type LegalDay, legalDayOf } from './legal-day.js'
import type { Cents } from './money.js'
import type { Step, Strategy } from './strategy.js'

/** Why: the rule that decided, and where it stands. */
export interface Reason {
  rule: string
  source: string
}

/** What a file does next. Instants are ISO 8601 in UTC, in the file's legal time. */
export type Decision = { because: Reason[] } & (
  | { do: 'send'; stepId: string; channel: Channel; amountCents: Cents; notAfter: string }
  | { do: 'settle'; contactId: string }
  | { do: 'wait'; until: string | null }
  | { do: 'ask-human'; question: 'contact-failing' | 'contact-unresolved' | 'strategy-exhausted' }
  | { do: 'close'; reason: 'paid' }
)

/** A step that failed this often is a person's to look at. */
const MOST_ATTEMPTS = 3
const DAYS_BETWEEN_ATTEMPTS = 1

const POLICY = 'relance policy'

/**
 * Decides what a file does next, from facts alone. Pure: same facts, same strategy, same law, same instant, same answer.
 * The lowest step not yet done is the next one, however late the wake and whatever moved meanwhile: no step is skipped
 * and none repeated. Nothing like “now + interval” is stored; dates follow from the facts each time.
 */
export function decide(facts: Facts, strategy: Strategy, law: LawPack, at: Date): Decision {
  return (
    finishOpenCall(facts, at) ??
    closeIfPaid(facts) ??
    waitOnHold(facts, law, at) ??
    askAboutUnknown(facts) ??
    takeNextStep(facts, strategy, law, at)
  )
}

function closeIfPaid({ claims }: Facts): Decision | null {
  if (balance(claims) > 0) return null
  return { do: 'close', reason: 'paid', because: [because('nothing-owed', 'Code civil art. 1342: payment extinguishes the debt')] }
}

function waitOnHold({ holds }: Facts, law: LawPack, at: Date): Decision | null {
  const today = legalDayOf(at, law.zone)
  const inForce = holds.filter(({ until }) => until === null || until > today)
  if (inForce.length === 0) return null
  const reasons = inForce.map(({ reason }) => because(`hold:${reason}`, POLICY))
  if (inForce.some(({ until }) => until === null)) return { do: 'wait', until: null, because: reasons }
  const last = inForce.map(({ until }) => until as LegalDay).reduce((a, b) => (a > b ? a : b))
  return { do: 'wait', until: instantOf(last, '00:00', law.zone).toISOString(), because: reasons }
}

/**
 * A call whose end nobody has seen is cleared up before anything else, also on a file that is paid or held: asking the
 * provider sends nothing, and no file is closed over an act that may be on its way.
 */
function finishOpenCall({ contacts }: Facts, at: Date): Decision | null {
  const calling = contacts.find(({ state }) => state === 'calling')
  if (!calling) return null
  if (calling.leaseUntil !== null && new Date(calling.leaseUntil) > at) {
    return { do: 'wait', until: calling.leaseUntil, because: [because('call-in-progress', POLICY)] }
  }
  return { do: 'settle', contactId: calling.id, because: [because('never-send-twice', POLICY)] }
}

/** Not even the provider knows: nothing more goes out until a person has looked, for the step must not go out twice. */
function askAboutUnknown({ contacts }: Facts): Decision | null {
  if (!contacts.some(({ state }) => state === 'unknown')) return null
  return { do: 'ask-human', question: 'contact-unresolved', because: [because('never-send-twice', POLICY)] }
}

function takeNextStep(facts: Facts, strategy: Strategy, law: LawPack, at: Date): Decision {
  const index = strategy.steps.findIndex(({ id }) => !facts.contacts.some((contact) => contact.stepId === id && contact.state === 'sent'))
  const step = strategy.steps[index]
  if (!step) return { do: 'ask-human', question: 'strategy-exhausted', because: [because('last-step-done', sourceOf(strategy))] }
  // A reservation that was dropped before any call is no attempt.
  const failures = facts.contacts.filter(
    ({ stepId, state, contactedOn }) => stepId === step.id && state === 'failed' && contactedOn !== null,
  )
  if (failures.length >= MOST_ATTEMPTS)
    return { do: 'ask-human', question: 'contact-failing', because: [because('attempts-spent', POLICY)] }

  const reasons = [because(`step:${step.id}`, sourceOf(strategy)), because('contact-hours', law.contactHours.source)]
  const window = nextWindow(law.contactHours.value, law.zone, dueDay(facts, strategy, index, failures), at)
  if (window.opens > at) return { do: 'wait', until: window.opens.toISOString(), because: reasons }
  const { id: stepId, channel } = step
  return { do: 'send', stepId, channel, amountCents: balance(facts.claims), notAfter: window.closes.toISOString(), because: reasons }
}

/**
 * The day a step falls due: so many days after the oldest unpaid claim did, but never closer to the act before than the
 * strategy spaces them, so that a late wake or a moved due date does not send two at once.
 */
function dueDay(facts: Facts, strategy: Strategy, index: number, failures: ContactFact[]): LegalDay {
  const step = strategy.steps[index] as Step
  const oldest = facts.claims.filter((claim) => owedOn(claim) > 0).map(({ dueDate }) => dueDate)
  const candidates = [addDays(oldest.reduce(earlier), step.afterDays)]
  const before = strategy.steps[index - 1]
  const sentDays = facts.contacts.filter(({ state }) => state === 'sent').map(({ contactedOn }) => contactedOn as LegalDay)
  if (before && sentDays.length > 0) candidates.push(addDays(sentDays.reduce(later), step.afterDays - before.afterDays))
  const failedDays = failures.map(({ contactedOn }) => contactedOn as LegalDay)
  if (failedDays.length > 0) candidates.push(addDays(failedDays.reduce(later), DAYS_BETWEEN_ATTEMPTS))
  return candidates.reduce(later)
}

const earlier = (a: LegalDay, b: LegalDay) => (a < b ? a : b)
const later = (a: LegalDay, b: LegalDay) => (a > b ? a : b)
const because = (rule: string, source: string): Reason => ({ rule, source })
const sourceOf = ({ name, version }: Strategy) => `strategy ${name} v${version}`
