import type { Capacity, ClaimCategory, Regime } from './capacity.js'
import type { ContactHours } from './contact-hours.js'
import type { DeliveryStatus } from './delivery.js'
import type { JudicialLaw } from './judicial-law.js'
import type { LegalDay } from './legal-day.js'
import type { LimitationActKind } from './limitation-act-kind.js'
import type { Cents } from './money.js'
import type { Ppm, RateKind, RateTable } from './rate.js'
import type { Stage } from './stage.js'

/** The law of a country as it stands from a day on: data with sources, frozen once used. */
export interface LawPack {
  /** `<country>/<first day>`. */
  id: string
  /** ISO 3166-1 code; `ZZ` for countries whose law is not written down here. */
  country: string
  from: LegalDay
  /** IANA name of the zone in which legal days are reckoned. */
  zone: string
  /** Zones of regions that have a clock of their own, by ISO 3166-2 code. */
  regionZones: Sourced<Record<string, string>>
  contactHours: Sourced<ContactHours>
  /** How often a debtor may be contacted, over all its files and creditors. */
  contactCaps: Sourced<readonly ContactCap[]>
  /** Notices that no file goes on without, by who collects. */
  mandatoryNotices: { agency: Sourced<readonly Stage[]>; creditor: Sourced<readonly Stage[]> }
  /** Words that messages must carry, beside what every message of their stage has. */
  mentions: readonly MentionRule[]
  /** What a first reminder must grant, where the law regulates reminders; null elsewhere. */
  firstReminder: Sourced<FirstReminder> | null
  /** What the end of a notice's journey means. */
  noticeOutcomes: Sourced<Record<NoticeOutcome, 'served' | 'not-served'>>
  /** Days after posting that a registered letter's outcome is waited for. */
  outcomeWithinDays: Sourced<number>
  /** By which rules a debtor of each capacity is treated. */
  regimes: Sourced<Record<Capacity, Regime>>
  /** Late interest and compensation, by regime. */
  lateCharges: Record<Regime, LateCharges>
  /** Interest on what a court has awarded; null where the pack computes none. */
  judgmentInterest: Sourced<JudgmentInterest> | null
  /** Interest bears interest once due for so many whole years, if contract or judgment says so; null where it may not. */
  capitalisationAfterYears: Sourced<number> | null
  paymentTerms: readonly PaymentTermRule[]
  /** The first rule that fits a claim. The last fits every claim. */
  limitation: readonly LimitationRule[]
  /** What moves a limitation once it runs; where a pack has none, nothing does. */
  limitationMoves?: LimitationMoves
  /** Whether chasing a time-barred claim is forbidden, by regime. */
  barredCampaigns: Sourced<readonly Regime[]>
  /** The roads to a title that exist, with their deadlines. */
  procedures: readonly ProcedureRule[]
  delays: DelayRules
  /** What who collects for others owes its clients and the debtor; absent where the pack knows none. */
  collecting?: CollectingRules
  /** What the law is said to hold and no source confirmed: not applied, and listed in docs/legal. */
  leftOut: readonly LeftOutRule[]
  /** What whoever reads an amount under this pack must be told. */
  note?: string
  /** Whether nobody works on a day, in a region where that differs. */
  isHoliday: (day: LegalDay, region: string | null) => boolean
}

/** The packs of one country in their order, with the rates that its laws refer to. */
export interface LawBook {
  country: string
  zone: string
  packs: readonly [LawPack, ...LawPack[]]
  rates: RateTable
  /** Suing and enforcing; absent where nobody has written them down. */
  judicial?: readonly JudicialLaw[]
}

/** The pack that a fact of a day falls under; the first one for whatever came before it. */
export function packOn({ packs }: Pick<LawBook, 'packs'>, day: LegalDay): LawPack {
  return packs.findLast(({ from }) => from <= day) ?? packs[0]
}

/** The body of rules for a claim owed in a capacity. */
export const regimeOf = (pack: LawPack, capacity: Capacity): Regime => pack.regimes.value[capacity]

export interface ContactCap {
  rule: string
  most: number
  /** Within so many legal days, the day of the contact included. */
  withinDays: number
}

export type NoticeOutcome = Extract<
  DeliveryStatus,
  'delivered' | 'refused' | 'unclaimed' | 'address-unknown' | 'failed' | 'bounced' | 'opted-out'
>

/** A value with where it comes from and when that was looked up. */
export interface Sourced<T> {
  value: T
  source: string
  checkedOn: LegalDay
  /** False where no text of law was found: then it is a policy of the house or off, and may be changed. */
  confirmed: boolean
}

/** A yearly rate: `factor` times a published rate, plus a margin. `legal` is the one of the two legal rates that fits the creditor. */
export interface RateRule {
  base: RateKind | 'legal'
  factor: number
  plusPpm: Ppm
  /** Which day's rate counts: that of the semester's first day, semester by semester, or of the semester in which interest began. */
  fixing: 'each-semester' | 'first-semester'
}

export interface InterestRule {
  /** Interest runs from the day after the due date, or from the day after the formal notice was served. */
  from: 'due' | 'notice'
  rate: RateRule
  /** What a rate agreed in the contract must not fall below; it never raises the rate of the law itself. */
  clauseFloor: RateRule | null
  /** Whether a rate agreed in the contract is used at all. */
  clauseAllowed: boolean
  /** Beside a notice: the day after so many days from the due date on which interest begins without one. */
  latestDaysAfterDue?: number
}

export interface LateCharges {
  interest: Sourced<InterestRule> | null
  /** Flat compensation for each invoice that was not fully paid in time, in cents. */
  indemnityCents: Sourced<Cents> | null
  /** The most that a compensation agreed in the contract may come to, where the law bounds it. */
  indemnityClause?: Sourced<IndemnityCap>
}

/** A cap by slices of the balance: the flat sum, and a share of what exceeds the slice before. */
export interface IndemnityCap {
  slices: readonly IndemnitySlice[]
  mostCents: Cents
}

export interface IndemnitySlice {
  /** Balances up to this, in cents, included; null for all above. */
  upToCents: Cents | null
  flatCents: Cents
  /** Share, in parts per million, of what the balance has above `aboveCents`. */
  sharePpm: Ppm
  aboveCents: Cents
}

export interface JudgmentInterest {
  rate: RateRule
  /** The margin that is added once so many months have passed since the judgment became enforceable. */
  raisedAfterMonths: number
  raisedByPpm: Ppm
}

export type PaymentTermCode = 'default' | '30-net' | '60-net' | '45-eom-a' | '45-eom-b' | '45-periodic'

/** `days-then-month-end`: so many days, then the end of that month. `month-end-then-days`: the end of the month of issue, then the days. */
export interface PaymentTermRule {
  code: PaymentTermCode
  computation: Sourced<{ days: number; method: 'net' | 'days-then-month-end' | 'month-end-then-days' }>
}

export interface LimitationRule {
  /** Empty for every category, and for every regime. */
  categories: readonly ClaimCategory[]
  regimes: readonly Regime[]
  /** The name that people know it by: `consumer-goods`, `rent`. */
  name: string
  period: Sourced<{
    years: number
    /** The end of the year in which it begins, as in Germany, or the very day. */
    counted: 'to-the-day' | 'from-year-end'
    /** Acknowledgement and letters do not move a foreclosure (forclusion); only a suit or a rescheduling does. */
    foreclosure: boolean
  }>
}

/** Acts that move a limitation, each with its article; one that is not named moves nothing. */
export interface LimitationMoves {
  acts: Partial<Record<LimitationActKind, Sourced<LimitationActRule>>>
  /** Years from the day on which the claim arose that no suspension and no plain interruption goes beyond; null without such an end. */
  longStopYears: Sourced<number> | null
}

/** An interruption begins the period anew from its day; a suspension makes it stand still while it lasts. */
export type LimitationActRule = { moves: readonly ('limitation' | 'foreclosure')[] } & (
  | {
      effect: 'interrupts'
      /** Whether only the first act of the kind counts. */
      onlyFirst: boolean
      /** Whether the period that it begins may outlast the long-stop. */
      beyondLongStop: boolean
    }
  | {
      effect: 'suspends'
      /** Months that are left at least once it has ended. */
      leastMonths: number
    }
)

export const PROCEDURES = ['payment-order', 'small-claims', 'summons'] as const
export type ProcedureCode = (typeof PROCEDURES)[number]

export interface ProcedureRule {
  code: ProcedureCode
  /** What the debtor's country calls it: `injonction de payer`. */
  name: string
  /** Largest principal that it is open for, in cents; null without a cap. */
  mostCents: Sourced<Cents> | null
  /** Months in which an order is served, or it lapses (caducité); null where it does not. */
  serveWithinMonths: Sourced<number> | null
  /** The time a debtor has to oppose, as a delay: `1 month`, `2 weeks`. */
  oppositionWithin: Sourced<string> | null
  /** Months after service, without notice of an opposition, after which the order may be enforced. */
  enforceableAfterMonths: Sourced<number> | null
  /** Days from a decision to sue until the act that interrupts limitation is served. */
  leadDays: Sourced<number>
  /** Up to this principal an amicable attempt with a third party must come first; null where none. */
  attemptUpToCents: Sourced<AttemptRule> | null
  /** Whether the order can be enforced as it is (formule exécutoire), or that is asked for once the time to oppose is over. */
  bearsFormulaAtOnce?: Sourced<boolean>
  /** Months after service in which the title is asked for, or the order loses its effect. */
  titleWithinMonths?: Sourced<number>
  /** The time a debtor has to oppose that title in its turn, as a delay. */
  titleOppositionWithin?: Sourced<string>
  /** The courts that hear it: the first rule that fits. */
  courts?: readonly CourtRule[]
  /** What it costs to begin, where that is certain. */
  fees?: readonly CourtFee[]
}

export interface AttemptRule {
  cents: Cents
  /** Debtors whose suits need it: those of the regimes, and of these capacities whatever their regime. */
  regimes: readonly Regime[]
  capacities?: readonly Capacity[]
}

/** Largest principal, in cents, up to which a suit against a debtor of a capacity needs an amicable attempt; null where none does. */
export function attemptCap(pack: LawPack, procedure: ProcedureRule, capacity: Capacity): Cents | null {
  const rule = procedure.attemptUpToCents?.value
  if (!rule) return null
  return rule.regimes.includes(regimeOf(pack, capacity)) || rule.capacities?.includes(capacity) ? rule.cents : null
}

export interface CourtRule {
  name: string
  /** Empty for every capacity, and for every category. */
  capacities: readonly Capacity[]
  categories: readonly ClaimCategory[]
  /** Largest principal that it hears, in cents; null without a cap. */
  upToCents: Cents | null
  source: string
  checkedOn: LegalDay
  confirmed: boolean
}

export interface CourtFee {
  code: string
  /** Name of the court that takes it; every court where it is not named. */
  court?: string
  amountCents: Sourced<Cents>
}

export interface CollectingRules {
  /** What was collected is passed on within so many months. */
  remitWithinMonths: Sourced<number>
  /** Whether each payment is answered by a receipt. */
  receiptForEachPayment: Sourced<boolean>
  /** What the written mandate of the creditor must state. */
  mandateMentions: Sourced<readonly string[]>
  /** Whether the money lies on an account that holds nothing else. */
  separateAccount: Sourced<boolean>
}

export interface LeftOutRule {
  /** Where it would stand in the pack: `procedures.payment-order.fees.clerk`. */
  rule: string
  says: string
  source: string
  checkedOn: LegalDay
}

/** A word that a message must carry: the variable or the text that a template of such a stage and channel must have. */
export interface MentionRule {
  rule: string
  stages: readonly Stage[]
  channels: readonly ('letter' | 'sms' | 'email' | 'call')[]
  collects: 'agency' | 'creditor' | 'both'
  regimes: readonly Regime[]
  /** Variables of templates, any of which missing is a fault. */
  variables: readonly string[]
  source: string
  checkedOn: LegalDay
  confirmed: boolean
}

export interface FirstReminder {
  regimes: readonly Regime[]
  /** Calendar days that it leaves, the day included on which they begin; no charge and no interest before they are over. */
  days: number
  /** By post they begin on this working day after posting; by electronic means on the calendar day after it. */
  postStartsOnWorkingDay: number
  /** Days of the week that count as working days, holidays apart: 1 Monday to 7 Sunday. */
  workingWeekdays: readonly number[]
  /** How many reminders in a calendar year are free where goods or services are supplied regularly. */
  freeYearlyIfRegular: number
  /** Largest charge for each further reminder, in cents, postage aside. */
  furtherChargeCents: Cents
}

export interface DelayRules {
  /** That a delay is counted without its event's day, months before days, to the same day of the month or else its last. */
  counting?: Sourced<'event-day-excluded'>
  /** A procedural delay that ends on a Saturday, a Sunday or a holiday is extended to the next working day. */
  rollsForward: Sourced<boolean>
  /** Months that are added for who lives overseas or abroad. */
  distanceMonths: Sourced<{ overseas: number; abroad: number }>
}
