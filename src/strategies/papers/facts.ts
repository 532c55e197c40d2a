import type { DisputeReason } from '../../domain/admission.js'
import type { Capacity } from '../../domain/capacity.js'
import type { InterestLine } from '../../domain/interest.js'
import type { PieceKind } from '../../domain/judicial-law.js'
import type { Sourced } from '../../domain/law-pack.js'
import type { LegalDay } from '../../domain/legal-day.js'
import type { Cents } from '../../domain/money.js'
import type { PaperLanguage } from '../../domain/paper.js'
import type {
  Assignee,
  Course,
  JudicialProcedure,
  MeasureKind,
  ProceedingDeadline,
  ServiceMode,
  TaskKind,
} from '../../domain/procedure/proceeding.js'

/** Who is named in a paper, as far as it is known. */
export interface PaperParty {
  name: string
  /** Lines of the address, postcode and town as the last one. */
  address: string[]
  siren: string | null
}

/** Something that moved a claim: a payment, a credit note, a cost. */
export interface Movement {
  on: LegalDay
  kind: 'payment' | 'direct-payment' | 'reversal' | 'credit-note' | 'withdrawal' | 'remission' | 'write-off' | 'cost'
  amountCents: Cents
}

/** A claim as a paper states it at the end of a day. */
export interface StatedAccount {
  reference: string
  issuedOn: LegalDay | null
  dueDate: LegalDay
  /** As invoiced. */
  amountCents: Cents
  capacity: Capacity
  /** Part of what is still owed as principal that is not asked for: the sums below are without it and without its interest. */
  leftOutCents: Cents
  /** Day on which its formal notice was served, where that is known. */
  noticeOn: LegalDay | null
  principalCents: Cents
  interestCents: Cents
  indemnityCents: Cents
  costsCents: Cents
  owedCents: Cents
  /** Interest that is time-barred, and not asked for. */
  barredInterestCents: Cents
  lines: InterestLine[]
  movements: Movement[]
  /** What the law rests interest and indemnity on; null where it gives none. */
  interestLaw: Pick<Sourced<unknown>, 'source' | 'confirmed'> | null
  indemnityLaw: Pick<Sourced<unknown>, 'source' | 'confirmed'> | null
}

/** What an account says at the end of a day. */
export interface AccountFacts {
  on: LegalDay
  fileReference: string
  currency: string
  creditor: PaperParty
  /** Who makes the paper out: the agency, or the creditor itself. */
  collector: PaperParty
  collects: 'agency' | 'creditor'
  debtor: PaperParty & { kind: 'person' | 'company' }
  claims: StatedAccount[]
}

/** A piece under its number. */
export interface PaperExhibit {
  number: number
  kind: PieceKind
  title: string
  datedOn: LegalDay
  /** Null for one that is no document: an exemption, with its ground. */
  sha256: string | null
  ground: string | null
}

/** What an act has cost, or costs. */
export interface PaperCost {
  code: string
  incurredOn: LegalDay
  amountCents: Cents
  bearer: 'creditor' | 'loser' | 'debtor'
  /** Whether it was billed, or a source says so: else it is an estimate, and no paper asserts it. */
  certain: boolean
}

/** A title as a referral names it. */
export interface PaperTitle {
  kind: string
  reference: string
  grantedOn: LegalDay
  enforceableOn: LegalDay
  servedOn: LegalDay | null
  serviceMode: ServiceMode | null
  principalCents: Cents
  costsCents: Cents
}

/** All that the papers of a proceeding say. */
/** A dispute of the debtor's, as a paper tells of it. */
export interface PaperDispute {
  claim: string
  receivedOn: LegalDay
  reason: DisputeReason
  /** Of the principal; null where all of the claim is contested. */
  contestedCents: Cents | null
  words: string | null
  /** Names of what the debtor has sent with it. */
  documents: string[]
}

export interface JudicialCase extends AccountFacts {
  /** Of the courts where it runs. */
  language: PaperLanguage
  procedure: JudicialProcedure
  course: Course
  /** What the country calls the procedure. */
  procedureName: string
  court: { name: string; reference: string | null } | null
  task: { kind: TaskKind; to: Assignee; by: LegalDay | null }
  /** The creditor's power to who collects for it; null where it collects itself. */
  power: { reference: string; signedOn: LegalDay | null; special: string[] } | null
  officer: PaperParty | null
  lawyer: PaperParty | null
  /** Principal that the proceeding asked for before it asked for less; the same as now where it never did. */
  askedFirstCents: Cents
  costs: PaperCost[]
  exhibits: PaperExhibit[]
  title: PaperTitle | null
  /** The order, or the judgment, that is to be served. */
  granted: { on: LegalDay; amountCents: Cents | null; costsCents: Cents | null } | null
  /** Why it is taken back or stands still: a code. */
  reason: string | null
  /** What the debtor contests, where that is told. */
  dispute?: PaperDispute
  /** Measures that are asked for. */
  measures: MeasureKind[]
  deadlines: Pick<ProceedingDeadline, 'kind' | 'lastDay' | 'source'>[]
}
