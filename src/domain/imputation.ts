import type { Imputation } from './facts.js'
import { type Cents, cents } from './money.js'

/** What a debt is made of. Costs are those that the law lets the debtor bear, a flat compensation among them. */
export const DEBT_PARTS = ['costs', 'interest', 'principal'] as const
export type DebtPart = (typeof DEBT_PARTS)[number]
export type DebtParts = Record<DebtPart, Cents>

/**
 * What a payment goes to first. By law costs, interest, principal (Code civil art. 1343-1; costs and accessories before the
 * principal: Civ. 1re, 7 February 1995, 92-14.216). Where the principal comes first, what is left goes as the law says.
 */
const SEQUENCE: Record<Imputation, readonly DebtPart[]> = {
  law: ['costs', 'interest', 'principal'],
  'principal-first': ['principal', 'costs', 'interest'],
}

export interface Imputed {
  /** What the payment took from each part. */
  paid: DebtParts
  remaining: DebtParts
  /** What the payment exceeds the debt by. */
  overpaidCents: Cents
}

/**
 * Imputes a payment on one debt: a part is paid to its end before the next one gets anything. What was paid, part by part,
 * and what was overpaid are together the payment.
 * @throws RangeError for a payment or a part below zero
 */
export function impute(owed: DebtParts, amount: Cents, order: Imputation): Imputed {
  const least = Math.min(amount, owed.costs, owed.interest, owed.principal)
  if (least < 0) throw new RangeError(`imputation of ${least} cents`)
  const remaining = { costs: owed.costs, interest: owed.interest, principal: owed.principal }
  let rest = amount
  for (const part of SEQUENCE[order]) {
    const taken = Math.min(rest, owed[part])
    remaining[part] = (owed[part] - taken) as Cents
    rest = (rest - taken) as Cents
  }
  const paid = {
    costs: cents(owed.costs - remaining.costs),
    interest: cents(owed.interest - remaining.interest),
    principal: cents(owed.principal - remaining.principal),
  }
  return { paid, remaining, overpaidCents: rest }
}
