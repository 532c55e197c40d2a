import { statementsOf } from './account.js'
import type { AgreementStep } from './agreement.js'
import type { ClaimFact, Facts, MoneyFact } from './facts.js'
import type { LawBook } from './law-pack.js'
import { addDays, type LegalDay } from './legal-day.js'
import { type Cents, cents } from './money.js'
import { lastDayOf, paidInTime } from './promise.js'
import { isGranted } from './remission.js'
import { isReversalOf } from './reversal.js'

/** How references of remissions begin by which a settlement that was paid lets the rest go; the settlement's id follows. */
export const SETTLEMENT = 'settlement:'

/** An open agreement that a part of the debt settles it. */
export interface SettlementFact {
  id: string
  state: 'proposed' | 'asked' | 'approved'
  amountCents: Cents
  payBy: LegalDay
  graceDays: number
  /** What had been paid on the file's claims when it was proposed: what comes on top counts. */
  baselineCents: Cents
  /** Last day on which an answer is waited for. */
  answerBy: LegalDay
}

/** What has become of an approved settlement by a day; null while it is open. */
export function settlementOutcome(facts: Pick<Facts, 'claims'>, settlement: SettlementFact, on: LegalDay): 'paid' | 'void' | null {
  if (settlement.state !== 'approved') return null
  if (paidInTime(facts, settlement, on) >= settlement.amountCents) return 'paid'
  return on > lastDayOf(settlement) ? 'void' : null
}

const POLICY = 'relance policy'

/** A file with an open settlement waits for its answer, then for the money; nobody's answer in time is a person's matter. */
export function waitForSettlement({ settlement }: Pick<Facts, 'settlement'>, on: LegalDay): AgreementStep | null {
  if (settlement === undefined) return null
  const isApproved = settlement.state === 'approved'
  const last = isApproved ? lastDayOf(settlement) : settlement.answerBy
  if (on <= last) return { do: 'wait', until: addDays(last, 1), rule: 'hold:settlement', source: POLICY }
  return isApproved ? null : { do: 'ask', question: 'settlement-unanswered', rule: 'unanswered:settlement', source: POLICY }
}

/**
 * What is to be let go of each claim that a paid settlement covers: all that is owed on it at the end of the day, with interest whose rate is
 * not known yet, so that its rate finds nothing to ask for. @param covered ids of the claims
 */
export function restOf(
  facts: Pick<Facts, 'claims' | 'contacts'>,
  book: LawBook,
  on: LegalDay,
  covered: readonly string[],
): { claimId: string; amountCents: Cents }[] {
  return statementsOf(facts, book, on)
    .filter(({ claimId }) => covered.includes(claimId))
    .map(({ claimId, owedCents, provisionalCents }) => ({ claimId, amountCents: cents(owedCents + provisionalCents) }))
    .filter(({ amountCents }) => amountCents > 0)
}

/** What somebody has agreed to let go of a claim, and that was not taken back. What a stated sum lets go nobody has agreed to. */
export function grantedRemissions({ money }: Pick<ClaimFact, 'money'>): MoneyFact[] {
  const isTakenBack = (of: string) => money.some(({ kind, reference }) => kind === 'reversal' && isReversalOf(reference, of))
  return money.filter(({ kind, reference }) => kind === 'remission' && isGranted(reference) && !isTakenBack(reference))
}

/** What a remission comes to beside what was remitted before. Sums in cents. */
export interface AskedRemission {
  owedCents: Cents
  remittedCents: Cents
  /** What was granted before, of the same claims. */
  earlierCents: Cents
}

/** Whether the share that a mandate leaves to the agency covers a remission: of what was owed before anything was remitted. */
export function isWithinShare({ owedCents, remittedCents, earlierCents }: AskedRemission, mostPercent: number): boolean {
  return (remittedCents + earlierCents) * 100 <= mostPercent * (owedCents + earlierCents)
}
