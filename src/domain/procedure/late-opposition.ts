import { seizes } from '../measure.js'
import type { Enforcing } from './enforcement.js'
import { judging } from './judging.js'
import { goOn } from './leg.js'
import { isOppositionOpen, type LaterAct, lastDayToOppose, type OrderService } from './opposition-window.js'
import type { ProcedureState, ReportBound, ReportFact } from './proceeding.js'
import { rulesFor } from './rules.js'
import { reach } from './steps.js'

const SOURCE = 'Code de procédure civile 1416, 1417'

/**
 * An opposition against an order while it is enforced: open where the order was not served in person, until so long after the first act that
 * was, or the first seizure. It suspends enforcement, and the court hears both: its judgment confirms the title or takes it away.
 * @returns the state with it; with the report expected where one may still come; null where the title is no order
 */
export function opposedTitle(enforcing: Enforcing, state: ProcedureState): ProcedureState | null {
  const { proceeding, title, reports, rules, today } = enforcing
  const service = orderService(enforcing)
  if (service === null) return null
  const order = rulesFor({ ...proceeding, procedure: 'payment-order' }, rules.book)
  const acts = laterActs(enforcing, reports)
  const opposition = reports.find(({ kind, on }) => kind === 'opposition' && isOppositionOpen(service, acts, order, on))
  const bounds = [...(state.bounds ?? []), windowOf(service, acts, order)]
  if (!opposition) {
    const mayCome = isOppositionOpen(service, acts, order, today) || today <= (lastDayToOppose(service, acts, order) ?? today)
    return { ...state, expects: [...state.expects, ...(mayCome ? (['opposition'] as const) : [])], bounds }
  }
  const before = { ...state, passages: state.passages.filter(({ on }) => on <= opposition.on) }
  const stayed = reach(before, { stage: 'stayed', on: opposition.on, source: SOURCE, report: opposition.id, reason: 'opposition' })
  const tried = goOn(stayed, judging({ ...proceeding, askedCents: title.principalCents }, order, opposition.on, today))
  if (tried.end !== 'titled') return { ...tried, title: null, expects: [...new Set(tried.expects)] }
  return confirmed(tried, state)
}

/** The judgment takes the order's place, and the title goes on. */
function confirmed(tried: ProcedureState, state: ProcedureState): ProcedureState {
  const last = tried.passages.at(-1)
  const passages = tried.passages.slice(0, -1)
  const on = last?.on ?? ''
  const again = { stage: 'enforcing' as const, on, source: 'Code de procédure civile 1420', ...(last?.report && { report: last.report }) }
  return {
    ...state,
    passages: [...passages, again],
    stage: 'enforcing',
    end: null,
    asks: tried.asks.length > 0 ? [...tried.asks] : state.asks,
  }
}

/** How the order was served that is the title; null for another title, or one whose service nobody has told. */
function orderService({ title }: Enforcing): OrderService | null {
  if (title.kind !== 'payment-order' || title.servedOn === null) return null
  return { orderOn: title.on, on: title.servedOn, mode: title.servedInPerson ? 'in-person' : 'home' }
}

const laterActs = ({ rules }: Enforcing, reports: readonly ReportFact[]): LaterAct[] =>
  reports
    .filter(({ kind }) => kind === 'served' || kind === 'measure-done')
    .map((report) => ({ on: report.on, inPerson: report.mode === 'in-person', seizes: seizes(reports, report, rules.book) }))

function windowOf(service: OrderService, acts: readonly LaterAct[], order: ReturnType<typeof rulesFor>): ReportBound {
  const until = lastDayToOppose(service, acts, order)
  return { kind: 'opposition', from: service.on, ...(until !== null && { until }), rule: 'oppose-within', source: SOURCE }
}
