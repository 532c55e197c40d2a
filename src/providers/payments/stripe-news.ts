import { z } from 'zod'
import type { MoneyNews, PaymentMethod } from '../../domain/money-event.js'
import { dayOfMoney, type KeptCard, type Payout } from './port.js'
import { fromStripe } from './stripe-money.js'

/** What Stripe's events say of money, in our words. Their objects are read no further than is needed. */

type StripeObject = Record<string, unknown>

/** An object of Stripe's, or its id: which of the two depends on what was asked for. */
const Expandable = z.union([z.string(), z.looseObject({ id: z.string() })]).nullish()
const idOf = (value: z.infer<typeof Expandable>) => (typeof value === 'string' ? value : (value?.id ?? null))

const Sum = { amount: z.int(), currency: z.string() }
const BalanceTransaction = z.object({ ...Sum, fee: z.int() })
const Intent = z.object({
  amount_received: z.int(),
  currency: z.string(),
  payment_method_types: z.array(z.string()).catch([]),
  latest_charge: z
    .object({ balance_transaction: BalanceTransaction.nullish().catch(null) })
    .nullish()
    .catch(null),
})
const Refund = z.object({ ...Sum, status: z.string().nullish() })
const Dispute = z.object({ ...Sum, balance_transactions: z.array(BalanceTransaction).catch([]) })
const OfPayment = z.object({ payment_intent: Expandable })
const Identified = z.object({ id: z.string() })

/**
 * Stripe tells of one refund several times, by `refund.created`, `charge.refunded` and `refund.updated`. The first counts, since the
 * balance is lower from then on and its amount is that of the one refund; `charge.refunded` has the sum of all.
 */
const READERS: Record<string, (object: StripeObject, at: Date) => MoneyNews | null> = {
  'payment_intent.succeeded': paid,
  'refund.created': refunded,
  'refund.failed': refundCameBack,
  'charge.dispute.funds_withdrawn': chargedBack,
  'charge.dispute.funds_reinstated': chargebackWon,
  'payment_intent.payment_failed': (object) => noted('payment_intent.payment_failed', object.amount, object.currency),
  'payout.paid': (object) => noted('payout.paid', object.amount, object.currency),
  'checkout.session.completed': (object) => noted('checkout.session.completed', object.amount_total, object.currency),
}

/** Null for an event that moves nothing here, or that has another form than Stripe describes. */
export function newsOf(type: string, object: StripeObject, at: Date): MoneyNews | null {
  return READERS[type]?.(object, at) ?? null
}

/** The payment that an object is about, else the object itself. */
export function referenceOf(object: StripeObject): string | null {
  const ofPayment = OfPayment.safeParse(object).data
  return (ofPayment && idOf(ofPayment.payment_intent)) ?? Identified.safeParse(object).data?.id ?? null
}

const Kept = z.object({
  customer: Expandable,
  payment_method: Expandable,
  setup_future_usage: z.literal('off_session'),
  metadata: z.object({ page: z.uuid() }),
})

/** The card that was kept with a payment that came by one of our pages. */
export function cardKeptWith(object: StripeObject): KeptCard | null {
  const kept = Kept.safeParse(object).data
  const [customer, method] = [idOf(kept?.customer), idOf(kept?.payment_method)]
  return kept && customer && method ? { page: kept.metadata.page, customer, method } : null
}

const Arrived = z.object({ id: z.string(), arrival_date: z.int() })

/** The payout that a `payout.paid` is about; Stripe gives its day as the midnight in UTC that it begins with. */
export function payoutIn(object: StripeObject): Payout | null {
  const arrived = Arrived.safeParse(object).data
  return arrived ? { reference: arrived.id, on: dayOfMoney(new Date(arrived.arrival_date * 1000)) } : null
}

function paid(object: StripeObject, at: Date): MoneyNews | null {
  const intent = Intent.safeParse(object).data
  const money = intent && fromStripe(intent.amount_received, intent.currency)
  if (!intent || !money) return null
  const taken = intent.latest_charge?.balance_transaction
  const feeCents = taken ? feeIn([taken], money.currency) : 0
  return { kind: 'paid', money, method: methodOf(intent.payment_method_types), on: dayOfMoney(at), feeCents, payer: null }
}

function methodOf(types: string[]): PaymentMethod {
  if (types.includes('card') || types.includes('link')) return 'card'
  if (types.includes('sepa_debit')) return 'direct_debit'
  return types.includes('customer_balance') ? 'transfer' : 'other'
}

/** Stripe keeps the fee of the payment and takes none for the refund. */
function refunded(object: StripeObject): MoneyNews | null {
  const refund = Refund.safeParse(object).data
  const money = refund && fromStripe(refund.amount, refund.currency)
  if (!money || refund.status === 'failed' || refund.status === 'canceled') return null
  return { kind: 'taken-back', money, reason: 'refund', feeCents: 0 }
}

/** The payer's bank would not take it: the money is in the balance again. */
function refundCameBack(object: StripeObject): MoneyNews | null {
  const refund = Refund.safeParse(object).data
  const money = refund && fromStripe(refund.amount, refund.currency)
  return money ? { kind: 'returned-to-us', money, feeCents: 0 } : null
}

function chargedBack(object: StripeObject): MoneyNews | null {
  const dispute = Dispute.safeParse(object).data
  const money = dispute && fromStripe(dispute.amount, dispute.currency)
  if (!money) return null
  const left = dispute.balance_transactions.filter(({ amount }) => amount < 0)
  return { kind: 'taken-back', money, reason: 'chargeback', feeCents: feeIn(left, money.currency) }
}

/** Where the fee of the dispute comes back with the money, it is below zero. */
function chargebackWon(object: StripeObject): MoneyNews | null {
  const dispute = Dispute.safeParse(object).data
  const money = dispute && fromStripe(dispute.amount, dispute.currency)
  if (!money) return null
  const come = dispute.balance_transactions.filter(({ amount }) => amount > 0)
  return { kind: 'returned-to-us', money, feeCents: feeIn(come, money.currency) }
}

/** Fees of a balance in another currency are not the payment's cents. */
function feeIn(transactions: z.infer<typeof BalanceTransaction>[], currency: string): number {
  return transactions.reduce((total, { fee, currency: its }) => {
    const money = fromStripe(fee, its)
    return money?.currency === currency ? total + money.cents : total
  }, 0)
}

function noted(what: string, amount: unknown, currency: unknown): MoneyNews {
  return { kind: 'noted', what, money: fromStripe(amount, currency) }
}
