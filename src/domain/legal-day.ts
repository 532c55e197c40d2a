import { Temporal } from 'temporal-polyfill'
import { dayNumber, dayOfNumber, daysOf } from './day-number.js'

/**
 * A calendar day as the law reckons it, `2026-01-31`: no time of day, no zone. Which day an instant falls on depends on
 * the zone of the law pack. Days compare as text.
 */
export type LegalDay = string

/** The legal day of an instant in a time zone (IANA name). */
export function legalDayOf(at: Date, zone: string): LegalDay {
  return zoned(at, zone).toPlainDate().toString()
}

/** @throws RangeError for a text that is no day */
export function addDays(day: LegalDay, days: number): LegalDay {
  return dayOfNumber(dayNumber(day) + days)
}

/** The same day so many years later; 28 February for a 29th that is not there. @throws RangeError for a text that is no day */
export function addYears(day: LegalDay, years: number): LegalDay {
  dayNumber(day)
  const year = Number(day.slice(0, 4)) + years
  const monthAndDate = day.endsWith('-02-29') && daysOf(year, 2) === 28 ? '-02-28' : day.slice(4)
  return (year < 1000 ? `${year}`.padStart(4, '0') : year) + monthAndDate
}

/** The same day so many months later, or earlier below zero; the last day of a month that is too short for it. */
export function addMonths(day: LegalDay, months: number): LegalDay {
  return Temporal.PlainDate.from(day).add({ months }).toString()
}

/** Days from one day to another: 1 to the next one. */
export function daysBetween(from: LegalDay, to: LegalDay): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days
}

/** The instant at which a wall clock in `zone` shows `time` (`HH:MM`) on a day; where the clock jumps over it, just after. */
export function instantOf(day: LegalDay, time: string, zone: string): Date {
  const wall = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(time))
  return new Date(wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds)
}

/** Monday is 1, Sunday 7. */
export function weekday(day: LegalDay): number {
  const sinceMonday = (dayNumber(day) + THURSDAY) % 7
  return sinceMonday < 0 ? sinceMonday + 8 : sinceMonday + 1
}

/** Days from Monday to the day of the week on which the numbers begin, 1970-01-01. */
const THURSDAY = 3

function zoned(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
}

export const earlier = (a: LegalDay, b: LegalDay): LegalDay => (a < b ? a : b)
export const later = (a: LegalDay, b: LegalDay): LegalDay => (a > b ? a : b)
