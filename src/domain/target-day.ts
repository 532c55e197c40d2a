import { addDays, type LegalDay, weekday } from './legal-day.js'

/**
 * Days on which the Eurosystem settles payments in euros (TARGET): Monday to Friday, but for New Year's Day, Good Friday, Easter
 * Monday, 1 May, 25 and 26 December (ECB, long-term calendar of 14 December 2000). A holiday of a country alone is one of them.
 */
export function isTargetDay(day: LegalDay): boolean {
  if (weekday(day) > 5 || CLOSED_EACH_YEAR.includes(day.slice(5))) return false
  const easter = easterOf(Number(day.slice(0, 4)))
  return day !== addDays(easter, -2) && day !== addDays(easter, 1)
}

const CLOSED_EACH_YEAR = ['01-01', '05-01', '12-25', '12-26']

/** The TARGET day so many of them after a day, or before it where `count` is below zero. The day itself is not counted. */
export function addTargetDays(day: LegalDay, count: number): LegalDay {
  const step = Math.sign(count)
  let reached = day
  for (let left = Math.abs(count); left > 0; ) {
    reached = addDays(reached, step)
    if (isTargetDay(reached)) left--
  }
  return reached
}

/** Easter Sunday by the Gregorian calendar, as Meeus, Jones and Butcher reckon it. */
function easterOf(year: number): LegalDay {
  const [moon, century, yearOfCentury] = [year % 19, Math.floor(year / 100), year % 100]
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * moon + century - Math.floor(century / 4) - correction + 15) % 30
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7
  const late = Math.floor((moon + 11 * epact + 22 * sunday) / 451)
  const days = epact + sunday - 7 * late + 114
  const [month, date] = [Math.floor(days / 31), (days % 31) + 1]
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}
