import type { ClaimCategory, Regime } from '../../domain/capacity.js'
import type { LawPack } from '../../domain/law-pack.js'
import type { LegalDay } from '../../domain/legal-day.js'
import type { Liability } from '../../domain/liability.js'
import type { Cents } from '../../domain/money.js'
import type { TemplateLanguage, TemplateStage } from './format.js'
import type { SideFacts } from './side-facts.js'

/** One unpaid claim as a message shows it. */
export interface ClaimShown {
  reference: string
  /** What was delivered: shown beside the reference where it is more than goods and services. */
  category: ClaimCategory
  issueDate: LegalDay | null
  dueDate: LegalDay
  /** Its own amount, less what was credited. */
  amountCents: Cents
  /** Payments less reversals. */
  paidCents: Cents
  /** What the debtor contests of it, and is not asked for. Absent where that is nothing. */
  contestedCents?: Cents
  /** What is still asked for of the claim's own amount; its interest and costs are shown with the totals. */
  owedCents: Cents
}

/** The opening letter, which later contacts recall where the law wants it. */
export interface OpeningLetter {
  reference: string
  date: LegalDay
}

/** That a claim has become less, because its debtor was right to contest it. */
export interface Change {
  /** Reference of the claim. */
  claim: string
  takenOffCents: Cents
  on: LegalDay
}

/** Who asks for the money: somebody for the creditor, or the creditor itself. */
export type Collects = 'agency' | 'creditor'

/**
 * Whatever a message may say. `amountCents` is principal, interest, indemnity and costs together: a message whose sums
 * differ is refused.
 */
export interface MessageFacts {
  /** The country of the file, and the law that the day of the message falls under. */
  country: string
  law: LawPack
  collects: Collects
  /** The bodies of rules that the claims are owed under. */
  regimes: readonly Regime[]
  stage: TemplateStage
  /** Tone of an amicable reminder, from a plain one (1) to the last before the formal notice (3). Other stages ignore it. */
  reminder: 1 | 2 | 3
  language: TemplateLanguage
  today: LegalDay
  /** Last day on which paying exactly `amountCents` closes the file; null where the message makes no such promise. */
  payBefore: LegalDay | null
  /** What words beside the road are about; null on the road. */
  side: SideFacts | null
  /** What has been taken off claims since the last message that asked for money. */
  changes: readonly Change[]
  fileReference: string
  /** The same as bank transfers carry it (ISO 11649). */
  creditorReference: string
  /** As what the debtor owes the claims. */
  liability: Liability
  /** What the debtor enters on the payment page beside the link. */
  paymentKey: string
  paymentUrl: string
  /** The same with reference and key filled in: what the code of a letter holds. */
  entryUrl: string
  /** ISO 4217. */
  currency: string
  amountCents: Cents
  principalCents: Cents
  /** Interest as far as its rate is known; what is provisional is never stated. */
  interestCents: Cents
  /** Last day up to which the interest is reckoned; null where none has accrued. */
  interestThrough: LegalDay | null
  /** Whether interest goes on accruing after that day. */
  accrues: boolean
  /** Flat compensation for late payment, and the article that gives it; null where none is owed. */
  indemnityCents: Cents
  indemnitySource: string | null
  /** What a first reminder says will be owed besides if its time passes; null where the law asks for no such word. */
  penaltyCents: Cents | null
  /** Other accessories the debtor owes by law or contract; never those that stay with the creditor (CPCE L111-8, checked 2026-11-21). */
  costsCents: Cents
  claims: readonly ClaimShown[]
  /** `number` is its number in the register of companies, with the register's name. */
  creditor: { name: string; addressLine: string; number: string | null }
  /** Who writes. `supervisor` is the authority that watches over its collecting, where it has named one. */
  sender: { name: string; addressLine: string; iban: string; supervisor: string | null }
  debtor: { name: string }
  /** Null before it was sent, and where none ever is. */
  openingLetter: OpeningLetter | null
  /** Text that no other text message has: by it a provider finds the message again. */
  actMarker: string
}
