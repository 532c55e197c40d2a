import type { ClaimFact } from './facts.js'
import { type InterestRule, type LawBook, packOn, regimeOf } from './law-pack.js'
import { addDays, type LegalDay } from './legal-day.js'

/**
 * The day after which a claim bears late interest: its due date, or the day on which its formal notice was served, never
 * before it was due. Null while nothing has begun it. Some laws set an end to waiting for a notice (BGB § 286 III).
 * @param noticeOn day on which the formal notice was served, or null
 */
export function interestStart({ from, latestDaysAfterDue }: InterestRule, dueDate: LegalDay, noticeOn: LegalDay | null): LegalDay | null {
  if (from === 'due') return dueDate
  const byNotice = noticeOn === null || noticeOn > dueDate ? noticeOn : dueDate
  const withoutNotice = latestDaysAfterDue === undefined ? null : addDays(dueDate, latestDaysAfterDue)
  if (byNotice === null || withoutNotice === null) return byNotice ?? withoutNotice
  return byNotice < withoutNotice ? byNotice : withoutNotice
}

/** Whether the interest that a claim bears, if it bears any, begins with a formal notice. */
export function beginsByNotice({ dueDate, capacity, waives }: Pick<ClaimFact, 'dueDate' | 'capacity' | 'waives'>, book: LawBook): boolean {
  const pack = packOn(book, dueDate)
  return !waives.includes('interest') && pack.lateCharges[regimeOf(pack, capacity)].interest?.value.from === 'notice'
}
