import type { CourseRules, JudicialLaw, MeasureRule } from '../../../domain/judicial-law.js'
import { alarmDays, amicable, approval, preferred } from '../../judicial-house.js'
import { law, unconfirmed } from '../../sourced.js'
import { articles } from './articles.js'
import { enforcementCosts } from './costs.js'
import { complaint, dunning } from './procedures.js'

const enforcement: CourseRules = {
  ...dunning,
  course: 'enforcement',
  name: 'Zwangsvollstreckung',
  costs: enforcementCosts,
  doers: {
    enforce: unconfirmed({ by: ['officer'], power: 'enforce' }, 'ZPO § 753: the bailiff; the court where the law says so'),
    'serve-judgment': unconfirmed({ by: ['officer'], power: null }, 'ZPO §§ 192, 750'),
  },
  appealWithin: null,
  finalUpToCents: null,
  articles: unconfirmed({ enforcing: 'ZPO §§ 704, 750, 753, 794' }, 'from memory'),
}

const measure = (kind: MeasureRule['kind'], name: string, needsCourt: boolean, source: string): MeasureRule => ({
  kind,
  name,
  against: [],
  needsCourt,
  contestWithin: null,
  seizes: true,
  source: `${source}, from memory`,
  from: '1900-01-01',
  confirmed: false,
})

const measures: readonly MeasureRule[] = [
  measure('account-seizure', 'Pfändungs- und Überweisungsbeschluss', true, 'ZPO §§ 829, 835'),
  measure('wage-attachment', 'Lohnpfändung', true, 'ZPO §§ 829, 850'),
  measure('goods-seizure', 'Sachpfändung', false, 'ZPO §§ 803, 808'),
]

/** Germany, as far back as the packs go. */
export const judicial2016: JudicialLaw = {
  id: 'de/judicial/2016-07-01',
  from: '2016-07-01',
  procedures: { 'payment-order': dunning, summons: complaint, enforcement },
  attempt: null,
  otherRoad: null,
  title: {
    lifeYears: law(30, 'BGB § 197 I Nr. 3'),
    alarmMonths: unconfirmed([24, 12, 6, 3, 1], 'house policy'),
    interestYears: null,
    raisedInterest: unconfirmed([], 'none known'),
    interruptedBy: unconfirmed(['measure-done', 'served:measure'], 'BGB § 212 I Nr. 2, from memory'),
    measures,
  },
  choice: {
    suits: { 'payment-order': law(['none'], 'ZPO § 688, § 694: who contests objects, and it goes before the court') },
    preferred,
    over: [],
    residence: unconfirmed(
      { takenAbroad: ['summons'], closedUnknown: [] },
      'house policy: an order to pay is served abroad in some countries only (ZPO § 688 III, from memory)',
    ),
    proof: unconfirmed('creditor', 'general rule of proof'),
    holds: { insolvency: 'InsO § 87, § 89: creditors sue and enforce no more by themselves' },
  },
  courts: {
    codes: { Amtsgericht: 'amtsgericht', Landgericht: 'landgericht' },
    unsure: unconfirmed({}, 'no capacity is without a court'),
    named: unconfirmed('{court} {city} ({postcode})', 'house policy: until somebody has looked up its seat'),
    territory: unconfirmed('debtor-residence', 'ZPO §§ 12, 13; an order to pay is asked for where the creditor is (§ 689 II)'),
    special: [],
  },
  amicable,
  alarmDays,
  approval,
  articles,
}
