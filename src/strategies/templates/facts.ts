import type { LegalDay } from '../../domain/legal-day.js'
import type { Cents } from '../../domain/money.js'
import type { TemplateLanguage, TemplateStage } from './format.js'

/** One unpaid claim as a message shows it. */
export interface ClaimShown {
  reference: string
  issueDate: LegalDay | null
  dueDate: LegalDay
  amountCents: Cents
  /** Payments less reversals. */
  paidCents: Cents
  /** What is still owed of the claim's own amount; its interest and costs are shown with the totals. */
  owedCents: Cents
}

/** The opening letter, which every later contact must recall (CPCE R124-4, checked 2026-11-21). */
export interface OpeningLetter {
  reference: string
  date: LegalDay
}

/** Whatever a message may say. `amountCents` is principal, interest and costs together: a message whose sums differ is refused. */
export interface MessageFacts {
  stage: TemplateStage
  /** Tone of an amicable reminder, from a plain one (1) to the last before the formal notice (3). Other stages ignore it. */
  reminder: 1 | 2 | 3
  language: TemplateLanguage
  today: LegalDay
  /** Last day on which paying exactly `amountCents` closes the file. */
  payBefore: LegalDay
  fileReference: string
  /** What the debtor enters on the payment page beside the link. */
  paymentKey: string
  paymentUrl: string
  amountCents: Cents
  principalCents: Cents
  interestCents: Cents
  /** Accessories the debtor owes by law or contract; never those that stay with the creditor (CPCE L111-8, checked 2026-11-21). */
  costsCents: Cents
  claims: readonly ClaimShown[]
  creditor: { name: string; addressLine: string }
  /** Who collects. `statement` says that the activity is amicable recovery (CPCE R124-4 1°, checked 2026-11-21). */
  sender: { name: string; addressLine: string; statement: string; iban: string }
  debtor: { name: string }
  /** Null before it was sent. Its own letter needs none; any other message after the preventive stage is refused without it. */
  openingLetter: OpeningLetter | null
  /** Text that no other text message has: by it a provider finds the message again. */
  actMarker: string
}
