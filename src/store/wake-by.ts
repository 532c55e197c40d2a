import { zoneOf } from '../domain/debtor-calendar.js'
import { packOn } from '../domain/law-pack.js'
import { addDays, instantOf } from '../domain/legal-day.js'
import { lastDayOf } from '../domain/promise.js'
import type { Case } from './facts.js'
import { nextAlarm } from './limitation-alarm.js'
import { nextProceedingAlarms, type Standing } from './proceeding-alarm.js'
import { voidFrom } from './unbegun.js'

/**
 * Instant of legal time at which a file looks again, whatever it waits for: at an alarm of its limitation, once its mandate is over,
 * when a paper of the agency comes into force, once a dispute should have been answered, and once a promise or settlement has come to its
 * last day.
 * @param standings how its proceedings stand then
 */
export function wakeBy(present: Case, at: Date, standings: readonly Standing[]): string | null {
  const ahead = [
    nextAlarm(present, at),
    mandateOver(present),
    ...agreementsOver(present),
    ...papersBegin(present, at),
    ...answersLate(present),
    ...nextProceedingAlarms(present, standings),
    ...proposalsWait(present),
    ...packagesUnclear(present),
  ].filter((instant) => instant !== null && instant > at.toISOString())
  return ahead.reduce((first, instant) => (first === null || (instant !== null && instant < first) ? instant : first), null)
}

/** Instant at which the first day after the mandate begins where the debtor is; null where it has no end. */
function mandateOver({ facts, law }: Case): string | null {
  const { mandate } = facts
  if (mandate === null || mandate.until === null) return null
  const day = addDays(mandate.until, 1)
  return instantOf(day, '00:00', zoneOf(facts, packOn(law, day))).toISOString()
}

/** Instants at which money that was agreed is late: whether it came is written down then, also while the file waits for something else. */
function agreementsOver({ facts, law }: Case): string[] {
  const { promise, settlement } = facts
  const awaited = [promise, settlement?.state === 'approved' ? settlement : undefined]
  const days = awaited.flatMap((one) => (one === undefined ? [] : [addDays(lastDayOf(one), 1)]))
  return days.map((day) => instantOf(day, '00:00', zoneOf(facts, packOn(law, day))).toISOString())
}

/** Instants at which papers of the agency come into force: a file that asks a person because one had lapsed goes on then. */
function papersBegin({ facts, law }: Case, at: Date): string[] {
  const utcDay = at.toISOString().slice(0, 10)
  const days = (facts.agency ?? []).flatMap(({ inForce }) => inForce.map(({ from }) => from)).filter((day) => day >= utcDay)
  return days.map((day) => instantOf(day, '00:00', zoneOf(facts, packOn(law, day))).toISOString())
}

/** Instants at which who has not answered a proposal to sue is reminded, at which it is void, and at which an approval is that nothing was begun by. */
function proposalsWait({ facts, law }: Case): string[] {
  const { proposal, proceedings = [] } = facts.judicial ?? {}
  const answers = proposal ? [...(proposal.reminded ? [] : [proposal.remindOn]), addDays(proposal.answerBy, 1)] : []
  const approvals = proceedings.flatMap((proceeding) => voidFrom(proceeding, law) ?? [])
  return [...answers, ...approvals].map((day) => instantOf(day, '00:00', zoneOf(facts, packOn(law, day))).toISOString())
}

/** Instants at which the last days for answers to disputes are over. */
function answersLate({ facts, law }: Case): string[] {
  const days = facts.claims.flatMap(({ disputed }) => (disputed ? [addDays(disputed.answerBy, 1)] : []))
  return days.map((day) => instantOf(day, '00:00', zoneOf(facts, packOn(law, day))).toISOString())
}

/** Ends of the leases of packages that are being sent: from then on a person is asked whether they went out. */
const packagesUnclear = ({ facts }: Case): (string | null)[] =>
  (facts.judicial?.proceedings ?? []).flatMap(({ tasks }) =>
    tasks.flatMap(({ state, leaseUntil }) => (state === 'calling' ? [leaseUntil ?? null] : [])),
  )
