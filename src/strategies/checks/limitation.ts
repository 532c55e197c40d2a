import type { Regime } from '../../domain/capacity.js'
import type { LawPack, LimitationRule } from '../../domain/law-pack.js'
import { type Checked, DEBTORS, fault, regimesFor, type StrategyFault } from './fault.js'

const DAYS_A_YEAR = 365

/**
 * Whom the law does not let chase time-barred claims of hears nothing after the period. One that holds for claims of some
 * categories only is a warning: which claims a file has is not known yet, and the file itself stops on its day.
 */
export function barredSteps(checked: Checked): StrategyFault[] {
  const { strategy, pack } = checked
  const { barredCampaigns } = pack
  return strategy.steps.flatMap((step) =>
    [...regimesFor(checked, step)]
      .filter((regime) => barredCampaigns.value.includes(regime))
      .flatMap((regime) => periodsOf(regime, pack).map((rule) => ({ regime, rule })))
      .filter(({ rule }) => step.afterDays > rule.period.value.years * DAYS_A_YEAR)
      .map(({ regime, rule: { name, period, categories } }) =>
        fault(
          step,
          'limitation',
          { source: period.source, confirmed: period.confirmed && barredCampaigns.confirmed && categories.length === 0 },
          `day ${step.afterDays} is after the limitation of claims against ${DEBTORS[regime]} (${name}: ${period.value.years} years)`,
        ),
      ),
  )
}

/** The periods that claims of a regime may fall under, up to the first that fits every category. */
function periodsOf(regime: Regime, { limitation }: LawPack): readonly LimitationRule[] {
  const fitting = limitation.filter(({ regimes }) => regimes.length === 0 || regimes.includes(regime))
  const last = fitting.findIndex(({ categories }) => categories.length === 0)
  return fitting.slice(0, last + 1)
}
