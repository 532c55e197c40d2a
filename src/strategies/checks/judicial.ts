import { CAPACITIES } from '../../domain/capacity.js'
import { attemptCap, type ProcedureRule } from '../../domain/law-pack.js'
import type { Cents } from '../../domain/money.js'
import { type Checked, fault, type StrategyFault } from './fault.js'

/** A suit that the country does not know, that is not open for the sum, or that an attempt to settle must come before. */
export function suitsNotOpen(checked: Checked): StrategyFault[] {
  const { strategy, pack } = checked
  if (!strategy.judicial) return []
  const { procedure: code, attempt } = strategy.judicial
  const procedure = pack.procedures.find((known) => known.code === code)
  if (!procedure)
    return [
      fault(null, 'procedure', { source: `law pack ${pack.id}`, confirmed: true }, `there is no procedure ${code} in ${pack.country}`),
    ]
  return [...sumsTooLarge(checked, procedure), ...(attempt ? [] : attemptsMissing(checked, procedure))]
}

function sumsTooLarge({ strategy }: Checked, { name, mostCents }: ProcedureRule): StrategyFault[] {
  if (!mostCents || (strategy.for?.mostCents ?? Number.POSITIVE_INFINITY) <= mostCents.value) return []
  return [
    fault(null, 'procedure-cap', mostCents, `${name} is open up to ${units(mostCents.value)}, and the strategy is for larger sums too`),
  ]
}

function attemptsMissing({ strategy, pack }: Checked, procedure: ProcedureRule): StrategyFault[] {
  const { name, attemptUpToCents } = procedure
  if (!attemptUpToCents) return []
  const { cents } = attemptUpToCents.value
  const meant = (strategy.for?.capacities ?? CAPACITIES).filter((capacity) => attemptCap(pack, procedure, capacity) !== null)
  if (meant.length === 0 || (strategy.for?.leastCents ?? 0) > cents) return []
  const message = `${name} up to ${units(cents)} needs an attempt to settle with a third party before it (${meant.join(', ')})`
  return [fault(null, 'attempt-to-settle', attemptUpToCents, message)]
}

/** `5000.00`, of whatever currency the claims are in. */
const units = (sum: Cents) => `${Math.trunc(sum / 100)}.${String(sum % 100).padStart(2, '0')}`
