import type { LegalDay } from '../legal-day.js'
import type { ProceedingFact, ReportFact, ReportKind, ServedAct } from './proceeding.js'
import { byDay } from './steps.js'

/** What had happened by the end of a day, in the order of the acts and not of their telling. */
export const reportsUntil = ({ reports }: Pick<ProceedingFact, 'reports'>, day: LegalDay): ReportFact[] =>
  reports.filter(({ on }) => on <= day).sort(byDay)

/** The first report of a kind on or after a day. */
export const firstOf = (reports: readonly ReportFact[], kind: ReportKind, since: LegalDay = ''): ReportFact | undefined =>
  reports.find((report) => report.kind === kind && report.on >= since)

/** The first service of an act on or after a day. */
export const firstService = (reports: readonly ReportFact[], act: ServedAct, since: LegalDay = ''): ReportFact | undefined =>
  reports.find((report) => report.kind === 'served' && report.act === act && report.on >= since)
