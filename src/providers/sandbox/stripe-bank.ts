import type { SandboxContext } from './context.js'
import type { Charge, Intent, StripeBooks, StripeObject } from './stripe-books.js'
import type { News } from './stripe-events.js'

/** What the sandbox's Stripe takes of a card payment: 1.5 % and 25 cents. */
const FEE_PPM = 15_000
const FEE_FIXED = 25
const DISPUTE_FEE = 2_000
const DAY_S = 86_400

/** How a card of the test behaves. */
export type TestCard = 'pays' | 'declined'

export interface NewPayment {
  amount: number
  currency: string
  metadata: Record<string, string>
  customer: string | null
  method: string
  setupFutureUsage: string | null
}

/** Moves the sandbox's money, and says what Stripe would tell of it. */
export class StripeBank {
  constructor(
    private readonly context: SandboxContext,
    private readonly books: StripeBooks,
  ) {}

  /** Charges a card. @returns the payment intent, which says whether it was paid */
  pay(payment: NewPayment, card: TestCard): { intent: Intent; news: News[] } {
    const { amount, currency, metadata, customer, method, setupFutureUsage } = payment
    const intent: Intent = {
      ...this.head('payment_intent'),
      amount,
      amount_received: 0,
      currency,
      customer,
      payment_method: null,
      payment_method_types: ['card'],
      setup_future_usage: setupFutureUsage,
      status: 'requires_payment_method',
      latest_charge: null,
      last_payment_error: null,
      metadata,
    }
    if (card === 'declined') {
      const failed = this.books.put({ ...intent, last_payment_error: DECLINED })
      return { intent: failed, news: [{ type: 'payment_intent.payment_failed', object: failed }] }
    }
    const charge = this.books.put<Charge>({
      ...this.head('charge'),
      amount,
      amount_refunded: 0,
      currency,
      disputed: false,
      payment_intent: intent.id,
      fee: Math.round((amount * FEE_PPM) / 1_000_000) + FEE_FIXED,
      payout: null,
    })
    const paid = { status: 'succeeded', amount_received: amount, payment_method: method, latest_charge: charge.id }
    const done = this.books.put<Intent>({ ...intent, ...paid })
    return { intent: done, news: [{ type: 'payment_intent.succeeded', object: done }] }
  }

  refund(charge: Charge, amount: number, metadata: Record<string, string> = {}): { refund: StripeObject; news: News[] } {
    const refund = this.books.put({
      ...this.head('refund'),
      amount,
      charge: charge.id,
      currency: charge.currency,
      metadata,
      payment_intent: charge.payment_intent,
      status: 'succeeded',
    })
    const lowered = this.books.put({ ...charge, amount_refunded: charge.amount_refunded + amount })
    const news = [
      { type: 'refund.created', object: refund },
      { type: 'charge.refunded', object: lowered },
      { type: 'refund.updated', object: refund },
    ]
    return { refund, news }
  }

  /** The payer has the bank take the money back. */
  dispute(charge: Charge): News[] {
    const amount = charge.amount - charge.amount_refunded
    const { currency, payment_intent } = charge
    const left = { ...this.head('balance_transaction'), amount: 0 - amount, currency, fee: DISPUTE_FEE, net: 0 - amount - DISPUTE_FEE }
    const dispute = this.books.put({
      ...this.head('dispute'),
      amount,
      charge: charge.id,
      currency,
      payment_intent,
      balance_transactions: [left],
      status: 'needs_response',
    })
    this.books.put({ ...charge, disputed: true })
    return ['charge.dispute.created', 'charge.dispute.funds_withdrawn'].map((type) => ({ type, object: dispute }))
  }

  /** The bank has decided for us; the fee stays with Stripe. */
  winDispute(dispute: StripeObject): News[] {
    const { amount, currency, balance_transactions } = dispute
    const back = { ...this.head('balance_transaction'), amount, currency, fee: 0, net: amount }
    const won = this.books.put({ ...dispute, status: 'won', balance_transactions: [...(balance_transactions as unknown[]), back] })
    return ['charge.dispute.funds_reinstated', 'charge.dispute.closed'].map((type) => ({ type, object: won }))
  }

  /** Sends what is in the balance to our bank account, one payout for a currency. */
  payOut(): News[] {
    const balances = new Map<string, number>()
    for (const { currency, amount } of this.movements()) balances.set(currency, (balances.get(currency) ?? 0) + amount)
    return [...balances]
      .filter(([, amount]) => amount > 0)
      .map(([currency, amount]) => {
        const head = this.head('payout')
        const arrival_date = head.created - (head.created % DAY_S)
        const payout = this.books.put({ ...head, amount, arrival_date, automatic: true, currency, status: 'paid', metadata: {} })
        for (const charge of this.books.all<Charge>('charge'))
          if (charge.currency === currency && !charge.payout) this.books.put({ ...charge, payout: payout.id })
        return { type: 'payout.paid', object: payout }
      })
  }

  /** What a payout holds of charges, in Stripe's form, the oldest first. */
  chargesOf(payout: string): StripeObject[] {
    const charges = this.books.all<Charge>('charge').filter((charge) => charge.payout === payout)
    return charges.map((source) => {
      const { id, created, amount, currency, fee } = source
      const sums = { amount, currency, fee, net: amount - fee }
      return { id: id.replace('ch_', 'txn_'), object: 'balance_transaction', created, type: 'charge', status: 'available', ...sums, source }
    })
  }

  /** All that moved the balance. */
  movements(): { currency: string; amount: number }[] {
    const charges = this.books.all<Charge>('charge').map(({ amount, fee, currency }) => ({ currency, amount: amount - fee }))
    const out = ['refund', 'payout'].flatMap((kind) => this.books.all<StripeObject & { amount: number; currency: string }>(kind))
    const disputes = this.books.all<StripeObject & { balance_transactions: { net: number; currency: string }[] }>('dispute')
    return [
      ...charges,
      ...out.map(({ amount, currency }) => ({ currency, amount: 0 - amount })),
      ...disputes.flatMap(({ balance_transactions }) => balance_transactions.map(({ net, currency }) => ({ currency, amount: net }))),
    ]
  }

  /** What every object of Stripe's begins with. */
  head(object: string) {
    return { id: this.books.newId(object), object, created: Math.floor(this.context.now().getTime() / 1000), livemode: false }
  }
}

export const DECLINED = {
  type: 'card_error',
  code: 'card_declined',
  decline_code: 'insufficient_funds',
  message: 'Your card has insufficient funds.',
}
