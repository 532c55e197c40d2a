import { addDays } from '../legal-day.js'
import { judging } from './judging.js'
import { articleOf, asksFor, deadlineFrom, type Leg, nextOf } from './leg.js'
import { firstOf, type Matter } from './matter.js'
import type { Passage, ProceedingDeadline, ReportFact } from './proceeding.js'

/**
 * An order that was opposed: before some courts the creditor deposits the costs of the opposition in time, or it all lapses; then the court hears
 * both, and its judgment takes the order's place (Code de procédure civile 1417 to 1420).
 */
export function opposedOrder(matter: Matter, opposition: ReportFact): Leg[] {
  const { rules, reports, today } = matter
  const { id, on } = opposition
  const opposed: Passage = { stage: 'opposed', on, source: articleOf(rules, 'opposed', on), report: id }
  const consign = consignDeadline(matter, opposition)
  if (!consign) return [{ passages: [opposed] }, judging(matter, on)]
  const { lastDay, rule, source } = consign
  const consigned = firstOf(reports, 'consigned', on)
  const toConsign: Leg = {
    passages: [{ ...opposed, next: nextOf(consign) }],
    deadlines: [consign],
    asks: asksFor(matter, 'consign', on, { of: id, by: lastDay, done: consigned !== undefined }),
    expects: ['consigned'],
    bounds: [{ kind: 'consigned', until: lastDay, rule, source }],
  }
  if (consigned) return [toConsign, judging(matter, on)]
  if (today <= lastDay) return [toConsign]
  return [toConsign, { ...toConsign, passages: [{ stage: 'ended', on: addDays(lastDay, 1), source, end: 'lapsed' }], asks: [] }]
}

/** Counted from the day on which the court asked for the deposit; from the opposition where nobody has told that day. */
function consignDeadline(matter: Matter, { on, day }: ReportFact): ProceedingDeadline | null {
  const { court } = matter.proceeding
  const within = matter.rules.course(on).consignWithin
  if (!within || court === null || !within.value.courts.includes(court)) return null
  return deadlineFrom(matter, ['consign', 'creditor'], day ?? on, { value: within.value.delay, source: within.source })
}

/** Handed over to the court of the dispute, where a lawyer takes it on. */
export function handedOver(matter: Matter, { id, on }: ReportFact): readonly [Leg, Leg] {
  const judged = judging(matter, on)
  const taken: Leg = {
    passages: [{ stage: 'opposed', on, source: articleOf(matter.rules, 'opposed', on), report: id }],
    asks: asksFor(matter, 'instruct-suit', on, { of: id, done: judged.passages.length > 0 }),
  }
  return [taken, judged]
}
