import { Temporal } from 'temporal-polyfill'
import { addDays, type LegalDay, weekday } from './legal-day.js'

/** A delay as a text of law names it. */
export interface Delay {
  years: number
  months: number
  weeks: number
  days: number
}

const UNITS: Record<string, keyof Delay> = {
  day: 'days',
  days: 'days',
  jour: 'days',
  jours: 'days',
  week: 'weeks',
  weeks: 'weeks',
  semaine: 'weeks',
  semaines: 'weeks',
  month: 'months',
  months: 'months',
  mois: 'months',
  year: 'years',
  years: 'years',
  an: 'years',
  ans: 'years',
}
/** A number with its unit, and what joins it to the next. */
const PART = /^(\d{1,3}) ?([a-z]+)(?:,? (?:and |et )?|$)/

/** Reads `1 month 15 days`, `2 weeks`, `1 mois et 15 jours`; null for what is no delay. */
export function parseDelay(text: string): Delay | null {
  const delay: Delay = { years: 0, months: 0, weeks: 0, days: 0 }
  let rest = text.trim().toLowerCase().replace(/\s+/g, ' ')
  while (rest !== '') {
    const [whole, count, word = ''] = PART.exec(rest) ?? []
    const unit = UNITS[word]
    if (whole === undefined || unit === undefined || Number(count) === 0 || delay[unit] !== 0) return null
    delay[unit] = Number(count)
    rest = rest.slice(whole.length)
  }
  return Object.values(delay).some((count) => count > 0) ? delay : null
}

/**
 * The last day of a delay that an event begins. The day of the event is not counted; months and years end on the same day
 * of the month, or on its last where that day is missing; months come first, then days (Code de procédure civile 641).
 */
export function addDelay(event: LegalDay, { years, months, weeks, days }: Delay): LegalDay {
  return Temporal.PlainDate.from(event).add({ years, months }).add({ weeks, days }).toString()
}

/** The day that lies a delay before an event, counted back in the same way. */
export function beforeDelay(event: LegalDay, { years, months, weeks, days }: Delay): LegalDay {
  return Temporal.PlainDate.from(event).subtract({ years, months }).subtract({ weeks, days }).toString()
}

/**
 * `procedural`: something must be done in it. `limitation`: a right is lost after it. `backward`: something must be done so
 * long before the event.
 */
export const DELAY_KINDS = ['procedural', 'limitation', 'backward'] as const
export type DelayKind = (typeof DELAY_KINDS)[number]

export interface Deadline {
  /** Last day, until its end. */
  deadline: LegalDay
  /** The same before it was moved to a working day. */
  unrolled: LegalDay
}

/**
 * When a delay ends. A procedural one that ends on a Saturday, a Sunday or a holiday goes on to the next working day (Code
 * de procédure civile 642); a limitation, or a delay that is counted back, does not.
 * @param isHoliday null where the law does not move a deadline
 */
export function deadlineOf(event: LegalDay, delay: Delay, kind: DelayKind, isHoliday: ((day: LegalDay) => boolean) | null): Deadline {
  const unrolled = kind === 'backward' ? beforeDelay(event, delay) : addDelay(event, delay)
  return { deadline: kind === 'procedural' && isHoliday ? nextWorkingDay(unrolled, isHoliday) : unrolled, unrolled }
}

const SATURDAY = 6

/** The day itself, or else the first one after it that is no Saturday, no Sunday and no holiday. */
export function nextWorkingDay(day: LegalDay, isHoliday: (day: LegalDay) => boolean): LegalDay {
  let next = day
  while (weekday(next) >= SATURDAY || isHoliday(next)) next = addDays(next, 1)
  return next
}
