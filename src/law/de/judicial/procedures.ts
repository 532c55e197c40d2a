import type { CourseRules } from '../../../domain/judicial-law.js'
import { cents } from '../../../domain/money.js'
import { law, unconfirmed } from '../../sourced.js'
import { dunningCosts } from './costs.js'

const MEMORY = 'from memory'

/** How a judgment is appealed (Berufung). The court serves it itself. */
const judgment: Pick<CourseRules, 'appealWithin' | 'finalUpToCents' | 'consignWithin'> = {
  appealWithin: unconfirmed('1 month', `ZPO § 517, from its service, ${MEMORY}`),
  finalUpToCents: law(cents(600_00), 'ZPO § 511 II Nr. 1, judgments before 1 January 2026, unless the court allows the appeal'),
  consignWithin: null,
}

const judgmentArticles = {
  hearing: 'ZPO §§ 128, 216, 272',
  judged: 'ZPO §§ 300, 310',
  appealed: 'ZPO §§ 511, 519',
  enforceable: 'ZPO §§ 704, 708, 709, 750',
  ended: 'ZPO § 705',
} as const

export const dunning: CourseRules = {
  course: 'two-step-order',
  name: 'gerichtliches Mahnverfahren',
  doers: {
    'file-request': unconfirmed(
      { by: ['agency', 'lawyer'], power: 'sue' },
      'ZPO § 79 II 2 Nr. 4, § 690: registered collectors may ask for the order',
    ),
    'ask-title-order': unconfirmed({ by: ['agency', 'lawyer'], power: null }, 'ZPO § 699'),
    'instruct-suit': unconfirmed(
      { by: ['lawyer'], power: 'sue' },
      `ZPO § 79 II 2 Nr. 4, § 697, ${MEMORY}: collectors plead no contested case`,
    ),
  },
  silenceDays: unconfirmed(
    { usual: 30, 'file-request': 21, 'ask-title-order': 14 },
    'house policy: the central courts of dunning answer within days or few weeks',
  ),
  pieces: [],
  costs: dunningCosts,
  expectedDays: unconfirmed(60, 'house policy: two weeks to the order, two to oppose, two to the title'),
  successPpm: unconfirmed(800_000, 'house policy, until its own figures are there'),
  ...judgment,
  lawyerAbove: null,
  articles: unconfirmed(
    {
      ...judgmentArticles,
      filed: 'ZPO § 690',
      refused: 'ZPO § 691',
      'to-serve': 'ZPO §§ 692, 693',
      'opposition-open': 'ZPO § 692 I Nr. 3, § 694',
      'to-certify': 'ZPO § 699',
      opposed: 'ZPO §§ 696, 697, 700 III',
      enforceable: 'ZPO § 700 I, § 708 Nr. 2, §§ 794, 796',
      ended: 'ZPO § 701',
    },
    'haufe.de and juracademy.de for §§ 694, 699, 700, 708 Nr. 2; the other numbers from memory',
  ),
}

/** Klage: the court serves the complaint and its judgment. */
export const complaint: CourseRules = {
  course: 'suit',
  name: 'Klage',
  doers: { 'instruct-suit': unconfirmed({ by: ['lawyer'], power: 'sue' }, `ZPO §§ 78, 79, 253, ${MEMORY}`) },
  silenceDays: unconfirmed({ usual: 30, 'instruct-suit': 45 }, 'house policy'),
  pieces: [],
  costs: [],
  expectedDays: unconfirmed(240, 'house policy'),
  successPpm: unconfirmed(650_000, 'house policy, until its own figures are there'),
  ...judgment,
  lawyerAbove: unconfirmed({ cents: cents(0), courts: ['landgericht'] }, `ZPO § 78 I, ${MEMORY}: before the Landgericht, whatever the sum`),
  articles: unconfirmed({ ...judgmentArticles, summoned: 'ZPO §§ 253, 271' }, MEMORY),
}
