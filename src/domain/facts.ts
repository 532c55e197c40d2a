import type { Capacity, ClaimCategory } from './capacity.js'
import type { OrderedReason } from './closing-reason.js'
import type { DeliveryStatus } from './delivery.js'
import type { JudicialFacts } from './judicial.js'
import type { LegalDay } from './legal-day.js'
import type { LimitationActKind } from './limitation-act-kind.js'
import type { Cents } from './money.js'
import type { PlanFact } from './payment-plan.js'
import type { PromiseFact } from './promise.js'
import type { Ppm } from './rate.js'
import type { SettlementFact } from './settlement.js'
import type { SideAct } from './side-act.js'
import type { ActStage, NoticeKind } from './stage.js'

/** Ways of reaching a debtor. A call is a task for a person. */
export const CHANNELS = ['letter', 'sms', 'email', 'call'] as const
export type Channel = (typeof CHANNELS)[number]

/**
 * States of a contact. `reserved`: nothing was called yet. `calling`: the provider is being called; past its lease it is
 * asked what became of the call. `unknown`: it could not say, so a person must look; it is never called again.
 */
export const CONTACT_STATES = ['reserved', 'calling', 'sent', 'failed', 'unknown'] as const
export type ContactState = (typeof CONTACT_STATES)[number]

/** Why a sum stands in the ledger. What the law adds of itself (interest, indemnity, imputation) follows from these. */
export const MONEY_KINDS = ['payment', 'direct-payment', 'reversal', 'credit-note', 'withdrawal', 'cost', 'remission', 'write-off'] as const
export type MoneyKind = (typeof MONEY_KINDS)[number]

/** What a payment goes to first, where debtor or contract has chosen otherwise than the law. */
export type Imputation = 'law' | 'principal-first'

/** One fact of the ledger about a claim, as it was recorded. */
export interface MoneyFact {
  kind: MoneyKind
  /** Unique for the claim and kind; a reversal has the reference of the payment it takes back. */
  reference: string
  /** Positive, whatever its direction: the kind says it. */
  amountCents: Cents
  /** Legal day from which it counts. */
  on: LegalDay
  imputation: Imputation
}

/** What interrupts a limitation, so that it begins anew, or suspends it, so that it stands still until a day. */
export interface LimitationAct {
  kind: LimitationActKind
  on: LegalDay
  /** End of a suspension, that day included; null while it lasts. */
  until: LegalDay | null
}

export interface ClaimFact {
  id: string
  dueDate: LegalDay
  /** What was claimed: the principal before any payment. */
  amountCents: Cents
  /** ISO 4217. All sums of the claim are in it. */
  currency: string
  capacity: Capacity
  category: ClaimCategory
  /** Yearly late rate agreed in the contract; null where there is none. */
  contractPpm: Ppm | null
  /** What the creditor does not ask for, though the law would give it. */
  waives: readonly ('interest' | 'indemnity')[]
  /** In order of day, then of recording. */
  money: MoneyFact[]
  /** Day from which limitation runs, where it is not the due date. */
  limitationFrom: LegalDay | null
  acts: LimitationAct[]
  /** What had been served on the file's debtor before the file was opened here. */
  notices: { kind: NoticeKind; on: LegalDay }[]
  /**
   * Formal notices of the claim to those who owe it jointly with the file's debtor: each makes its interest run against all, where
   * the law says so, and none stands in for a notice to this debtor. Absent where nobody else owes it.
   */
  sharedNotices?: FormalNotice[]
  /** What of its principal is contested and nobody has answered, since a day; all of the claim without a sum. And the last day for an answer. */
  disputed?: { on: LegalDay; contestedCents: Cents | null; answerBy: LegalDay }
  /** The same of disputes that are over, each until the day of its answer, less what was taken off the claim then. */
  wasDisputed?: { on: LegalDay; until: LegalDay; contestedCents: Cents | null }[]
  /** Day on which a dispute of it was upheld, in whole or in part: notices from before asked for too much, and are given anew. */
  recalledOn?: LegalDay
  /** Days on which it bears no interest, because of what has happened to its debtor: the last one included, or for good. */
  interestStops?: { from: LegalDay; until: LegalDay | null }[]
  /** What a court, or an officer, has awarded on it: from then on it bears what the title says. */
  title?: ClaimTitle
}

/** A title on a claim. `as-claimed`: it awards the interest that the claim bore; `legal`: legal interest from `interestFrom` on. */
export interface ClaimTitle {
  kind: string
  on: LegalDay
  /** The day of its service, or its own before that: its life is counted from there. */
  livesFrom: LegalDay
  enforceableOn: LegalDay
  interest: 'as-claimed' | 'legal'
  interestFrom: LegalDay
}

/** A formal notice as far as the interest that it makes run depends on it. */
export type FormalNotice = Pick<ContactFact, 'state' | 'registered' | 'delivery' | 'postedOn' | 'outcomeOn'>

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
  stage: ActStage
  channel: Channel
  state: ContactState
  registered: boolean
  /** Legal day of the call to the provider. */
  contactedOn: LegalDay | null
  /** Instant of legal time after which a call without an answer counts as unknown. */
  leaseUntil: string | null
  /** Sum that it states: what was owed when it was reserved. */
  amountCents: Cents
  /** Last day on which paying the sum stated closes the file. */
  payBefore: LegalDay | null
  /** Claims that the act was about. */
  claimIds: string[]
  /** Furthest that its provider has reported of it. */
  delivery: DeliveryStatus | null
  /** Day of posting, once it is confirmed. */
  postedOn: LegalDay | null
  /** Day of the outcome that `delivery` names. */
  outcomeOn: LegalDay | null
  /** That it went to a guarantor: no notice to one makes interest run against who owes the debt. */
  toGuarantor?: true
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
  /** Of an amicable one: that it gives the power to sue by name. */
  maySue?: true
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
  segment: SegmentFact
  /** The order to close the file though something is owed, where there is one. */
  closing?: { reason: OrderedReason }
  /** Day on which the last money came in that can fail to come still, of a file that is to be closed. */
  moneyUnderWay?: LegalDay
  /** What the law asks the agency to have, each with the days on which it had or has it. Absent where it asks for nothing. */
  agency?: AgencyPaperFact[]
  /** The channel that the debtor wants to be written by. */
  preferred?: Channel
  /** That the debtor says it has paid, or has told of its means: what is waited for, and the last day on which it is. */
  awaiting?: { what: 'payment-asserted' | 'means-stated'; answerBy: LegalDay }[]
  /** The promise, the settlement and the plan that are open, where there are such. */
  promise?: PromiseFact
  settlement?: SettlementFact
  plan?: PlanFact
  /** Last day of the search for the debtor's address, while it is lost. */
  searchUntil?: LegalDay
  /** Answers to the debtor that are written and not sent. */
  answers?: SideAct[]
  /** What suing has brought; absent where nothing was proposed. */
  judicial?: JudicialFacts
}

/** A kind of paper that an agency must have to collect for others, and when it is in force. */
export interface AgencyPaperFact {
  kind: string
  source: string
  inForce: { from: LegalDay; until: LegalDay | null }[]
}

/** What strategies tell debtors apart by, beside what they owe. */
export interface SegmentFact {
  kind: 'person' | 'company'
  language: string
  /** What the creditor calls its customer's trade; null where nobody has said. */
  sector: string | null
  /** 0 (will not pay) to 100 (sure to pay); null without a score. */
  score: number | null
  /** Files of the debtor that were closed before this one, over all creditors, and how many of them needed a formal notice. */
  closedFiles: number
  lateFiles: number
}
