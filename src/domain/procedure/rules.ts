import { type Deadline, deadlineOf, parseDelay } from '../delay.js'
import { type CourseRules, type JudicialLaw, judicialOn } from '../judicial-law.js'
import { type LawBook, type ProcedureRule, packOn } from '../law-pack.js'
import type { LegalDay } from '../legal-day.js'
import type { ProceedingFact } from './proceeding.js'

/** The law as one proceeding meets it: each question names the day whose law governs it. */
export interface ProceedingRules {
  book: LawBook
  /** The procedure's deadlines on a day; null for what the packs do not know by itself (interim orders, enforcement). */
  procedure: (on: LegalDay) => ProcedureRule | null
  /** What else the procedure is governed by on a day. */
  course: (on: LegalDay) => CourseRules
  judicial: (on: LegalDay) => JudicialLaw
  /**
   * Last day of a procedural delay that an event begins, moved to a working day where the law does so.
   * @param distant whether it is longer for a debtor overseas or abroad: to appear, to oppose, to appeal
   */
  deadline: (event: LegalDay, delay: string, distant: boolean) => Deadline
}

export function rulesFor(proceeding: Pick<ProceedingFact, 'procedure' | 'region' | 'distance'>, book: LawBook): ProceedingRules {
  const { procedure, region, distance } = proceeding
  const judicial = (on: LegalDay) => judicialOn(book, on)
  return {
    book,
    judicial,
    procedure: (on) => packOn(book, on).procedures.find(({ code }) => code === procedure) ?? null,
    course(on) {
      const rules = judicial(on).procedures[procedure]
      if (!rules) throw new RangeError(`no rules for ${procedure} in ${book.country}`)
      return rules
    },
    deadline(event, text, distant) {
      const delay = parseDelay(text)
      if (!delay) throw new RangeError(`no delay: ${text}`)
      const { delays, isHoliday } = packOn(book, event)
      const more = distant && distance !== 'none' ? delays.distanceMonths.value[distance] : 0
      const holidays = delays.rollsForward.value ? (day: LegalDay) => isHoliday(day, region) : null
      return deadlineOf(event, { ...delay, months: delay.months + more }, 'procedural', holidays)
    },
  }
}
