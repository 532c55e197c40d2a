import type { LawBook } from '../law-pack.js'
import type { LegalDay } from '../legal-day.js'
import { measureOf, measureOn } from '../measure.js'
import type { ProceedingFact, Refusal, ReportBound, ReportFact, TaskAsk } from './proceeding.js'

const TAKES: readonly ReportFact['kind'][] = ['measure-done', 'measure-vain']

/** The text by which a requested measure waits for the court on a day; null where it may be taken: the law of that day asks for nothing, or it is authorised. */
export function awaitsCourt(reports: readonly ReportFact[], request: ReportFact, book: LawBook, on: LegalDay): string | null {
  const kind = measureOf(reports, request)
  const rule = kind && measureOn(book, kind, on)
  if (!rule?.needsCourt) return null
  return reports.some((report) => report.kind === 'measure-authorised' && report.of === request.id && report.on <= on) ? null : rule.source
}

/** What asks the court for it: the agency does, and reports what the court has said. */
export const authorisationTask = ({ id }: ReportFact, done: boolean): TaskAsk => ({
  kind: 'ask-authorisation',
  of: id,
  to: 'agency',
  urgent: false,
  by: null,
  done,
})

/** An authorisation is of a measure that was asked for, and comes after that. */
export const authorisationBounds = (requests: readonly ReportFact[], book: LawBook): ReportBound[] =>
  requests.flatMap((request) => {
    const rule = request.measure && measureOn(book, request.measure, request.on)
    if (!rule?.needsCourt) return []
    return [{ kind: 'measure-authorised' as const, of: request.id, from: request.on, rule: 'court-authorises', source: rule.source }]
  })

/** Why what an officer reports of a measure is not taken: the law of its day wants the court first, and nobody has recorded that it agreed. */
export function unauthorised({ reports }: Pick<ProceedingFact, 'reports'>, report: ReportFact, book: LawBook): Refusal | null {
  if (!TAKES.includes(report.kind)) return null
  const request = reports.find(({ id, kind }) => kind === 'measure-requested' && id === report.of)
  const source = awaitsCourt(reports, request ?? report, book, report.on)
  return source === null ? null : { code: 'report-too-early', rule: 'court-authorises-first', source }
}
