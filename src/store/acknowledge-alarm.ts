import { DomainError } from '../domain/errors.js'
import { legalNow } from '../domain/legal-time.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import type { FileAct } from './file-act.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { isId } from './file-view.js'
import { legalToday } from './legal-today.js'
import { onceForFile } from './once-for-file.js'

export interface Acknowledging {
  proceedingId: string
  /** As it was raised: `serve:7`, `title-life:92`, `silence:<task id>`. */
  alarm: string
  /** What the person says to it; null for nothing. */
  note: string | null
}

/**
 * A person has seen an alarm of a proceeding: it leaves the worklist until the next one of the same last day is raised. Said again, it changes
 * nothing. @throws DomainError file-unknown, proceeding-unknown, resource-unknown for an alarm that was not raised, key-reused
 */
export async function acknowledgeAlarm(db: Database, act: FileAct, input: Acknowledging): Promise<void> {
  await onceForFile(db, { ...act, kind: 'acknowledge-alarm', input }, (tx, file) => acknowledge(tx, file, act, input))
}

async function acknowledge(
  tx: Transaction,
  file: FileRow,
  { actor, now }: FileAct,
  { proceedingId, alarm, note }: Acknowledging,
): Promise<void> {
  const proceeding = isId(proceedingId) ? await tx.proceeding.findFirst({ where: { id: proceedingId, fileId: file.id } }) : null
  if (!proceeding) throw new DomainError('proceeding-unknown', 'proceeding')
  const raised = await tx.proceedingAlarm.findFirst({
    where: { proceedingId, alarm },
    orderBy: [{ raisedOn: 'desc' }, { lastDay: 'desc' }],
  })
  if (!raised) throw new DomainError('resource-unknown', 'alarm')
  const at = legalNow(file, now)
  const { lastDay } = raised
  const row = { proceedingId, alarm, lastDay, acknowledgedOn: toDay(legalToday(file, now)), note, actor }
  const { count } = await tx.alarmAcknowledgement.createMany({ data: [row], skipDuplicates: true })
  if (count === 0) return
  const data = { proceedingId, alarm, lastDay: fromDay(lastDay), note }
  await appendEvent(tx, file.id, { kind: 'alarm-acknowledged', actor, legalTime: at, data })
}
