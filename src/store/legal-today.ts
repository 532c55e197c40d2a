import { type LegalDay, later, legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { lawOf } from '../law/book.js'
import { bookDay } from './funds.js'

/** The day that a file's own time shows, by the law that it lives under. */
export function legalToday(file: { country: string; legalOffsetMs: bigint }, now: Date): LegalDay {
  return legalDayOf(legalNow(file, now), lawOf(file.country).zone)
}

/** The last day that what was seen of a file may have: today, by its own time or by the real clock, whichever is ahead. */
export const latestDay = (file: { country: string; legalOffsetMs: bigint }, now: Date): LegalDay =>
  later(legalToday(file, now), bookDay(now))
