import type { IndemnityCap } from './law-pack.js'
import { type Cents, cents } from './money.js'

const MILLION = 1_000_000

/** The most, in cents, that a compensation agreed in the contract may come to on a balance. Rounded down: a cap is not exceeded by a cent. */
export function largestIndemnity({ slices, mostCents }: IndemnityCap, balance: Cents): Cents {
  const slice = slices.find(({ upToCents }) => upToCents === null || balance <= upToCents)
  if (!slice) throw new RangeError('the last slice of an indemnity cap has no upper end')
  const share = Math.floor(((balance - slice.aboveCents) * slice.sharePpm) / MILLION)
  return cents(Math.min(slice.flatCents + share, mostCents))
}
