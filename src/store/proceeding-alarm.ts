import { zoneOf } from '../domain/debtor-calendar.js'
import { judicialOn } from '../domain/judicial-law.js'
import { type LawBook, packOn } from '../domain/law-pack.js'
import { instantOf, type LegalDay, legalDayOf } from '../domain/legal-day.js'
import { alarmsOf, dueAlarms, nextTurn, type ProceedingAlarmFact } from '../domain/procedure/alarms.js'
import { follow } from '../domain/procedure/follow.js'
import type { ProcedureState, ProceedingFact } from '../domain/procedure/proceeding.js'
import { rulesFor } from '../domain/procedure/rules.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import type { Case } from './facts.js'
import { appendEvent } from './file-event.js'

/** A proceeding, and how it stands on a day. */
export interface Standing {
  proceeding: ProceedingFact
  state: ProcedureState
  today: LegalDay
}

/** How the proceedings of a file stand at an instant of legal time: looked at once for all that a decision asks of them. */
export function standingsOf({ facts, law }: Case, at: Date): Standing[] {
  const today = legalDayOf(at, zoneOf(facts, packOn(law, legalDayOf(at, law.zone))))
  return (facts.judicial?.proceedings ?? []).map((proceeding) => ({
    proceeding,
    state: follow(proceeding, rulesFor(proceeding, law), today),
    today,
  }))
}

/** What alarms are raised with. */
interface Raising {
  tx: Transaction
  fileId: string
  law: LawBook
  legalTime: Date
}

/** Raises the alarms of the file's proceedings that are due by a legal time, each once. The caller holds the file's lock. */
export async function raiseProceedingAlarms(raising: Raising, standings: readonly Standing[]): Promise<void> {
  for (const standing of standings) await raise(raising, standing, alarmsIn(standing, raising.law))
}

/** Raises that a last day was missed, before the end that it brings is written down: no decision sees the proceeding after that. */
export async function raiseMissed(raising: Raising, standing: Standing): Promise<void> {
  const { state, proceeding } = standing
  if (state.end !== null) await raise(raising, standing, alarmsIn({ ...standing, proceeding: { ...proceeding, tasks: [] } }, raising.law))
}

const alarmsIn = ({ proceeding, state, today }: Standing, law: LawBook): ProceedingAlarmFact[] =>
  alarmsOf(state, proceeding.tasks, judicialOn(law, today).alarmDays.value)

async function raise(
  { tx, fileId, legalTime }: Raising,
  { proceeding, today }: Standing,
  alarms: readonly ProceedingAlarmFact[],
): Promise<void> {
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
export const nextProceedingAlarms = ({ facts, law }: Case, standings: readonly Standing[]): string[] =>
  standings.flatMap((standing) => {
    const day = nextTurn(standing.state, alarmsIn(standing, law), standing.today)
    return day === null ? [] : [instantOf(day, '00:00', zoneOf(facts, packOn(law, day))).toISOString()]
  })
