import type { LawPack } from '../../domain/law-pack.js'
import { withProcedure } from '../change.js'
import { pack as before } from './2022-03-01.js'

/** France, from 22 September 2022: article 750-1 is annulled (Conseil d’État 436939), no attempt comes before a suit. */
export const pack: LawPack = {
  ...before,
  id: 'fr/2022-09-22',
  from: '2022-09-22',
  procedures: withProcedure(before.procedures, 'summons', { attemptUpToCents: null }),
}
