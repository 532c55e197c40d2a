import { addDays, type LegalDay } from '../legal-day.js'
import { type Cents, cents } from '../money.js'
import { deadlineFrom } from './leg.js'
import { firstOf, firstService, type Matter } from './matter.js'
import type { EndReason, ProceedingDeadline, ReportFact } from './proceeding.js'

const NOTHING = cents(0)

/** A judgment with everything that has become of it. */
export interface Judgment {
  judgment: ReportFact
  /** Principal that it grants; 0 where it dismisses. */
  granted: Cents
  isAppealable: boolean
  isProvisional: boolean
  served: ReportFact | undefined
  /** The time to appeal; null while it does not run, or where there is none. */
  window: ProceedingDeadline | null
  appeal: ReportFact | undefined
  /** What the court of appeal has decided, what it leaves, and when that was served. */
  decided: ReportFact | undefined
  left: Cents
  decisionServed: ReportFact | undefined
}

/** @param trial with the reports since the case is before the court */
export function judgmentOf(trial: Matter, judgment: ReportFact): Judgment {
  const { proceeding, rules, reports } = trial
  const { appealWithin, finalUpToCents, provisional } = rules.course(judgment.on)
  const granted = sumOf(judgment)
  // By what is asked for in the end: a request that was amended before the judgment counts as amended.
  const isAppealable = appealWithin !== null && (finalUpToCents === null || proceeding.askedCents > finalUpToCents.value)
  const served = firstService(reports, 'judgment', judgment.on)
  // A dismissal is the debtor's to serve: the careful last day for the creditor is counted from the judgment itself.
  const from = served ?? (granted === 0 ? judgment : undefined)
  const who = granted === 0 ? 'creditor' : 'debtor'
  const window = isAppealable && from ? deadlineFrom(trial, ['appeal', who], from.on, appealWithin, true) : null
  const appeal = isAppealable
    ? reports.find(({ kind, on }) => kind === 'appeal' && on >= judgment.on && (window === null || on <= window.lastDay))
    : undefined
  const decided = appeal && firstOf(reports, 'appeal-decided', appeal.on)
  const left = decided ? sumAfterAppeal(decided, granted) : granted
  const decisionServed = decided && firstService(reports, 'judgment', decided.on)
  const isProvisional = provisional?.value === true || judgment.provisional === true
  return { judgment, granted, isAppealable, isProvisional, served, window, appeal, decided, left, decisionServed }
}

const sumOf = ({ outcome, amountCents }: ReportFact): Cents => (outcome === 'dismissed' ? NOTHING : (amountCents ?? NOTHING))

const sumAfterAppeal = ({ outcome, amountCents }: ReportFact, granted: Cents): Cents =>
  outcome === 'dismissed' ? NOTHING : (amountCents ?? (outcome === 'reversed' ? NOTHING : granted))

/** First day on which the judgment of the first instance may be enforced; null while it may not, or if it is to wait for the appeal. */
export function enforceableFrom(judged: Judgment): LegalDay | null {
  const { granted, served, isAppealable, isProvisional, window, appeal, decided } = judged
  if (granted === 0 || !served || (decided && served.on >= decided.on)) return null
  if (isProvisional || !isAppealable) return served.on
  return appeal || !window ? null : addDays(window.lastDay, 1)
}

/** The day after which nothing of the judgment can change any more, and how that leaves it. */
export function endOf(judged: Judgment): { on: LegalDay; end: EndReason; report?: string } | null {
  const { judgment, granted, served, isAppealable, window, appeal, decided, left, decisionServed } = judged
  if (decided && left === 0) return { on: decided.on, end: 'dismissed', report: decided.id }
  if (decided) return decisionServed ? { on: decisionServed.on, end: 'titled', report: decisionServed.id } : null
  if (appeal) return null
  const end = granted === 0 ? 'dismissed' : 'titled'
  if (window) return { on: addDays(window.lastDay, 1), end }
  if (isAppealable) return null
  if (granted === 0) return { on: judgment.on, end, report: judgment.id }
  return served ? { on: served.on, end, report: served.id } : null
}

/** Whether the judgment of the first instance is worth serving, and is not served. */
export const isToServe = ({ granted, served, appeal, decided, isProvisional }: Judgment): boolean =>
  granted > 0 && !served && !decided && (!appeal || isProvisional)
