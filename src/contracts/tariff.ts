import { z } from 'zod'
import type { CommissionBand, Tariff } from '../domain/tariff.js'
import { amountCents } from './fields.js'

const MOST_CENTS = 1_000_000_000_00
const sumCents = z.int().min(0).max(MOST_CENTS)
/** A share in millionths: 15 percent is 150000. */
const ppm = z.int().min(0).max(1_000_000)

/** A share of what comes in, for some of the claims. The first band that fits holds. */
export const CommissionBandBody = z.strictObject({
  road: z.enum(['amicable', 'judicial', 'both']).default('both'),
  /** Claims that were at least so many days past their due date when they were placed. */
  fromDays: z.int().min(0).max(36_500).default(0),
  /** Claims of at most this principal; without a bound where null. */
  uptoCents: amountCents.nullable().default(null),
  ppm,
})

/** What an agency earns under a mandate, in cents of euros without VAT. The debtor owes none of it (Code des procédures civiles d’exécution L111-8). */
export const TariffBody = z
  .strictObject({
    bands: z.array(CommissionBandBody).max(50),
    placementCents: sumCents.default(0),
    monthlyMinimumCents: sumCents.default(0),
    withdrawal: z.strictObject({ ppm, leastCents: sumCents }).default({ ppm: 0, leastCents: 0 }),
  })
  .meta({
    id: 'Tariff',
    example: {
      bands: [
        { road: 'amicable', ppm: 150_000 },
        { road: 'judicial', ppm: 250_000 },
      ],
      placementCents: 900,
    },
  })
export type TariffBody = z.infer<typeof TariffBody>

/** A tariff as rules read it: the same, whose sums are known to be whole cents. */
export const asTariff = (tariff: TariffBody): Tariff => tariff as Tariff & { bands: CommissionBand[] }
