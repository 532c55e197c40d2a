import type { LegalDay } from '../legal-day.js'
import type { Cents } from '../money.js'

/** The roads to a title, and what follows it. `interim-order`: référé-provision. `enforcement`: of a title in hand. */
export type JudicialProcedure = 'payment-order' | 'small-claims' | 'summons' | 'interim-order' | 'enforcement'

/**
 * How a procedure runs, whatever its country calls it. `order`: a court grants it unheard, it is served, and may be opposed. `two-step-order`:
 * the same, and the title that follows may be opposed once more. `invitation`: an officer invites the debtor to agree. `suit`: summons, hearing,
 * judgment, appeal. `enforcement`: the life of a title.
 */
export const COURSES = ['order', 'two-step-order', 'invitation', 'suit', 'enforcement'] as const
export type Course = (typeof COURSES)[number]

/** Who acts. `agency`: us, by the creditor's power. `court`: its clerk. */
export const ACTORS = ['agency', 'creditor', 'officer', 'lawyer', 'court', 'debtor'] as const
export type Actor = (typeof ACTORS)[number]
/** Who a task is handed to. */
export type Assignee = Exclude<Actor, 'court' | 'debtor'>

/** Where a proceeding stands. */
export const PROCEEDING_STAGES = [
  /** Its pieces are gathered. */
  'preparing',
  /** With who files, summons or invites. */
  'to-begin',
  'filed',
  /** The order, or the judgment, is granted and not served yet. */
  'to-serve',
  /** Served: the debtor may oppose. */
  'opposition-open',
  /** The time to oppose is over; the certificate, or the second step, is asked for. */
  'to-certify',
  /** The debtor is invited to agree. */
  'invited',
  'agreed',
  /** The debtor has opposed; the creditor deposits costs where the court wants it. */
  'opposed',
  'summoned',
  'hearing',
  /** Judged, and an appeal is open. */
  'judged',
  'appealed',
  /** There is a title, and it may be enforced. */
  'enforceable',
  'enforcing',
  /** Enforcement or the proceeding stands still. */
  'stayed',
  'ended',
] as const
export type ProceedingStage = (typeof PROCEEDING_STAGES)[number]

/** Why a proceeding is over. `titled`: it has led to a title, and enforcement goes on from there. */
export const END_REASONS = [
  'titled',
  'refused',
  'lapsed',
  'declined',
  'dismissed',
  'paid',
  'settled',
  'insolvent',
  'debt-erased',
  'sent-back',
  'stopped',
  'title-expired',
  'exhausted',
] as const
export type EndReason = (typeof END_REASONS)[number]

/** How an act was served (Code de procédure civile 654 to 659): to the person, at home, at an elected domicile, left at the office, or searched in vain. */
export const SERVICE_MODES = ['in-person', 'home', 'elected-domicile', 'office', 'pv-659'] as const
export type ServiceMode = (typeof SERVICE_MODES)[number]

/** What was served. `payment-demand`: commandement de payer. */
export const SERVED_ACTS = ['order', 'summons', 'judgment', 'title', 'payment-demand', 'measure'] as const
export type ServedAct = (typeof SERVED_ACTS)[number]

/** Measures of enforcement: of an account, of wages, of goods, on a vehicle, a lien on a register, of rights in a company. */
export const MEASURES = ['account-seizure', 'wage-attachment', 'goods-seizure', 'vehicle', 'lien', 'shares-seizure'] as const
export type MeasureKind = (typeof MEASURES)[number]

/** What happens in a proceeding, as an officer, a lawyer, the court or the agency reports it. */
export const REPORT_KINDS = [
  'filed',
  'order-granted',
  'order-refused',
  'served',
  'opposition',
  'certificate',
  'consigned',
  'title-order',
  'invited',
  'debtor-agreed',
  'debtor-declined',
  'title-issued',
  'summoned',
  'hearing-set',
  'hearing-held',
  'judgment',
  'appeal',
  'appeal-decided',
  'measure-done',
  'measure-vain',
  'measure-contested',
  'measure-released',
  'measure-authorised',
] as const
export type OutsideReport = (typeof REPORT_KINDS)[number]

/** What the file itself brings to a proceeding. `amended`: less is asked for. `disputed`: the debtor has contested a claim since it began. `stayed`, `resumed`: insolvency, a plan, a late opposition and their end. */
export const INSIDE_REPORTS = [
  'paid',
  'settled',
  'insolvent',
  'debt-erased',
  'sent-back',
  'stopped',
  'amended',
  'stayed',
  'resumed',
  'measure-requested',
  'disputed',
] as const
export type InsideReport = (typeof INSIDE_REPORTS)[number]
export type ReportKind = OutsideReport | InsideReport

/** A report that was admitted. */
export interface ReportFact {
  id: string
  kind: ReportKind
  /** Legal day of the act. */
  on: LegalDay
  /** Legal day on which it was told: late reports are told long after their act. */
  toldOn: LegalDay
  /** Of a service. */
  mode?: ServiceMode
  act?: ServedAct
  /** Of an order, an agreement, a judgment: the principal that is granted; of an amendment: what is still asked for; of a measure: what it caught. */
  amountCents?: Cents
  /** Costs that an order, a judgment or a measure puts on the debtor. */
  costsCents?: Cents
  outcome?: 'granted' | 'partly' | 'dismissed' | 'confirmed' | 'reversed'
  /** Of a judgment: whether it may be enforced though an appeal is open. */
  provisional?: boolean
  /** Of a hearing: its day. Of a stay: its last day, where that is known. Of an opposition: when the court asked for the deposit. */
  day?: LegalDay
  /** Why it is stayed, stopped or contested: a code. */
  reason?: string
  measure?: MeasureKind
  /** The report that it is about: the measure that was requested, the hearing that was set. */
  of?: string
}

/** What somebody is asked to do in a proceeding, with the documents that it takes. */
export const TASK_KINDS = [
  'file-request',
  'serve-order',
  'ask-certificate',
  'ask-title-order',
  'consign',
  'invite-debtor',
  'issue-title',
  'instruct-suit',
  'serve-judgment',
  'enforce',
  'withdraw',
  'amend',
  'suspend',
  'resume',
  'recall-exhibits',
  'dispute-raised',
  'ask-authorisation',
] as const
export type TaskKind = (typeof TASK_KINDS)[number]

/**
 * `due`: nobody has it yet. `calling`: the package is being sent; past its lease it is `unknown` and never sent again by itself. `handed-over`:
 * who has it has not reported. `done`: reported. `withdrawn`: taken back, or overtaken.
 */
export const TASK_STATES = ['due', 'calling', 'handed-over', 'unknown', 'done', 'withdrawn'] as const
export type TaskState = (typeof TASK_STATES)[number]

/** A task as the rows have it. */
export interface TaskFact {
  id: string
  kind: TaskKind
  /** What tells it from others of its kind in the proceeding: the id of the report that called for it, or `begin`. */
  of: string
  to: Assignee
  state: TaskState
  /** Whether somebody is named for it: always so for the agency and the creditor. */
  assigned: boolean
  /** Id of the organisation that is; left out or null where none is. */
  holder?: string | null
  handedOn: LegalDay | null
  /** Instant of legal time until which the answer to a package is waited for; null unless one is being sent. */
  leaseUntil?: string | null
  /** Last day on which silence is no alarm. */
  answerBy: LegalDay | null
}

/** A task that a proceeding calls for. `urgent`: a deadline of what has begun runs, so neither a pause nor an agreement holds it back. */
export interface TaskAsk {
  kind: TaskKind
  of: string
  to: Assignee
  urgent: boolean
  /** Last day on which it does any good, where the law names one. */
  by: LegalDay | null
  /** Whether a report has answered it. */
  done: boolean
  /** Id of the organisation that it goes to, where that is not whoever has its role now. */
  holder?: string
}

/** A title, as its proceeding grants it. */
export interface TitleGrant {
  /** The report that made it: its id. */
  of: string
  on: LegalDay
  /** First day on which it may be enforced. */
  enforceableOn: LegalDay
  principalCents: Cents
  costsCents: Cents
  source: string
}

/** A title in hand, as enforcement looks at it. */
export interface TitleFact {
  id: string
  kind: string
  on: LegalDay
  enforceableOn: LegalDay
  /** Day and manner of its service; null before it. */
  servedOn: LegalDay | null
  servedInPerson: boolean
  principalCents: Cents
  /** First day of its life: the day of its service, or of itself where it was reached without one. */
  livesFrom: LegalDay
}

/** A proceeding with everything that its state follows from. */
export interface ProceedingFact {
  id: string
  procedure: JudicialProcedure
  course: Course
  /** Day on which it was approved. */
  openedOn: LegalDay
  /** Code of its court: `tribunal-judiciaire`, `tribunal-de-commerce`, `tae`, `jcp`, `amtsgericht`; null where none hears it. */
  court: string | null
  /** ISO 3166-2 code of the debtor's region where it has holidays of its own, and where it lives as far as deadlines are longer for it. */
  region: string | null
  distance: 'none' | 'overseas' | 'abroad'
  claimIds: string[]
  /** The principal that it asks for. */
  askedCents: Cents
  /** In the order in which they were recorded. */
  reports: ReportFact[]
  tasks: TaskFact[]
  /** Officers and lawyers who were handed exhibits, also those whom others have followed: their ids. */
  holders?: { to: Assignee; holder: string }[]
  /** Kinds of pieces that must be there before it begins, and are not. */
  missing: string[]
  /** Of an enforcement. */
  title?: TitleFact
}

export type DeadlineKind =
  | 'serve'
  | 'oppose'
  | 'enforceable'
  | 'certificate'
  | 'consign'
  | 'answer'
  | 'ask-title'
  | 'hearing'
  | 'appeal'
  | 'title-life'
  | 'higher-interest'
  | 'stay'

/** A last day that runs. */
export interface ProceedingDeadline {
  kind: DeadlineKind
  lastDay: LegalDay
  /** Who must act until then, or may. */
  who: Actor
  /** What the delay is, and where it stands. */
  rule: string
  source: string
  /** Days before it on which it is announced; what the law's rules say of its kind where left out. */
  alarmDays?: readonly number[]
}

/** A stage that was reached, and why. */
export interface Passage {
  stage: ProceedingStage
  on: LegalDay
  /** Article or policy by which it was. */
  source: string
  /** The report that brought it, where it was one and not the mere end of a day. */
  report?: string
  /** Of `ended`. */
  end?: EndReason
  /** Of `stayed` and of `ended`: why; `resumed` where what stood still goes on. */
  reason?: string
  /** What comes next: a last day, and of what. */
  next?: { kind: DeadlineKind; lastDay: LegalDay }
}

/** Days in which the act of an expected report must lie. */
export interface ReportBound {
  kind: OutsideReport
  /** Of a service. */
  act?: ServedAct
  /** The report that it must be about. */
  of?: string
  from?: LegalDay
  until?: LegalDay
  /** What the delay is: `serve-order`. */
  rule: string
  source: string
}

/** How a proceeding stands at the end of a day, from its reports alone. */
export interface ProcedureState {
  /** The oldest first; the last one is where it stands. */
  passages: Passage[]
  stage: ProceedingStage
  end: EndReason | null
  /** Those that still run, and the one that was missed where that is what ended it. */
  deadlines: ProceedingDeadline[]
  /** Tasks that it has called for so far, also those that are done. */
  asks: TaskAsk[]
  /** Reports from outside that would be taken now, also those of acts done in time that are told late. */
  expects: OutsideReport[]
  /** Bounds of what is expected, where it has any beside its place in the procedure. */
  bounds?: ReportBound[]
  title: TitleGrant | null
}

/** Why a report is refused: a code for who reports, and the rule with its source. */
export interface Refusal {
  code: 'report-unexpected' | 'report-duplicate' | 'report-contradicts' | 'report-too-late' | 'report-too-early' | 'report-incomplete'
  rule: string
  source: string
}
