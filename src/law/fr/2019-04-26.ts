import type { LawPack } from '../../domain/law-pack.js'
import { pack as before } from './2016-10-01.js'
import { lateInterest } from './parts/late-charges.js'
import { paymentTerms } from './parts/payment-terms.js'

/** France, from 26 April 2019: payment terms and late interest between professionals move to L441-10 (ordonnance 2019-359), unchanged. */
export const pack: LawPack = {
  ...before,
  id: 'fr/2019-04-26',
  from: '2019-04-26',
  lateCharges: {
    ...before.lateCharges,
    business: { ...before.lateCharges.business, interest: lateInterest('Code de commerce L441-10 II') },
  },
  paymentTerms: paymentTerms('Code de commerce L441-10 I'),
}
