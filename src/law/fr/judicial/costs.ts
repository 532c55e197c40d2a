import type { CostRule } from '../../../domain/judicial-law.js'
import { cents } from '../../../domain/money.js'
import type { JudicialProcedure } from '../../../domain/procedure/proceeding.js'
import { law, unconfirmed } from '../../sourced.js'

const CIVIL_COURTS = ['tribunal-judiciaire', 'jcp']
const COMMERCIAL_COURTS = ['tribunal-de-commerce', 'tae']

/** Costs of a suit: who loses bears them. The creditor advances them. */
const loser = unconfirmed('loser' as const, 'Code de procédure civile 695, 696: from memory')
const creditor = law(
  'creditor' as const,
  'Code des procédures civiles d’exécution L125-1: all costs of the procedure stay with the creditor',
)
const debtor = law(
  'debtor' as const,
  'Code des procédures civiles d’exécution L111-8 al. 1: the debtor, unless an act was manifestly unnecessary',
)

const LEGAL_AID = 'Code général des impôts 1635 bis Q, loi 2026-103 art. 128: civil claims before the tribunal judiciaire from 1 May 2026'

/** The stamp for legal aid. The tribunal judiciaire hears what its judge of protection hears. */
const legalAid = { code: 'legal-aid', from: '2026-05-01', courts: CIVIL_COURTS, bearer: loser } as const

const clerk: CostRule = {
  code: 'clerk',
  at: 'filed',
  amountCents: unconfirmed(cents(35_21), 'heropay.eu, avencia-eca.fr: between 31.80 and 38.40 EUR, the figures differ'),
  courts: COMMERCIAL_COURTS,
  bearer: loser,
}

/** Only claimants with 250 employees and more owe it, which is not known of a creditor: entered by hand where it is due. */
const economicActivities: CostRule = {
  code: 'economic-activities',
  at: 'filed',
  from: '2025-01-01',
  amountCents: null,
  courts: ['tae'],
  aboveCents: cents(50_000_00),
  bearer: loser,
}

/** Acts of officers have a tariff (Code de commerce A444-1 and following) that was not looked up. */
const service = (at: string, code: string): CostRule => ({ code, at, amountCents: null, bearer: loser })
const enforcing = (at: string, code: string): CostRule => ({ code, at, amountCents: null, bearer: debtor })

const suit: readonly CostRule[] = [
  service('summoned', 'service-of-summons'),
  { ...economicActivities, at: 'summoned' },
  service('served:judgment', 'service-of-judgment'),
]

/** What each procedure costs. */
export const costs: Record<JudicialProcedure, readonly CostRule[]> = {
  'payment-order': [
    {
      ...legalAid,
      at: 'filed',
      amountCents: unconfirmed(cents(50_00), `${LEGAL_AID}; whether a request for a payment order is exempt was not found`),
    },
    clerk,
    economicActivities,
    service('served:order', 'service-of-order'),
    {
      code: 'consignation',
      at: 'consigned',
      amountCents: unconfirmed(cents(110_00), 'dormane.fr, lejournaldurecouvrement.fr: 105 to 110 EUR, old figures'),
      courts: COMMERCIAL_COURTS,
      bearer: loser,
    },
    service('served:judgment', 'service-of-judgment'),
  ],
  'small-claims': [
    { code: 'officer-file', at: 'invited', amountCents: unconfirmed(cents(14_92), 'from memory'), bearer: creditor },
    { code: 'officer-title', at: 'title-issued', amountCents: unconfirmed(cents(30_00), 'from memory'), bearer: creditor },
  ],
  summons: [{ ...legalAid, at: 'summoned', amountCents: law(cents(50_00), LEGAL_AID) }, ...suit],
  'interim-order': [
    {
      ...legalAid,
      at: 'summoned',
      amountCents: unconfirmed(cents(50_00), `${LEGAL_AID}; that it is due before the judge of interim orders was not found`),
    },
    ...suit,
  ],
  enforcement: [
    enforcing('served:title', 'service-of-title'),
    enforcing('served:judgment', 'service-of-judgment'),
    enforcing('served:payment-demand', 'payment-demand'),
    enforcing('measure-done', 'measure'),
    enforcing('measure-vain', 'measure'),
  ],
}
