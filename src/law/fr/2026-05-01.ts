import type { LawPack } from '../../domain/law-pack.js'
import { cents } from '../../domain/money.js'
import { withProcedure } from '../change.js'
import { law, leftOut } from '../sourced.js'
import { pack as before } from './2023-10-01.js'

const SOURCE = 'Code général des impôts 1635 bis Q, as of loi 2026-103 art. 128, suits from 1 May 2026'

/** France, from 1 May 2026: who sues before the tribunal judiciaire pays 50 EUR towards legal aid. */
export const pack: LawPack = {
  ...before,
  id: 'fr/2026-05-01',
  from: '2026-05-01',
  procedures: withProcedure(before.procedures, 'summons', {
    fees: [{ code: 'legal-aid-contribution', court: 'tribunal judiciaire', amountCents: law(cents(50_00), SOURCE) }],
  }),
  leftOut: [
    ...before.leftOut,
    leftOut(
      'procedures.payment-order.fees.legal-aid-contribution',
      'The 50 EUR may be due for a request for a payment order before the tribunal judiciaire too.',
      `${SOURCE}: whether requests are exempt was not confirmed`,
    ),
  ],
}
