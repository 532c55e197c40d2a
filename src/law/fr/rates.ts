import type { RatePoint, RateTable } from '../../domain/rate.js'
import { percent } from '../percent.js'

const ecb = (from: string, value: string): RatePoint => ({
  from,
  ppm: percent(value),
  source: `ECB main refinancing rate in force since ${from}`,
})
const legal = (from: string, value: string, who: string): RatePoint => ({
  from,
  ppm: percent(value),
  source: `Code monétaire et financier L313-2, half-yearly order, ${who}`,
})

/** Of each semester: the rate for creditors who are private individuals, and for all others. */
const LEGAL: [from: string, forPrivate: string, forOthers: string][] = [
  ['2015-01-01', '4.06', '0.93'],
  ['2015-07-01', '4.29', '0.99'],
  ['2016-01-01', '4.54', '1.01'],
  ['2016-07-01', '4.35', '0.93'],
  ['2017-01-01', '4.16', '0.90'],
  ['2017-07-01', '3.94', '0.90'],
  ['2018-01-01', '3.73', '0.89'],
  ['2018-07-01', '3.60', '0.88'],
  ['2019-01-01', '3.40', '0.86'],
  ['2019-07-01', '3.26', '0.87'],
  ['2020-01-01', '3.15', '0.87'],
  ['2020-07-01', '3.11', '0.84'],
  ['2021-01-01', '3.14', '0.79'],
  ['2021-07-01', '3.12', '0.76'],
  ['2022-01-01', '3.13', '0.76'],
  ['2022-07-01', '3.15', '0.77'],
  ['2023-01-01', '4.47', '2.06'],
  ['2023-07-01', '6.82', '4.22'],
  ['2024-01-01', '8.01', '5.07'],
  ['2024-07-01', '8.16', '4.92'],
  ['2025-01-01', '7.21', '3.71'],
  ['2025-07-01', '6.65', '2.76'],
  ['2026-01-01', '6.67', '2.62'],
]

/**
 * The ECB's rate by effective date, not by that of the announcement (banque-france.fr, bsi.si, finanzmarktnachrichten.de).
 * Legal interest: tresor.economie.gouv.fr to 2020, cabinet-cec.fr, dandrel-avocats.fr, sonomag.fr, bejuris.fr to 2022,
 * moneyvox.fr, juriblio.fr, legifiscal.fr since. Checked 2026-11-21. What the second half of 2026 has is not confirmed, so
 * not known.
 */
export const rates: RateTable = {
  'ecb-refi': {
    points: [
      ecb('2014-09-10', '0.05'),
      ecb('2016-03-16', '0.00'),
      ecb('2022-07-27', '0.50'),
      ecb('2022-09-14', '1.25'),
      ecb('2022-11-02', '2.00'),
      ecb('2022-12-21', '2.50'),
      ecb('2023-02-08', '3.00'),
      ecb('2023-03-22', '3.50'),
      ecb('2023-05-10', '3.75'),
      ecb('2023-06-21', '4.00'),
      ecb('2023-08-02', '4.25'),
      ecb('2023-09-20', '4.50'),
      ecb('2024-06-12', '4.25'),
      ecb('2024-09-18', '3.65'),
      ecb('2024-10-23', '3.40'),
      ecb('2024-12-18', '3.15'),
      ecb('2025-02-05', '2.90'),
      ecb('2025-03-12', '2.65'),
      ecb('2025-04-23', '2.40'),
      ecb('2025-06-11', '2.15'),
    ],
    knownThrough: '2026-06-30',
  },
  'legal-private': {
    points: LEGAL.map(([from, forPrivate]) => legal(from, forPrivate, 'creditors who are private individuals')),
    knownThrough: '2026-06-30',
  },
  'legal-other': {
    points: LEGAL.map(([from, , forOthers]) => legal(from, forOthers, 'all other creditors')),
    knownThrough: '2026-06-30',
  },
}
