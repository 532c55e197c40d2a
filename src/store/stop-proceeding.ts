import type { StoppedView } from '../contracts/stop-proceeding.js'
import { DomainError } from '../domain/errors.js'
import { legalNow } from '../domain/legal-time.js'
import { cents } from '../domain/money.js'
import { follow } from '../domain/procedure/follow.js'
import { rulesFor } from '../domain/procedure/rules.js'
import { TELLING } from '../domain/procedure/telling.js'
import type { StopReason } from '../domain/procedure/winding-up.js'
import type { Database, Transaction } from './database.js'
import { fromDay } from './day.js'
import { loadCase } from './facts.js'
import type { FileAct } from './file-act.js'
import type { FileRow } from './file-row.js'
import { legalToday } from './legal-today.js'
import { onceForFile } from './once-for-file.js'
import { tell } from './outbox.js'
import { loadProceeding } from './proceeding.js'
import { writeInside } from './proceeding-inside.js'
import { settleProceeding } from './proceeding-settle.js'

export interface Stopping {
  proceedingId: string
  reason: StopReason
}

/**
 * An operator stops a proceeding at whatever stage: exhibits are recalled, who has a task is told, what was spent stays recorded, and the
 * creditor is told. A title that was reached stays a title.
 * @throws DomainError file-unknown, proceeding-unknown, proceeding-ended, key-reused
 */
export async function stopProceeding(db: Database, act: FileAct, input: Stopping): Promise<void> {
  await onceForFile(db, { ...act, kind: 'stop-proceeding', input }, (tx, file) => stop(tx, file, act, input))
}

async function stop(tx: Transaction, file: FileRow, { actor, now }: FileAct, { proceedingId, reason }: Stopping): Promise<void> {
  const found = await loadCase(tx, file.id)
  const proceeding = await loadProceeding(tx, file.id, proceedingId, found.law)
  const settling = { tx, file, found, today: legalToday(file, now), at: legalNow(file, now) }
  if (follow(proceeding, rulesFor(proceeding, found.law), settling.today).end !== null) throw new DomainError('proceeding-ended')
  const report = await writeInside(settling, proceedingId, { kind: 'stopped', reason }, actor)
  await settleProceeding(settling, { ...proceeding, reports: [...proceeding.reports, report] })
  await tell(tx, file.id, 'proceeding-stopped')
}

/** A proceeding of the file as it has ended, and what takes it back. */
export async function stoppedView(db: Database, id: string): Promise<StoppedView> {
  const [row, costs] = await Promise.all([
    db.proceeding.findUniqueOrThrow({
      where: { id },
      select: {
        currency: true,
        passages: { where: { supersededOn: null }, orderBy: { sequence: 'asc' } },
        tasks: { where: { kind: { in: [...TELLING] } }, orderBy: { id: 'asc' } },
      },
    }),
    db.proceedingCost.aggregate({ where: { proceedingId: id }, _sum: { amountCents: true } }),
  ])
  const { currency, passages, tasks } = row
  return {
    id,
    passages: passages.map(({ stage, reachedOn, source, body }) => ({
      stage,
      on: fromDay(reachedOn),
      source,
      end: (body as { end?: string }).end ?? null,
    })),
    tasks: tasks.map(({ kind, assignee, state }) => ({ kind, to: assignee, state })),
    spentCents: cents(Number(costs._sum.amountCents ?? 0)),
    currency,
  }
}
