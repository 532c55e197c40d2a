import { holidaysOf } from '../holidays.js'

/** Names by which the library knows the French regions whose holidays differ: Alsace-Moselle, and overseas. */
const REGIONS = {
  'FR-57': '57',
  'FR-67': '67',
  'FR-68': '68',
  'FR-971': 'GP',
  'FR-972': 'MQ',
  'FR-973': 'GF',
  'FR-974': 'RE',
  'FR-976': 'YT',
  'FR-977': 'BL',
  'FR-978': 'MF',
}

/**
 * Whether a day is a public holiday in France, or in the region given (Code du travail L3133-1, L3134-13 for
 * Alsace-Moselle, L3422-2 overseas). Good Friday counts in all of Alsace-Moselle, though the law has it only where there
 * is a Protestant church: nobody is contacted on a day that may be a holiday. So is 28 May in Saint-Martin, which keeps it
 * since 2018 although the code still says 27 May.
 */
export const isHoliday = holidaysOf('FR', REGIONS, (state, year) => (state === 'MF' && year >= 2018 ? [`${year}-05-28`] : []))
