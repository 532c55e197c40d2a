import type { LegalDay } from './legal-day.js'
import type { Cents } from './money.js'

/** Outbound acts that Relance can carry out. */
export const CHANNELS = ['letter'] as const
export type Channel = (typeof CHANNELS)[number]

/**
 * States of a contact. `reserved`: nothing was called yet. `calling`: the provider is being called; past its lease it is
 * asked what became of the call. `unknown`: it could not say, so a person must look; it is never called again.
 */
export const CONTACT_STATES = ['reserved', 'calling', 'sent', 'failed', 'unknown'] as const
export type ContactState = (typeof CONTACT_STATES)[number]

export interface ClaimFact {
  id: string
  dueDate: LegalDay
  amountCents: Cents
  /** Payments less reversals. */
  paidCents: Cents
}

export interface HoldFact {
  reason: string
  /** First day on which the hold no longer stops the file; null until somebody lifts it. */
  until: LegalDay | null
}

export interface ContactFact {
  id: string
  stepId: string
  state: ContactState
  /** Legal day of the call to the provider. */
  contactedOn: LegalDay | null
  /** Instant of legal time after which a call without an answer counts as unknown. */
  leaseUntil: string | null
}

/** All that a decision may depend on: identifiers, dates and sums, never a name. */
export interface Facts {
  claims: ClaimFact[]
  holds: HoldFact[]
  contacts: ContactFact[]
}
