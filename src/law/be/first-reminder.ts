import type { FirstReminder, IndemnityCap } from '../../domain/law-pack.js'
import { cents } from '../../domain/money.js'
import { law } from '../sourced.js'

/** What a consumer is granted before anything is charged. Saturdays are not counted as working days: the longer reading. */
export const firstReminder = law<FirstReminder>(
  {
    regimes: ['consumer'],
    days: 14,
    postStartsOnWorkingDay: 3,
    workingWeekdays: [1, 2, 3, 4, 5],
    freeYearlyIfRegular: 3,
    furtherChargeCents: cents(7_50),
  },
  'Code de droit économique XIX.2 (loi du 4 mai 2023)',
)

export const indemnityClause = law<IndemnityCap>(
  {
    slices: [
      { upToCents: cents(150_00), flatCents: cents(20_00), sharePpm: 0, aboveCents: cents(0) },
      { upToCents: cents(500_00), flatCents: cents(30_00), sharePpm: 100_000, aboveCents: cents(150_00) },
      { upToCents: null, flatCents: cents(65_00), sharePpm: 50_000, aboveCents: cents(500_00) },
    ],
    mostCents: cents(2_000_00),
  },
  'Code de droit économique XIX.4 (loi du 4 mai 2023)',
)
