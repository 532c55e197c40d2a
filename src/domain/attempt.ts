import type { Capacity } from './capacity.js'
import { judicialOn } from './judicial-law.js'
import { attemptCap, type LawBook, packOn } from './law-pack.js'
import type { LegalDay } from './legal-day.js'
import type { JudicialProcedure } from './procedure/proceeding.js'

/** What is to be sued for, and where. */
export interface Suing {
  procedure: JudicialProcedure
  /** Code of the court; null where none hears it. */
  court: string | null
  /** Principal that is asked for, in cents. */
  askedCents: number
  capacities: readonly Capacity[]
}

/** Suits alone: an order is asked for without one (Cour de cassation, 2e civ., avis of 25 September 2025, 25-70.013), and L125-1 is one. */
const SUITS: readonly JudicialProcedure[] = ['summons', 'interim-order']

/**
 * Whether a suit of a day needs an amicable attempt with a third party before it. Our own reminders are never one.
 * @returns the article that wants it, or null
 */
export function attemptWanted({ procedure, court, askedCents, capacities }: Suing, book: LawBook, on: LegalDay): string | null {
  const { attempt } = judicialOn(book, on)
  if (attempt === null || court === null || !SUITS.includes(procedure)) return null
  const pack = packOn(book, on)
  const suit = pack.procedures.find(({ code }) => code === 'summons')
  const isLow = (cap: number | null) => cap !== null && askedCents <= cap
  const isNamed = suit !== undefined && capacities.some((capacity) => isLow(attemptCap(pack, suit, capacity)))
  const { upToCents, courts } = attempt.value
  return isNamed && askedCents <= upToCents && courts.includes(court) ? attempt.source : null
}
