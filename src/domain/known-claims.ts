import { bareNumber, isSameNumber, isSimilarNumber } from './invoice-number.js'
import type { LegalDay } from './legal-day.js'

/** A claim as far as it tells whether another is the same. */
export interface KnownClaim {
  /** Whose it is. */
  creditor: string
  reference: string
  amountCents: number
  dueDate: LegalDay
  /** What tells who owes it; two claims have one debtor where they share any. Empty where that is not known. */
  debtors: readonly string[]
}

/** `exact`: the same number, word for word. `spelling`: written another way. `similar`: one debtor, sum and due date, and the same digits. */
export interface Twin {
  how: 'exact' | 'spelling' | 'similar'
  reference: string
}

/** Claims that are in charge already, as they are looked up by the claims of a list: each by what a twin of it shares with it. */
export class KnownClaims {
  private readonly byNumber = new Map<string, KnownClaim[]>()
  private readonly bySum = new Map<string, KnownClaim[]>()

  add(claim: KnownClaim): void {
    put(this.byNumber, numberKey(claim), claim)
    for (const key of sumKeys(claim)) put(this.bySum, key, claim)
  }

  /**
   * The claim that this one is, or looks like.
   * @param otherThan references of claims that it is not, however alike they are
   */
  twinOf(claim: KnownClaim, otherThan: readonly string[] = []): Twin | null {
    const alike = this.byNumber.get(numberKey(claim)) ?? []
    if (alike.some(({ reference }) => reference === claim.reference)) return { how: 'exact', reference: claim.reference }
    const isOther = ({ reference }: KnownClaim) => otherThan.includes(reference)
    const spelt = alike.find((one) => !isOther(one) && isSameNumber(one.reference, claim.reference))
    if (spelt) return { how: 'spelling', reference: spelt.reference }
    const ofSum = sumKeys(claim).flatMap((key) => this.bySum.get(key) ?? [])
    const similar = ofSum.find((one) => !isOther(one) && isSimilarNumber(one.reference, claim.reference))
    return similar ? { how: 'similar', reference: similar.reference } : null
  }
}

const numberKey = ({ creditor, reference }: KnownClaim) => `${creditor}\n${bareNumber(reference)}`
const sumKeys = ({ creditor, debtors, amountCents, dueDate }: KnownClaim) =>
  debtors.map((debtor) => [creditor, debtor, amountCents, dueDate].join('\n'))

function put(claims: Map<string, KnownClaim[]>, key: string, claim: KnownClaim): void {
  const there = claims.get(key)
  if (there) there.push(claim)
  else claims.set(key, [claim])
}
