import type { LawPack } from '../../domain/law-pack.js'
import { withProcedure } from '../change.js'
import { law } from '../sourced.js'
import { pack as before } from './2020-01-01.js'

/** France, from 1 March 2022: a payment order bears the enforcement formula from the start (décrets 2021-1322, 2022-245). */
export const pack: LawPack = {
  ...before,
  id: 'fr/2022-03-01',
  from: '2022-03-01',
  procedures: withProcedure(before.procedures, 'payment-order', {
    bearsFormulaAtOnce: law(true, 'Code de procédure civile 1405 to 1422, as of décrets 2021-1322 and 2022-245, orders from 1 March 2022'),
  }),
}
