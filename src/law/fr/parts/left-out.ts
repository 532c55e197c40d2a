import type { LeftOutRule } from '../../../domain/law-pack.js'
import { leftOut } from '../../sourced.js'

export const leftOutRules: readonly LeftOutRule[] = [
  leftOut(
    'lateCharges.consumer.clauses',
    'A rate or a penalty agreed with a consumer may be due as the contract has it.',
    'Code civil art. 1231-5 and the law of unfair terms, not looked up',
  ),
  leftOut(
    'procedures.payment-order.fees.clerk',
    'The clerk of the commercial court takes between 31.80 and 38.40 EUR for a request.',
    'heropay.eu, avencia-eca.fr: the figures differ',
  ),
  leftOut(
    'procedures.payment-order.fees.opposition',
    'The creditor deposits 105 to 110 EUR within 15 days of an opposition before the commercial court, or the order lapses.',
    'dormane.fr, lejournaldurecouvrement.fr: old figures',
  ),
  leftOut(
    'procedures.small-claims.fees.officer',
    'The commissaire de justice takes 14.92 EUR for the file, 30 EUR for the title and a share of what is collected.',
    'from memory',
  ),
  leftOut(
    'procedures.summons.representation',
    'A lawyer is compulsory above 10,000 EUR, before the tribunal judiciaire and the commercial court.',
    'Code de procédure civile 760 to 762, from memory',
  ),
  leftOut(
    'procedures.sole-trader.court',
    'A sole trader is sued before the commercial court or the tribunal judiciaire, by its trade.',
    'Code de commerce L721-3, from memory',
  ),
  leftOut('limitation.public-bodies', 'Claims of public hospitals and public bodies: four years.', 'from memory'),
]
