import { balanceOn, noticeDay, owedOn, unpaidOn } from './account.js'
import { ratePpmOn } from './claim-account.js'
import { uncontested } from './contested.js'
import { DomainError } from './errors.js'
import type { ClaimFact, Facts, MoneyKind } from './facts.js'
import type { LawBook } from './law-pack.js'
import { addDays, type LegalDay } from './legal-day.js'
import { type Cents, cents, splitByLargestRemainder, sum } from './money.js'
import { isReversalOf } from './reversal.js'

/**
 * Whether nothing is left to collect: all is paid, or so much that the mandate lets the rest go. Credit notes alone never do, nor is
 * anything let go that waits for the answer to a dispute.
 */
export function isSettled(facts: Facts, book: LawBook, on: LegalDay): boolean {
  const owed = balanceOn(facts, book, on)
  if (owed === 0) return true
  const { claims, mandate } = facts
  if (unpaidOn(facts, book, on).some(({ disputed }) => disputed)) return false
  return mandate !== null && owed <= mandate.toleranceCents && claims.some((claim) => standingPaymentsOf(claim, on).length > 0)
}

/** Payments, to whomever they were made, that counted by the end of a day and had not been taken back. */
export const standingPaymentsOf = (claim: ClaimFact, on: LegalDay) => [
  ...standingMoneyOf(claim, 'payment', on),
  ...standingMoneyOf(claim, 'direct-payment', on),
]

/** The same of money of one kind. */
export function standingMoneyOf({ money }: ClaimFact, kind: MoneyKind, on: LegalDay): { on: LegalDay; amountCents: Cents }[] {
  const counted = money.filter((fact) => fact.on <= on)
  const takenBack = (reference: string) => counted.filter((fact) => fact.kind === 'reversal' && isReversalOf(fact.reference, reference))
  return counted
    .filter((fact) => fact.kind === kind)
    .map((fact) => ({
      on: fact.on,
      amountCents: cents(fact.amountCents - takenBack(fact.reference).reduce((total, { amountCents }) => total + amountCents, 0)),
    }))
    .filter(({ amountCents }) => amountCents > 0)
}

export interface Allocation {
  parts: { claimId: string; amountCents: Cents }[]
  /** What exceeds the balance. */
  rest: Cents
}

/** A claim with something owed on it, and what the law ranks it by. */
interface Debt {
  claim: ClaimFact
  owedCents: Cents
  isDue: boolean
  /** Whether it is what of the claim is contested: nobody asks for it, so that what was asked for is paid first. */
  isContested: boolean
  /** Rate that it bears from the next day on, which is what paying it today saves; 0 where it bears none. */
  ratePpm: number
}

/**
 * Splits a payment over the claims of a file, each up to what it stands at on the day. First those that the debtor names, in
 * that order; then what it does not contest before what it does; and by law (Code civil art. 1342-10): debts that are due, of these the ones that it has most interest in
 * paying (the higher rate first), then the oldest, and all alike in proportion to what is owed on them.
 * @param choice ids of claims @throws RangeError below zero @throws DomainError claim-unknown
 */
export function allocate(facts: Facts, book: LawBook, on: LegalDay, amount: Cents, choice: readonly string[] = []): Allocation {
  if (amount < 0) throw new RangeError(`a payment of ${amount} cents`)
  const debts = debtsOf(facts, book, on)
  const parts: Allocation['parts'] = []
  let rest: number = amount
  for (const group of [...chosen(facts, debts, choice), ...byLaw(debts.filter(({ claim }) => !choice.includes(claim.id)))]) {
    const owed = group.map(({ owedCents }) => owedCents)
    const sums = splitByLargestRemainder(cents(Math.min(rest, sum(owed))), owed)
    for (const [index, amountCents] of sums.entries()) if (amountCents > 0) give(parts, (group[index] as Debt).claim.id, amountCents)
    rest -= sum(sums)
  }
  return { parts, rest: cents(rest) }
}

/** Of a claim in two parts it is one sum all the same. */
function give(parts: Allocation['parts'], claimId: string, amountCents: Cents): void {
  const part = parts.find((one) => one.claimId === claimId)
  if (part) part.amountCents = cents(part.amountCents + amountCents)
  else parts.push({ claimId, amountCents })
}

function debtsOf(facts: Facts, book: LawBook, on: LegalDay): Debt[] {
  const owed = owedOn(facts, book, on)
  const tomorrow = addDays(on, 1)
  return facts.claims.flatMap((claim, index) => {
    const owedCents = owed[index] ?? cents(0)
    if (owedCents === 0) return []
    const isDue = claim.dueDate <= on
    const ratePpm = isDue ? ratePpmOn(claim, noticeDay(claim, facts.contacts, book, on), book, tomorrow) : 0
    const askedCents = claim.disputed ? Math.min(owedCents, askedOf(claim, facts, book, on)) : owedCents
    const parts = [
      { claim, owedCents: cents(askedCents), isDue, ratePpm, isContested: false },
      { claim, owedCents: cents(owedCents - askedCents), isDue, ratePpm, isContested: true },
    ]
    return parts.filter((part) => part.owedCents > 0)
  })
}

/** What is owed on a claim without what is contested of it. */
function askedOf(claim: ClaimFact, { contacts }: Facts, book: LawBook, on: LegalDay): Cents {
  const asked = uncontested(claim)
  return asked ? balanceOn({ claims: [asked], contacts }, book, on) : cents(0)
}

/** The debts that the debtor names, each a group of its own. */
function chosen({ claims }: Facts, debts: readonly Debt[], choice: readonly string[]): Debt[][] {
  return [...new Set(choice)].flatMap((id) => {
    if (!claims.some((claim) => claim.id === id)) throw new DomainError('claim-unknown', 'claims')
    return debts.filter(({ claim }) => claim.id === id).map((debt) => [debt])
  })
}

/** Debts in the order of the law; those that it does not tell apart are one group. */
function byLaw(debts: readonly Debt[]): Debt[][] {
  const groups: Debt[][] = []
  for (const debt of [...debts].sort((a, b) => rank(a, b) || (a.claim.id < b.claim.id ? -1 : 1))) {
    const group = groups.at(-1)
    if (group?.[0] && rank(group[0], debt) === 0) group.push(debt)
    else groups.push([debt])
  }
  return groups
}

function rank(a: Debt, b: Debt): number {
  if (a.isContested !== b.isContested) return a.isContested ? 1 : -1
  if (a.isDue !== b.isDue) return a.isDue ? -1 : 1
  if (a.ratePpm !== b.ratePpm) return b.ratePpm - a.ratePpm
  return a.claim.dueDate === b.claim.dueDate ? 0 : a.claim.dueDate < b.claim.dueDate ? -1 : 1
}
