import type { Capacity } from './capacity.js'
import { judicialOn, type MeasureRule } from './judicial-law.js'
import type { LawBook } from './law-pack.js'
import type { LegalDay } from './legal-day.js'
import type { MeasureKind, ReportFact } from './procedure/proceeding.js'
import type { ProceedingRules } from './procedure/rules.js'

/** The rules of a measure as they are on a day; undefined where the law knows none. */
export function measureOn(book: LawBook, kind: MeasureKind, on: LegalDay): MeasureRule | undefined {
  const { measures } = judicialOn(book, on).title
  return measures.findLast((rule) => rule.kind === kind && rule.from <= on && (rule.until === undefined || on <= rule.until))
}

/** Whether a measure is open against who owes as all of some capacities. */
export const isOpenAgainst = ({ against }: MeasureRule, capacities: readonly Capacity[]): boolean =>
  against.length === 0 || capacities.every((capacity) => against.includes(capacity))

/** What a report that is about a measure is about: the kind that was requested, or that it names itself. */
export const measureOf = (reports: readonly ReportFact[], { of, measure }: Pick<ReportFact, 'of' | 'measure'>): MeasureKind | undefined =>
  measure ?? reports.find(({ id }) => id === of)?.measure

/** Last day on which the debtor may contest a measure that was taken on a day, counted from when it was told of it; null where no delay is written down. */
export function contestBy(
  kind: MeasureKind | undefined,
  on: LegalDay,
  rules: ProceedingRules,
): { lastDay: LegalDay; source: string } | null {
  const within = kind && measureOn(rules.book, kind, on)?.contestWithin
  return within ? { lastDay: rules.deadline(on, within.value, false).deadline, source: within.source } : null
}

/** Whether an act has made goods unavailable to the debtor. */
export function seizes(reports: readonly ReportFact[], report: ReportFact, book: LawBook): boolean {
  if (report.kind !== 'measure-done') return false
  const kind = measureOf(reports, report)
  return kind !== undefined && measureOn(book, kind, report.on)?.seizes === true
}
