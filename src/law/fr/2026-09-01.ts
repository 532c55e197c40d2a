import type { LawPack } from '../../domain/law-pack.js'
import { withProcedure } from '../change.js'
import { law } from '../sourced.js'
import { pack as before } from './2026-05-01.js'

const SOURCE = 'Code de procédure civile 1411, 1422, as of décret 2026-96 of 16 February 2026, orders from 1 September 2026'

/** France, from 1 September 2026: a payment order is served within three months, and enforced two months after service without news of an opposition. */
export const pack: LawPack = {
  ...before,
  id: 'fr/2026-09-01',
  from: '2026-09-01',
  procedures: withProcedure(before.procedures, 'payment-order', {
    serveWithinMonths: law(3, SOURCE),
    enforceableAfterMonths: law(2, SOURCE),
  }),
}
