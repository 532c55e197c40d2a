import type { CostRule } from '../../../domain/judicial-law.js'
import { cents } from '../../../domain/money.js'
import { unconfirmed } from '../../sourced.js'

const loser = unconfirmed('loser' as const, 'ZPO § 91: from memory')
const debtor = unconfirmed('debtor' as const, 'ZPO § 788: from memory')

/** Half a court fee, by value; the least of it is named here, and a larger one is entered by hand. */
export const dunningCosts: readonly CostRule[] = [
  {
    code: 'court',
    at: 'filed',
    amountCents: unconfirmed(cents(38_00), 'GKG KV 1100: half a fee, at least 38 EUR; from memory'),
    bearer: loser,
  },
]

export const enforcementCosts: readonly CostRule[] = [
  { code: 'measure', at: 'measure-done', amountCents: null, bearer: debtor },
  { code: 'measure', at: 'measure-vain', amountCents: null, bearer: debtor },
]
