import { DomainError } from '../domain/errors.js'
import { legalNow } from '../domain/legal-time.js'
import type { Database, Transaction } from './database.js'
import { type DocumentHead, sha256Of } from './document.js'
import type { FileAct, Upload } from './file-act.js'
import { appendEvent } from './file-event.js'
import { onceForFile } from './once-for-file.js'
import { keepUploads } from './upload.js'

/**
 * Keeps a file that somebody has handed in about a debt file, or about a dispute of it.
 * @throws DomainError file-unknown, dispute-unknown, upload-…, key-reused
 */
export async function handIn(db: Database, act: FileAct, upload: Upload, dispute: string | null): Promise<DocumentHead> {
  const { tenantId, fileId, actor, key, now } = act
  const sha256 = sha256Of(upload.bytes)
  const subject = dispute === null ? `file:${fileId}` : `dispute:${dispute}`
  await onceForFile(
    db,
    { tenantId, fileId, actor, key, kind: 'hand-in', input: { name: upload.name, sha256, subject }, now },
    async (tx, file) => {
      if (dispute !== null) await requireDispute(tx, fileId, dispute)
      const [head] = (await keepUploads(tx, { tenantId, fileId, subject, actor }, [upload])) as [DocumentHead]
      await appendEvent(tx, fileId, {
        kind: 'document-added',
        actor,
        legalTime: legalNow(file, now),
        data: { documentId: head.id, sha256 },
      })
    },
  )
  return db.storedDocument.findFirstOrThrow({
    where: { tenantId, fileId, subject, sha256 },
    orderBy: { id: 'desc' },
    omit: { bytes: true },
  })
}

async function requireDispute(tx: Transaction, fileId: string, id: string): Promise<void> {
  if ((await tx.dispute.count({ where: { id, fileId } })) === 0) throw new DomainError('dispute-unknown', 'dispute')
}
