import type { ClaimFact } from './facts.js'
import type { Cents } from './money.js'

/** Powers that a mandate gives by name, beyond recovering in the amicable way: to settle for less, to sue, to have a title enforced. */
export const MANDATE_POWERS = ['settle', 'sue', 'enforce'] as const
export type MandatePower = (typeof MANDATE_POWERS)[number]

/** Items of a claim that a mandate may cover (Code des procédures civiles d'exécution R124-3: basis and amounts, item by item). */
export const MANDATE_ITEMS = ['principal', 'interest', 'indemnity', 'costs'] as const
export type MandateItem = (typeof MANDATE_ITEMS)[number]

/** What a creditor's order to collect covers. */
export interface MandateScope {
  scope: 'amicable' | 'judicial'
  specialPowers: readonly string[]
  covers: readonly string[]
  /** Bounds of a claim's amount, both included, in cents; without one where null. */
  leastClaimCents: Cents | null
  mostClaimCents: Cents | null
}

/** What is to be done for a creditor: a claim of this principal, items of it to be asked for, a power that it takes. */
export interface ScopeQuestion {
  amountCents?: number
  items?: readonly MandateItem[]
  power?: MandatePower
}

export type OutsideMandate = 'claim-below-mandate' | 'claim-above-mandate' | 'item-not-covered' | 'power-not-given'

/** Why a mandate does not cover what is asked; null where it does. */
export function outsideMandate(mandate: MandateScope, { amountCents, items = [], power }: ScopeQuestion): OutsideMandate | null {
  const { covers, leastClaimCents, mostClaimCents } = mandate
  if (amountCents !== undefined && leastClaimCents !== null && amountCents < leastClaimCents) return 'claim-below-mandate'
  if (amountCents !== undefined && mostClaimCents !== null && amountCents > mostClaimCents) return 'claim-above-mandate'
  if (items.some((item) => !covers.includes(item))) return 'item-not-covered'
  return power === undefined || hasPower(mandate, power) ? null : 'power-not-given'
}

/** Who may go to court may have what the court awards enforced; to settle for less is always a power of its own. */
function hasPower({ scope, specialPowers }: MandateScope, power: MandatePower): boolean {
  return specialPowers.includes(power) || (scope === 'judicial' && power !== 'settle')
}

/** What claims under a mandate are not asked for, since it does not cover it. */
export function waivedByMandate({ covers }: Pick<MandateScope, 'covers'>): ClaimFact['waives'] {
  return (['interest', 'indemnity'] as const).filter((item) => !covers.includes(item))
}
