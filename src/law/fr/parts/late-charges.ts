import type { Capacity, Regime } from '../../../domain/capacity.js'
import type { InterestRule, JudgmentInterest, LateCharges, RateRule } from '../../../domain/law-pack.js'
import { cents } from '../../../domain/money.js'
import { law, unconfirmed } from '../../sourced.js'

const LATE: RateRule = { base: 'ecb-refi', factor: 1, plusPpm: 100_000, fixing: 'each-semester' }
const PUBLIC: RateRule = { base: 'ecb-refi', factor: 1, plusPpm: 80_000, fixing: 'first-semester' }
const LEGAL: RateRule = { base: 'legal', factor: 1, plusPpm: 0, fixing: 'each-semester' }
/** Three times the legal rate of professionals: it bounds clauses only, the rate of the law stays ECB + 10 where that is lower. */
const FLOOR: RateRule = { base: 'legal-other', factor: 3, plusPpm: 0, fixing: 'each-semester' }

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
  'Code de la consommation, article liminaire; Code de commerce L441-10; Code de la commande publique L2192-13',
)

/** Between professionals: from the day after the due date, without a reminder. */
export const lateInterest = (source: string) =>
  law<InterestRule>({ from: 'due', rate: LATE, clauseFloor: FLOOR, clauseAllowed: true }, source)

/** Of a contract with a public buyer: at the rate of the semester in which interest began, to the end. */
const publicInterest = law<InterestRule>(
  { from: 'due', rate: PUBLIC, clauseFloor: null, clauseAllowed: false },
  'Code de la commande publique R2192-31',
)

/** Of anybody else: at the legal rate from the formal notice. */
const legalInterest = (clauseAllowed: boolean) =>
  law<InterestRule>({ from: 'notice', rate: LEGAL, clauseFloor: null, clauseAllowed }, 'Code civil art. 1231-6')

export const lateCharges: Record<Regime, LateCharges> = {
  business: {
    interest: lateInterest('Code de commerce L441-6 I, as in force before 26 April 2019'),
    indemnityCents: law(cents(40_00), 'Code de commerce D441-5'),
  },
  public: {
    interest: publicInterest,
    indemnityCents: law(cents(40_00), 'Code de la commande publique D2192-35, as D2392-11 repeats it'),
  },
  civil: { interest: legalInterest(true), indemnityCents: null },
  consumer: { interest: legalInterest(false), indemnityCents: null },
}

export const judgmentInterest = law<JudgmentInterest>(
  { rate: LEGAL, raisedAfterMonths: 2, raisedByPpm: 50_000 },
  'Code monétaire et financier L313-3',
)

export const capitalisationAfterYears = law(1, 'Code civil art. 1343-2')
