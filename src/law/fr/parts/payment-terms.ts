import type { PaymentTermCode, PaymentTermRule } from '../../../domain/law-pack.js'
import { law } from '../../sourced.js'

type Method = PaymentTermRule['computation']['value']['method']
const rule = (code: PaymentTermCode, days: number, method: Method, source: string): PaymentTermRule => ({
  code,
  computation: law({ days, method }, source),
})

/** Terms between professionals. @param article where they stand: L441-6 I before 26 April 2019, L441-10 I since */
export const paymentTerms = (article: string): readonly PaymentTermRule[] => [
  rule('default', 30, 'net', `${article}: from receipt of the goods or performance`),
  rule('30-net', 30, 'net', article),
  rule('60-net', 60, 'net', article),
  rule('45-eom-a', 45, 'days-then-month-end', `${article}; CEPC, first method`),
  rule('45-eom-b', 45, 'month-end-then-days', `${article}; CEPC, second method`),
  rule('45-periodic', 45, 'net', `${article}: periodic invoices (CGI 289 I 3)`),
]
