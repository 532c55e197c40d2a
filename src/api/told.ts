import { setTimeout } from 'node:timers/promises'
import { DomainError } from '../domain/errors.js'
import type { Database } from '../store/database.js'

const TOLD_WITHIN_MS = 5_000
const ASK_EVERY_MS = 50

/**
 * Waits until the file has been told of what its rows hold. A command that comes right after the file was opened, or
 * reopened by a reversal, would otherwise find no workflow and look like one to a closed file.
 * @throws DomainError not-taken when the file could not be told in time
 */
export async function untilTold(db: Database, fileId: string, withinMs = TOLD_WITHIN_MS): Promise<void> {
  const deadline = performance.now() + withinMs
  while ((await db.outbox.count({ where: { fileId, toldAt: null } })) > 0) {
    if (performance.now() > deadline) throw new DomainError('not-taken')
    await setTimeout(ASK_EVERY_MS)
  }
}
