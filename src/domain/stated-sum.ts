import { noticeDay } from './account.js'
import { standingPaymentsOf } from './balance.js'
import { type Standing, standingOf } from './claim-account.js'
import { askedOn } from './contested.js'
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
 * finds nothing to ask for. Never the principal of a claim that was added since, nor of what was contested and so not asked for, nor
 * anything twice. Empty where no stated sum was paid.
 */
export function remissionDue(facts: Paid, book: LawBook, on: LegalDay): { claimId: string; amountCents: Cents }[] {
  const paid = firstPaid(facts, on)
  if (!paid) return []
  const { contact, paidOn } = paid
  const owedThen = (claim: ClaimFact) => owedOf(standingAt(claim, facts.contacts, book, contact.contactedOn))
  const covered = coveredBy(contact, facts, owedThen)
  const asked = { since: contact.contactedOn, askedCents: contact.amountCents, until: paidOn }
  return grownSince({ claims: covered, contacts: facts.contacts }, book, asked, on)
}

const standingAt = (claim: ClaimFact, contacts: readonly ContactFact[], book: LawBook, on: LegalDay) =>
  standingOf(claim, noticeDay(claim, contacts, book, on), book, on)

/** A sum that was asked of claims on a day, and the day until which nothing that grows on them is asked for. */
export interface Asked {
  since: LegalDay
  askedCents: Cents
  /** What of the growth was asked for ahead; nothing where it is left out. */
  aheadCents?: Cents
  until: LegalDay
}

/**
 * What claims have borne beyond a sum that was asked of them, as far as it is open on a day: what that sum left out, and what has grown
 * since, less what was remitted meanwhile.
 */
export function grownSince(
  { claims, contacts }: Paid,
  book: LawBook,
  { since, askedCents, aheadCents = cents(0), until }: Asked,
  on: LegalDay,
): { claimId: string; amountCents: Cents }[] {
  const at = (claim: ClaimFact, day: LegalDay) => standingAt(claim, contacts, book, day)
  const then = claims.map((claim) => at(claim, since))
  let left = unaskedOf(then, askedCents) - aheadCents
  for (const [index, claim] of claims.entries())
    left += borneOf(at(claim, until)) - borneOf(then[index] as Standing) - remittedOf(claim, since, on)
  return claims.flatMap((claim) => {
    const amountCents = cents(Math.min(Math.max(0, left), openOf(at(claim, on))))
    left -= amountCents
    return amountCents > 0 ? [{ claimId: claim.id, amountCents }] : []
  })
}

/**
 * Claims that a stated sum was about, as they were asked for: those of its act without what was contested on its day; with that where it was
 * contested later on the same day; or all where the sum was more than was owed on these.
 */
function coveredBy(contact: Stating, { claims }: Paid, owedThen: (claim: ClaimFact) => number): ClaimFact[] {
  const { claimIds, amountCents, contactedOn } = contact
  const asked = claims.flatMap((claim) => askedOn(claim, contactedOn) ?? [])
  const named = (all: readonly ClaimFact[]) => all.filter(({ id }) => claimIds.includes(id))
  const covers = (some: readonly ClaimFact[]) => some.reduce((total, claim) => total + owedThen(claim), 0) >= amountCents
  return [named(asked), named(claims)].find(covers) ?? asked
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
