/**
 * Calendar days as whole numbers, 0 for 1970-01-01, by the Gregorian calendar: what days are counted with where there are
 * many of them, because objects for dates cost a hundred times as much.
 */

/** Days of 400 years, after which the calendar comes again. */
const DAYS_OF_ERA = 146_097
/** From 1 March of the year 0, with which an era begins, to 1970-01-01. */
const DAYS_BEFORE_1970 = 719_468

/** @throws RangeError for a text that is no day */
export function dayNumber(day: string): number {
  const year = two(day, 0) * 100 + two(day, 2)
  const month = two(day, 5)
  const date = two(day, 8)
  const isDay = day.length === 10 && day[4] === '-' && day[7] === '-' && month >= 1 && month <= 12 && date >= 1
  if (!isDay || !(date <= 28 || date <= daysOf(year, month))) throw new RangeError(`not a day: ${day}`)
  // The year begins in March, so that the leap day is its last.
  const years = month > 2 ? year : year - 1
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1
  return 365 * years + Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400) + dayOfYear - DAYS_BEFORE_1970
}

/** The day of a number, as text. */
export function dayOfNumber(number: number): string {
  const days = number + DAYS_BEFORE_1970
  const era = Math.floor(days / DAYS_OF_ERA)
  const dayOfEra = days - era * DAYS_OF_ERA
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${digits(month)}-${digits(date)}`
}

export function daysOf(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

const ZERO = 48
const digit = (text: string, at: number) => {
  const value = text.charCodeAt(at) - ZERO
  return value >= 0 && value <= 9 ? value : Number.NaN
}
const two = (text: string, at: number) => digit(text, at) * 10 + digit(text, at + 1)
const digits = (value: number) => (value < 10 ? `0${value}` : `${value}`)
