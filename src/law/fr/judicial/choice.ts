import type { CourseRules, JudicialLaw } from '../../../domain/judicial-law.js'
import { cents } from '../../../domain/money.js'
import { preferred } from '../../judicial-house.js'
import { law, unconfirmed } from '../../sourced.js'

/** What counts as the attempt that a suit up to 5,000 EUR before the tribunal judiciaire needs. Reminders of a creditor or an agency never do. */
export const attempt: JudicialLaw['attempt'] = law(
  { upToCents: cents(5_000_00), courts: ['tribunal-judiciaire'], proofs: ['attempt-certificate', 'attempt-exemption'] },
  'Code de procédure civile 750-1: conciliation, mediation, participative procedure, or the procedure of L125-1',
)

/** Public debtors: the administrative judge, then payment ordered by the prefect. */
export const otherRoad: JudicialLaw['otherRoad'] = unconfirmed(
  { regimes: ['public'], road: 'administrative' },
  'loi 80-539 art. 1 (mandatement d’office), Code général de la propriété des personnes publiques L2311-1: from memory',
)

/** How long each road takes to a title, and how often it leads to one. */
type Prospects = Pick<CourseRules, 'expectedDays' | 'successPpm'>

const FIGURES = 'house policy, until its own figures are there'

export const prospects: Record<'paymentOrder' | 'smallClaims' | 'interimOrder' | 'summons', Prospects> = {
  paymentOrder: { expectedDays: unconfirmed(120, FIGURES), successPpm: unconfirmed(700_000, FIGURES) },
  smallClaims: { expectedDays: unconfirmed(60, FIGURES), successPpm: unconfirmed(350_000, FIGURES) },
  interimOrder: { expectedDays: unconfirmed(150, FIGURES), successPpm: unconfirmed(650_000, FIGURES) },
  summons: { expectedDays: unconfirmed(365, FIGURES), successPpm: unconfirmed(600_000, FIGURES) },
}

export const choice: JudicialLaw['choice'] = {
  suits: {
    'small-claims': law(['none'], 'Code des procédures civiles d’exécution L125-1: the debtor agrees, or it ends'),
    'payment-order': law(['none'], 'Code de procédure civile 1405, 1412: who contests opposes, and it is before the court after all'),
    'interim-order': unconfirmed(['none', 'rejected'], 'Code de procédure civile 835, 873: the obligation is not seriously disputable'),
    summons: unconfirmed(['none', 'rejected', 'open'], 'Code de procédure civile 54 to 56'),
  },
  preferred,
  over: [
    law({ procedure: 'payment-order', end: 'refused' }, 'Code de procédure civile 1409: no appeal, an ordinary suit remains (jcl06.fr)'),
    law({ procedure: 'small-claims', end: 'declined' }, 'Code des procédures civiles d’exécution R125-2: silence or refusal ends it'),
    unconfirmed({ procedure: null, end: 'dismissed' }, 'Code civil 1355: what was judged is not sued for again'),
  ],
  residence: unconfirmed(
    { takenAbroad: ['summons'], closedUnknown: ['small-claims'] },
    'house policy: a small claim goes to an officer of where the debtor lives, and nobody but a court reaches a debtor abroad',
  ),
  proof: unconfirmed('creditor', 'Code civil 1353: who claims that something is owed proves it'),
  holds: {
    insolvency: 'Code de commerce L622-21: individual suits stop',
    'over-indebtedness': 'Code de la consommation L722-2: enforcement stops',
  },
}
