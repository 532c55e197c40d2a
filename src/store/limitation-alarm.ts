import { unpaidOn } from '../domain/account.js'
import { zoneOf } from '../domain/debtor-calendar.js'
import { packOn } from '../domain/law-pack.js'
import { instantOf, type LegalDay, legalDayOf } from '../domain/legal-day.js'
import { alarmsDue, nextAlarmDay } from '../domain/limitation-alarm.js'
import type { Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import type { Case } from './facts.js'
import { appendToEach } from './file-event.js'

/**
 * Raises the alarms that unpaid claims call for by a legal time: each once for a claim and last day, in the file's history
 * and for the worklist. Nobody is contacted by it. The caller holds the file's lock.
 */
export async function raiseAlarms(tx: Transaction, fileId: string, present: Case, legalTime: Date, now: Date): Promise<void> {
  const { today, unpaid } = limitedOn(present, legalTime)
  const due = unpaid.flatMap((claim) =>
    alarmsDue(claim, present.law, today).map(({ alarm, lastDay }) => ({ claimId: claim.id, alarm, lastDay })),
  )
  if (due.length === 0) return
  const raised = await tx.limitationAlarm.createManyAndReturn({
    data: due.map(({ lastDay, ...rest }) => ({ ...rest, lastDay: toDay(lastDay), raisedAt: now })),
    skipDuplicates: true,
    include: { claim: { select: { reference: true } } },
  })
  for (const { claim, alarm, lastDay } of raised) {
    const data = { claim: claim.reference, alarm, lastDay: fromDay(lastDay) }
    await appendToEach(tx, [{ fileId, kind: 'limitation-alarm', actor: 'engine', legalTime, data }])
  }
}

/** Instant of legal time at which the day of the next alarm begins where the debtor is; null when none is ahead. */
export function nextAlarm(present: Case, at: Date): string | null {
  const { today, unpaid, zone } = limitedOn(present, at)
  const day = nextAlarmDay(unpaid, present.law, today)
  return day && instantOf(day, '00:00', zone).toISOString()
}

/** Whether an alarm is due already when a file begins to live. */
export function hasAlarmDue(present: Case, at: Date): boolean {
  const { today, unpaid } = limitedOn(present, at)
  return unpaid.some((claim) => alarmsDue(claim, present.law, today).length > 0)
}

function limitedOn({ facts, law }: Case, at: Date) {
  const zone = zoneOf(facts, packOn(law, legalDayOf(at, law.zone)))
  const today: LegalDay = legalDayOf(at, zone)
  return { today, zone, unpaid: unpaidOn(facts, law, today) }
}
