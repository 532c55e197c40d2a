import type { LawPack } from '../../domain/law-pack.js'
import { withProcedure } from '../change.js'
import { pack as before } from './2022-09-22.js'
import { amicableAttempt } from './parts/attempt.js'

/** France, from 1 October 2023: suits of up to 5,000 EUR before the tribunal judiciaire need an amicable attempt again. */
export const pack: LawPack = {
  ...before,
  id: 'fr/2023-10-01',
  from: '2023-10-01',
  procedures: withProcedure(before.procedures, 'summons', {
    attemptUpToCents: amicableAttempt('Code de procédure civile 750-1, as of décret 2023-357, suits from 1 October 2023'),
  }),
}
