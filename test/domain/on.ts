import { expect } from 'vitest'
import { decide } from '../../src/domain/decide.js'
import type { ClaimFact, ContactFact, Facts, HoldFact, MandateFact, MoneyFact } from '../../src/domain/facts.js'
import { cents } from '../../src/domain/money.js'
import type { Stage } from '../../src/domain/stage.js'
import type { Strategy } from '../../src/domain/strategy.js'
import { lawOf } from '../../src/law/book.js'

/**
 * What a file does next, told in dates. Instants are written as the clock in Paris shows them, with its distance from UTC.
 * Unless a test says otherwise an agency collects, under a mandate that carries a suit, 100 euros without interest that fell due on Monday
 * 5 January 2026: the opening letter is due on Thursday 15 January. The debtor can be reached on every channel.
 */

const letter = { channels: ['letter'], payWithinDays: 8, registered: false } as const

export const STRATEGY: Strategy = {
  name: 'three-letters',
  version: 1,
  steps: [
    { id: 'opening-letter', stage: 'opening', afterDays: 10, ...letter },
    { id: 'second-letter', stage: 'amicable', afterDays: 25, ...letter },
    { id: 'formal-notice', stage: 'formal-notice', afterDays: 45, ...letter },
  ],
}
export const DUE = '2026-01-05'
export const OPENING_NOON = '2026-01-15T12:00:00+01:00'
export const SECOND_NOON = '2026-01-30T12:00:00+01:00'

/** Money that counts from before any date of the tests. */
export const payment = (reference: string, amount: number, on = '2020-01-01'): MoneyFact => ({
  kind: 'payment',
  reference,
  amountCents: cents(amount),
  on,
  imputation: 'law',
})
export const claim = (id: string, dueDate: string, owed: number, paid = 0, notices: ClaimFact['notices'] = []): ClaimFact => ({
  id,
  dueDate,
  amountCents: cents(owed),
  currency: 'EUR',
  capacity: 'undecided',
  category: 'goods-and-services',
  contractPpm: null,
  waives: ['interest', 'indemnity'],
  money: paid === 0 ? [] : [payment(`paid-${id}`, paid)],
  limitationFrom: null,
  acts: [],
  notices,
})
export const owing = (owed: number, paid = 0) => ({ claims: [claim('a', DUE, owed, paid)] })
/** Owed by an association, which may be asked for it however old it is. */
export const owedByAssociation = { claims: [{ ...claim('a', DUE, 100_00), capacity: 'non-professional' as const }] }
export const hold = (reason: string, until: string | null): HoldFact => ({ reason, until })
export const mandate = (more: Partial<MandateFact> = {}) => ({
  mandate: { from: '2025-01-01', until: null, scope: 'judicial' as const, toleranceCents: cents(0), ...more },
})
export const inHouse = { mandate: null }

const STAGE_OF: Record<string, Stage> = {
  'before-due': 'preventive',
  'opening-letter': 'opening',
  'formal-notice': 'formal-notice',
  'last-notice': 'last-notice',
}
const daysAfter = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

let contacts = 0
/** An act about claim `a`, by letter, before anything was reported of it. */
export function contact(
  actId: string,
  state: ContactFact['state'],
  contactedOn: string | null,
  more: Partial<ContactFact> = {},
): ContactFact {
  const stepId = actId.replace(/#.*/, '')
  return {
    id: `contact-${++contacts}`,
    stepId,
    actId,
    stage: STAGE_OF[stepId] ?? 'amicable',
    channel: 'letter',
    state,
    registered: false,
    contactedOn,
    leaseUntil: null,
    amountCents: cents(100_00),
    payBefore: contactedOn && daysAfter(contactedOn, 8),
    claimIds: ['a'],
    delivery: null,
    postedOn: null,
    outcomeOn: null,
    ...more,
  }
}
/** A letter that was posted on the day it was sent, and arrived; for eight days its sum could be paid. */
export const sent = (actId: string, day: string, more: Partial<ContactFact> = {}) =>
  contact(actId, 'sent', day, { delivery: 'delivered', postedOn: day, outcomeOn: day, ...more })
export const failed = (actId: string, day: string) => contact(actId, 'failed', day)
/** A reservation that was given up before anything was called. */
export const dropped = (actId: string) => contact(actId, 'failed', null)

/** The facts that a test does not speak of. */
export const facts = (more: Partial<Facts> = {}): Facts => ({
  ...owing(100_00),
  holds: [],
  contacts: [],
  overrides: [],
  reachable: ['letter', 'sms', 'email', 'call'],
  region: null,
  otherContacts: [],
  ...mandate(),
  segment: { kind: 'person', language: 'fr', sector: null, score: null, closedFiles: 0, lateFiles: 0 },
  ...more,
})

export function on(at: string, more: Partial<Facts> = {}, strategy = STRATEGY) {
  return decide(facts(more), strategy, lawOf('FR'), new Date(at))
}

export const utc = (wallClock: string) => new Date(wallClock).toISOString()
export const sends = (actId: string, more: object = {}) => expect.objectContaining({ do: 'send', actId, ...more })
export const waitsUntil = (wallClock: string) => expect.objectContaining({ do: 'wait', until: utc(wallClock) })
export const waitsForGood = expect.objectContaining({ do: 'wait', until: null })
export const asks = (question: string) => expect.objectContaining({ do: 'ask-human', question })
export const closesAs = (reason: string) => expect.objectContaining({ do: 'close', reason })
export const closes = closesAs('paid')
export const rulesOf = ({ because }: ReturnType<typeof decide>) => because.map(({ rule }) => rule)
