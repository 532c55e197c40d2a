import { CAPACITIES, type Regime } from '../../domain/capacity.js'
import { type LawPack, regimeOf, type Sourced } from '../../domain/law-pack.js'
import type { Step, Strategy } from '../../domain/strategy.js'
import type { Template } from '../templates/format.js'

/** What the law has against a strategy. */
export interface StrategyFault {
  /** Id of the step; null where it is the strategy as a whole. */
  step: string | null
  rule: string
  /** Where the rule stands. */
  article: string
  message: string
  /** What no text of law was found for is a warning. */
  level: 'refused' | 'warning'
}

/** A strategy with all that it is checked against. */
export interface Checked {
  strategy: Strategy
  pack: LawPack
  collects: 'agency' | 'creditor'
  templates: readonly Template[]
}

type Basis = Pick<Sourced<unknown>, 'source' | 'confirmed'>

export const fault = (step: Step | null, rule: string, { source, confirmed }: Basis, message: string): StrategyFault => ({
  step: step?.id ?? null,
  rule,
  article: source,
  message,
  level: confirmed ? 'refused' : 'warning',
})

/** A policy of the house, for which there is no article. */
export const POLICY: Basis = { source: 'relance policy', confirmed: false }

/** By which rules the debtors may be treated that a strategy, or one step of it, is for. A strategy that names no capacities is for all. */
export function regimesFor({ strategy, pack }: Pick<Checked, 'strategy' | 'pack'>, step?: Step): Set<Regime> {
  const named = [strategy.for?.capacities, step?.when?.capacities]
  const meant = CAPACITIES.filter((capacity) => named.every((list) => list?.includes(capacity) ?? true))
  return new Set(meant.map((capacity) => regimeOf(pack, capacity)))
}

/** Debtors of a body of rules, as a sentence calls them. */
export const DEBTORS: Record<Regime, string> = {
  business: 'professionals',
  public: 'public bodies',
  civil: 'debtors who are neither professionals nor consumers',
  consumer: 'consumers',
}
