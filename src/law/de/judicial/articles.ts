import type { JudicialLaw } from '../../../domain/judicial-law.js'
import { unconfirmed } from '../../sourced.js'

/** What is the same in every procedure. */
export const articles: JudicialLaw['articles'] = {
  paid: unconfirmed('ZPO §§ 91a, 269', 'from memory: the matter is declared over, or the suit withdrawn'),
  settled: unconfirmed('BGB § 779; ZPO § 794 I Nr. 1', 'from memory: a settlement ends the dispute'),
  insolvent: unconfirmed('InsO §§ 87, 89; ZPO § 240', 'from memory: creditors claim in the insolvency alone, and suits are interrupted'),
  'debt-erased': unconfirmed('InsO §§ 286, 301', 'from memory: the rest of the debts is discharged'),
  'beyond-request': unconfirmed('ZPO § 308 I', 'from memory: the court grants no party what it has not asked for'),
  'nothing-owed': unconfirmed('BGB § 362 I: performance extinguishes the debt', 'from memory'),
  'costs-without-title': unconfirmed(
    'ZPO §§ 91, 269 III, 788 III',
    'from memory: who loses bears the costs, those of enforcement too where the judgment falls',
  ),
}
