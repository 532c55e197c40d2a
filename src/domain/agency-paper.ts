import type { AgencyPaperFact } from './facts.js'
import { addDays, type LegalDay } from './legal-day.js'

/** The first of the papers that an agency lacks on a day; null where it has all that the law asks of it, or where the law asks for none. */
export function paperLacking(papers: readonly AgencyPaperFact[] | undefined, day: LegalDay): AgencyPaperFact | null {
  return papers?.find(({ inForce }) => !inForce.some(({ from, until }) => from <= day && (until === null || until >= day))) ?? null
}

/** What a person is told of a paper before it is too late, or when it is. */
export interface PaperAlarm {
  state: 'missing' | 'lapsed' | 'expiring'
  /** Last day on which it is, or was, in force; null for one that never was. */
  lastDay: LegalDay | null
  /** The alarm that was raised last: so many days before the last one. Null once it has lapsed, and where it never was. */
  daysBefore: number | null
  /** Day of the first alarm; null where there was never one to lapse. */
  since: LegalDay | null
}

/**
 * Whether a paper has lapsed or soon will; null while there is nothing to do. One that follows without a gap carries the paper on.
 * @param alarmDays days before the last one on which an alarm is raised
 */
export function paperAlarm(
  { inForce }: Pick<AgencyPaperFact, 'inForce'>,
  today: LegalDay,
  alarmDays: readonly number[],
): PaperAlarm | null {
  const begun = inForce.filter(({ from }) => from <= today)
  if (begun.length === 0) return { state: 'missing', lastDay: null, daysBefore: null, since: null }
  const lastDay = lastDayOf(inForce, today)
  if (lastDay === null) return null
  const longest = Math.max(...alarmDays)
  if (lastDay < today) return { state: 'lapsed', lastDay, daysBefore: null, since: addDays(lastDay, -longest) }
  const raised = alarmDays.filter((days) => addDays(lastDay, -days) <= today)
  if (raised.length === 0) return null
  return { state: 'expiring', lastDay, daysBefore: Math.min(...raised), since: addDays(lastDay, -longest) }
}

/** The last day that the paper is in force without a gap from today on, or was; null without end. */
function lastDayOf(inForce: AgencyPaperFact['inForce'], today: LegalDay): LegalDay | null {
  let lastDay: LegalDay = ''
  for (const { from, until } of [...inForce].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const isCarriedOn = from <= today || (lastDay >= today && from <= addDays(lastDay, 1))
    if (!isCarriedOn) continue
    if (until === null) return null
    if (until > lastDay) lastDay = until
  }
  return lastDay
}
