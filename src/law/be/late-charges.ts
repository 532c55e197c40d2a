import type { Capacity, Regime } from '../../domain/capacity.js'
import type { InterestRule, LateCharges, RateRule } from '../../domain/law-pack.js'
import { cents } from '../../domain/money.js'
import { law, unconfirmed } from '../sourced.js'
import { indemnityClause } from './first-reminder.js'

/** The published rate, margin included. */
const LATE: RateRule = { base: 'be-commercial', factor: 1, plusPpm: 0, fixing: 'each-semester' }

export const regimes = unconfirmed<Record<Capacity, Regime>>(
  {
    consumer: 'consumer',
    undecided: 'consumer',
    'non-professional': 'civil',
    trader: 'business',
    professional: 'business',
    'sole-trader': 'business',
    'public-body': 'public',
  },
  'Code de droit économique, livre XIX; loi du 2 août 2002: where an association stands was not looked up',
)

export const lateCharges: Record<Regime, LateCharges> = {
  business: {
    interest: law<InterestRule>(
      { from: 'due', rate: LATE, clauseFloor: null, clauseAllowed: true },
      'Loi du 2 août 2002 art. 5: by law and without a notice, from the day after the due date',
    ),
    indemnityCents: law(cents(40_00), 'Loi du 2 août 2002 art. 6'),
  },
  public: { interest: null, indemnityCents: null },
  civil: { interest: null, indemnityCents: null },
  consumer: { interest: null, indemnityCents: null, indemnityClause },
}
