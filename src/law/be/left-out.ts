import type { LeftOutRule } from '../../domain/law-pack.js'
import { leftOut } from '../sourced.js'

export const leftOutRules: readonly LeftOutRule[] = [
  leftOut(
    'lateCharges.consumer.interest',
    'A rate agreed with a consumer bears interest, at most at the commercial rate; who is a small company may have it begin the day after sending the reminder.',
    'Code de droit économique XIX.4 (vjn-legal.be, sybarius.net): when it begins depends on the creditor’s size',
  ),
  leftOut(
    'lateCharges.civil.interest',
    'The legal rate from the formal notice, for debtors who are neither consumers nor enterprises.',
    'Code civil livre 5, not looked up',
  ),
  leftOut('lateCharges.public.interest', 'Public buyers pay the commercial rate and 40 EUR.', 'embuild.be; the texts were not looked up'),
  leftOut('judgmentInterest', 'The yearly legal rate on what a court has awarded.', 'from memory; the rates are in the table'),
  leftOut(
    'capitalisationAfterYears',
    'Interest bears interest once a year of it is due, on a summons or an agreement.',
    'Code civil livre 5, from memory',
  ),
  leftOut('procedures.payment-order', 'Summary order to pay for small sums.', 'Code judiciaire art. 1338, from memory'),
  leftOut(
    'procedures.uncontested-claims',
    'Recovery of uncontested claims between enterprises by a commissaire, without a court.',
    'Code judiciaire art. 1394/20, from memory',
  ),
]
