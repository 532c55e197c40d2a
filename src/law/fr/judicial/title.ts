import type { Capacity } from '../../../domain/capacity.js'
import type { CourseRules, TitleRules } from '../../../domain/judicial-law.js'
import { law, unconfirmed } from '../../sourced.js'
import { costs } from './costs.js'
import { paymentOrder } from './procedures.js'

/** Nobody enforces against a public body (Code général de la propriété des personnes publiques L2311-1, from memory). */
const PRIVATE: readonly Capacity[] = ['consumer', 'undecided', 'non-professional', 'trader', 'professional', 'sole-trader']
/** Of wages: of people alone. */
const PEOPLE: readonly Capacity[] = ['consumer', 'undecided', 'sole-trader']

const EVER = '1900-01-01'

export const measures: TitleRules['measures'] = [
  {
    kind: 'account-seizure',
    name: 'saisie-attribution',
    against: PRIVATE,
    needsCourt: false,
    contestWithin: law('1 month', 'Code des procédures civiles d’exécution R211-11'),
    seizes: true,
    source: 'Code des procédures civiles d’exécution L211-1',
    from: EVER,
    confirmed: true,
  },
  {
    kind: 'wage-attachment',
    name: 'saisie des rémunérations, by the court',
    against: PEOPLE,
    needsCourt: true,
    contestWithin: null,
    seizes: true,
    source: 'Code du travail L3252-1 ff., before loi 2023-1059 art. 47',
    from: EVER,
    until: '2025-06-30',
    confirmed: true,
  },
  {
    kind: 'wage-attachment',
    name: 'saisie des rémunérations',
    against: PEOPLE,
    needsCourt: false,
    contestWithin: null,
    seizes: true,
    source: 'loi 2023-1059 art. 47, décrets 2025-125 and 2025-493, Code des procédures civiles d’exécution R212-1-1 ff.',
    from: '2025-07-01',
    confirmed: true,
  },
  {
    kind: 'goods-seizure',
    name: 'saisie-vente',
    against: PRIVATE,
    needsCourt: false,
    contestWithin: null,
    seizes: true,
    source: 'Code des procédures civiles d’exécution L221-1, from memory',
    from: EVER,
    confirmed: false,
  },
  {
    kind: 'vehicle',
    name: 'immobilisation et déclaration au préfet',
    against: PRIVATE,
    needsCourt: false,
    contestWithin: null,
    seizes: true,
    source: 'Code des procédures civiles d’exécution L223-1, L223-2, from memory',
    from: EVER,
    confirmed: false,
  },
  {
    kind: 'lien',
    name: 'inscription on a register (nantissement, hypothèque)',
    against: PRIVATE,
    needsCourt: false,
    contestWithin: null,
    seizes: false,
    source: 'Code des procédures civiles d’exécution L531-1, Code civil 2412, from memory',
    from: EVER,
    confirmed: false,
  },
  {
    kind: 'shares-seizure',
    name: 'saisie des droits d’associé et des valeurs mobilières',
    against: PRIVATE,
    needsCourt: false,
    contestWithin: unconfirmed('1 month', 'Code des procédures civiles d’exécution R232-6, from memory'),
    seizes: true,
    source: 'Code des procédures civiles d’exécution L231-1, from memory',
    from: EVER,
    confirmed: false,
  },
]

export const title: TitleRules = {
  lifeYears: law(10, 'Code des procédures civiles d’exécution L111-4; Civ. 2e, 5 October 2023, 20-23.523: from its service'),
  alarmMonths: unconfirmed([24, 12, 6, 3, 1], 'house policy: well before the last useful day'),
  interestYears: unconfirmed(
    { business: 5, civil: 5, consumer: 2, public: 4 },
    'interest that falls due on a title keeps its own short period',
  ),
  raisedInterest: law(
    ['payment-order', 'judgment', 'interim-order'],
    'Code monétaire et financier L313-3: by a decision of a court alone; not a title of an officer (Civ. 2e, 7 January 2016, 14-26.449)',
  ),
  interruptedBy: law(
    ['measure-done', 'served:measure'],
    'Code civil 2244: acts of enforcement; that a demand to pay or a vain attempt is one was not looked up, and counts for nothing here',
  ),
  measures,
}

export const enforcement: CourseRules = {
  ...paymentOrder,
  course: 'enforcement',
  name: 'exécution forcée',
  doers: {
    enforce: law({ by: ['officer'], power: 'enforce' }, 'Code des procédures civiles d’exécution L122-1'),
    'serve-judgment': law({ by: ['officer'], power: null }, 'Code de procédure civile 675'),
  },
  pieces: [],
  costs: costs.enforcement,
  consignWithin: null,
  articles: unconfirmed({ enforcing: 'Code des procédures civiles d’exécution L111-1' }, 'from memory'),
}
