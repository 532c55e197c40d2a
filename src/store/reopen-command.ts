import { DomainError } from '../domain/errors.js'
import { legalNow } from '../domain/legal-time.js'
import { liftClosing } from './closing-order.js'
import type { Database } from './database.js'
import { onceForFile } from './once-for-file.js'
import { tell } from './outbox.js'

export interface Reopening {
  tenantId: string
  fileId: string
  actor: string
  /** The client's idempotency key: taken back once. */
  key: string
}

/**
 * Takes the order to close a file back: it goes on where it was. No workflow runs of a closed file, so it hears of it as of any late
 * fact, by the outbox.
 * @throws DomainError file-unknown, closing-not-ordered, file-closed where it was merged into another, key-reused
 */
export async function reopen(db: Database, { tenantId, fileId, actor, key }: Reopening, now: Date): Promise<void> {
  await onceForFile(db, { tenantId, fileId, actor, key, kind: 'reopen', input: {}, now }, async (tx, file) => {
    // Its claims are another's: it is parted from that one, which lifts the order.
    if (file.mergedIntoId !== null) throw new DomainError('file-closed')
    await liftClosing(tx, file, actor, legalNow(file, now))
    await tell(tx, fileId, 'closing-lifted')
  })
}
