import { cents, type Money } from '../../domain/money.js'

/**
 * Stripe counts in hundredths of a currency, but for those below (https://docs.stripe.com/currencies). Relance counts in whole minor
 * units as they are used: the króna, the forint and the shilling of Uganda have none, and Stripe gives them two places.
 */
const WHOLE = ['BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'MGA', 'PYG', 'RWF', 'VND', 'VUV', 'XAF', 'XOF', 'XPF']
const THOUSANDTHS = ['BHD', 'JOD', 'KWD', 'OMR', 'TND']

/** A sum as Stripe writes it; null where it cannot be ours: a fraction of our unit, or no sum at all. */
export function fromStripe(amount: unknown, currency: unknown): Money | null {
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || typeof currency !== 'string') return null
  const code = currency.toUpperCase()
  const ours = ourDigits(code)
  if (ours === null) return null
  const scaled = scale(amount, ours - stripeDigits(code))
  return Number.isSafeInteger(scaled) ? { cents: cents(scaled), currency: code } : null
}

/** A sum as Stripe wants it. @throws RangeError where Stripe cannot count it */
export function toStripe({ cents: amount, currency }: Money): { amount: number; currency: string } {
  const scaled = scale(amount, stripeDigits(currency) - (ourDigits(currency) ?? 0))
  if (!Number.isSafeInteger(scaled)) throw new RangeError(`Stripe cannot count ${amount} ${currency}`)
  return { amount: scaled, currency: currency.toLowerCase() }
}

/** A negative power would not divide exactly. */
const scale = (amount: number, digits: number) => (digits >= 0 ? amount * 10 ** digits : amount / 10 ** -digits)

const stripeDigits = (currency: string) => (WHOLE.includes(currency) ? 0 : THOUSANDTHS.includes(currency) ? 3 : 2)

function ourDigits(currency: string): number | null {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? null
  } catch {
    return null
  }
}
