import { holidaysOf } from '../holidays.js'

const LAENDER = ['BB', 'BE', 'BW', 'BY', 'HB', 'HE', 'HH', 'MV', 'NI', 'NW', 'RP', 'SH', 'SL', 'SN', 'ST', 'TH']

/** The holidays of all of Germany; of a Land its own besides, where the Land is known. */
export const isHoliday = holidaysOf('DE', Object.fromEntries(LAENDER.map((land) => [`DE-${land}`, land])))
