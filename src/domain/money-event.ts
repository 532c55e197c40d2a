import type { LegalDay } from './legal-day.js'
import type { Money } from './money.js'

/** How money came. */
export const PAYMENT_METHODS = ['card', 'transfer', 'direct_debit', 'cheque', 'cash', 'other'] as const
export type PaymentMethod = (typeof PAYMENT_METHODS)[number]

/** Why money that had come in is gone again. */
export const TAKEN_BACK_REASONS = ['refund', 'chargeback', 'returned', 'unpaid', 'error'] as const
export type TakenBackReason = (typeof TAKEN_BACK_REASONS)[number]

/** Who paid, as a bank or provider names them. Personal data. */
export interface Payer {
  name: string | null
  iban: string | null
  /** What the payer wrote. */
  text: string | null
}

/** A provider's word on money, verified, in our words. */
export interface MoneyEvent {
  /** Unique for the provider: the same event may be told any number of times. */
  eventId: string
  occurredAt: Date
  /** Whose it is; null where the event names nobody of ours. */
  tenantId: string | null
  /** The file that it names, by id or reference as it was given; null where it names none. */
  file: string | null
  /** The provider's reference of the payment, the same in all that is told of it. */
  reference: string
  about: MoneyNews
}

/**
 * `paid`: it is at the provider. `taken-back`: so much of it is gone again. `returned-to-us`: what was taken back has come again
 * (a chargeback that was won). `noted`: kept, and without effect (a payment that failed, a payout on its way).
 */
export type MoneyNews =
  | { kind: 'paid'; money: Money; method: PaymentMethod; on: LegalDay; feeCents: number; payer: Payer | null }
  | { kind: 'taken-back'; money: Money; reason: TakenBackReason; feeCents: number }
  | { kind: 'returned-to-us'; money: Money; feeCents: number }
  | { kind: 'noted'; what: string; money: Money | null }

/** A payment that is in a payout to our bank account. */
export interface PaidOut {
  /** The provider's reference of the payment. */
  payment: string
  /** What it is in the provider's balance, before the fee. */
  money: Money
  /** What the provider took of it, in the cents of `money`. */
  feeCents: number
}
