import type { DeliveryStatus } from './delivery.js'
import type { LegalDay } from './legal-day.js'
import type { Cents } from './money.js'
import type { NoticeKind, Stage } from './stage.js'

/** Ways of reaching a debtor. A call is a task for a person. */
export const CHANNELS = ['letter', 'sms', 'email', 'call'] as const
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
  /** Payments, credit notes and withdrawals, less reversals. */
  paidCents: Cents
  /** What had been served before the file was opened here. */
  notices: { kind: NoticeKind; on: LegalDay }[]
}

export interface HoldFact {
  reason: string
  /** First day on which the hold no longer stops the file; null until somebody lifts it. */
  until: LegalDay | null
}

export interface ContactFact {
  id: string
  stepId: string
  /** The step and which time it is: `formal-notice`, `formal-notice#2`. */
  actId: string
  stage: Stage
  channel: Channel
  state: ContactState
  registered: boolean
  /** Legal day of the call to the provider. */
  contactedOn: LegalDay | null
  /** Instant of legal time after which a call without an answer counts as unknown. */
  leaseUntil: string | null
  /** Last day on which paying the sum stated closes the file. */
  payBefore: LegalDay | null
  /** Claims that the act was about. */
  claimIds: string[]
  /** Furthest that its provider has reported of it. */
  delivery: DeliveryStatus | null
  /** Day of posting, once it is confirmed. */
  postedOn: LegalDay | null
}

/** An operator's word about one act: not this one, or this one without waiting for its day. */
export interface OverrideFact {
  actId: string
  kind: 'skip' | 'now'
}

/** The creditor's order to collect. */
export interface MandateFact {
  from: LegalDay
  /** Last day in force, or null without end. */
  until: LegalDay | null
  scope: 'amicable' | 'judicial'
  /** A debt of which something was paid is closed when no more than this is left. */
  toleranceCents: Cents
}

/** All that a decision may depend on: identifiers, dates and sums, never a name. */
export interface Facts {
  claims: ClaimFact[]
  holds: HoldFact[]
  contacts: ContactFact[]
  overrides: OverrideFact[]
  /** Channels on which the debtor can be reached now. */
  reachable: Channel[]
  /** ISO 3166-2 code of the debtor's region where that has holidays or a clock of its own: `FR-67`, `FR-974`. */
  region: string | null
  /** Legal days on which the debtor was contacted about its other files, whoever the creditor. */
  otherContacts: LegalDay[]
  /** Null where the creditor collects its own claims. */
  mandate: MandateFact | null
}
