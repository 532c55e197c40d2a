import { DEBT_PARTS, type DebtParts, impute } from '../../domain/imputation.js'
import { euros } from '../output.js'
import { type Answer, table } from './answer.js'
import { amount, amountOrZero } from './options.js'

export interface AllocateOptions {
  principal: string
  interest: string
  costs: string
  payment: string
}

const SOURCE = 'Code civil 1343-1'

/** What a payment on one debt goes to: costs, then interest, then principal. */
export function allocate({ principal, interest, costs, payment }: AllocateOptions): Answer {
  const owed: DebtParts = {
    costs: amountOrZero('--costs', costs),
    interest: amountOrZero('--interest', interest),
    principal: amountOrZero('--principal', principal),
  }
  const { paid, remaining, overpaidCents } = impute(owed, amount('--payment', payment), 'law')
  const fields = {
    costsCents: paid.costs,
    interestCents: paid.interest,
    principalCents: paid.principal,
    remainingCostsCents: remaining.costs,
    remainingInterestCents: remaining.interest,
    remainingPrincipalCents: remaining.principal,
    overpaidCents,
    source: SOURCE,
  }
  const rows = [
    ['', 'owed', 'paid', 'remaining', ''],
    ...DEBT_PARTS.map((part) => [part, euros(owed[part]), euros(paid[part]), euros(remaining[part]), SOURCE]),
    ...(overpaidCents > 0 ? [['overpaid', '', euros(overpaidCents), '', '']] : []),
  ]
  return { fields, words: table(rows) }
}
