import { noticeDay } from './account.js'
import { type Allotment, standingOf } from './claim-account.js'
import type { ClaimFact, Facts, MoneyKind } from './facts.js'
import type { LawBook } from './law-pack.js'
import type { LegalDay } from './legal-day.js'
import { type Cents, cents, sum } from './money.js'
import { isReversalOf } from './reversal.js'

/** What a claim has come to by the end of a day. What was claimed, and overpaid, is what came in, fell away and is left. */
export interface ClosingSums {
  /** What was asked for, by what it was asked for as; interest as far as its rate is known. */
  principalCents: Cents
  interestCents: Cents
  indemnityCents: Cents
  costsCents: Cents
  /** The four together. */
  claimedCents: Cents
  /** Payments to who collects, less what was taken back, and the same of payments to the creditor itself. */
  receivedCents: Cents
  directCents: Cents
  /** Lowered by the creditor's credit notes, with what a claim bore that was credited whole. */
  creditedCents: Cents
  /** Remitted, or withdrawn from collection. */
  letGoCents: Cents
  writtenOffCents: Cents
  /** Interest that became time-barred itself. */
  barredInterestCents: Cents
  leftCents: Cents
  /** What of `leftCents` is principal: the invoice itself, with its taxes. */
  principalLeftCents: Cents
  overpaidCents: Cents
}

/** How each claim of a file ends, in the file's order. */
export function closingSumsOf({ claims, contacts }: Pick<Facts, 'claims' | 'contacts'>, book: LawBook, on: LegalDay): ClosingSums[] {
  return claims.map((claim) => sumsOfClaim(claim, noticeDay(claim, contacts, book, on), book, on))
}

function sumsOfClaim(claim: ClaimFact, noticeOn: LegalDay | null, book: LawBook, on: LegalDay): ClosingSums {
  const standing = standingOf(claim, noticeOn, book, on)
  const { totals, borneCents, barredInterestCents } = standing
  const allotments = standing.allotments()
  const interestCents = sum(standing.lines().map(({ known, amountCents }) => (known ? amountCents : cents(0))))
  const costsCents = lasting(claim, 'cost', on)
  const claimedCents = cents(claim.amountCents + borneCents + costsCents)
  const directCents = lasting(claim, 'direct-payment', on)
  const writtenOffCents = sum(allotments.filter(({ kind }) => kind === 'write-off').map(wentTo))
  // What a waiver let go beyond all that was owed let nothing go.
  const aheadCents = sum(allotments.filter(isWaiver).map(({ unallocatedCents }) => unallocatedCents))
  return {
    principalCents: claim.amountCents,
    interestCents,
    indemnityCents: cents(borneCents - interestCents),
    costsCents,
    claimedCents,
    receivedCents: totals.funds,
    directCents,
    creditedCents: cents(totals.creditor + claimedCents - barredInterestCents - directCents),
    letGoCents: cents(totals.waived - aheadCents - writtenOffCents),
    writtenOffCents,
    barredInterestCents,
    leftCents: cents(totals.principal + totals.interest + totals.indemnity + totals.costs),
    principalLeftCents: totals.principal,
    overpaidCents: cents(0 - totals.unallocated - aheadCents),
  }
}

/** The sum of a kind of fact, less what was taken back of it. */
function lasting({ money }: ClaimFact, kind: MoneyKind, on: LegalDay): Cents {
  const past = money.filter((fact) => fact.on <= on)
  const takenBack = (reference: string) => past.filter((fact) => fact.kind === 'reversal' && isReversalOf(fact.reference, reference))
  const amounts = past
    .filter((fact) => fact.kind === kind)
    .map(({ reference, amountCents }) => amountCents - sum(takenBack(reference).map((fact) => fact.amountCents)))
  return cents(amounts.reduce((total, amount) => total + amount, 0))
}

const isWaiver = ({ kind }: Allotment) => kind === 'remission' || kind === 'write-off'
const wentTo = ({ costsCents, indemnityCents, interestCents, principalCents }: Allotment) =>
  sum([costsCents, indemnityCents, interestCents, principalCents])
