import { statementsOf } from './account.js'
import { attemptWanted } from './attempt.js'
import { type MissingPiece, missingPieces, type PieceFact } from './completeness.js'
import { type CompetentCourt, competentCourt, packRule, type Residence } from './court.js'
import type { ClaimFact, Facts } from './facts.js'
import { SILENT } from './hold-step.js'
import { type Contest, type CourseRules, type JudicialLaw, judicialOn, type PieceKind } from './judicial-law.js'
import { type LawBook, packOn, regimeOf } from './law-pack.js'
import type { LegalDay } from './legal-day.js'
import { daysToBegin, lastDayToSue, limitationOn } from './limitation.js'
import { type Cents, cents, halfUp, sum } from './money.js'
import type { Assignee, EndReason, JudicialProcedure, TaskKind } from './procedure/proceeding.js'
import { type BeginningCost, beginningCost } from './procedure-cost.js'

/** What a choice depends on beside the file's facts. */
export interface CaseToSue {
  pieces: readonly PieceFact[]
  /** Claims for which somebody has shown that there is a paper, though it is not here. */
  shown: readonly string[]
  disputes: readonly { claimId: string; state: 'open' | 'upheld' | 'partly-upheld' | 'rejected' | 'withdrawn' }[]
  /** Where the debtor lives; null without a usable address. */
  residence: Residence | null
  /** Whether the creditor has given a power; always so where it sues for itself. */
  hasPower: (power: 'sue' | 'enforce') => boolean
  /** Amounts entered for costs that no source confirmed, by code. */
  tariffs: Readonly<Record<string, Cents>>
  /** Procedures that ran before, and how they ended. */
  tried: readonly { procedure: string; end: EndReason }[]
}

/** Why, and which way it speaks. `forbids`: the road is closed. */
export interface ChoiceReason {
  rule: string
  source: string
  speaks: 'for' | 'against' | 'forbids'
}

/** Who may take a step, and whether the power that it takes is there. */
export interface StepDoer {
  task: TaskKind
  by: readonly Assignee[]
  power: 'sue' | 'enforce' | null
  given: boolean
  source: string
}

/** A road to a title, weighed. Sums in cents. */
export interface Option {
  procedure: JudicialProcedure
  name: string
  open: boolean
  reasons: ChoiceReason[]
  court: CompetentCourt | null
  /** Claims that it is about, with the principal that is still owed on each. */
  claims: { claimId: string; principalCents: Cents }[]
  askedCents: Cents
  /** The same with interest, compensation and costs. */
  owedCents: Cents
  cost: BeginningCost
  expectedDays: number
  successPpm: number
  /** What it brings on the average, less what it costs. */
  expectedCents: Cents
  /** The amicable attempt that the law wants first. */
  attempt: { state: 'not-needed' | 'met' | 'missing'; source: string | null }
  lawyer: { compulsory: boolean; source: string | null }
  steps: StepDoer[]
  /** Last day to begin, so that limitation is interrupted in time; null where it stands still. */
  lastDayToBegin: LegalDay | null
  missing: MissingPiece[]
}

/** Going on without a court, by the same measures. */
export interface AmicableOption {
  cost: { cents: Cents; confirmed: boolean }
  expectedDays: number
  successPpm: number
  expectedCents: Cents
  source: string
}

/** What is proposed at the end of the amicable road. */
export interface Proposal {
  procedure: JudicialProcedure | null
  because: ChoiceReason[]
  options: Option[]
  amicable: AmicableOption | null
}

const POLICY = 'relance policy'

/** Kinds of pieces of which one shows that a claim is owed. */
const PROOFS: readonly PieceKind[] = ['contract', 'order', 'delivery-note', 'invoice']

/** A choice as it is being made. */
interface Choice {
  facts: Facts
  book: LawBook
  today: LegalDay
  found: CaseToSue
  law: JudicialLaw
  contest: Contest
  claims: ClaimFact[]
  principal: Map<string, Cents>
  owed: Map<string, Cents>
}

/** Proposes a road to a title, or none, by the law of a day. Pure: the same facts give the same proposal. */
export function chooseProcedure(facts: Facts, book: LawBook, today: LegalDay, found: CaseToSue): Proposal {
  if (book.judicial === undefined) return nothing(forbids('no-judicial-law', `no judicial law of ${book.country} is written down`))
  const law = judicialOn(book, today)
  const choice = begin(facts, book, today, found, law)
  const closed = closedToAll(choice)
  const options = Object.keys(law.procedures)
    .filter((procedure) => procedure !== 'enforcement')
    .map((procedure) => weigh(choice, procedure as JudicialProcedure, closed))
  const amicable = amicableOption(law, sum([...choice.owed.values()]))
  if (closed.length > 0) return { procedure: null, because: closed, options, amicable }
  return { ...proposed(choice, options), options, amicable }
}

const nothing = (reason: ChoiceReason): Proposal => ({ procedure: null, because: [reason], options: [], amicable: null })

function begin(facts: Facts, book: LawBook, today: LegalDay, found: CaseToSue, law: JudicialLaw): Choice {
  const statements = statementsOf(facts, book, today)
  const principal = new Map(statements.map(({ claimId, principalCents }) => [claimId, principalCents]))
  const owed = new Map(statements.map(({ claimId, owedCents }) => [claimId, owedCents]))
  const suable = facts.claims.filter(
    (claim) => (principal.get(claim.id) ?? 0) > 0 && claim.title === undefined && !limitationOn(claim, book, today).barred,
  )
  const answered = suable.filter((claim) => claim.disputed === undefined)
  const claims = answered.length > 0 ? answered : suable
  const isRejected = found.disputes.some(
    ({ claimId, state }) => (state === 'rejected' || state === 'partly-upheld') && claims.some(({ id }) => id === claimId),
  )
  const contest = answered.length === 0 && suable.length > 0 ? 'open' : isRejected ? 'rejected' : 'none'
  return { facts, book, today, found, law, contest, claims, principal, owed }
}

/** What closes every road. */
function closedToAll({ facts, book, today, found, law, claims, principal }: Choice): ChoiceReason[] {
  const pack = packOn(book, today)
  const unpaid = facts.claims.filter(({ id }) => (principal.get(id) ?? 0) > 0)
  const holds = facts.holds.filter(({ reason, until }) => SILENT.includes(reason) && (until === null || until > today))
  const reasons = holds.map(({ reason }) => forbids(`hold:${reason}`, law.choice.holds[reason] ?? POLICY))
  const over = law.choice.over.find(({ value }) => value.procedure === null && found.tried.some(({ end }) => end === value.end))
  if (over) reasons.push(forbids(`tried:${over.value.end}`, over.source))
  if (unpaid.length === 0) reasons.push(forbids('nothing-owed', law.articles['nothing-owed'].value))
  else if (claims.length === 0) reasons.push(nothingToSueFor(unpaid, book, today))
  const other = law.otherRoad
  if (other && claims.some(({ capacity }) => other.value.regimes.includes(regimeOf(pack, capacity))))
    reasons.push(forbids(`other-road:${other.value.road}`, other.source))
  return reasons
}

function nothingToSueFor(unpaid: readonly ClaimFact[], book: LawBook, today: LegalDay): ChoiceReason {
  const barred = unpaid.find((claim) => limitationOn(claim, book, today).barred)
  return barred ? forbids('limitation-past', limitationOn(barred, book, today).source) : forbids('title-there', POLICY)
}

/** The first road that is open, in the order of preference; one that would begin too late only where no other is left. */
function proposed(
  { contest, claims, found, law: { choice } }: Choice,
  options: readonly Option[],
): Pick<Proposal, 'procedure' | 'because'> {
  if (!claims.some((claim) => isProven(claim, found))) return { procedure: null, because: [forbids('proof-missing', choice.proof.source)] }
  const preferred = choice.preferred.value[contest]
  const open = preferred.flatMap((procedure) => options.filter((option) => option.open && option.procedure === procedure))
  const isInTime = ({ reasons }: Option) => !reasons.some(({ rule }) => rule === 'limitation-lead-time')
  const chosen = open.find(isInTime) ?? open[0]
  if (chosen) return { procedure: chosen.procedure, because: chosen.reasons.filter(({ speaks }) => speaks !== 'forbids') }
  const wanted = options.filter(({ procedure }) => preferred.includes(procedure))
  return { procedure: null, because: distinct(wanted.flatMap(({ reasons }) => reasons.filter(({ speaks }) => speaks === 'forbids'))) }
}

const isProven = ({ id }: ClaimFact, { pieces, shown }: CaseToSue): boolean =>
  shown.includes(id) || pieces.some(({ kind, claimId }) => PROOFS.includes(kind) && (claimId === null || claimId === id))

const distinct = (reasons: readonly ChoiceReason[]): ChoiceReason[] =>
  reasons.filter((one, index) => reasons.findIndex(({ rule }) => rule === one.rule) === index)

/** The claims of a road that one court hears: those of the court that hears most of the money. */
interface Bundle {
  court: CompetentCourt | null
  claims: ClaimFact[]
}

function bundleOf({ claims, book, today, law, found, principal }: Choice, procedure: JudicialProcedure): Bundle {
  const rule = packRule(packOn(book, today), procedure)
  const askedCents = sum(claims.map(({ id }) => principal.get(id) ?? cents(0)))
  const bundles = new Map<string, Bundle>()
  for (const claim of claims) {
    const { capacity, category } = claim
    const court = competentCourt(rule, { capacity, category, askedCents, residence: found.residence }, law, today)
    const key = court?.code ?? ''
    bundles.set(key, { court, claims: [...(bundles.get(key)?.claims ?? []), claim] })
  }
  const weight = (bundle: Bundle) => sum(bundle.claims.map(({ id }) => principal.get(id) ?? cents(0)))
  return [...bundles.values()].reduce<Bundle>((most, one) => (weight(one) > weight(most) ? one : most), { court: null, claims: [] })
}

function weigh(choice: Choice, procedure: JudicialProcedure, closed: readonly ChoiceReason[]): Option {
  const { book, today, found, law, principal, owed } = choice
  const rules = law.procedures[procedure] as CourseRules
  const { court, claims } = bundleOf(choice, procedure)
  const asked = claims.map(({ id }) => ({ claimId: id, principalCents: principal.get(id) ?? cents(0) }))
  const askedCents = sum(asked.map(({ principalCents }) => principalCents))
  const owedCents = sum(claims.map(({ id }) => owed.get(id) ?? cents(0)))
  const cost = beginningCost(rules, { court: court?.code ?? null, askedCents }, found.tariffs)
  const capacities = claims.map(({ capacity }) => capacity)
  const wanted = attemptWanted({ procedure, court: court?.code ?? null, askedCents, capacities }, book, today)
  const missing = missingPieces(rules.pieces, { claims, pieces: found.pieces, attemptNeeded: wanted !== null })
  const attempt = attemptState(law, wanted, found.pieces)
  const lastDayToBegin = lastDayOf(claims, procedure, book, today)
  const weighed = { procedure, court, claims, askedCents, owedCents, cost, attempt, missing, lastDayToBegin }
  const reasons = [...closed, ...reasonsFor(choice, weighed)]
  return {
    ...weighed,
    name: rules.name,
    open: !reasons.some(({ speaks }) => speaks === 'forbids'),
    reasons,
    claims: asked,
    expectedDays: rules.expectedDays.value,
    successPpm: rules.successPpm.value,
    expectedCents: expected(owedCents, rules.successPpm.value, cost.cents),
    lawyer: lawyerFor(rules, court, askedCents),
    steps: stepsOf(rules, found),
  }
}

const expected = (owedCents: Cents, successPpm: number, costCents: number): Cents =>
  cents(halfUp(BigInt(owedCents) * BigInt(successPpm), 1_000_000) - costCents)

function attemptState({ attempt }: JudicialLaw, source: string | null, pieces: readonly PieceFact[]): Option['attempt'] {
  if (source === null || attempt === null) return { state: 'not-needed', source: null }
  return { state: pieces.some(({ kind }) => attempt.value.proofs.includes(kind)) ? 'met' : 'missing', source }
}

function lawyerFor({ lawyerAbove }: CourseRules, court: CompetentCourt | null, askedCents: Cents): Option['lawyer'] {
  if (lawyerAbove === null) return { compulsory: false, source: null }
  const { cents: above, courts } = lawyerAbove.value
  return { compulsory: askedCents > above && court !== null && courts.includes(court.code), source: lawyerAbove.source }
}

function stepsOf({ doers }: CourseRules, { hasPower }: CaseToSue): StepDoer[] {
  return Object.entries(doers).map(([task, { value, source }]) => {
    const { by, power } = value
    return { task: task as TaskKind, by, power, given: power === null || hasPower(power), source }
  })
}

/** The earliest over its claims; null while the limitation of all stands still. */
function lastDayOf(claims: readonly ClaimFact[], procedure: JudicialProcedure, book: LawBook, today: LegalDay): LegalDay | null {
  const code = procedure === 'interim-order' ? 'summons' : procedure
  const days = claims
    .filter((claim) => limitationOn(claim, book, today).lastDay !== null)
    .flatMap((claim) => daysToBegin(lastDayToSue(claim, book), book))
    .filter((one) => one.procedure === code)
    .map(({ lastDay }) => lastDay)
  return days.sort()[0] ?? null
}

type Weighed = Pick<Option, 'procedure' | 'court' | 'askedCents' | 'owedCents' | 'cost' | 'attempt' | 'lastDayToBegin' | 'missing'> & {
  claims: readonly ClaimFact[]
}
type Judge = (choice: Choice, weighed: Weighed) => ChoiceReason[]

/** What speaks for and against a road of its own. */
function reasonsFor(choice: Choice, weighed: Weighed): ChoiceReason[] {
  return [suits, overCap, fromAbroad, triedBefore, attemptFirst, tooDear, tooLate, incomplete, elsewhere, unsureOf].flatMap((judge) =>
    judge(choice, weighed),
  )
}

/** Whether it is for what the debtor says. */
const suits: Judge = ({ contest, law }, { procedure }) => {
  const suited = law.choice.suits[procedure]
  const source = suited?.source ?? POLICY
  if (!suited?.value.includes(contest)) return [forbids(contest === 'open' ? 'disputed' : 'dispute-rejected', source)]
  const rule = contest === 'none' ? 'undisputed' : contest === 'rejected' ? 'not-seriously-disputed' : 'disputed'
  return [speaks('for', rule, source)]
}

/** The cap of small claims is on principal and interest together. */
const overCap: Judge = ({ book, today }, { procedure, owedCents }) => {
  const cap = packRule(packOn(book, today), procedure)?.mostCents
  if (!cap) return []
  return owedCents > cap.value ? [forbids('above-cap', cap.source)] : [speaks('for', 'within-cap', cap.source)]
}

const fromAbroad: Judge = ({ book, found: { residence }, law }, { procedure }) => {
  const { source } = law.courts.territory
  const { takenAbroad, closedUnknown } = law.choice.residence.value
  if (residence === null) return [speaks(closedUnknown.includes(procedure) ? 'forbids' : 'against', 'residence-unknown', source)]
  if (residence.lawCountry === book.country) return []
  return [speaks(takenAbroad.includes(procedure) ? 'against' : 'forbids', 'debtor-abroad', source)]
}

/** What an earlier try leaves of a road: one that has lapsed may be taken again. */
const triedBefore: Judge = ({ found: { tried }, law }, { procedure }) => {
  const closing = law.choice.over.find(
    ({ value }) => value.procedure === procedure && tried.some((one) => one.procedure === procedure && one.end === value.end),
  )
  if (closing) return [forbids(`tried:${closing.value.end}`, closing.source)]
  return tried.some((one) => one.procedure === procedure && one.end === 'lapsed') ? [speaks('against', 'tried:lapsed', POLICY)] : []
}

const attemptFirst: Judge = (_choice, { attempt: { state, source } }) => {
  if (source === null) return []
  return [state === 'met' ? speaks('for', 'attempt-met', source) : forbids('attempt-missing', source)]
}

/** A suit that costs as much as is owed, or more, is for nobody's good. */
const tooDear: Judge = (_choice, { owedCents, cost, claims }) =>
  claims.length > 0 && owedCents <= cost.cents ? [forbids('below-cost', POLICY)] : []

const tooLate: Judge = ({ book, today }, { lastDayToBegin, procedure }) => {
  if (lastDayToBegin === null || today <= lastDayToBegin) return []
  return [speaks('against', 'limitation-lead-time', packRule(packOn(book, today), procedure)?.leadDays.source ?? POLICY)]
}

const incomplete: Judge = (_choice, { missing }) =>
  missing.length > 0 ? [speaks('against', 'pieces-missing', missing[0]?.source ?? POLICY)] : []

/** Claims that are left out: contested ones, and those that another court hears. */
const elsewhere: Judge = (choice, { claims }) => {
  const contested = choice.contest !== 'open' && choice.facts.claims.some(({ disputed }) => disputed !== undefined)
  return [
    ...(contested ? [speaks('against', 'contested-claims-left-out', POLICY)] : []),
    ...(claims.length < choice.claims.length ? [speaks('against', 'claims-before-another-court', POLICY)] : []),
  ]
}

const unsureOf: Judge = (_choice, { court }) => (court?.confirmed === false ? [speaks('against', 'court-to-check', court.source)] : [])

function amicableOption({ amicable: { value, source, confirmed } }: JudicialLaw, owedCents: Cents): AmicableOption {
  const { costCents, expectedDays, successPpm } = value
  return {
    cost: { cents: costCents, confirmed },
    expectedDays,
    successPpm,
    expectedCents: expected(owedCents, successPpm, costCents),
    source,
  }
}

const speaks = (way: ChoiceReason['speaks'], rule: string, source: string): ChoiceReason => ({ rule, source, speaks: way })
const forbids = (rule: string, source: string): ChoiceReason => speaks('forbids', rule, source)
