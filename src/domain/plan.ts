import { type Decision, decide, type Reason, type Send, zoneOf } from './decide.js'
import type { ContactFact, Facts } from './facts.js'
import type { LawPack } from './law-pack.js'
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

const MOST_ACTS = 50

/**
 * Folds `decide` forward: each act is taken as sent, posted and delivered on its day, each wait as slept through, until
 * the file would close, ask a person, or wait for something that no date brings.
 */
export function planAhead(facts: Facts, strategy: Strategy, law: LawPack, at: Date): Plan {
  const acts: PlannedAct[] = []
  let present = facts
  let now = at
  for (;;) {
    const decision = decide(present, strategy, law, now)
    if (decision.do === 'wait' && decision.until !== null) {
      now = new Date(decision.until)
    } else if (decision.do === 'send' && acts.length < MOST_ACTS) {
      const on = legalDayOf(now, zoneOf(facts, law))
      const { actId, stage, channel, registered, amountCents, payBefore, because } = decision
      acts.push({ on, actId, stage, channel, registered, amountCents, payBefore, because })
      present = { ...present, contacts: [...present.contacts, carriedOut(decision, on)] }
    } else {
      return { acts, end: decision }
    }
  }
}

function carriedOut(send: Send, on: LegalDay): ContactFact {
  const { stepId, actId, stage, channel, registered, payBefore, claimIds } = send
  const contact = { id: actId, stepId, actId, stage, channel, registered, payBefore, claimIds }
  return { ...contact, state: 'sent', contactedOn: on, leaseUntil: null, delivery: 'delivered', postedOn: channel === 'letter' ? on : null }
}
