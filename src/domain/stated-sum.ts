import { noticeDay } from './account.js'
import { standingPaymentsOf } from './balance.js'
import { type Standing, standingOf } from './claim-account.js'
import type { ClaimFact, ContactFact, Facts } from './facts.js'
import type { LawBook } from './law-pack.js'
import type { LegalDay } from './legal-day.js'
import { type Cents, cents, sum } from './money.js'

/** How references of remissions begin that follow from a stated sum; what comes after is the payment's own reference. */
export const STATED_SUM = 'stated-sum:'

type Paid = Pick<Facts, 'claims' | 'contacts'>
/** A contact that stated a sum, and until when paying it closes the file. */
type Stating = ContactFact & { contactedOn: LegalDay; payBefore: LegalDay }

/**
 * Whether the sum that a message stated has been paid since, by the last day that it gave: then nobody is chased for what
 * interest has grown meanwhile. Money of the message's own day does not count: either the sum took it into account
 * already, or it left nothing to grow.
 */
export function statedSumPaid(facts: Paid, on: LegalDay): boolean {
  return firstPaid(facts, on) !== null
}

/** The first message whose sum has been paid in time, and the day on which it was reached. */
function firstPaid({ claims, contacts }: Paid, on: LegalDay): { contact: Stating; paidOn: LegalDay } | null {
  const payments = claims.flatMap((claim) => standingPaymentsOf(claim, on)).sort((a, b) => (a.on < b.on ? -1 : 1))
  for (const contact of contacts.filter(isStating)) {
    let paid = 0
    for (const payment of payments) {
      if (payment.on <= contact.contactedOn || payment.on > contact.payBefore) continue
      paid += payment.amountCents
      if (paid >= contact.amountCents) return { contact, paidOn: payment.on }
    }
  }
  return null
}

const isStating = (contact: ContactFact): contact is Stating =>
  contact.state === 'sent' && contact.contactedOn !== null && contact.payBefore !== null && contact.amountCents > 0

/**
 * What is to be remitted on the day on which a stated sum has been paid, for the file to be closed: interest and indemnity
 * that the sum did not ask for, because they were borne since or their rate was not known, as far as they are open, in
 * whatever account imputation has left them. What is still not known is remitted at the last known rate, so that its rate
 * finds nothing to ask for. Never the principal of a claim that was added since, nor anything twice. Empty where no stated
 * sum was paid.
 */
export function remissionDue(facts: Paid, book: LawBook, on: LegalDay): { claimId: string; amountCents: Cents }[] {
  const paid = firstPaid(facts, on)
  if (!paid) return []
  const { contact, paidOn } = paid
  const at = (claim: ClaimFact, day: LegalDay) => standingOf(claim, noticeDay(claim, facts.contacts, book, day), book, day)
  const covered = coveredBy(contact, facts, (claim) => owedOf(at(claim, contact.contactedOn)))
  const then = covered.map((claim) => at(claim, contact.contactedOn))
  let left = unaskedOf(then, contact.amountCents)
  for (const [index, claim] of covered.entries())
    left += borneOf(at(claim, paidOn)) - borneOf(then[index] as Standing) - remittedOf(claim, contact.contactedOn, on)
  return covered.flatMap((claim) => {
    const amountCents = cents(Math.min(Math.max(0, left), openOf(at(claim, on))))
    left -= amountCents
    return amountCents > 0 ? [{ claimId: claim.id, amountCents }] : []
  })
}

/** Claims that a stated sum was about: those of its act, or all where it was more than was owed on these. */
function coveredBy({ claimIds, amountCents }: Stating, { claims }: Paid, owedThen: (claim: ClaimFact) => number): ClaimFact[] {
  const named = claims.filter(({ id }) => claimIds.includes(id))
  return named.reduce((total, claim) => total + owedThen(claim), 0) >= amountCents ? named : claims
}

/** Interest and indemnity that stood open when a sum was stated, and were not in it. */
function unaskedOf(then: readonly Standing[], stated: Cents): number {
  const total = then.reduce((open, standing) => open + openOf(standing), 0)
  const principal = then.reduce((open, { totals }) => open + totals.principal + totals.costs, 0)
  return Math.min(Math.max(0, total - stated), total - principal)
}

/** What was remitted of a claim after one day and until another, and stands. */
function remittedOf({ money }: ClaimFact, after: LegalDay, until: LegalDay): Cents {
  const takenBack = new Set(money.flatMap(({ kind, reference }) => (kind === 'reversal' ? [reference] : [])))
  const remitted = money.filter(({ kind, on, reference }) => kind === 'remission' && on > after && on <= until && !takenBack.has(reference))
  return sum(remitted.map(({ amountCents }) => amountCents))
}

const owedOf = ({ totals: { principal, interest, indemnity, costs } }: Standing) => principal + interest + indemnity + costs
const openOf = (standing: Standing) => owedOf(standing) + standing.provisionalCents
/** Provisional interest that a remission has met is borne all the same. */
const borneOf = ({ borneCents, provisionalBorneCents }: Standing) => borneCents + provisionalBorneCents
