import type { CourseRules, JudicialLaw } from '../../../domain/judicial-law.js'
import { law } from '../../sourced.js'
import { judicial2020 as before } from './2020.js'
import { paymentOrder } from './procedures.js'

const { 'ask-certificate': _notCertified, ...doers } = paymentOrder.doers

/** Nobody certifies any more that an order was not opposed: the clerk tells of oppositions alone. */
const fromSeptember2026: CourseRules = {
  ...paymentOrder,
  doers,
  nonOpposition: law(
    'silence',
    'Code de procédure civile 1422, as of décret 2026-96 of 16 February 2026, orders from 1 September 2026: the clerk tells of oppositions alone',
  ),
}

/** France, from 1 September 2026 (décret 2026-96). */
export const judicial2026: JudicialLaw = {
  ...before,
  id: 'fr/judicial/2026-09-01',
  from: '2026-09-01',
  procedures: { ...before.procedures, 'payment-order': fromSeptember2026 },
}
