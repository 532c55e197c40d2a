import type { Course, EndReason, JudicialProcedure } from '../domain/procedure/proceeding.js'
import type { SeenAct, SeenDayKind, SeenStepKind } from '../domain/procedure/seen-by-debtor.js'

/** What the debtor's page shows. Days are `YYYY-MM-DD`, sums integer cents of the file's currency; nothing in it is about anybody else. */

export const PAGE_LANGUAGES = ['fr', 'en'] as const
export type PageLanguage = (typeof PAGE_LANGUAGES)[number]

/** Steps of a file that its debtor is told of; of whatever else happens it sees nothing. */
export const HISTORY_KINDS = [
  'opened',
  'claim-added',
  'claim-withdrawn',
  'credit-note',
  'cost-added',
  'remitted',
  'contact-sent',
  'payment-recorded',
  'payment-reversed',
  'direct-payment-recorded',
  'direct-payment-reversed',
  'cheque-received',
  'cheque-unpaid',
  'debit-announced',
  'debit-returned',
  'message-received',
  'opted-out',
  'payment-asserted',
  'assertion-answered',
  'promise-made',
  'promise-kept',
  'promise-broken',
  'promise-ended',
  'plan-proposed',
  'plan-answered',
  'plan-signed',
  'plan-begun',
  'plan-changed',
  'plan-kept',
  'plan-broken',
  'plan-ended',
  'settlement-proposed',
  'settlement-answered',
  'settlement-signed',
  'settlement-paid',
  'settlement-void',
  'settlement-ended',
  'dispute-opened',
  'dispute-answered',
  'means-stated',
  'means-answered',
  'preferences-changed',
  'closed',
  'reopened',
] as const
export type HistoryKind = (typeof HISTORY_KINDS)[number]

/** Who is named to the debtor, with the address that letters have. */
export interface NamedParty {
  name: string
  address: string
  /** Company number, where there is one. */
  number: string | null
}

/** A stretch of days with one rate. */
export interface InterestShown {
  from: string
  to: string
  days: number
  ratePercent: number
  baseCents: number
  amountCents: number
  source: string
}

/** A claim with what is asked for it, each sum with what it rests on. */
export interface ClaimPage {
  reference: string
  issueDate: string | null
  dueDate: string
  category: string
  /** As it was at first, and what has lowered it since. */
  amountCents: number
  paidCents: number
  loweredCents: number
  /** What is left of it today. */
  principalCents: number
  interestCents: number
  indemnityCents: number
  costsCents: number
  owedCents: number
  interest: InterestShown[]
  interestSource: string | null
  indemnitySource: string | null
  costs: { amountCents: number; source: string }[]
  /** What of it is contested and not answered; all of it where it says so. */
  contested: { on: string; cents: number | null } | null
}

export interface HistoryEntry {
  on: string
  kind: HistoryKind
  channel: string | null
  stage: string | null
  amountCents: number | null
  /** How something came out: `upheld`, `kept`, `paid`. */
  outcome: string | null
}

/** What comes next if nothing else happens. */
export type NextStep =
  | { what: 'act'; on: string; stage: string; channel: string }
  | { what: 'wait'; until: string | null }
  | { what: 'person' }
  | { what: 'nothing' }

export interface PaymentShown {
  on: string
  amountCents: number
  /** Number of its receipt; null while there is none. */
  receipt: number | null
}

export interface DocumentShown {
  /** As the address of its page has it. */
  id: string
  kind: 'letter' | 'agreement' | 'signed-agreement' | 'upload'
  name: string
  on: string
  mediaType: string
  /** Whether a browser may show it: what came from outside is downloaded only. */
  inline: boolean
}

export interface InstalmentShown {
  number: number
  dueOn: string
  amountCents: number
  paidCents: number
}

export interface PlanPage {
  id: string
  state: string
  method: string
  totalCents: number
  instalments: InstalmentShown[]
  answerBy: string
  signedOn: string | null
}

export interface PlanDraftPage {
  instalments: Omit<InstalmentShown, 'paidCents'>[]
  totalCents: number
  interestCents: number
  grantedBy: 'agency' | 'creditor'
  faults: string[]
}

export interface MessageShown {
  id: string
  direction: 'in' | 'out'
  channel: string
  subject: string | null
  text: string
  on: string
  attachments: { id: string; name: string }[]
}

export interface HelpShown {
  proposals: { monthlyCents: number; instalments: number }[]
  places: { name: string; what: string; address: string | null; phone: string | null; url: string | null }[]
}

/** What a proceeding is to its debtor: an order to pay in two steps is not the same thing as one in one. */
export type ProceedingRoad = JudicialProcedure | Extract<Course, 'two-step-order'>

/** A step of a proceeding; `end` of the last one says why it is over. */
export interface ProceedingStepShown {
  step: SeenStepKind
  on: string
  end: EndReason | null
  /** Of a hearing: its day. */
  day: string | null
  /** Article, where it was confirmed. */
  article: string | null
}

/** A proceeding as far as it has reached its debtor. */
export interface ProceedingShown {
  road: ProceedingRoad
  court: string | null
  /** The court's own number for it. */
  courtReference: string | null
  isOver: boolean
  /** The oldest first. */
  steps: ProceedingStepShown[]
  /** What the debtor may do besides paying, and until when; null where the act that was served says it. */
  acts: { act: SeenAct['act']; lastDay: string | null; article: string | null }[]
  next: { kind: SeenDayKind; lastDay: string } | null
}

/** The file as its debtor sees it. */
export interface DebtorPage {
  reference: string
  status: 'open' | 'closed'
  closedReason: string | null
  today: string
  currency: string
  debtor: { name: string; kind: string; language: string }
  creditor: NamedParty
  /** Who collects for the creditor; null where it does so itself. */
  agency: (NamedParty & { supervisor: string | null }) | null
  /** As what the debtor owes: `debtor`, `co-debtor`, `guarantor`. */
  liability: string
  principalCents: number
  interestCents: number
  indemnityCents: number
  costsCents: number
  owedCents: number
  /** What is asked for today: without what is contested. */
  askedCents: number
  claims: ClaimPage[]
  payments: PaymentShown[]
  history: HistoryEntry[]
  next: NextStep
  promise: { amountCents: number; payBy: string } | null
  plan: PlanPage | null
  settlement: { state: string; amountCents: number; owedCents: number; payBy: string } | null
  disputes: { claim: string; state: string; contestedCents: number | null; on: string; answerBy: string; answer: string | null }[]
  assertion: { amountCents: number | null; paidOn: string | null; answerBy: string } | null
  means: { answerBy: string } | null
  /** The newest first. */
  proceedings: ProceedingShown[]
  documents: DocumentShown[]
  /** Where a transfer goes; null where no account is known. */
  transfer: { iban: string; holder: string; reference: string } | null
  preferences: PreferencesShown
  /** When the agency may get in touch. */
  contactHours: { weekdays: readonly number[]; from: string; to: string }
}

export interface PreferencesShown {
  language: PageLanguage
  channel: 'letter' | 'sms' | 'email' | null
  /** Whether there is such an address, and whether it may be written to. */
  sms: 'none' | 'on' | 'off'
  email: 'none' | 'on' | 'off'
}

/** What was entered in a form, and what is wrong with it, by the names of its fields; an empty name is the form's own. */
export interface FormState {
  values: Readonly<Record<string, string>>
  faults: readonly { field: string; message: string }[]
}
