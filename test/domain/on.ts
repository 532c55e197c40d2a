import { expect } from '@jest/globals'
import { decide } from '../../src/domain/decide.js'
import type { ClaimFact, ContactFact, Facts, HoldFact } from '../../src/domain/facts.js'
import { cents } from '../../src/domain/money.js'
import type { Strategy } from '../../src/domain/strategy.js'
import { pack } from '../../src/law/fr/2016-10-01.js'

/**
 * What a file does next, told in dates. Instants are written as the clock in Paris shows them, with its distance from UTC.
 * Unless a test says otherwise, 100 euros fell due on Monday 5 January 2026: the opening letter is due on Thursday 15 January.
 */

export const STRATEGY: Strategy = {
  name: 'three-letters',
  version: 1,
  steps: [
    { id: 'opening-letter', channel: 'letter', afterDays: 10 },
    { id: 'second-letter', channel: 'letter', afterDays: 25 },
    { id: 'formal-notice', channel: 'letter', afterDays: 45 },
  ],
}
export const DUE = '2026-01-05'
export const OPENING_NOON = '2026-01-15T12:00:00+01:00'
export const SECOND_NOON = '2026-01-30T12:00:00+01:00'

export const claim = (id: string, dueDate: string, owed: number, paid = 0): ClaimFact => ({
  id,
  dueDate,
  amountCents: cents(owed),
  paidCents: cents(paid),
})
export const owing = (owed: number, paid = 0) => ({ claims: [claim('a', DUE, owed, paid)] })
export const hold = (reason: string, until: string | null): HoldFact => ({ reason, until })

let contacts = 0
export const contact = (
  stepId: string,
  state: ContactFact['state'],
  contactedOn: string | null,
  leaseUntil: string | null = null,
): ContactFact => ({
  id: `contact-${++contacts}`,
  stepId,
  state,
  contactedOn,
  leaseUntil,
})
export const sent = (stepId: string, day: string) => contact(stepId, 'sent', day)
export const failed = (stepId: string, day: string) => contact(stepId, 'failed', day)
/** A reservation that was given up before anything was called. */
export const dropped = (stepId: string) => contact(stepId, 'failed', null)

export function on(at: string, facts: Partial<Facts> = {}, strategy = STRATEGY) {
  return decide({ ...owing(100_00), holds: [], contacts: [], ...facts }, strategy, pack, new Date(at))
}

export const utc = (wallClock: string) => new Date(wallClock).toISOString()
export const sends = (stepId: string, more: object = {}) => expect.objectContaining({ do: 'send', stepId, ...more })
export const waitsUntil = (wallClock: string) => expect.objectContaining({ do: 'wait', until: utc(wallClock) })
export const waitsForGood = expect.objectContaining({ do: 'wait', until: null })
export const asks = (question: string) => expect.objectContaining({ do: 'ask-human', question })
export const closes = expect.objectContaining({ do: 'close', reason: 'paid' })
export const rulesOf = ({ because }: ReturnType<typeof decide>) => because.map(({ rule }) => rule)
