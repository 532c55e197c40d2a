import { zoneOf } from './debtor-calendar.js'
import { decide } from './decide.js'
import type { Decision, Reason, Send } from './decision.js'
import type { ContactFact, Facts } from './facts.js'
import { type LawBook, packOn } from './law-pack.js'
import { type LegalDay, legalDayOf } from './legal-day.js'
import type { Strategy } from './strategy.js'

/** An act that would follow if nothing happened meanwhile. */
export interface PlannedAct extends Pick<Send, 'actId' | 'stage' | 'channel' | 'registered' | 'amountCents' | 'payBefore'> {
  on: LegalDay
  because: Reason[]
}

/** What is ahead of a file: the acts, and the decision that they end in. */
export interface Plan {
  acts: PlannedAct[]
  end: Decision
}

/** A decision as it would be taken on a day, with the facts as they would be then. */
export interface Foreseen<D extends Decision = Decision> {
  on: LegalDay
  decision: D
  facts: Facts
}

const MOST_ACTS = 50

/** What is ahead of a file: the acts, and the decision that they end in. */
export function planAhead(facts: Facts, strategy: Strategy, book: LawBook, at: Date): Plan {
  const { acts, end } = foresee(facts, strategy, book, at)
  return { acts: acts.map(plannedAct), end: end.decision }
}

/**
 * Folds `decide` forward: each act is taken as sent, posted and delivered on its day, each wait as slept through, until
 * the file would close, ask a person, or wait for something that no date brings.
 */
export function foresee(facts: Facts, strategy: Strategy, book: LawBook, at: Date): { acts: Foreseen<Sending>[]; end: Foreseen } {
  const acts: Foreseen<Sending>[] = []
  let present = facts
  let now = at
  for (;;) {
    const decision = decide(present, strategy, book, now)
    const on = legalDayOf(now, zoneOf(facts, packOn(book, legalDayOf(now, book.zone))))
    if (decision.do === 'wait' && decision.until !== null) {
      now = new Date(decision.until)
    } else if (decision.do === 'send' && acts.length < MOST_ACTS) {
      acts.push({ on, decision, facts: present })
      present = { ...present, contacts: [...present.contacts, carriedOut(decision, on)] }
    } else {
      return { acts, end: { on, decision, facts: present } }
    }
  }
}

type Sending = Extract<Decision, Send>

function plannedAct({ on, decision }: Foreseen<Sending>): PlannedAct {
  const { actId, stage, channel, registered, amountCents, payBefore, because } = decision
  return { on, actId, stage, channel, registered, amountCents, payBefore, because }
}

function carriedOut(send: Send, on: LegalDay): ContactFact {
  const { stepId, actId, stage, channel, registered, amountCents, payBefore, claimIds } = send
  const contact = { id: actId, stepId, actId, stage, channel, registered, amountCents, payBefore, claimIds }
  return {
    ...contact,
    state: 'sent',
    contactedOn: on,
    leaseUntil: null,
    delivery: 'delivered',
    postedOn: channel === 'letter' ? on : null,
    outcomeOn: on,
  }
}
