import type { ClaimFact } from './facts.js'
import { type Cents, cents, sum } from './money.js'

/** What is still owed on a claim, in cents; an overpaid claim owes nothing, it lends nothing to the others. */
export function owedOn(claim: Pick<ClaimFact, 'amountCents' | 'paidCents'>): Cents {
  return cents(Math.max(0, claim.amountCents - claim.paidCents))
}

/** What is still owed on all claims of a file. */
export function balance(claims: readonly ClaimFact[]): Cents {
  return sum(claims.map(owedOn))
}

/** Splits a payment over claims, the oldest due first. The rest is what exceeds the balance. @throws RangeError below zero */
export function allocateOldestFirst(
  claims: readonly ClaimFact[],
  amount: Cents,
): { parts: { claimId: string; amountCents: Cents }[]; rest: Cents } {
  if (amount < 0) throw new RangeError(`a payment of ${amount} cents`)
  const parts: { claimId: string; amountCents: Cents }[] = []
  let rest: number = amount
  for (const claim of [...claims].sort(byDueDate)) {
    const part = cents(Math.min(rest, owedOn(claim)))
    if (part === 0) continue
    parts.push({ claimId: claim.id, amountCents: part })
    rest -= part
  }
  return { parts, rest: cents(rest) }
}

function byDueDate(a: ClaimFact, b: ClaimFact): number {
  return a.dueDate === b.dueDate ? (a.id < b.id ? -1 : 1) : a.dueDate < b.dueDate ? -1 : 1
}
