import type { LimitationActKind } from './limitation-act-kind.js'
import { type Cents, cents, halfUp, sum } from './money.js'
import type { Ppm } from './rate.js'
import type { CommissionBand, Tariff } from './tariff.js'

/** Acts by which a claim leaves the amicable road: from their day on what comes in for it was collected on the judicial one. */
export const JUDICIAL_ACTS = ['court-claim', 'order-served', 'enforcement-act'] as const satisfies readonly LimitationActKind[]

/** What a tariff tells claims apart by. */
export interface TariffCase {
  /** Road of the claim on the day of the payment. */
  road: 'amicable' | 'judicial'
  /** Days past the claim's due date on the day of its placement; a claim placed before that day is of age 0. */
  ageDays: number
  principalCents: Cents
}

/** The band that holds for a claim: the first that fits; null where the tariff says nothing of it, and nothing is earned. */
export function bandOf({ bands }: Pick<Tariff, 'bands'>, { road, ageDays, principalCents }: TariffCase): CommissionBand | null {
  const age = Math.max(0, ageDays)
  const fits = (band: CommissionBand) =>
    (band.road === 'both' || band.road === road) && age >= band.fromDays && (band.uptoCents === null || principalCents <= band.uptoCents)
  return bands.find(fits) ?? null
}

const WHOLE = 1_000_000

/** A share of a sum in whole cents: the nearest, and of two that are as near the greater. Commission is rounded here and nowhere else. */
export const shareOf = (baseCents: Cents, ppm: Ppm): Cents => halfUp(BigInt(baseCents) * BigInt(ppm), WHOLE)

/** What stands in one or more lines of commission. */
export interface Earned {
  /** Sum that it is reckoned on. */
  baseCents: Cents
  amountCents: Cents
}

/** What of a payment reached the claims of a file that one band holds for. */
export interface Kept {
  ppm: Ppm
  givenCents: Cents
  takenBackCents: Cents
  /** Whether its money is there for good. What can still fail to come earns nothing. */
  isForGood: boolean
}

/** What a payment has earned by now: the share of what of it is kept. */
export function earnedOf({ ppm, givenCents, takenBackCents, isForGood }: Kept): Earned {
  const baseCents = cents(isForGood ? givenCents - takenBackCents : 0)
  return { baseCents, amountCents: shareOf(baseCents, ppm) }
}

/**
 * The line that is missing: what is due now less what earlier lines came to, below zero where money went back since. So a sum is never
 * earned twice, nor on money that is gone, in whatever order things happen.
 * @returns null where nothing is missing
 */
export function missingOf(due: Earned, earlier: readonly Earned[]): Earned | null {
  const amountCents = cents(due.amountCents - sum(earlier.map((line) => line.amountCents)))
  if (amountCents === 0) return null
  return { baseCents: cents(due.baseCents - sum(earlier.map((line) => line.baseCents))), amountCents }
}

/** What a file that its creditor takes back comes to: a share of what was owed on it, and the least of it. */
export function withdrawalOf({ withdrawal }: Pick<Tariff, 'withdrawal'>, owedCents: Cents): Earned {
  return { baseCents: owedCents, amountCents: cents(Math.max(shareOf(owedCents, withdrawal.ppm), withdrawal.leastCents)) }
}

/**
 * What a month is short of its minimum. Each thing earned counts with what it came to in the month, and not below zero: what is given back
 * of an earlier month is given back in full, and is not made up by the minimum.
 * @param earned lines of the month, by what each is for
 */
export function shortOfMinimum(
  { monthlyMinimumCents }: Pick<Tariff, 'monthlyMinimumCents'>,
  earned: readonly (readonly Earned[])[],
): Cents {
  const month = sum(earned.map((lines) => cents(Math.max(0, sum(lines.map(({ amountCents }) => amountCents))))))
  return cents(Math.max(0, monthlyMinimumCents - month))
}

/** VAT on a sum, and both together. It is rounded once for an invoice. */
export function withVat(netCents: Cents, vatPpm: Ppm): { vatCents: Cents; totalCents: Cents } {
  // Half up by size, so that a credit note is the mirror of its invoice.
  const vatCents = cents(Math.sign(netCents) * shareOf(cents(Math.abs(netCents)), vatPpm))
  return { vatCents, totalCents: cents(netCents + vatCents) }
}

/** `F-2026-000123`: invoices and credit notes of a tenant have one row of numbers. */
export const invoiceNumber = (number: number, issuedOn: string): string => `F-${issuedOn.slice(0, 4)}-${String(number).padStart(6, '0')}`

/** The running number in the one that is shown; null for a text that is none. */
export function runningNumber(shown: string): number | null {
  const digits = /^F-\d{4}-(\d{6,9})$/.exec(shown)?.[1]
  return digits === undefined ? null : Number(digits)
}
