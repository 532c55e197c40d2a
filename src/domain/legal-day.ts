import { Temporal } from 'temporal-polyfill'

/**
 * A calendar day as the law reckons it, `2026-01-31`: no time of day, no zone. Which day an instant falls on depends on
 * the zone of the law pack. Days compare as text.
 */
export type LegalDay = string

/** The legal day of an instant in a time zone (IANA name). */
export function legalDayOf(at: Date, zone: string): LegalDay {
  return zoned(at, zone).toPlainDate().toString()
}

export function addDays(day: LegalDay, days: number): LegalDay {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

/** The same day so many years later; 28 February for a 29th that is not there. */
export function addYears(day: LegalDay, years: number): LegalDay {
  return Temporal.PlainDate.from(day).add({ years }).toString()
}

/** The instant at which a wall clock in `zone` shows `time` (`HH:MM`) on a day; where the clock jumps over it, just after. */
export function instantOf(day: LegalDay, time: string, zone: string): Date {
  const wall = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(time))
  return new Date(wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds)
}

/** Monday is 1, Sunday 7. */
export function weekday(day: LegalDay): number {
  return Temporal.PlainDate.from(day).dayOfWeek
}

function zoned(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
}
