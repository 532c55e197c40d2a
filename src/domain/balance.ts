import type { ClaimFact, Facts } from './facts.js'
import { type Cents, cents, sum } from './money.js'

type Owing = Pick<ClaimFact, 'id' | 'dueDate' | 'amountCents' | 'paidCents'>

/** What is still owed on a claim, in cents; an overpaid claim owes nothing, it lends nothing to the others. */
export function owedOn(claim: Pick<ClaimFact, 'amountCents' | 'paidCents'>): Cents {
  return cents(Math.max(0, claim.amountCents - claim.paidCents))
}

/** What is still owed on all claims of a file. */
export function balance(claims: readonly Owing[]): Cents {
  return sum(claims.map(owedOn))
}

/** Claims on which something is owed. */
export function unpaid<C extends Owing>(claims: readonly C[]): C[] {
  return claims.filter((claim) => owedOn(claim) > 0)
}

/** Whether nothing is left to collect: all is paid, or so much that the mandate lets the rest go. */
export function isSettled({ claims, mandate }: Pick<Facts, 'claims' | 'mandate'>): boolean {
  const owed = balance(claims)
  if (owed === 0) return true
  return mandate !== null && owed <= mandate.toleranceCents && claims.some(({ paidCents }) => paidCents > 0)
}

/** Splits a payment over claims, the oldest due first. The rest is what exceeds the balance. @throws RangeError below zero */
export function allocateOldestFirst(
  claims: readonly Owing[],
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

function byDueDate(a: Owing, b: Owing): number {
  return a.dueDate === b.dueDate ? (a.id < b.id ? -1 : 1) : a.dueDate < b.dueDate ? -1 : 1
}
