import type { JudicialLaw } from '../../../domain/judicial-law.js'
import { law, unconfirmed } from '../../sourced.js'

/** What is the same in every procedure. */
export const articles: JudicialLaw['articles'] = {
  paid: unconfirmed('Code de procédure civile 394 to 399', 'from memory: who has sued withdraws the suit'),
  settled: unconfirmed('Code civil 2044, 2052', 'from memory: a settlement ends the dispute'),
  insolvent: law('Code de commerce L622-21', 'magat.francois.free.fr: individual suits stop'),
  'debt-erased': unconfirmed('Code de la consommation L741-2, L742-22', 'from memory: what is erased is not owed'),
  'beyond-request': unconfirmed('Code de procédure civile 5', 'from memory: the judge decides on what is asked for, and on that alone'),
  'nothing-owed': unconfirmed('Code civil 1342: payment extinguishes the debt', 'from memory'),
  'costs-without-title': unconfirmed(
    'Code de procédure civile 696; Code des procédures civiles d’exécution L111-10',
    'from memory: who loses bears the costs, and who enforces what falls gives back',
  ),
}
