import type { ReportFact, ReportKind } from './proceeding.js'

/** What a report must say and does not: the name of the field; null where it says enough to be acted on. */
export function lackOf(report: ReportFact): string | null {
  return LACKS[report.kind]?.(report) ?? null
}

type Lack = (report: ReportFact) => string | null

const lackOfSum: Lack = ({ amountCents }) => (amountCents !== undefined && amountCents > 0 ? null : 'amountCents')
const lackOfJudgment: Lack = (report) => {
  const { outcome } = report
  if (outcome === undefined) return 'outcome'
  return outcome === 'granted' || outcome === 'partly' ? lackOfSum(report) : null
}
const lackOfMeasure: Lack = ({ of, measure }) => (of === undefined && measure === undefined ? 'measure' : null)
const lackOfWhich: Lack = ({ of }) => (of === undefined ? 'of' : null)

/** What each kind must say; one that is not named says enough by its day. */
const LACKS: Partial<Record<ReportKind, Lack>> = {
  served: ({ act, mode }) => (act === undefined ? 'act' : mode === undefined ? 'mode' : null),
  'order-granted': lackOfSum,
  'debtor-agreed': lackOfSum,
  judgment: lackOfJudgment,
  'appeal-decided': lackOfJudgment,
  'hearing-set': ({ day }) => (day === undefined ? 'day' : null),
  'measure-done': lackOfMeasure,
  'measure-vain': lackOfMeasure,
  'measure-contested': lackOfWhich,
  'measure-released': lackOfWhich,
  'measure-authorised': lackOfWhich,
}
