import { type LegalDay, legalDayOf } from '../../domain/legal-day.js'
import type { Money } from '../../domain/money.js'
import type { MoneyEvent, PaidOut } from '../../domain/money-event.js'
import type { Callback } from '../delivery.js'

/** What every request for money carries: asked again under the same key it is one request, whatever became of the first answer. */
interface Request {
  /** Id of our row of it, which comes back with all that is told of the money. */
  key: string
  tenantId: string
  fileId: string
  money: Money
}

export interface PageRequest extends Request {
  /** What the payer reads: the file's reference. */
  title: string
  /** Whether the payer agrees to the card being charged again. */
  keepCard: boolean
}

export interface CardChargeRequest extends Request {
  customer: string
  method: string
}

export interface RefundRequest {
  key: string
  /** The provider's reference of the payment. */
  payment: string
  money: Money
}

/** The provider refuses: nothing was charged, and trying the same again would not help. */
export class PaymentRefused extends Error {
  override readonly name = 'PaymentRefused'

  /**
   * @param code the provider's reason, without personal data
   * @param why `declined` by the card's bank; `key-reused`: another request had this key; `other`
   */
  constructor(
    readonly code: string,
    readonly why: 'declined' | 'key-reused' | 'other',
  ) {
    super(code)
  }
}

/** Somebody who takes money for us. Card data is entered with them, and never reaches us. */
export interface PaymentProvider {
  /** Source of the payments that come by it. */
  readonly name: string
  /** Origin of its pages: what a form of ours may lead to. */
  readonly pagesAt: string
  /** Opens a page where the sum can be paid. @throws PaymentRefused; any other error leaves open whether it was opened */
  openPage(request: PageRequest): Promise<{ reference: string; url: string }>
  /**
   * Charges a card that its holder has let be kept, without the holder.
   * @returns the reference of the payment, whose event tells that the money is there
   * @throws PaymentRefused; any other error leaves open whether it was charged: asked again with its key it is charged once
   */
  chargeCard(request: CardChargeRequest): Promise<{ reference: string }>
  /** Pays a payment back, whole or in part. @throws as chargeCard */
  refund(request: RefundRequest): Promise<{ reference: string }>
  /** What people know a kept card by, or null where the provider no longer has it. */
  describeCard(method: string): Promise<{ brand: string; lastDigits: string } | null>
  /** The payments that a payout holds, by its reference. @throws where the provider cannot be asked */
  paidOut(payout: string): Promise<PaidOut[]>
}

/** A card that a payer has let be kept with a payment. */
export interface KeptCard {
  /** Key of the page on which the payer agreed. */
  page: string
  customer: string
  method: string
}

/** Money that the provider has sent to our bank account. */
export interface Payout {
  /** The provider's reference of it. */
  reference: string
  /** Day on which it is at the bank, as the provider says. */
  on: LegalDay
}

/** What a provider's signed request says. */
export interface PaymentWebhook {
  event: MoneyEvent
  /** The card that is kept with it, where one is. */
  card: KeptCard | null
  /** The payout that it tells of, where it does. */
  payout: Payout | null
}

/** Reads the webhooks of one provider. */
export interface PaymentWebhookReader {
  /** @returns null when the signature is missing, wrong or too old @throws ZodError for a signed body that is no event */
  read(callback: Callback, now: Date): PaymentWebhook | null
}

/** Zone in which money that names no file is given its day; a file counts it by its own. */
const LEGAL_ZONE = 'Europe/Paris'

/** Legal day on which money came in. */
export const dayOfMoney = (at: Date): LegalDay => legalDayOf(at, LEGAL_ZONE)
