import Stripe from 'stripe'
import type { PaidOut } from '../../domain/money-event.js'
import { type CardChargeRequest, type PageRequest, type PaymentProvider, PaymentRefused, type RefundRequest } from './port.js'
import { fromStripe, toStripe } from './stripe-money.js'

export interface StripePaymentsOptions {
  apiKey: string
  /** Page that a payer comes to afterwards. */
  paidUrl: string
  /** Page that a payer comes to who goes back without paying; there is no way back where it is not given. */
  cancelledUrl?: string
  /** Where Stripe's API is spoken, for a sandbox; Stripe itself when it is not given. */
  baseUrl?: string
}

const TIMEOUT_MS = 10_000
const LISTED = 100
/** Where Stripe has its own pages; an account that has bought another domain for them is not served. */
const CHECKOUT_ORIGIN = 'https://checkout.stripe.com'

/**
 * Payments by Stripe Checkout. Every POST carries an idempotency key; Stripe forgets it after a day, so what moves money is looked
 * for by the key in its metadata before it is asked for.
 */
export class StripePayments implements PaymentProvider {
  readonly name = 'stripe'
  readonly pagesAt: string
  private readonly stripe: Stripe

  constructor(private readonly options: StripePaymentsOptions) {
    this.pagesAt = options.baseUrl === undefined ? CHECKOUT_ORIGIN : new URL(options.baseUrl).origin
    // Its own retries repeat a request without a word to us; the one that it makes where a connection closes has the same key.
    this.stripe = new Stripe(options.apiKey, { maxNetworkRetries: 0, timeout: TIMEOUT_MS, telemetry: false, ...at(options.baseUrl) })
  }

  async openPage({ key, tenantId, fileId, money, title, keepCard }: PageRequest): Promise<{ reference: string; url: string }> {
    const { amount, currency } = toStripe(money)
    const metadata = { tenant: tenantId, file: fileId, page: key }
    return refusing(async () => {
      const { id, url } = await this.stripe.checkout.sessions.create(
        {
          mode: 'payment',
          // Others settle days later and can fail meanwhile, which is another story than a card's.
          allowed_payment_method_types: ['card'],
          line_items: [{ quantity: 1, price_data: { currency, unit_amount: amount, product_data: { name: title } } }],
          success_url: this.options.paidUrl,
          ...(this.options.cancelledUrl !== undefined && { cancel_url: this.options.cancelledUrl }),
          client_reference_id: fileId,
          metadata,
          payment_intent_data: { metadata, ...(keepCard && { setup_future_usage: 'off_session' }) },
          ...(keepCard && { customer_creation: 'always' }),
        },
        { idempotencyKey: `page-${key}` },
      )
      if (!url) throw new PaymentRefused('no-page', 'other')
      return { reference: id, url }
    })
  }

  async chargeCard({ key, tenantId, fileId, money, customer, method }: CardChargeRequest): Promise<{ reference: string }> {
    return refusing(async () => {
      const { data } = await this.stripe.paymentIntents.list({ customer, limit: LISTED })
      const made = data.find(({ metadata }) => metadata.charge === key)
      if (made?.last_payment_error)
        throw new PaymentRefused(made.last_payment_error.decline_code ?? made.last_payment_error.code ?? 'declined', 'declined')
      if (made) return { reference: made.id }
      const metadata = { tenant: tenantId, file: fileId, charge: key }
      const { id } = await this.stripe.paymentIntents.create(
        {
          ...toStripe(money),
          customer,
          payment_method: method,
          allowed_payment_method_types: ['card'],
          off_session: true,
          confirm: true,
          metadata,
        },
        { idempotencyKey: `charge-${key}` },
      )
      return { reference: id }
    })
  }

  async refund({ key, payment, money }: RefundRequest): Promise<{ reference: string }> {
    const { amount } = toStripe(money)
    return refusing(async () => {
      const { data } = await this.stripe.refunds.list({ payment_intent: payment, limit: LISTED })
      const made = data.find(({ metadata, status }) => metadata?.refund === key && status !== 'failed' && status !== 'canceled')
      if (made && made.amount !== amount) throw new PaymentRefused('another-amount', 'key-reused')
      if (made) return { reference: made.id }
      const { id } = await this.stripe.refunds.create(
        { payment_intent: payment, amount, metadata: { refund: key } },
        { idempotencyKey: `refund-${key}` },
      )
      return { reference: id }
    })
  }

  async describeCard(method: string): Promise<{ brand: string; lastDigits: string } | null> {
    try {
      const { card } = await this.stripe.paymentMethods.retrieve(method)
      return card ? { brand: card.brand, lastDigits: card.last4 } : null
    } catch (error) {
      if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing') return null
      throw error
    }
  }

  async paidOut(payout: string): Promise<PaidOut[]> {
    const payments: PaidOut[] = []
    const listed = this.stripe.balanceTransactions.list({ payout, type: 'charge', limit: LISTED, expand: ['data.source'] })
    try {
      for await (const transaction of listed) {
        const payment = paidOutIn(transaction)
        if (payment) payments.push(payment)
      }
    } catch (error) {
      // Of a payout that was made by hand Stripe does not say what it holds, however often it is asked.
      if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
    }
    return payments
  }
}

/** Null for a charge that belongs to no payment intent: it is none of ours. */
function paidOutIn({ source, amount, fee, currency }: Stripe.BalanceTransaction): PaidOut | null {
  if (source === null || typeof source === 'string' || source.object !== 'charge') return null
  const intent = source.payment_intent
  const payment = typeof intent === 'string' ? intent : intent?.id
  const [money, taken] = [fromStripe(amount, currency), fromStripe(fee, currency)]
  return payment && money && taken ? { payment, money, feeCents: taken.cents } : null
}

function at(baseUrl: string | undefined) {
  if (baseUrl === undefined) return {}
  const { hostname, port, protocol } = new URL(baseUrl)
  return { host: hostname, port, protocol: protocol === 'http:' ? ('http' as const) : ('https' as const) }
}

/** Turns Stripe's refusals into ours; whatever else went wrong leaves open what became of the request. */
async function refusing<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) throw new PaymentRefused(error.decline_code ?? error.code ?? 'declined', 'declined')
    if (error instanceof Stripe.errors.StripeIdempotencyError && error.statusCode === BAD_REQUEST)
      throw new PaymentRefused('idempotency-key', 'key-reused')
    if (error instanceof Stripe.errors.StripeInvalidRequestError) throw new PaymentRefused(error.code ?? 'invalid-request', 'other')
    throw error
  }
}

/** 409: a request with the same key is under way, and may be asked again. */
const BAD_REQUEST = 400
