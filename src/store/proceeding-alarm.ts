import { zoneOf } from '../domain/decide.js'
import { packOn } from '../domain/law-pack.js'
import { instantOf, type LegalDay, legalDayOf } from '../domain/legal-day.js'
import { alarmsOf, dueAlarms, nextTurn, type ProceedingAlarmFact } from '../domain/procedure/alarms.js'
import { follow } from '../domain/procedure/follow.js'
import type { ProcedureState, ProceedingFact } from '../domain/procedure/proceeding.js'
import { rulesFor } from '../domain/procedure/rules.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import type { Case } from './facts.js'
import { appendEvent } from './file-event.js'

/** Raises the alarms of the file's proceedings that are due by a legal time, each once. The caller holds the file's lock. */
export async function raiseProceedingAlarms(tx: Transaction, fileId: string, present: Case, legalTime: Date): Promise<void> {
  const today = dayOf(present, legalTime)
  for (const proceeding of present.facts.judicial?.proceedings ?? []) {
    const { alarms } = standing(proceeding, present, today)
    await raise({ tx, fileId, proceeding, today, legalTime }, alarms)
  }
}

/** Raises that a last day was missed, before the end that it brings is written down: no decision sees the proceeding after that. */
export async function raiseMissed(raising: Raising, present: Case): Promise<void> {
  const { proceeding, today } = raising
  const { state, alarms } = standing({ ...proceeding, tasks: [] }, present, today)
  if (state.end !== null) await raise(raising, alarms)
}

/** What alarms are raised with. */
interface Raising {
  tx: Transaction
  fileId: string
  proceeding: ProceedingFact
  today: LegalDay
  legalTime: Date
}

async function raise({ tx, fileId, proceeding, today, legalTime }: Raising, alarms: readonly ProceedingAlarmFact[]): Promise<void> {
  const due = dueAlarms(alarms, today)
  if (due.length === 0) return
  const raised = await tx.proceedingAlarm.createManyAndReturn({
    data: due.map(({ alarm, lastDay }) => ({ proceedingId: proceeding.id, alarm, lastDay: toDay(lastDay), raisedOn: toDay(today) })),
    skipDuplicates: true,
  })
  for (const { alarm, lastDay } of due.filter((one) => raised.some((row) => row.alarm === one.alarm))) {
    const data = { proceedingId: proceeding.id, procedure: proceeding.procedure, alarm, lastDay }
    await appendEvent(tx, fileId, { kind: 'proceeding-alarm', actor: 'engine', legalTime, data })
  }
}

/** Instants of legal time at which the file's proceedings have their next alarm, or something of them ends by itself. */
export function nextProceedingAlarms(present: Case, at: Date): string[] {
  const today = dayOf(present, at)
  return (present.facts.judicial?.proceedings ?? []).flatMap((proceeding) => {
    const { state, alarms } = standing(proceeding, present, today)
    const day = nextTurn(state, alarms, today)
    return day === null ? [] : [instantOf(day, '00:00', zoneOf(present.facts, packOn(present.law, day))).toISOString()]
  })
}

interface Standing {
  state: ProcedureState
  alarms: ProceedingAlarmFact[]
}

function standing(proceeding: ProceedingFact, { law }: Case, today: LegalDay): Standing {
  const rules = rulesFor(proceeding, law)
  const state = follow(proceeding, rules, today)
  return { state, alarms: alarmsOf(state, proceeding.tasks, rules.judicial(today).alarmDays.value) }
}

const dayOf = ({ facts, law }: Case, at: Date): LegalDay => legalDayOf(at, zoneOf(facts, packOn(law, legalDayOf(at, law.zone))))
