import type { LegalDay } from '../legal-day.js'
import type { ProceedingFact, ReportFact, ReportKind, ServedAct } from './proceeding.js'
import type { ProceedingRules } from './rules.js'

/** A proceeding as it is looked at on a day: its law, and what had happened by the end of that day, in the order of the acts and not of their telling. */
export interface Matter {
  proceeding: ProceedingFact
  rules: ProceedingRules
  today: LegalDay
  reports: ReportFact[]
}

export const matterOn = (proceeding: ProceedingFact, rules: ProceedingRules, today: LegalDay): Matter => ({
  proceeding,
  rules,
  today,
  reports: proceeding.reports.filter(({ on }) => on <= today).sort(byDay),
})

/** By the days of their acts; those of one day in an order that recording has no part in. */
const byDay = (a: ReportFact, b: ReportFact): number => compare(a.on, b.on) || compare(a.kind, b.kind) || compare(a.id, b.id)

/** By the days of their acts; what the file itself brings on one day stands as it was recorded, by the order of its ids. */
export const recordedByDay = <T extends ReportFact>(reports: readonly T[]): T[] =>
  [...reports].sort((a, b) => compare(a.on, b.on) || compare(a.id, b.id))

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The first report of a kind on or after a day. */
export const firstOf = (reports: readonly ReportFact[], kind: ReportKind, since: LegalDay = ''): ReportFact | undefined =>
  reports.find((report) => report.kind === kind && report.on >= since)

/** The first service of an act on or after a day. */
export const firstService = (reports: readonly ReportFact[], act: ServedAct, since: LegalDay = ''): ReportFact | undefined =>
  reports.find((report) => report.kind === 'served' && report.act === act && report.on >= since)
