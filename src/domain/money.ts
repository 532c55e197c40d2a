declare const unit: unique symbol

/** A sum in whole cents of its currency's unit; negative where money went back. Never a fraction. */
export type Cents = number & { readonly [unit]: 'cents' }

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
