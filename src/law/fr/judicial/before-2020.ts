import type { CourseRules } from '../../../domain/judicial-law.js'
import { cents } from '../../../domain/money.js'
import { law, unconfirmed } from '../../sourced.js'
import { interimOrder, paymentOrder, summons } from './procedures.js'

/** Judgments of less were final, and nobody needed a lawyer before the commercial court. */
const earlier: Pick<CourseRules, 'finalUpToCents'> = {
  finalUpToCents: law(
    cents(4_000_00),
    'Code de l’organisation judiciaire, Code de commerce R721-6, before décrets 2019-912 and 2019-1333, in force on 1 January 2020',
  ),
}
const lawyerAbove: CourseRules['lawyerAbove'] = unconfirmed(
  { cents: cents(10_000_00), courts: ['tribunal-judiciaire'] },
  'none before the commercial court: Code de procédure civile 853 before décret 2019-1333; before the tribunal de grande instance from memory',
)

export const paymentOrderBefore2020: CourseRules = { ...paymentOrder, ...earlier }
export const summonsBefore2020: CourseRules = { ...summons, ...earlier, lawyerAbove }
export const interimOrderBefore2020: CourseRules = { ...interimOrder, ...earlier, lawyerAbove }
