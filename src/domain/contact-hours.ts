import { addDays, instantOf, type LegalDay, legalDayOf, weekday } from './legal-day.js'

/** The hours in which debtors may be contacted, by the wall clock of a zone. */
export interface ContactHours {
  /** 1 Monday to 7 Sunday. */
  weekdays: readonly number[]
  /** `HH:MM`, included. */
  from: string
  /** `HH:MM`, excluded. */
  to: string
}

/** Where and when a debtor is: the hours, the clock they are read on, and the days on which nobody is disturbed. */
export interface ContactCalendar {
  hours: ContactHours
  zone: string
  isHoliday: (day: LegalDay) => boolean
}

/** One stretch of time in which an act may go out. */
export interface ContactWindow {
  day: LegalDay
  opens: Date
  closes: Date
}

/** The hours that a strategy leaves of those of the law; the law's own where the two have none in common. */
export function narrower(law: ContactHours, own: ContactHours | undefined): ContactHours {
  if (!own) return law
  const hours = {
    weekdays: law.weekdays.filter((day) => own.weekdays.includes(day)),
    from: own.from > law.from ? own.from : law.from,
    to: own.to < law.to ? own.to : law.to,
  }
  return hours.weekdays.length > 0 && hours.from < hours.to ? hours : law
}

/** The first window that is open on or after `earliest` and has not closed by `at`. @throws RangeError for hours without a weekday */
export function nextWindow({ hours, zone, isHoliday }: ContactCalendar, earliest: LegalDay, at: Date): ContactWindow {
  if (hours.weekdays.length === 0) throw new RangeError('contact hours name no weekday')
  const today = legalDayOf(at, zone)
  let day = earliest > today ? earliest : today
  for (;;) {
    const closes = instantOf(day, hours.to, zone)
    if (hours.weekdays.includes(weekday(day)) && !isHoliday(day) && closes > at)
      return { day, opens: instantOf(day, hours.from, zone), closes }
    day = addDays(day, 1)
  }
}
