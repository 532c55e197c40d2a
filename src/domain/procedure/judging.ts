import type { Deadline } from '../delay.js'
import { addDays, type LegalDay } from '../legal-day.js'
import { type Cents, cents } from '../money.js'
import { articleOf, doerOf, type Leg, NO_LEG } from './leg.js'
import type {
  Actor,
  OutsideReport,
  Passage,
  ProceedingDeadline,
  ProceedingFact,
  ReportBound,
  ReportFact,
  TaskAsk,
  TitleGrant,
} from './proceeding.js'
import { firstOf, firstService, reportsUntil } from './reports.js'
import type { ProceedingRules } from './rules.js'

const NOTHING = cents(0)
const BEFORE_JUDGMENT: readonly OutsideReport[] = ['hearing-set', 'hearing-held', 'judgment']

/** What is judged: the proceeding, its law, the day from which it is before the court, and the day that is asked about. */
interface Trial {
  since: LegalDay
  proceeding: ProceedingFact
  rules: ProceedingRules
  reports: ReportFact[]
  today: LegalDay
}

/**
 * A case before the court, after a summons or an opposition: hearings, judgment, service, appeal. A judgment may be enforced once it is served
 * and no appeal holds it up: it is provisional, or there is none, or its time is over, or it was confirmed and that was served.
 * @param since day from which it is before the court
 */
export function judging(proceeding: ProceedingFact, rules: ProceedingRules, since: LegalDay, today: LegalDay): Leg {
  const reports = reportsUntil(proceeding, today).filter(({ on }) => on >= since)
  const trial = { since, proceeding, rules, reports, today }
  const judgment = firstOf(reports, 'judgment')
  const heard = hearings(trial, judgment)
  if (!judgment) return heard
  const judged = afterJudgment(trial, judgment)
  return { ...judged, passages: [...heard.passages, ...judged.passages] }
}

function hearings({ since, proceeding, rules, reports }: Trial, judgment: ReportFact | undefined): Leg {
  const until = judgment?.on ?? null
  const own = reports.filter(({ kind, on }) => (kind === 'hearing-set' || kind === 'hearing-held') && (until === null || on <= until))
  const next = nextHearing(reports)
  const deadlines: ProceedingDeadline[] =
    next === undefined
      ? []
      : [
          {
            kind: 'hearing',
            lastDay: next,
            who: pleader(proceeding, rules, next),
            rule: 'hearing',
            source: articleOf(rules, 'hearing', next),
          },
        ]
  const source = articleOf(rules, 'judged', since)
  return {
    ...NO_LEG,
    passages: own.map(({ id, on, day }) => ({
      stage: 'hearing',
      on,
      source: articleOf(rules, 'hearing', on),
      report: id,
      ...(day !== undefined && { next: { kind: 'hearing', lastDay: day } }),
    })),
    deadlines,
    expects: [...BEFORE_JUDGMENT],
    bounds: BEFORE_JUDGMENT.map((kind) => ({ kind, from: since, rule: 'before-the-court', source })),
  }
}

/** The day of the hearing that was named last; none while the court deliberates. */
const nextHearing = (reports: readonly ReportFact[]): LegalDay | undefined =>
  reports.findLast(
    ({ kind, act, day }) =>
      kind === 'summoned' ||
      kind === 'hearing-set' ||
      kind === 'hearing-held' ||
      (kind === 'served' && act === 'summons' && day !== undefined),
  )?.day

const pleader = (proceeding: ProceedingFact, rules: ProceedingRules, on: LegalDay): Actor =>
  doerOf(proceeding, rules, 'instruct-suit', on) ?? 'agency'

/** A judgment with everything that has become of it. */
interface Judged {
  judgment: ReportFact
  /** Principal that it grants; 0 where it dismisses. */
  granted: Cents
  isAppealable: boolean
  isProvisional: boolean
  served: ReportFact | undefined
  /** Last day of the appeal; null while it does not run, or where there is none. */
  window: Deadline | null
  appeal: ReportFact | undefined
  /** What the court of appeal has decided, what it leaves, and when that was served. */
  decided: ReportFact | undefined
  left: Cents
  decisionServed: ReportFact | undefined
}

function afterJudgment(trial: Trial, judgment: ReportFact): Leg {
  const judged = follow(trial, judgment)
  const passages = passagesOf(trial, judged)
  const isOver = passages.some(({ stage }) => stage === 'ended')
  const bounds = boundsOf(trial, judged)
  return {
    passages,
    deadlines: isOver ? [] : deadlinesOf(trial, judged),
    asks: asksOf(trial, judged),
    expects: [...new Set(bounds.map(({ kind }) => kind))],
    bounds,
    title: titleOf(trial, judged, passages),
  }
}

function follow({ proceeding, rules, reports }: Trial, judgment: ReportFact): Judged {
  const { appealWithin, finalUpToCents, provisional } = rules.course(judgment.on)
  const granted = sumOf(judgment)
  // By what is asked for in the end: a request that was amended before the judgment counts as amended.
  const isAppealable = appealWithin !== null && (finalUpToCents === null || proceeding.askedCents > finalUpToCents.value)
  const served = firstService(reports, 'judgment', judgment.on)
  // A dismissal is the debtor's to serve: the careful last day for the creditor is counted from the judgment itself.
  const from = served ?? (granted === 0 ? judgment : undefined)
  const window = isAppealable && from ? rules.deadline(from.on, appealWithin.value, true) : null
  const appeal = isAppealable
    ? reports.find(({ kind, on }) => kind === 'appeal' && on >= judgment.on && (window === null || on <= window.deadline))
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

/** The stages after the judgment by their days. */
function passagesOf({ rules, today }: Trial, judged: Judged): Passage[] {
  const { judgment, appeal, decided, left, decisionServed, window, served } = judged
  const source = (stage: Passage['stage'], on: LegalDay) => articleOf(rules, stage, on)
  const next = window && !appeal ? { kind: 'appeal' as const, lastDay: window.deadline } : null
  const first = enforceableFrom(judged)
  const last = endOf(judged)
  const all: Passage[] = [
    { stage: 'judged', on: judgment.on, source: source('judged', judgment.on), report: judgment.id },
    ...(first === null
      ? []
      : [
          {
            stage: 'enforceable' as const,
            on: first,
            source: source('enforceable', first),
            ...bringing(first, served),
            ...nextOf(first, next),
          },
        ]),
    ...(appeal ? [{ stage: 'appealed' as const, on: appeal.on, source: source('appealed', appeal.on), report: appeal.id }] : []),
    ...(decided && left > 0
      ? [{ stage: 'judged' as const, on: decided.on, source: source('appealed', decided.on), report: decided.id }]
      : []),
    ...(decisionServed && left > 0
      ? [
          {
            stage: 'enforceable' as const,
            on: decisionServed.on,
            source: source('enforceable', decisionServed.on),
            report: decisionServed.id,
          },
        ]
      : []),
    ...(last === null ? [] : [{ stage: 'ended' as const, ...last, source: source('ended', last.on) }]),
  ]
  return all.filter(({ on }) => on <= today).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

const bringing = (on: LegalDay, report: ReportFact | undefined) => (report?.on === on ? { report: report.id } : {})
const nextOf = (on: LegalDay, next: Passage['next'] | null) => (next && next.lastDay >= on ? { next } : {})

/** First day on which the judgment of the first instance may be enforced; null while it may not, or if it is to wait for the appeal. */
function enforceableFrom({ granted, served, isAppealable, isProvisional, window, appeal, decided }: Judged): LegalDay | null {
  if (granted === 0 || !served || (decided && served.on >= decided.on)) return null
  if (isProvisional || !isAppealable) return served.on
  return appeal || !window ? null : addDays(window.deadline, 1)
}

/** The day after which nothing of the judgment can change any more, and how that leaves it. */
function endOf({ judgment, granted, served, isAppealable, window, appeal, decided, left, decisionServed }: Judged) {
  if (decided && left === 0) return { on: decided.on, end: 'dismissed' as const, report: decided.id }
  if (decided) return decisionServed ? { on: decisionServed.on, end: 'titled' as const, report: decisionServed.id } : null
  if (appeal) return null
  const end = granted === 0 ? ('dismissed' as const) : ('titled' as const)
  if (window) return { on: addDays(window.deadline, 1), end }
  if (isAppealable) return null
  if (granted === 0) return { on: judgment.on, end, report: judgment.id }
  return served ? { on: served.on, end, report: served.id } : null
}

function deadlinesOf({ proceeding, rules, today }: Trial, judged: Judged): ProceedingDeadline[] {
  const { judgment, window, appeal, granted } = judged
  const { appealWithin, judgmentServedWithin } = rules.course(judgment.on)
  const deadlines: ProceedingDeadline[] = []
  if (isToServe(judged) && judgmentServedWithin) {
    const who = doerOf(proceeding, rules, 'serve-judgment', judgment.on) ?? 'court'
    const lastDay = rules.deadline(judgment.on, judgmentServedWithin.value, false).deadline
    deadlines.push({
      kind: 'serve',
      lastDay,
      who,
      rule: within('serve', judgmentServedWithin.value),
      source: judgmentServedWithin.source,
    })
  }
  if (appealWithin && window && !appeal && today <= window.deadline) {
    const named = {
      kind: 'appeal' as const,
      lastDay: window.deadline,
      rule: within('appeal', appealWithin.value),
      source: appealWithin.source,
    }
    // The debtor's own last day is nobody's to be reminded of.
    deadlines.push(granted === 0 ? { ...named, who: 'creditor' } : { ...named, who: 'debtor', alarmDays: [] })
  }
  return deadlines
}

/** Whether the judgment of the first instance is worth serving, and is not served. */
const isToServe = ({ granted, served, appeal, decided, isProvisional }: Judged): boolean =>
  granted > 0 && !served && !decided && (!appeal || isProvisional)

function asksOf({ proceeding, rules }: Trial, judged: Judged): TaskAsk[] {
  const { judgment, granted, served, decided, left, decisionServed } = judged
  const to = doerOf(proceeding, rules, 'serve-judgment', judgment.on)
  if (to === null) return []
  const delay = rules.course(judgment.on).judgmentServedWithin?.value
  const by = delay === undefined ? null : rules.deadline(judgment.on, delay, false).deadline
  const ask = { kind: 'serve-judgment' as const, to, urgent: true }
  const wasServed = granted > 0 && served !== undefined && !(decided && served.on >= decided.on)
  return [
    ...(isToServe(judged) || wasServed ? [{ ...ask, of: judgment.id, by, done: wasServed }] : []),
    ...(decided && left > 0 ? [{ ...ask, of: decided.id, by: null, done: decisionServed !== undefined }] : []),
  ]
}

/** What may still come, also once its time is over: an act in time may be told late, and undoes what followed. */
function boundsOf(
  { rules }: Trial,
  { judgment, isAppealable, served, window, appeal, decided, granted, left, decisionServed }: Judged,
): ReportBound[] {
  const { appealWithin } = rules.course(judgment.on)
  const service = (from: LegalDay): ReportBound => ({
    kind: 'served',
    act: 'judgment',
    from,
    rule: 'service-of-judgment',
    source: articleOf(rules, 'enforceable', from),
  })
  if (decided) return left > 0 && !decisionServed ? [service(decided.on)] : []
  const services = served ? [] : [service(judgment.on)]
  if (appeal) {
    const source = articleOf(rules, 'appealed', appeal.on)
    const decision: ReportBound = { kind: 'appeal-decided', from: appeal.on, rule: 'after-appeal', source }
    return granted > 0 ? [...services, decision] : [decision]
  }
  if (!isAppealable || !appealWithin) return granted > 0 ? services : []
  const until = window ? { until: window.deadline } : {}
  return [
    ...services,
    { kind: 'appeal', from: judgment.on, ...until, rule: within('appeal', appealWithin.value), source: appealWithin.source },
  ]
}

const within = (what: string, delay: string): string => `${what}-within:${delay.replaceAll(' ', '-')}`

/** The title as the appeal leaves it. It stays that of the judgment, unless only the appeal has granted anything. */
function titleOf({ rules }: Trial, judged: Judged, passages: readonly Passage[]): TitleGrant | null {
  const { judgment, granted, decided, left } = judged
  const first = passages.find(({ stage }) => stage === 'enforceable')
  if (!first || left === 0) return null
  const origin = granted === 0 && decided ? decided : judgment
  return {
    of: origin.id,
    on: origin.on,
    enforceableOn: first.on,
    principalCents: left,
    costsCents: decided?.costsCents ?? judgment.costsCents ?? NOTHING,
    source: articleOf(rules, 'enforceable', origin.on),
  }
}
