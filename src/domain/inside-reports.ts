import { statementsOf } from './account.js'
import { orderedClosing, settledClosing } from './closing.js'
import type { OrderedReason } from './closing-reason.js'
import type { Facts } from './facts.js'
import type { LawBook } from './law-pack.js'
import type { LegalDay } from './legal-day.js'
import { type Cents, cents, sum } from './money.js'
import { askedCents, GRANTED } from './procedure/amendment.js'
import { JUDGED } from './procedure/judged-title.js'
import type { InsideReport, ProcedureState, ProceedingFact } from './procedure/proceeding.js'
import { stayOn } from './procedure/stay.js'
import { BEGUN } from './procedure/take-back.js'

/** What a file brings to one of its proceedings now. */
export interface Brought {
  kind: InsideReport
  /** Of an amendment: the principal that is still asked for. */
  amountCents?: Cents
  /** A code. */
  reason?: string
  /** Of a dispute: its id. */
  of?: string
}

/** Where a proceeding stands, as its reports have it. */
type Present = { proceeding: ProceedingFact; state: ProcedureState }

/** Holds by which a debtor is protected: what runs against it stands still while they last. */
const PROTECTING = ['over-indebtedness', 'death', 'minority', 'protected-adult'] as const
const INSOLVENT = 'insolvency'
const PLAN = 'plan'
/** Stays that the file brings, and so ends; one that an officer reports is not its business. */
const OWN_STAYS: readonly string[] = [...PROTECTING, INSOLVENT, PLAN]

const ENDS: Partial<Record<OrderedReason, InsideReport>> = {
  'insolvent-declared': 'insolvent',
  'insolvent-undeclared': 'insolvent',
  'debt-erased': 'debt-erased',
}

/** The one thing that a file brings to a proceeding that runs, by the end of a day; null where there is nothing that it does not have. */
export function broughtBy(facts: Facts, book: LawBook, present: Present, today: LegalDay): Brought | null {
  if (present.state.end !== null) return null
  return (
    settled(facts, book, present, today) ??
    ordered(facts, today) ??
    insolvent(facts, present, today) ??
    contested(facts, present) ??
    stayed(facts, present, today) ??
    amended(facts, book, present, today)
  )
}

/** Nothing is owed any more of what it is about, or of the file. */
function settled(facts: Facts, book: LawBook, { proceeding }: Present, today: LegalDay): Brought | null {
  const own = { ...facts, claims: claimsOf(facts, proceeding) }
  const closing = settledClosing(own, book, today) ?? settledClosing(facts, book, today)
  return closing && { kind: closing.reason === 'settled' ? 'settled' : 'paid', reason: closing.reason }
}

const claimsOf = ({ claims }: Facts, { claimIds }: ProceedingFact) => claims.filter(({ id }) => claimIds.includes(id))

/** The file is taken back, or its mandate is over. */
function ordered(facts: Facts, today: LegalDay): Brought | null {
  const closing = orderedClosing(facts, today)
  return closing && { kind: ENDS[closing.reason as OrderedReason] ?? 'stopped', reason: closing.reason }
}

/** Individual suits stop; what has a title stands still, for it may be of use when the proceedings are over. */
function insolvent(facts: Facts, { state, proceeding }: Present, today: LegalDay): Brought | null {
  if (proceeding.course === 'enforcement' || state.title !== null || !isHeld(facts, INSOLVENT, today)) return null
  return { kind: 'insolvent', reason: INSOLVENT }
}

/** A dispute that comes before a court was asked is settled first. */
function contested(facts: Facts, { proceeding }: Present): Brought | null {
  if (proceeding.course === 'enforcement' || proceeding.reports.some(({ kind }) => BEGUN.includes(kind))) return null
  return claimsOf(facts, proceeding).some(({ disputed }) => disputed) ? { kind: 'sent-back', reason: 'dispute' } : null
}

function stayed(facts: Facts, { proceeding, state }: Present, today: LegalDay): Brought | null {
  const stay = stayOn(proceeding.reports, today)
  const reason = stayReason(facts, state.title !== null || proceeding.course === 'enforcement', today)
  if (stay === null) return reason === null ? null : { kind: 'stayed', reason }
  return reason === null && OWN_STAYS.includes(stay.reason) ? { kind: 'resumed', reason: stay.reason } : null
}

function stayReason(facts: Facts, isTitled: boolean, today: LegalDay): string | null {
  const protecting = PROTECTING.find((reason) => isHeld(facts, reason, today))
  if (protecting !== undefined) return protecting
  if (!isTitled) return null
  if (isHeld(facts, INSOLVENT, today)) return INSOLVENT
  return facts.plan?.state === 'active' ? PLAN : null
}

const isHeld = ({ holds }: Facts, wanted: string, today: LegalDay): boolean =>
  holds.some(({ reason, until }) => reason === wanted && (until === null || until > today))

/** What was paid is no longer asked for, and what was taken back is again, but never more than at first. Once it is granted only enforcement is told. */
function amended(facts: Facts, book: LawBook, { proceeding, state }: Present, today: LegalDay): Brought | null {
  if (proceeding.course !== 'enforcement' && proceeding.reports.some(({ kind }) => GRANTED.includes(kind))) return null
  const claims = claimsOf(facts, proceeding)
  if (claims.length === 0) return null
  const open = sum(statementsOf({ ...facts, claims }, book, today).map(({ principalCents }) => principalCents))
  const left = cents(Math.min(open, proceeding.askedCents))
  if (left === askedCents(proceeding, today)) return null
  const isJudged = proceeding.course === 'enforcement' && state.title !== null
  return { kind: 'amended', amountCents: left, ...(isJudged && { reason: JUDGED }) }
}
