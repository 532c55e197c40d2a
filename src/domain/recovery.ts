import { type Cents, cents, halfUp } from './money.js'
import type { Ppm } from './rate.js'

/** What came in on the claims of one month of placement in one month of their life, less what went back. */
export interface Recovered {
  /** Months since the placement: 0 is the month of the placement itself. */
  month: number
  agencyCents: Cents
  directCents: Cents
}

/** The same with all that came in up to the end of that month, and its share of what was placed and not taken back. */
export interface CurvePoint extends Recovered {
  totalCents: Cents
  ratePpm: Ppm | null
}

/**
 * A recovery curve: every month from the placement on, also those in which nothing came in.
 * @param lastMonth months since the placement at the day of the figures
 * @param netCents principal placed, less what the creditor took back
 */
export function recoveryCurve(recovered: readonly Recovered[], lastMonth: number, netCents: Cents): CurvePoint[] {
  let total = 0
  return Array.from({ length: lastMonth + 1 }, (_, month) => {
    const { agencyCents, directCents } = recovered.find((one) => one.month === month) ?? { agencyCents: cents(0), directCents: cents(0) }
    total += agencyCents + directCents
    return { month, agencyCents, directCents, totalCents: cents(total), ratePpm: shareOf(cents(total), netCents) }
  })
}

const WHOLE_PPM = 1_000_000n

/** A sum's share of another, in millionths; null of nothing. Interest and costs can bring it above the whole. */
export function shareOf(part: Cents, whole: Cents): Ppm | null {
  return whole <= 0 ? null : halfUp(BigInt(part) * WHOLE_PPM, whole)
}

const MONTHS_A_YEAR = 12

/** How many months lie between the months of two days, each `YYYY-MM` at least. */
export function monthsBetween(from: string, to: string): number {
  const index = (text: string) => Number(text.slice(0, 4)) * MONTHS_A_YEAR + Number(text.slice(5, 7))
  return index(to) - index(from)
}
