import type { CourseRules, JudicialLaw } from '../../../domain/judicial-law.js'
import { cents } from '../../../domain/money.js'
import { law } from '../../sourced.js'
import { judicial2016 as before } from './2016.js'
import { complaint, dunning } from './procedures.js'

const final: Pick<CourseRules, 'finalUpToCents'> = {
  finalUpToCents: law(
    cents(1_000_00),
    'ZPO § 511 II Nr. 1, judgments from 1 January 2026 (iww.de, VA 1/2026), unless the court allows the appeal',
  ),
}

/** Germany, from 1 January 2026: judgments of up to 1,000 EUR are not appealed. */
export const judicial2026: JudicialLaw = {
  ...before,
  id: 'de/judicial/2026-01-01',
  from: '2026-01-01',
  procedures: { ...before.procedures, 'payment-order': { ...dunning, ...final }, summons: { ...complaint, ...final } },
}
