import { balanceOn } from './account.js'
import { type CapSpent, spentCap } from './contact-caps.js'
import { type ContactCalendar, type ContactWindow, nextWindow } from './contact-hours.js'
import { isUndelivered } from './contact-outcome.js'
import { because, type Decision, MOST_ATTEMPTS, POLICY, type Question, type Reason } from './decision.js'
import type { Channel, Facts } from './facts.js'
import { freeAfterFirst, grantedBy } from './first-reminder.js'
import type { LawBook, LawPack } from './law-pack.js'
import { addDays, instantOf, type LegalDay, later, legalDayOf } from './legal-day.js'
import { dueDay, latest, lowestOpenStep, type OpenStep, triesInVain } from './step.js'
import type { Strategy } from './strategy.js'

/** The lowest step of the strategy that is not done yet, on the first channel that reaches the debtor and in the first hours that are free. */
export function takeNextStep(
  facts: Facts,
  strategy: Strategy,
  { book, law }: { book: LawBook; law: LawPack },
  calendar: ContactCalendar,
  at: Date,
): Decision {
  const today = legalDayOf(at, calendar.zone)
  const open = lowestOpenStep(facts, strategy, book, today)
  if (!open) return endOfRoad(facts, strategy, calendar, at)
  const { step, actId, claims } = open
  if (triesInVain(open, facts) >= MOST_ATTEMPTS)
    return { do: 'ask-human', question: 'contact-failing', because: [because('attempts-spent', POLICY)] }
  const channel = channelFor(open, facts, law)
  if (!channel) return { do: 'ask-human', question: 'debtor-unreachable', because: [because('no-channel-left', sourceOf(strategy))] }

  const reasons = [because(`step:${step.id}`, sourceOf(strategy)), because('contact-hours', law.contactHours.source)]
  if (strategy.hours) reasons.push(because('hours', sourceOf(strategy)))
  if (channel !== step.channels[0]) reasons.push(because(`channel:${channel}`, 'the ones before it do not reach the debtor'))
  const free = freeAfterFirst(facts, law, calendar.isHoliday)
  const due = later(dueDay(open, facts, law), free === null ? today : addDays(free, 1))
  const { window, refusals } = nextLawfulWindow(due, facts, { law, strategy }, calendar, at)
  reasons.push(...refusals)
  if (window.opens > at) return { do: 'wait', until: window.opens.toISOString(), because: reasons }
  const granted = step.stage === 'preventive' ? null : grantedBy({ channel, on: window.day }, facts, law, calendar.isHoliday)
  if (granted !== null) reasons.push(because('first-reminder', law.firstReminder?.source ?? ''))
  return {
    do: 'send',
    stepId: step.id,
    actId,
    stage: step.stage,
    channel,
    registered: step.registered && channel === 'letter',
    amountCents: balanceOn(facts, book, today),
    claimIds: claims.map(({ id }) => id),
    payBefore: later(addDays(window.day, step.payWithinDays), granted ?? ''),
    notAfter: window.closes.toISOString(),
    because: reasons,
  }
}

/** The first hours on or after a day in which the calendar and every contact cap, of the law or the strategy, allow an act; with the caps that moved it. */
function nextLawfulWindow(
  due: LegalDay,
  facts: Facts,
  { law, strategy }: { law: LawPack; strategy: Strategy },
  calendar: ContactCalendar,
  at: Date,
): { window: ContactWindow; refusals: Reason[] } {
  const refusals = new Map<string, Reason>()
  let window = nextWindow(calendar, due, at)
  for (;;) {
    const [spent, source] = longest(
      [spentCap(facts, law.contactCaps.value, window.day), law.contactCaps.source],
      [spentCap(facts, strategy.caps ?? [], window.day), sourceOf(strategy)],
    )
    if (!spent) return { window, refusals: [...refusals.values()] }
    refusals.set(`${spent.rule} ${source}`, because(`cap:${spent.rule}`, source))
    window = nextWindow(calendar, spent.until, at)
  }
}

type SpentBy = [spent: CapSpent | null, source: string]
const longest = (law: SpentBy, own: SpentBy): SpentBy => (own[0] && (!law[0] || own[0].until > law[0].until) ? own : law)

/** The first channel of the step that reaches the debtor and has not failed for this very step; by letter when none does. */
function channelFor({ step }: OpenStep, { contacts, reachable }: Facts, law: LawPack): Channel | null {
  const inVain = contacts.filter((contact) => contact.stepId === step.id && isUndelivered(contact, law)).map(({ channel }) => channel)
  const usable = (channel: Channel) => reachable.includes(channel) && (channel === 'letter' || !inVain.includes(channel))
  return [...step.channels, 'letter' as const].find(usable) ?? null
}

/** All steps are taken: once the last day to pay is over, what follows is for a person. */
function endOfRoad(facts: Facts, strategy: Strategy, { zone }: ContactCalendar, at: Date): Decision {
  const source = sourceOf(strategy)
  const askedUntil = latest(facts.contacts.filter(({ state }) => state === 'sent').map(({ payBefore }) => payBefore))
  if (askedUntil !== null && legalDayOf(at, zone) <= askedUntil) {
    const until = instantOf(addDays(askedUntil, 1), '00:00', zone).toISOString()
    return { do: 'wait', until, because: [because('time-to-pay', source)] }
  }
  const { question, reasons } = afterLastStep(facts)
  return { do: 'ask-human', question, because: [because('last-step-done', source), ...reasons] }
}

/** Whether to sue is asked where the mandate carries a suit, and nobody has said no to one. */
function afterLastStep({ mandate, judicial }: Facts): { question: Question; reasons: Reason[] } {
  if (mandate?.scope === 'amicable' && !mandate.maySue) return { question: 'amicable-road-ended', reasons: [] }
  if (judicial?.proposal === undefined && judicial?.answered?.state === 'refused')
    return { question: 'amicable-road-ended', reasons: [because('suit-refused', POLICY)] }
  return { question: 'judicial-decision', reasons: [] }
}

const sourceOf = ({ name, version }: Strategy) => `strategy ${name} v${version}`
