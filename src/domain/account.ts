import { type AccountTotals, type Allotment, type Standing, standingOf } from './claim-account.js'
import { isDone } from './contact-outcome.js'
import type { ClaimFact, ContactFact, Facts } from './facts.js'
import type { InterestLine } from './interest.js'
import { type LawBook, packOn } from './law-pack.js'
import type { LegalDay } from './legal-day.js'
import { type Cents, cents, currencyOf, sum } from './money.js'

/** What a claim stands at on a day: a pure function of the facts that count from that day or before. */
export interface ClaimStatement {
  claimId: string
  on: LegalDay
  /** Still owed, by what it is owed as. Interest only as far as its rate is known. */
  principalCents: Cents
  interestCents: Cents
  indemnityCents: Cents
  costsCents: Cents
  /** The four together: what may be asked for. */
  owedCents: Cents
  /** Interest beyond that, reckoned at the last known rate: shown, never asked for. */
  provisionalCents: Cents
  /** Interest that has become time-barred itself, and is not in the sums above. */
  barredInterestCents: Cents
  /** What was paid, or credited, beyond all that was owed. It goes to what comes to be owed later. */
  overpaidCents: Cents
  /** Interest as it accrued, paid or not, a line for each stretch. */
  lines: InterestLine[]
}

/**
 * How a claim stands at the end of a day: its facts up to that day in order, each imputed as the law wants, with late interest
 * and indemnity by the law pack in force when it fell due. A payment counts on its day: interest runs to that day, included,
 * on what was owed before. @param noticeOn day on which its formal notice was served, or null
 */
export function statementOf(claim: ClaimFact, noticeOn: LegalDay | null, book: LawBook, on: LegalDay): ClaimStatement {
  const standing = standingOf(claim, noticeOn, book, on)
  const { totals, provisionalCents, barredInterestCents, overpaidCents } = standing
  return {
    claimId: claim.id,
    on,
    principalCents: totals.principal,
    interestCents: totals.interest,
    indemnityCents: totals.indemnity,
    costsCents: totals.costs,
    owedCents: owedOf(standing),
    provisionalCents,
    barredInterestCents,
    overpaidCents,
    lines: standing.lines(),
  }
}

const owedOf = ({ totals: { principal, interest, indemnity, costs } }: Standing): Cents => cents(principal + interest + indemnity + costs)

/** What each payment, remission, write-off, credit note and withdrawal of a claim has gone to by the end of a day, in their order. */
export function imputationsOf(claim: ClaimFact, noticeOn: LegalDay | null, book: LawBook, on: LegalDay): Allotment[] {
  return standingOf(claim, noticeOn, book, on).allotments()
}

/** The claim's accounts at the end of a day. They add up to zero, so what lies between two of them is a balanced entry. */
export function accountTotals(claim: ClaimFact, noticeOn: LegalDay | null, book: LawBook, on: LegalDay): AccountTotals {
  return standingOf(claim, noticeOn, book, on).totals
}

/** How each claim of a file stands at the end of a day. @throws DomainError currencies-mixed */
export function statementsOf(facts: Pick<Facts, 'claims' | 'contacts'>, book: LawBook, on: LegalDay): ClaimStatement[] {
  if (facts.claims.length > 0) currencyOf(facts.claims)
  return facts.claims.map((claim) => statementOf(claim, noticeDay(claim, facts.contacts, book, on), book, on))
}

/** What is owed on each claim of a file at the end of a day, in the file's order. @throws DomainError currencies-mixed */
export function owedOn(facts: Pick<Facts, 'claims' | 'contacts'>, book: LawBook, on: LegalDay): Cents[] {
  if (facts.claims.length > 0) currencyOf(facts.claims)
  return facts.claims.map((claim) => owedOf(standingOf(claim, noticeDay(claim, facts.contacts, book, on), book, on)))
}

/** What is owed on all claims of a file at the end of a day. @throws DomainError currencies-mixed */
export function balanceOn(facts: Pick<Facts, 'claims' | 'contacts'>, book: LawBook, on: LegalDay): Cents {
  return sum(owedOn(facts, book, on))
}

/** Claims on which something is owed at the end of a day. */
export function unpaidOn(facts: Pick<Facts, 'claims' | 'contacts'>, book: LawBook, on: LegalDay): ClaimFact[] {
  const owed = owedOn(facts, book, on)
  return facts.claims.filter((_, index) => (owed[index] ?? 0) > 0)
}

/**
 * The day on which a claim's formal notice was served, on this debtor or on one who owes it jointly: its outcome where that is
 * known, else its posting; null before. It is the same day whichever file on the claim is looked at.
 */
export function noticeDay(claim: ClaimFact, contacts: readonly ContactFact[], book: LawBook, on: LegalDay): LegalDay | null {
  const own = contacts.filter(
    ({ stage, claimIds, toGuarantor }) => stage === 'formal-notice' && claimIds.includes(claim.id) && !toGuarantor,
  )
  const days = [
    ...claim.notices.filter(({ kind }) => kind === 'formal-notice').map((notice) => notice.on),
    ...[...own, ...(claim.sharedNotices ?? [])]
      .filter((notice) => isDone(notice, packOn(book, on)))
      .flatMap(({ outcomeOn, postedOn, registered }) => outcomeOn ?? (registered ? [] : (postedOn ?? []))),
  ]
  return days.filter((day) => day <= on).sort()[0] ?? null
}
