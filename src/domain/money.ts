import { DomainError } from './errors.js'

declare const unit: unique symbol

/** A sum in whole cents of its currency's unit; negative where money went back. Never a fraction. */
export type Cents = number & { readonly [unit]: 'cents' }

/** A sum with the currency that it is in (ISO 4217). */
export interface Money {
  cents: Cents
  currency: string
}

/** @throws RangeError for a fraction or a sum beyond exact integers: both are bugs, never data */
export function cents(amount: number | bigint): Cents {
  const value = Number(amount)
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of cents: ${amount}`)
  return value as Cents
}

export function sum(amounts: Iterable<Cents>): Cents {
  let total = 0
  for (const amount of amounts) total += amount
  return cents(total)
}

/** The currency that all are in. @throws DomainError currencies-mixed @throws RangeError without any */
export function currencyOf(items: readonly Pick<Money, 'currency'>[]): string {
  const [first, ...others] = items
  if (!first) throw new RangeError('no currency of nothing')
  if (others.some(({ currency }) => currency !== first.currency)) throw new DomainError('currencies-mixed', 'currency')
  return first.currency
}

/**
 * A fraction in whole cents: the nearest, and of two that are as near the greater one. Numbers must be whole and exact; a
 * dividend beyond that is given as a big integer. The divisor is above zero.
 */
export function halfUp(dividend: number | bigint, divisor: number): Cents {
  const whole = 2 * divisor
  const twice = typeof dividend === 'number' ? 2 * dividend + divisor : Number.NaN
  if (Number.isSafeInteger(twice)) return cents((twice - (((twice % whole) + whole) % whole)) / whole)
  return halfUpExactly(BigInt(dividend), BigInt(divisor))
}

function halfUpExactly(dividend: bigint, divisor: bigint): Cents {
  const whole = 2n * divisor
  const twice = 2n * dividend + divisor
  return cents((twice - (((twice % whole) + whole) % whole)) / whole)
}

/**
 * Splits a sum by weights so that nothing is lost: each part is rounded down, and what is left goes cent by cent to the
 * largest remainders, the first of equals. The weights are not below zero, and not all zero.
 */
export function splitByLargestRemainder(amount: Cents, weights: readonly Cents[]): Cents[] {
  const total = BigInt(sum(weights))
  const exact = weights.map((weight) => BigInt(amount) * BigInt(weight))
  const parts = exact.map((product) => Number(product / total))
  const left = amount - parts.reduce((a, b) => a + b, 0)
  const byRemainder = exact.map((product, index) => ({ index, remainder: product % total }))
  byRemainder.sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1
  return parts.map(cents)
}

/** Cents as programs read euros, with two decimals and a point, without reckoning in fractions. */
export function euros(amountCents: number): string {
  const digits = String(amountCents).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
