import { decide } from '../domain/decide.js'
import type { Strategy } from '../domain/strategy.js'
import type { Case } from './facts.js'
import { hasAlarmDue } from './limitation-alarm.js'
import { standingsOf } from './proceeding-alarm.js'
import { wakeBy } from './wake-by.js'

/** When a file that begins to live first has something to do, an alarm to raise included; null when that is at once. */
export function firstWake(present: Case, strategy: Strategy, at: Date): Date | null {
  const decision = decide(present.facts, strategy, present.law, at)
  if (decision.do !== 'wait' || decision.until === null || hasAlarmDue(present, at)) return null
  const first = wakeBy(present, at, standingsOf(present, at))
  return new Date(first !== null && first < decision.until ? first : decision.until)
}
