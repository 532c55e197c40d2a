import type { ClaimFact, MoneyFact } from './facts.js'
import { earlier, type LegalDay } from './legal-day.js'
import type { Cents } from './money.js'

/**
 * A claim as far as its debtor may be asked for it: without what it contests, as though that had never been claimed, so that neither it nor
 * its interest is in any sum; null where it contests all of the claim. Limitation, alarms and the ledger go by the claim itself.
 */
export function uncontested(claim: ClaimFact): ClaimFact | null {
  const { disputed } = claim
  return disputed ? without(claim, disputed) : claim
}

/** The same of a claim as it was asked for on a day. */
export function askedOn(claim: ClaimFact, day: LegalDay): ClaimFact | null {
  const { disputed, wasDisputed = [] } = claim
  const then = disputed && disputed.on <= day ? disputed : wasDisputed.findLast(({ on, until }) => on <= day && day <= until)
  return then ? without(claim, then) : claim
}

/** Reference of what stands for the contested part while nobody has answered. */
const CONTESTED = 'contested'

function without(claim: ClaimFact, { on, contestedCents }: { on: LegalDay; contestedCents: Cents | null }): ClaimFact | null {
  if (contestedCents === null) return null
  const from = earlier(claim.dueDate, on)
  const credit: MoneyFact = { kind: 'credit-note', reference: CONTESTED, amountCents: contestedCents, on: from, imputation: 'law' }
  const { money } = claim
  return { ...claim, money: [...money.filter((fact) => fact.on <= from), credit, ...money.filter((fact) => fact.on > from)] }
}
