import type { Capacity, Regime } from '../../domain/capacity.js'
import type { InterestRule, LateCharges } from '../../domain/law-pack.js'
import { cents } from '../../domain/money.js'
import { law, unconfirmed } from '../sourced.js'

/** An association or a co-ownership is treated as a consumer: the lower rate, and no flat sum. */
export const regimes = unconfirmed<Record<Capacity, Regime>>(
  {
    consumer: 'consumer',
    undecided: 'consumer',
    'non-professional': 'consumer',
    trader: 'business',
    professional: 'business',
    'sole-trader': 'business',
    'public-body': 'public',
  },
  'BGB § 288: a consumer is a natural person; where associations and co-ownerships stand was not looked up',
)

const overBase = (plusPpm: number): Pick<InterestRule, 'rate' | 'clauseFloor' | 'clauseAllowed'> => ({
  rate: { base: 'basiszinssatz', factor: 1, plusPpm, fixing: 'each-semester' },
  clauseFloor: null,
  clauseAllowed: false,
})

const withoutConsumer: LateCharges = {
  interest: law<InterestRule>(
    { from: 'notice', latestDaysAfterDue: 30, ...overBase(90_000) },
    'BGB § 288 II; § 286 III: default at the latest 30 days after due date and receipt of the invoice',
  ),
  indemnityCents: law(cents(40_00), 'BGB § 288 V'),
}
const consumer: LateCharges = {
  interest: law<InterestRule>({ from: 'notice', ...overBase(50_000) }, 'BGB § 288 I; § 286 I: default by a notice'),
  indemnityCents: null,
}

export const lateCharges: Record<Regime, LateCharges> = {
  business: withoutConsumer,
  public: withoutConsumer,
  civil: consumer,
  consumer,
}
