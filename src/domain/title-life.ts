import { judicialOn } from './judicial-law.js'
import type { LawBook } from './law-pack.js'
import { addYears, type LegalDay } from './legal-day.js'
import type { ReportFact, TitleFact } from './procedure/proceeding.js'
import { mustBeServed, serviceOf } from './title.js'

/** How long a title may be enforced, as it stands. */
export interface TitleLife {
  years: number
  /** The day of its service, or of the last act that began it anew; itself not counted. */
  from: LegalDay
  /** That day is included, on whatever weekday it falls: a life is no delay of a procedure. */
  lastDay: LegalDay
  source: string
  /** Day of the last act that began it anew. */
  lastActOn: LegalDay | null
}

/**
 * The life of a title at the end of a day: so many years from its service, and anew from each act of enforcement that came in time (Code des
 * procédures civiles d’exécution L111-4, Code civil 2244). Null before a service that it needs.
 */
export function titleLife(title: TitleFact, reports: readonly ReportFact[], book: LawBook, on: LegalDay): TitleLife | null {
  const { lifeYears, interruptedBy } = judicialOn(book, title.on).title
  const told = reports.filter((report) => report.on <= on)
  const first = title.servedOn ?? (mustBeServed(title.kind) ? (serviceOf(told)?.on ?? null) : title.livesFrom)
  if (first === null) return null
  const acts = told.filter((report) => isInterrupting(report, interruptedBy.value)).map((report) => report.on)
  let lastActOn: LegalDay | null = null
  for (const act of acts.sort()) if (act > first && act <= addYears(lastActOn ?? first, lifeYears.value)) lastActOn = act
  const from = lastActOn ?? first
  return { years: lifeYears.value, from, lastDay: addYears(from, lifeYears.value), source: lifeYears.source, lastActOn }
}

/** What a report is called that begins the life of a title anew: its kind, or of a service `served:<act>`. */
export const actNameOf = ({ kind, act }: Pick<ReportFact, 'kind' | 'act'>): string => (kind === 'served' ? `served:${act}` : kind)

export const isInterrupting = (report: Pick<ReportFact, 'kind' | 'act'>, names: readonly string[]): boolean =>
  names.includes(actNameOf(report))
