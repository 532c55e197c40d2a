import type { JudicialLaw } from '../../../domain/judicial-law.js'
import { judicial2016 as before } from './2016.js'
import { interimOrder, paymentOrder, summons } from './procedures.js'

/** France, from 1 January 2020 (décrets 2019-912 and 2019-1333): judgments of up to 5,000 EUR are final, and lawyers plead above 10,000. */
export const judicial2020: JudicialLaw = {
  ...before,
  id: 'fr/judicial/2020-01-01',
  from: '2020-01-01',
  procedures: { ...before.procedures, 'payment-order': paymentOrder, summons, 'interim-order': interimOrder },
}
