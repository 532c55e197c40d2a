import type { LawBook, ProcedureCode } from './law-pack.js'
import { addDays, addMonths, type LegalDay } from './legal-day.js'
import { type Limited, lastDaysToServe, limitationOn } from './limitation.js'

/** What is said of a limitation that comes near: months before its last day, the last day to begin each procedure, the day after. */
export type LimitationAlarmKind = `${12 | 6 | 3}-months` | `last-day:${ProcedureCode}` | 'barred'

export interface LimitationAlarm {
  alarm: LimitationAlarmKind
  on: LegalDay
  /** Last day to sue that it speaks of. */
  lastDay: LegalDay
}

const MONTHS_BEFORE = [12, 6, 3] as const
/** Later than any day on which an act may have been done. */
const EVER = '9999-12-31'

/**
 * The alarms of a claim in order of their days, as its acts leave its limitation; none while it stands still. One that would
 * come before the period began is none: a period of a year has no alarm at twelve months.
 */
export function alarmsOf(claim: Limited, book: LawBook): LimitationAlarm[] {
  const { from, lastDay } = limitationOn(claim, book, EVER)
  if (lastDay === null) return []
  const alarms: LimitationAlarm[] = [
    ...MONTHS_BEFORE.map((months) => ({ alarm: `${months}-months` as const, on: addMonths(lastDay, -months), lastDay })),
    ...lastDaysToServe(claim, book).map(({ procedure, lastDay: on }) => ({ alarm: `last-day:${procedure}` as const, on, lastDay })),
    { alarm: 'barred', on: addDays(lastDay, 1), lastDay },
  ]
  return alarms.filter(({ on }) => on > from).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/**
 * The alarms that a day calls for: of those whose day has come, the ones of the latest day. What they overtake is not said
 * any more, so a file that is opened late, or woken late, has one alarm and not three at once.
 */
export function alarmsDue(claim: Limited, book: LawBook, today: LegalDay): LimitationAlarm[] {
  const past = alarmsOf(claim, book).filter(({ on }) => on <= today)
  return past.filter(({ on }) => on === past.at(-1)?.on)
}

/** The next day on which any of the claims has an alarm; null when none is ahead. */
export function nextAlarmDay(claims: readonly Limited[], book: LawBook, today: LegalDay): LegalDay | null {
  const ahead = claims.flatMap((claim) => alarmsOf(claim, book).filter(({ on }) => on > today))
  return ahead.map(({ on }) => on).sort()[0] ?? null
}
