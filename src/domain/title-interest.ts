import type { ClaimFact } from './facts.js'
import { clip, type RateSpan } from './interest.js'
import { judgmentSpans } from './judgment-interest.js'
import { judicialOn } from './judicial-law.js'
import { type LawBook, packOn, regimeOf } from './law-pack.js'
import { addDays, type LegalDay } from './legal-day.js'

/** How the interest of a titled claim is barred. */
export interface TitledInterest {
  /** Day of the title. */
  on: LegalDay
  /** Years after which interest that falls due later is barred by itself; null where it lives as long as the title. */
  years: number | null
}

export function titledInterest(
  { title, dueDate, capacity }: Pick<ClaimFact, 'title' | 'dueDate' | 'capacity'>,
  book: LawBook,
): TitledInterest | null {
  if (!title) return null
  const { interestYears } = judicialOn(book, title.on).title
  return { on: title.on, years: interestYears?.value[regimeOf(packOn(book, dueDate), capacity)] ?? null }
}

/**
 * The rates of a claim with those that its title awards: legal interest from a day on, raised once the months of the law have passed, if a court
 * has granted it (Code monétaire et financier L313-3). A title that awards what was claimed changes nothing: the law raises the legal rate alone.
 */
export function withAwarded(own: RateSpan[], { title }: Pick<ClaimFact, 'title'>, book: LawBook, on: LegalDay): RateSpan[] {
  if (title?.interest !== 'legal' || title.on > on || title.interestFrom > on) return own
  const { judgmentInterest } = packOn(book, title.on)
  if (judgmentInterest === null) return own
  const { raisedInterest } = judicialOn(book, title.on).title
  const enforceableOn = raisedInterest.value.includes(title.kind) ? title.enforceableOn : null
  const first = own[0]?.from
  const before = first === undefined ? [] : clip(own, first, addDays(title.interestFrom, -1))
  // Creditors are organisations: none is a private individual.
  return [
    ...before,
    ...judgmentSpans(judgmentInterest.value, { creditorIsPrivate: false }, book.rates, [title.interestFrom, on], enforceableOn),
  ]
}
