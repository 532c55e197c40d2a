import type { RatePoint, RateTable } from '../../domain/rate.js'
import { percent } from '../percent.js'

const published = (from: string, value: string, where: string): RatePoint => ({
  from,
  ppm: percent(value),
  source: `BGB § 247, base rate since ${from} (${where})`,
})
/** Not seen for that semester: the base rate moves by the same points as the ECB's main refinancing rate. */
const derived = (from: string, value: string): RatePoint => ({
  from,
  ppm: percent(value),
  source: `BGB § 247, base rate since ${from}, derived from the ECB's rate`,
})

/** Checked 2026-11-21. What the second half of 2026 has was not found, so not known. */
export const rates: RateTable = {
  basiszinssatz: {
    points: [
      published('2016-07-01', '-0.88', 'stb-bruns.com'),
      published('2023-01-01', '1.62', 'stb-bruns.com'),
      derived('2023-07-01', '3.12'),
      derived('2024-01-01', '3.62'),
      derived('2024-07-01', '3.37'),
      derived('2025-01-01', '2.27'),
      published('2025-07-01', '1.27', 'steuerprofis.de'),
      published('2026-01-01', '1.27', 'finanzmarktnachrichten.de'),
    ],
    knownThrough: '2026-06-30',
  },
}
