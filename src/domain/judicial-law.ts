import type { Capacity, ClaimCategory, Regime } from './capacity.js'
import type { LawBook, Sourced } from './law-pack.js'
import type { LegalDay } from './legal-day.js'
import type { Cents } from './money.js'
import type {
  Assignee,
  Course,
  DeadlineKind,
  EndReason,
  JudicialProcedure,
  MeasureKind,
  ProceedingStage,
  TaskKind,
} from './procedure/proceeding.js'
import type { Ppm } from './rate.js'

/** What the law of a country says of suing and enforcing from a day on, beside the procedures of its packs: data with sources. */
export interface JudicialLaw {
  /** `<country>/judicial/<first day>`. */
  id: string
  from: LegalDay
  procedures: Partial<Record<JudicialProcedure, CourseRules>>
  /** What a suit needs beforehand from a third party, and what counts as that; reminders never do. */
  attempt: Sourced<AttemptProof> | null
  /** Debtors who are never sued before these courts nor enforced against by private measures, and the road that is theirs. */
  otherRoad: Sourced<{ regimes: readonly Regime[]; road: string }> | null
  title: TitleRules
  choice: ChoiceRules
  courts: CourtDirectory
  /** What going on without a court costs, how long it takes, and the share of such files that end paid: to be held against a suit. */
  amicable: Sourced<{ costCents: Cents; expectedDays: number; successPpm: Ppm }>
  /** Days before a last day on which it is announced, the farthest first; a kind that is not named has the first. */
  alarmDays: Sourced<{ usual: readonly number[] } & Partial<Record<DeadlineKind, readonly number[]>>>
  approval: Sourced<ApprovalRules>
  articles: Record<GeneralMatter, Sourced<string>>
}

/**
 * What is the same in every procedure, each with its articles. `paid` to `debt-erased`: what the file itself brings ends it. `beyond-request`: a
 * court grants no more than was asked for. `nothing-owed`: nobody sues for what was paid. `costs-without-title`: the debtor does not bear them.
 */
export type GeneralMatter = 'paid' | 'settled' | 'insolvent' | 'debt-erased' | 'beyond-request' | 'nothing-owed' | 'costs-without-title'

/** What a debtor says to the claims: nothing, something that was rejected with reasons, or something that nobody has answered. */
export type Contest = 'none' | 'rejected' | 'open'

/** By what a road is chosen. */
export interface ChoiceRules {
  /** What the debtor may have said for a road to be open. */
  suits: Partial<Record<JudicialProcedure, Sourced<readonly Contest[]>>>
  /** In which order roads are proposed. */
  preferred: Sourced<Record<Contest, readonly JudicialProcedure[]>>
  /** Ends after which a road is not taken again; all of them where no procedure is named. */
  over: readonly Sourced<{ procedure: JudicialProcedure | null; end: EndReason }>[]
  /** Roads that are taken against a debtor abroad, and those that are not while nobody knows where it lives. */
  residence: Sourced<{ takenAbroad: readonly JudicialProcedure[]; closedUnknown: readonly JudicialProcedure[] }>
  /** Who proves what is owed. */
  proof: Sourced<'creditor'>
  /** Why nobody sues while a hold lasts, by its reason. */
  holds: Readonly<Partial<Record<string, string>>>
}

/** The courts that the packs name, and how the competent one is told from others of its kind. */
export interface CourtDirectory {
  /** Codes, by the names that the packs have. */
  codes: Readonly<Record<string, string>>
  /** Name of the court for debtors whom no rule of the packs names. */
  unsure: Sourced<Partial<Record<Capacity, string>>>
  /** How a court is named by the debtor's place: `{court}`, `{city}`, `{postcode}`. */
  named: Sourced<string>
  /** Why it is the one where the debtor lives. */
  territory: Sourced<string>
  /** Courts that stand in for another at some places for a time. */
  special: readonly Sourced<SpecialCourt>[]
}

export interface SpecialCourt {
  code: string
  name: string
  /** Code of the court that it stands in for. */
  insteadOf: string
  from: LegalDay
  /** Last day. */
  until: LegalDay
  /** Its towns, each with how its name goes on after the court's, and beginnings of the postcodes that all belong to it. */
  seats: readonly { city: string; inName: string; departments: readonly string[] }[]
}

/** The rules of a procedure that its state machine and its papers go by. */
export interface CourseRules {
  course: Course
  /** What the country calls it. */
  name: string
  /** Who does each task, in order of preference; what it takes beforehand. */
  doers: Partial<Record<TaskKind, Sourced<DoerRule>>>
  /** Days after which silence on a task is an alarm. */
  silenceDays: Sourced<{ usual: number } & Partial<Record<TaskKind, number>>>
  /** What must be there before it begins. */
  pieces: readonly PieceRule[]
  costs: readonly CostRule[]
  /** Days that it usually takes to a title, and the share of such procedures that lead to one, in ppm. */
  expectedDays: Sourced<number>
  successPpm: Sourced<Ppm>
  /** Days in which the creditor deposits the costs of an opposition, and before which courts; null where none is. */
  consignWithin: Sourced<{ delay: string; courts: readonly string[] }> | null
  /** How it is known that nobody has opposed an order: the court certifies it, or says nothing for a time. Left out where there is no order. */
  nonOpposition?: Sourced<'certificate' | 'silence'>
  appealWithin: Sourced<string> | null
  /** Whether a judgment may be enforced from its service on whatever it says itself; where left out, it may where it says so. */
  provisional?: Sourced<boolean>
  /** In which a judgment is served: the creditor is warned of it, nothing lapses here by itself. */
  judgmentServedWithin?: Sourced<string>
  /**
   * By what an order that was not served in person may still be opposed once there is a title: for so long after the first such act as after a
   * service in person. Left out where the time runs from the service however it was made.
   */
  lateOpposition?: Sourced<readonly ('act-in-person' | 'seizure')[]>
  /** Texts by which the stages are reached, and the ends that have one of their own. */
  articles?: Sourced<Partial<Record<ProceedingStage | EndReason, string>>>
  /** Principal up to which a judgment is not appealed; null where all are. */
  finalUpToCents: Sourced<Cents> | null
  /** Principal above which a lawyer is compulsory, and before which courts; null where none is. */
  lawyerAbove: Sourced<{ cents: Cents; courts: readonly string[] }> | null
}

export interface DoerRule {
  by: readonly Assignee[]
  /** The power that the creditor gives beforehand, by name; null where none is needed. */
  power: 'sue' | 'enforce' | null
}

/** Kinds of pieces that make a case. */
export const PIECES = [
  'contract',
  'order',
  'delivery-note',
  'invoice',
  'formal-notice',
  'formal-notice-receipt',
  'statement-of-account',
  'power-of-attorney',
  'attempt-certificate',
  'attempt-exemption',
  'identity',
  'title',
  'other',
] as const
export type PieceKind = (typeof PIECES)[number]

/** A piece that must be there: any of some kinds, for each claim or once; and who has it. */
export interface PieceRule {
  anyOf: readonly PieceKind[]
  each: 'claim' | 'proceeding'
  from: Assignee
  /** Left out where it is wanted always. */
  when?: { capacities?: readonly Capacity[]; categories?: readonly ClaimCategory[]; attemptNeeded?: true }
  source: string
  confirmed: boolean
}

/** What an act costs, and who bears it. */
export interface CostRule {
  code: string
  /** What makes it due: a report by its kind, as `filed`, or by what was served, as `served:order`; a task that was handed over, as `task:file-request`. */
  at: string
  /** First day of such an event; left out where it always was due. */
  from?: LegalDay
  /** Null where no source names a sum: it counts as it is billed, or once the tenant enters it. So does a sum that is not confirmed. */
  amountCents: Sourced<Cents> | null
  /** Share of the principal beside it, in ppm. */
  sharePpm?: Sourced<Ppm>
  courts?: readonly string[]
  /** Bounds of the principal, in cents. */
  aboveCents?: Cents
  /** `creditor`: always. `loser`: advanced by the creditor, and asked of the debtor once there is a title. `debtor`: of an enforcement. */
  bearer: Sourced<'creditor' | 'loser' | 'debtor'>
}

export interface AttemptProof {
  upToCents: Cents
  courts: readonly string[]
  /** Pieces that prove it. */
  proofs: readonly PieceKind[]
}

export interface TitleRules {
  lifeYears: Sourced<number>
  /** Months before its last day on which that is announced. */
  alarmMonths: Sourced<readonly number[]>
  /** Years after which interest that has fallen due on a title is barred, by regime; null where only the title's own life counts. */
  interestYears: Sourced<Partial<Record<Regime, number>>> | null
  /** Kinds of titles whose legal interest is raised by the points of the packs once some months have passed; empty where none is. */
  raisedInterest: Sourced<readonly string[]>
  /** Reports that begin the life of a title anew: their kinds, of a service `served:<act>`. */
  interruptedBy: Sourced<readonly string[]>
  measures: readonly MeasureRule[]
}

export interface MeasureRule {
  kind: MeasureKind
  name: string
  /** Against whom it can be taken; empty for all. */
  against: readonly Capacity[]
  needsCourt: boolean
  /** In which the debtor may contest it. */
  contestWithin: Sourced<string> | null
  /** Whether it makes goods unavailable, so that the time to oppose an order that was not served in person runs from it. */
  seizes: boolean
  source: string
  from: LegalDay
  /** Last day on which it is taken so; left out where that is not known to end. */
  until?: LegalDay
  confirmed: boolean
}

export interface ApprovalRules {
  /** Principal from which two people approve, in cents. */
  twoFromCents: Cents
  /** Days after which who has not answered is reminded, and after which a proposal, and an approval that nothing was begun by, is void. */
  remindDays: number
  answerDays: number
  validDays: number
}

/** What the law says of suing on a day; the first rules for whatever came before. @throws RangeError for a country whose procedures are not written down */
export function judicialOn(book: LawBook, day: LegalDay): JudicialLaw {
  const { judicial = [] } = book
  const rules = judicial.findLast(({ from }) => from <= day) ?? judicial[0]
  if (!rules) throw new RangeError(`no judicial law of ${book.country}`)
  return rules
}
