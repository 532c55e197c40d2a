import { holidaysOf } from '../holidays.js'

/** The ten legal holidays of Belgium. Days of the communities are not public holidays. */
export const isHoliday = holidaysOf('BE', {})
