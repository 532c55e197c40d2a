import type { CourseRules } from '../../../domain/judicial-law.js'
import { cents } from '../../../domain/money.js'
import { law, unconfirmed } from '../../sourced.js'
import { prospects } from './choice.js'
import { costs } from './costs.js'
import { pieces } from './pieces.js'

const MEMORY = 'from memory'

/** How a judgment is appealed and served, in every ordinary case. */
const ordinaryJudgment: Pick<CourseRules, 'appealWithin' | 'finalUpToCents' | 'judgmentServedWithin'> = {
  appealWithin: law('1 month', 'Code de procédure civile 538, from its service'),
  finalUpToCents: law(
    cents(5_000_00),
    'Code de l’organisation judiciaire R211-3-24 (décret 2019-912), Code de commerce R721-6 (décret 2019-1333): by what is asked for in the end',
  ),
  judgmentServedWithin: unconfirmed(
    '6 months',
    `Code de procédure civile 478: one given against a debtor who did not appear is void after that, ${MEMORY}`,
  ),
}

/** Above it parties are represented by one; below, anybody with a special power may plead. */
const lawyerAbove: CourseRules['lawyerAbove'] = unconfirmed(
  { cents: cents(10_000_00), courts: ['tribunal-judiciaire', 'tribunal-de-commerce', 'tae'] },
  `Code de procédure civile 853 (décret 2019-1333) before the commercial court; 760, 761 before the tribunal judiciaire ${MEMORY}`,
)

const judgmentArticles = {
  hearing: 'Code de procédure civile 430 to 446',
  judged: 'Code de procédure civile 450 to 466',
  appealed: 'Code de procédure civile 542, 561',
  enforceable: 'Code de procédure civile 501 to 504, 514',
  ended: 'Code de procédure civile 480, 500',
} as const

export const paymentOrder: CourseRules = {
  course: 'order',
  name: 'injonction de payer',
  doers: {
    'file-request': unconfirmed(
      { by: ['agency', 'lawyer', 'officer'], power: 'sue' },
      'Code de procédure civile 1407: any representative with a power',
    ),
    'serve-order': law({ by: ['officer'], power: null }, 'Code de procédure civile 1411, 651'),
    'ask-certificate': unconfirmed({ by: ['agency', 'officer'], power: null }, 'practice'),
    consign: unconfirmed({ by: ['creditor'], power: null }, 'practice of commercial courts'),
    'serve-judgment': law({ by: ['officer'], power: null }, 'Code de procédure civile 675'),
  },
  silenceDays: unconfirmed(
    { usual: 30, 'file-request': 45, 'serve-order': 21, 'ask-certificate': 21, consign: 7, 'serve-judgment': 21 },
    'house policy: a judge takes some weeks over a request, an officer serves within two or three',
  ),
  pieces: pieces['payment-order'],
  costs: costs['payment-order'],
  ...prospects.paymentOrder,
  consignWithin: unconfirmed(
    { delay: '15 days', courts: ['tribunal-de-commerce', 'tae'] },
    'lejournaldurecouvrement.fr: else the order lapses',
  ),
  nonOpposition: unconfirmed(
    'certificate',
    'practice: the clerk certifies that nobody opposed (cnb.avocat.fr), orders before 1 September 2026',
  ),
  ...ordinaryJudgment,
  lawyerAbove: null,
  lateOpposition: unconfirmed(
    ['act-in-person', 'seizure'],
    `Code de procédure civile 1416, second paragraph, ${MEMORY}: the first act served in person, or else the first measure that makes goods unavailable`,
  ),
  articles: unconfirmed(
    {
      ...judgmentArticles,
      refused: 'Code de procédure civile 1409: no appeal; an ordinary suit stays open',
      filed: 'Code de procédure civile 1405, 1407',
      'to-serve': 'Code de procédure civile 1409, 1411',
      opposed: 'Code de procédure civile 1415, 1416',
      judged: 'Code de procédure civile 1420: the judgment takes the place of the order',
    },
    MEMORY,
  ),
}

export const smallClaims: CourseRules = {
  course: 'invitation',
  name: 'procédure simplifiée de recouvrement des petites créances',
  doers: {
    'invite-debtor': law({ by: ['officer'], power: 'sue' }, 'Code des procédures civiles d’exécution L125-1, R125-1'),
    'issue-title': law({ by: ['officer'], power: null }, 'Code des procédures civiles d’exécution L125-1: without any other formality'),
  },
  silenceDays: unconfirmed(
    { usual: 30, 'invite-debtor': 15, 'issue-title': 10 },
    'house policy: the letter goes out within two weeks, the title within days of the agreement',
  ),
  pieces: pieces['small-claims'],
  costs: costs['small-claims'],
  ...prospects.smallClaims,
  consignWithin: null,
  appealWithin: null,
  finalUpToCents: null,
  lawyerAbove: null,
  articles: unconfirmed(
    {
      invited: 'Code des procédures civiles d’exécution L125-1, R125-2',
      agreed: 'Code des procédures civiles d’exécution L125-1, R125-3',
      enforceable: 'Code des procédures civiles d’exécution L125-1, L111-3 5°',
      ended:
        'Code des procédures civiles d’exécution R125-2: silence or refusal ends it; it counts as the attempt of Code de procédure civile 750-1',
    },
    `creances-privees.fr for L125-1 and 750-1, the letter of R125-2 in its official model; the number of R125-3 ${MEMORY}`,
  ),
}

export const summons: CourseRules = {
  course: 'suit',
  name: 'assignation',
  doers: {
    'instruct-suit': unconfirmed(
      { by: ['lawyer'], power: 'sue' },
      `Code de procédure civile 760 to 762, ${MEMORY}: below the sum a lawyer is not compulsory, and is instructed all the same`,
    ),
    'serve-judgment': law({ by: ['officer'], power: null }, 'Code de procédure civile 675'),
  },
  silenceDays: unconfirmed(
    { usual: 30, 'instruct-suit': 45, 'serve-judgment': 21 },
    'house policy: a date of hearing is asked for, then the summons is drafted and served',
  ),
  pieces: pieces.summons,
  costs: costs.summons,
  ...prospects.summons,
  consignWithin: null,
  ...ordinaryJudgment,
  lawyerAbove,
  articles: unconfirmed({ ...judgmentArticles, summoned: 'Code de procédure civile 54 to 56' }, MEMORY),
}

export const interimOrder: CourseRules = {
  ...summons,
  name: 'référé-provision',
  pieces: pieces['interim-order'],
  costs: costs['interim-order'],
  ...prospects.interimOrder,
  appealWithin: law('15 days', 'Code de procédure civile 490, from its service'),
  provisional: law(true, 'Code de procédure civile 514-1, and 514 as it was before 2020: no judge can set that aside for an interim order'),
  articles: unconfirmed(
    {
      ...judgmentArticles,
      summoned: 'Code de procédure civile 485, 835, 873',
      judged: 'Code de procédure civile 484, 488',
      enforceable: 'Code de procédure civile 489, 503, 514-1',
    },
    MEMORY,
  ),
}
