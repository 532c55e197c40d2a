import { unpaidOn } from './account.js'
import { uncontested } from './contested.js'
import type { ClaimFact, Facts } from './facts.js'
import { type LawBook, packOn, regimeOf } from './law-pack.js'
import type { LegalDay } from './legal-day.js'
import { type Limited, limitationOn } from './limitation.js'

/** Whether nobody may chase a claim any more: its limitation is over, and the law protects who owes it from being asked. */
export function isBarredFromCampaigns(claim: Limited, book: LawBook, today: LegalDay): boolean {
  const pack = packOn(book, today)
  return pack.barredCampaigns.value.includes(regimeOf(pack, claim.capacity)) && limitationOn(claim, book, today).barred
}

/** The facts as far as the debtor may be asked: what is barred from campaigns, and what it contests, is in no letter, and no sum of one. */
export function askableOf<T extends Pick<Facts, 'claims'>>(facts: T, book: LawBook, today: LegalDay): T {
  const claims = facts.claims.flatMap((claim) => (isBarredFromCampaigns(claim, book, today) ? [] : (uncontested(claim) ?? [])))
  const isWhole = claims.length === facts.claims.length && claims.every((claim, index) => claim === facts.claims[index])
  return isWhole ? facts : { ...facts, claims }
}

/** An unpaid claim, where every unpaid one is barred from campaigns; null while there is one that may be asked for. */
export function onlyBarredLeft(facts: Facts, book: LawBook, today: LegalDay): ClaimFact | null {
  const unpaid = unpaidOn(facts, book, today)
  return unpaid.every((claim) => isBarredFromCampaigns(claim, book, today)) ? (unpaid[0] ?? null) : null
}
