import type { ClaimFact, ClaimTitle } from './facts.js'
import { type LawBook, packOn, regimeOf } from './law-pack.js'
import type { ProcedureState, ProceedingFact, ReportFact, TitleGrant } from './procedure/proceeding.js'

/** What a title is: by whom it was granted, and how. `cheque`: of an officer, on a cheque that came back unpaid. */
export const TITLE_KINDS = ['payment-order', 'small-claims', 'judgment', 'interim-order', 'cheque', 'other'] as const
export type TitleKind = (typeof TITLE_KINDS)[number]

/** Why a title is good no more. `replaced`: a judgment has taken its place. */
export const TITLE_ENDS = ['expired', 'annulled', 'satisfied', 'replaced'] as const
export type TitleEnd = (typeof TITLE_ENDS)[number]

/** Titles that may not be enforced before they are served; an order was served on the way to being one. */
const SERVED_FIRST: readonly string[] = ['judgment', 'interim-order'] satisfies readonly TitleKind[]

export const mustBeServed = (kind: string): boolean => SERVED_FIRST.includes(kind)

/** What kind of title a proceeding grants: a procedure of any kind that was judged ends in a judgment. */
export function titleKind({ procedure, reports }: ProceedingFact, { of }: TitleGrant): TitleKind {
  const wasJudged = ['judgment', 'appeal-decided'].includes(reports.find(({ id }) => id === of)?.kind ?? '')
  if (procedure === 'interim-order') return 'interim-order'
  if (procedure === 'summons' || wasJudged) return 'judgment'
  return procedure === 'small-claims' ? 'small-claims' : 'payment-order'
}

/** The service of what became the title: of the judgment or the title itself, or else of the order. */
export function serviceOf(reports: readonly ReportFact[]): ReportFact | null {
  const served = (...acts: string[]) =>
    reports.filter(({ kind, act }) => kind === 'served' && acts.includes(act ?? '')).sort((a, b) => (a.on < b.on ? -1 : 1))[0]
  return served('judgment', 'title') ?? served('order') ?? null
}

/** How the enforcement of a title leaves the title; null while it is good. A title that is not enforced any more may still be. */
export function titleEnd({ end }: Pick<ProcedureState, 'end'>): TitleEnd | null {
  if (end === 'title-expired') return 'expired'
  if (end === 'dismissed') return 'annulled'
  return end === 'paid' ? 'satisfied' : null
}

/** What a title awards that says nothing of interest: legal interest on claims that bore nothing but that, and what the others bore. */
export function awardedInterest(claims: readonly ClaimFact[], book: LawBook): ClaimTitle['interest'] {
  return claims.length > 0 && claims.every((claim) => bearsLegalInterest(claim, book)) ? 'legal' : 'as-claimed'
}

function bearsLegalInterest(claim: ClaimFact, book: LawBook): boolean {
  const pack = packOn(book, claim.dueDate)
  const rule = pack.lateCharges[regimeOf(pack, claim.capacity)].interest?.value
  if (!rule || pack.judgmentInterest === null) return false
  const isAgreed = claim.contractPpm !== null && rule.clauseAllowed
  return !isAgreed && rule.rate.base === 'legal' && rule.rate.factor === 1 && rule.rate.plusPpm === 0
}
