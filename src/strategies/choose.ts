import type { Cents } from '../domain/money.js'
import { holds, type Segment, specificity } from '../domain/segment.js'
import { countryOf, type Strategy } from '../domain/strategy.js'

/**
 * Of the strategies that were written for a country's law and for such debtors, the one that says most about whom it is
 * for, then the first by name; null where none fits. One that is for nobody in particular is never chosen.
 */
export function chooseStrategy<S extends Strategy>(strategies: readonly S[], country: string, segment: Segment, owed: Cents): S | null {
  const fitting = strategies.flatMap((strategy) => {
    const { for: meant } = strategy
    return meant && countryOf(strategy) === country && holds(meant, segment, owed) ? [{ strategy, says: specificity(meant) }] : []
  })
  fitting.sort((a, b) => b.says - a.says || (a.strategy.name < b.strategy.name ? -1 : 1))
  return fitting[0]?.strategy ?? null
}
