import type { Cents } from './money.js'
import type { Ppm } from './rate.js'

/** A share of what comes in, for some of the claims. The first band that fits holds. */
export interface CommissionBand {
  /** Of files on the amicable road, on the judicial one, or of both. */
  road: 'amicable' | 'judicial' | 'both'
  /** Claims that were at least so many days past their due date when they were placed. */
  fromDays: number
  /** Claims of at most this principal, in cents; without a bound where null. */
  uptoCents: Cents | null
  /** Share of what came in, in millionths: 15 percent is 150000. */
  ppm: Ppm
}

/** What an agency earns under a mandate. Sums are in cents of euros, without VAT. The debtor owes none of it (Code des procédures civiles d'exécution L111-8). */
export interface Tariff {
  bands: CommissionBand[]
  /** For each file that is opened. */
  placementCents: Cents
  /** Least that a month with open files comes to; what is missing is added to its invoice. */
  monthlyMinimumCents: Cents
  /** For a file that its creditor takes back: a share of what is owed on it, and the least of it. */
  withdrawal: { ppm: Ppm; leastCents: Cents }
}
