import type { Sourced } from '../law-pack.js'
import type { LegalDay } from '../legal-day.js'
import type { ProceedingRules } from './rules.js'

/** Sources that were looked up in a text of law, by the rules of a proceeding on some days: only these are told as the law. */
export function confirmedSources(rules: ProceedingRules, days: readonly LegalDay[]): ReadonlySet<string> {
  const all = [...new Set(days)].flatMap((day) => {
    const { title } = rules.judicial(day)
    const measures = title.measures.flatMap((measure) => [measure, measure.contestWithin])
    return [...Object.values(rules.procedure(day) ?? {}), ...Object.values(rules.course(day)), ...Object.values(title), ...measures]
  })
  return new Set(all.filter(isConfirmed).map(({ source }) => source))
}

const isConfirmed = (value: unknown): value is Pick<Sourced<unknown>, 'source' | 'confirmed'> =>
  typeof value === 'object' && value !== null && 'source' in value && 'confirmed' in value && value.confirmed === true
