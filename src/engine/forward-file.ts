import type { Client } from '@temporalio/client'
import { legalNow } from '../domain/legal-time.js'
import type { Database } from '../store/database.js'
import { advanceLegalClock, lockFile } from '../store/file-row.js'
import { fastForward } from './time-skipping.js'

const DAY_MS = 86_400_000

/** What moving files through time needs. */
export interface TimeContext {
  db: Database
  clients: { real: Client; skipping: Client }
  now: () => Date
}

/**
 * Moves the lives of all open files of a file's debtor ahead by days, with all that falls due meanwhile: a person has one time, and
 * so has a claim, whoever owes it.
 */
export async function forwardDebtor(context: TimeContext, fileId: string, days: number): Promise<void> {
  const files = await context.db.$queryRaw<{ id: string }[]>`
    WITH own AS (SELECT g.id FROM debt_file f JOIN debt_file g ON g.debtor_id = f.debtor_id WHERE f.id = ${fileId}::uuid),
         sharing AS (SELECT id FROM own
                     UNION SELECT o.file_id FROM file_claim c JOIN file_claim o ON o.claim_id = c.claim_id WHERE c.file_id IN (SELECT id FROM own))
    SELECT f.id::text FROM debt_file f WHERE f.id IN (SELECT id FROM sharing) AND (f.status = 'open' OR f.id = ${fileId}::uuid) ORDER BY f.id`
  for (const { id } of files) await forwardFile(context, id, days)
}

/** Moves one file's life ahead by days. */
export async function forwardFile(context: TimeContext, fileId: string, days: number): Promise<void> {
  const { db, now } = context
  const file = await db.debtFile.findUniqueOrThrow({ where: { id: fileId } })
  await forwardTo(context, fileId, new Date(legalNow(file, now()).getTime() + days * DAY_MS))
}

/** Moves one file's life ahead to an instant of its legal time. Where no workflow runs only its clock moves. */
export async function forwardTo({ db, clients, now }: TimeContext, fileId: string, arrival: Date): Promise<void> {
  const before = await db.debtFile.findUniqueOrThrow({ where: { id: fileId } })
  const ahead = arrival.getTime() - legalNow(before, now()).getTime()
  if (ahead <= 0) return
  if (before.status === 'open') await fastForward(before.clock === 'skipping' ? clients.skipping : clients.real, fileId, ahead)
  // A file that had nothing to do on the way has told nobody that its time has passed.
  await db.$transaction(async (tx) => advanceLegalClock(tx, await lockFile(tx, fileId), arrival, now()))
}
