import { cents } from '../money.js'
import { endOf, enforceableFrom, isToServe, type Judgment, judgmentOf } from './judgment.js'
import { articleOf, asksFor, deadlineFrom, doerOf, type Leg, nextOf, within } from './leg.js'
import type { Matter } from './matter.js'
import type { Passage, ProceedingDeadline, ReportBound, ReportFact, TaskAsk, TitleGrant } from './proceeding.js'

/** What follows from a judgment: its service, its appeal, the title. */
export function afterJudgment(trial: Matter, judgment: ReportFact): Leg {
  const judged = judgmentOf(trial, judgment)
  const serve = serveDeadline(trial, judged)
  const passages = passagesOf(trial, judged)
  const isOver = passages.some(({ stage }) => stage === 'ended')
  const bounds = boundsOf(trial, judged)
  return {
    passages,
    deadlines: isOver ? [] : deadlinesOf(trial, judged, serve),
    asks: asksOf(trial, judged, serve),
    expects: [...new Set(bounds.map(({ kind }) => kind))],
    bounds,
    title: titleOf(trial, judged, passages),
  }
}

/** The stages after the judgment by their days. */
function passagesOf({ rules, today }: Matter, judged: Judgment): Passage[] {
  const { judgment, appeal, decided, left, decisionServed, window, served } = judged
  const reached = (stage: Passage['stage'], { id, on }: ReportFact, by = stage): Passage => ({
    stage,
    on,
    source: articleOf(rules, by, on),
    report: id,
  })
  const passages: Passage[] = [reached('judged', judgment)]
  const first = enforceableFrom(judged)
  if (first !== null) {
    const report = served?.on === first ? { report: served.id } : {}
    const next = window && !appeal && window.lastDay >= first ? { next: nextOf(window) } : {}
    passages.push({ stage: 'enforceable', on: first, source: articleOf(rules, 'enforceable', first), ...report, ...next })
  }
  if (appeal) passages.push(reached('appealed', appeal))
  if (decided && left > 0) passages.push(reached('judged', decided, 'appealed'))
  if (decisionServed && left > 0) passages.push(reached('enforceable', decisionServed))
  const last = endOf(judged)
  if (last) passages.push({ stage: 'ended', ...last, source: articleOf(rules, 'ended', last.on) })
  return passages.filter(({ on }) => on <= today).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

function serveDeadline(trial: Matter, { judgment: { on } }: Judgment): ProceedingDeadline | null {
  const { judgmentServedWithin } = trial.rules.course(on)
  return judgmentServedWithin
    ? deadlineFrom(trial, ['serve', doerOf(trial, 'serve-judgment', on) ?? 'court'], on, judgmentServedWithin)
    : null
}

function deadlinesOf({ today }: Matter, judged: Judgment, serve: ProceedingDeadline | null): ProceedingDeadline[] {
  const { window, appeal } = judged
  const deadlines = serve && isToServe(judged) ? [serve] : []
  if (!window || appeal || today > window.lastDay) return deadlines
  // The debtor's own last day is nobody's to be reminded of.
  return [...deadlines, window.who === 'debtor' ? { ...window, alarmDays: [] } : window]
}

function asksOf(trial: Matter, judged: Judgment, serve: ProceedingDeadline | null): TaskAsk[] {
  const { judgment, granted, served, decided, left, decisionServed } = judged
  const wasServed = granted > 0 && served !== undefined && !(decided && served.on >= decided.on)
  const asks = (of: string, by: TaskAsk['by'], done: boolean) => asksFor(trial, 'serve-judgment', judgment.on, { of, by, done })
  return [
    ...(isToServe(judged) || wasServed ? asks(judgment.id, serve?.lastDay ?? null, wasServed) : []),
    ...(decided && left > 0 ? asks(decided.id, null, decisionServed !== undefined) : []),
  ]
}

/** What may still come, also once its time is over: an act in time may be told late, and undoes what followed. */
function boundsOf({ rules }: Matter, judged: Judgment): ReportBound[] {
  const { judgment, isAppealable, served, window, appeal, decided, granted, left, decisionServed } = judged
  const { appealWithin } = rules.course(judgment.on)
  const service = ({ on }: ReportFact): ReportBound => ({
    kind: 'served',
    act: 'judgment',
    from: on,
    rule: 'service-of-judgment',
    source: articleOf(rules, 'enforceable', on),
  })
  if (decided) return left > 0 && !decisionServed ? [service(decided)] : []
  const services = served ? [] : [service(judgment)]
  if (appeal) {
    const source = articleOf(rules, 'appealed', appeal.on)
    const decision: ReportBound = { kind: 'appeal-decided', from: appeal.on, rule: 'after-appeal', source }
    return granted > 0 ? [...services, decision] : [decision]
  }
  if (!isAppealable || !appealWithin) return granted > 0 ? services : []
  const { value, source } = appealWithin
  const appealing: ReportBound = { kind: 'appeal', from: judgment.on, rule: within('appeal', value), source }
  return [...services, window ? { ...appealing, until: window.lastDay } : appealing]
}

/** The title as the appeal leaves it. It stays that of the judgment, unless only the appeal has granted anything. */
function titleOf({ rules }: Matter, judged: Judgment, passages: readonly Passage[]): TitleGrant | null {
  const { judgment, granted, decided, left } = judged
  const first = passages.find(({ stage }) => stage === 'enforceable')
  if (!first || left === 0) return null
  const origin = granted === 0 && decided ? decided : judgment
  return {
    of: origin.id,
    on: origin.on,
    enforceableOn: first.on,
    principalCents: left,
    costsCents: decided?.costsCents ?? judgment.costsCents ?? cents(0),
    source: articleOf(rules, 'enforceable', origin.on),
  }
}
