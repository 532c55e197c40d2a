import type { Client } from '@temporalio/client'
import { legalNow } from '../domain/legal-time.js'
import type { Database } from '../store/database.js'
import { advanceLegalClock, lockFile } from '../store/file-row.js'
import { fastForward } from './time-skipping.js'

const DAY_MS = 86_400_000

interface Context {
  db: Database
  clients: { real: Client; skipping: Client }
  now: () => Date
}

/** Moves a file's life ahead by days, with all that falls due meanwhile. Where no workflow runs only its clock moves. */
export async function forwardFile({ db, clients, now }: Context, fileId: string, days: number): Promise<void> {
  const before = await db.debtFile.findUniqueOrThrow({ where: { id: fileId } })
  const arrival = new Date(legalNow(before, now()).getTime() + days * DAY_MS)
  if (before.status === 'open') await fastForward(before.clock === 'skipping' ? clients.skipping : clients.real, fileId, days * DAY_MS)
  // A file that had nothing to do on the way has told nobody that its time has passed.
  await db.$transaction(async (tx) => advanceLegalClock(tx, await lockFile(tx, fileId), arrival, now()))
}
