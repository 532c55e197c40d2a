import type { CollectingRules } from '../../../domain/law-pack.js'
import { law } from '../../sourced.js'

/** Of who collects for others without a regulated profession (Code des procédures civiles d’exécution L124-1). */
export const collecting: CollectingRules = {
  remitWithinMonths: law(1, 'Code des procédures civiles d’exécution R124-6: from actual collection, unless agreed otherwise'),
  receiptForEachPayment: law(true, 'Code des procédures civiles d’exécution R124-6'),
  mandateMentions: law<readonly string[]>(
    [
      'basis and amount of the claims, item by item',
      'guarantee of the creditor',
      'remuneration, borne by the creditor',
      'terms of remittance',
    ],
    'Code des procédures civiles d’exécution R124-3',
  ),
  separateAccount: law(true, 'Code des procédures civiles d’exécution R124-2 2°'),
}
