import type { RatePoint, RateTable } from '../../domain/rate.js'
import { percent } from '../percent.js'

const LAW = 'Loi du 2 août 2002 art. 5'
const published = (from: string, value: string, where: string): RatePoint => ({
  from,
  ppm: percent(value),
  source: `${LAW}, rate of the semester, ${where}`,
})
/** Not seen for that semester: the ECB's rate on its first day, raised to the next half point, and eight points. */
const derived = (from: string, value: string): RatePoint => ({ from, ppm: percent(value), source: `${LAW}, derived from the ECB's rate` })

const yearly = (from: string, value: string): RatePoint => ({ from, ppm: percent(value), source: 'yearly legal rate, Moniteur belge' })
const legal: RatePoint[] = [yearly('2024-01-01', '5.75'), yearly('2025-01-01', '4.50'), yearly('2026-01-01', '4.50')]

/** medenam.be, leuropeinfo.eu, embuild.be, phc-expert.be; checked 2026-11-21. */
export const rates: RateTable = {
  'be-commercial': {
    points: [
      derived('2016-07-01', '8.00'),
      published('2018-07-01', '8.00', 'aquo.be'),
      derived('2019-01-01', '8.00'),
      published('2020-01-01', '8.00', 'phc-expert.be'),
      published('2021-01-01', '8.00', 'phc-expert.be'),
      derived('2021-07-01', '8.00'),
      derived('2023-01-01', '10.50'),
      derived('2023-07-01', '12.00'),
      published('2024-01-01', '12.50', 'medenam.be'),
      published('2024-07-01', '12.50', 'leuropeinfo.eu'),
      published('2025-01-01', '11.50', 'leuropeinfo.eu'),
      published('2025-07-01', '10.50', 'embuild.be'),
      published('2026-01-01', '10.50', 'embuild.be'),
    ],
    knownThrough: '2026-06-30',
  },
  'legal-private': { points: legal, knownThrough: '2026-12-31' },
  'legal-other': { points: legal, knownThrough: '2026-12-31' },
}
