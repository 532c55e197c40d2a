import { rateKind, semesterStart } from '../../domain/interest.js'
import type { LawBook, RateRule } from '../../domain/law-pack.js'
import type { LegalDay } from '../../domain/legal-day.js'

/** Why a rule has no rate for a day, in a sentence. */
export function noRate({ country, rates }: LawBook, rule: RateRule, creditorIsPrivate: boolean, day: LegalDay): string {
  const kind = rateKind(rule, creditorIsPrivate)
  const first = rates[kind]?.points[0]?.from
  if (!first) return `No rate ${kind} is written down for ${country}.`
  return `The rate ${kind} of ${semesterOf(day)} is not in the table, which begins on ${first}.`
}

/** `2026-S2`. */
export const semesterOf = (day: LegalDay): string => `${day.slice(0, 4)}-${semesterStart(day).endsWith('01-01') ? 'S1' : 'S2'}`
