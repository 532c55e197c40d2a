import { addDays, type LegalDay } from '../legal-day.js'
import { judging } from './judging.js'
import { goOn } from './leg.js'
import type { ProcedureState, ProceedingDeadline, ProceedingFact, ReportBound, ReportFact } from './proceeding.js'
import type { ProceedingRules } from './rules.js'
import { answered, dropped, isOver, reach, reportOf } from './steps.js'

/**
 * An order that was opposed: before some courts the creditor deposits the costs of the opposition in time, or it all lapses; then it is a
 * contested case. @param opposed the state on the day of the opposition
 */
export function followOpposition(
  proceeding: ProceedingFact,
  rules: ProceedingRules,
  today: LegalDay,
  opposition: ReportFact,
  opposed: ProcedureState,
): ProcedureState {
  const consign = consignDeadline(proceeding, rules, opposition)
  if (!consign) return contested(proceeding, rules, today, opposition.on, opposed)
  const waiting = toConsign(opposition, consign, opposed)
  const consigned = reportOf(proceeding, 'consigned')
  if (consigned) return contested(proceeding, rules, today, opposition.on, { ...waiting, asks: answered(waiting, 'consign') })
  return isOver(consign.lastDay, today) ? lapsed(waiting, consign) : waiting
}

/** Counted from the day on which the court asked for the deposit; from the opposition where nobody has told that day. */
function consignDeadline({ court }: ProceedingFact, rules: ProceedingRules, { on, day }: ReportFact): ProceedingDeadline | null {
  const within = rules.course(on).consignWithin
  if (!within || court === null || !within.value.courts.includes(court)) return null
  const { deadline } = rules.deadline(day ?? on, within.value.delay, false)
  return {
    kind: 'consign',
    lastDay: deadline,
    who: 'creditor',
    rule: `consign-within:${within.value.delay.replace(' ', '-')}`,
    source: within.source,
  }
}

const consignBound = ({ lastDay, rule, source }: ProceedingDeadline): ReportBound => ({ kind: 'consigned', until: lastDay, rule, source })

function toConsign(opposition: ReportFact, consign: ProceedingDeadline, opposed: ProcedureState): ProcedureState {
  const { kind, lastDay } = consign
  const passages = opposed.passages.map((passage, index) =>
    index === opposed.passages.length - 1 ? { ...passage, next: { kind, lastDay } } : passage,
  )
  const ask = { kind: 'consign' as const, of: opposition.id, to: 'creditor' as const, urgent: true, by: lastDay, done: false }
  return {
    ...opposed,
    passages,
    deadlines: [consign],
    asks: [...opposed.asks, ask],
    expects: ['consigned'],
    bounds: [consignBound(consign)],
  }
}

const lapsed = (waiting: ProcedureState, consign: ProceedingDeadline): ProcedureState =>
  reach(
    waiting,
    { stage: 'ended', on: addDays(consign.lastDay, 1), source: consign.source, end: 'lapsed' },
    { deadlines: [consign], asks: dropped(waiting, 'consign'), expects: ['consigned'], bounds: [consignBound(consign)] },
  )

/** The court hears both, and its judgment takes the order's place (Code de procédure civile 1417 to 1420). */
const contested = (
  proceeding: ProceedingFact,
  rules: ProceedingRules,
  today: LegalDay,
  since: LegalDay,
  state: ProcedureState,
): ProcedureState => goOn(state, judging(proceeding, rules, since, today))
