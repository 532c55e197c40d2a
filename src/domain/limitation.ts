import type { LawPack } from './law-pack.js'
import { addYears, type LegalDay } from './legal-day.js'

/** What a debtor owes a claim as; undecided means the consumer's rules. */
export const CAPACITIES = ['consumer', 'non-professional', 'trader', 'professional', 'sole-trader', 'public-body', 'undecided'] as const
export type Capacity = (typeof CAPACITIES)[number]

/**
 * Last day on which a claim may still be sued for, as if nothing had interrupted its limitation: a registered letter does
 * not. The same day of the month so many years later, that day included.
 */
export function lastDayToSue(dueDate: LegalDay, capacity: Capacity, law: LawPack): LegalDay {
  const { consumer, other } = law.limitationYears
  const years = capacity === 'consumer' || capacity === 'undecided' ? consumer : other
  return addYears(dueDate, years.value)
}
