import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from './database.js'
import { keepDocument } from './document.js'
import type { FileRow } from './file-row.js'

/** How far its provider has reported of it: nothing that says that it did not arrive. */
const REACHED = { OR: [{ delivery: null }, { delivery: { notIn: ['address-unknown', 'failed'] } }] }

/**
 * Makes the formal notices that went out on a file by post pieces of its case, as they were printed: each once. What was erased since is none,
 * nor what its addressee never had.
 * The caller holds the file's lock, and numbers exhibits afterwards. @returns whether there was a new one
 */
export async function collectFormalNotices(tx: Transaction, file: FileRow): Promise<boolean> {
  const sent = await tx.contact.findMany({
    where: {
      fileId: file.id,
      stage: 'formal-notice',
      channel: 'letter',
      state: 'sent',
      contactedOn: { not: null },
      postedOn: { not: null },
      ...REACHED,
    },
    include: { message: { select: { pdf: true } } },
    orderBy: { id: 'asc' },
  })
  let added = false
  for (const { id, contactedOn, registered, message } of sent) {
    if (!message?.pdf || contactedOn === null) continue
    const subject = `contact:${id}`
    const about = { tenantId: file.tenantId, kind: 'formal-notice' as const }
    if ((await tx.storedDocument.count({ where: { ...about, subject } })) > 0) continue
    const kept = await keepDocument(tx, {
      ...about,
      subject,
      fileId: file.id,
      name: `mise-en-demeure-${file.reference}-${contactedOn.toISOString().slice(0, 10)}.pdf`,
      mediaType: 'application/pdf',
      bytes: new Uint8Array(message.pdf),
      actor: 'relance',
    })
    const title = `Mise en demeure${registered ? ' (lettre recommandée)' : ''}`
    const row = { id: uuidv7(), tenantId: file.tenantId, fileId: file.id, kind: 'formal-notice', title, datedOn: contactedOn }
    await tx.casePiece.create({ data: { ...row, documentId: kept.id, actor: 'engine' } })
    added = true
  }
  return added
}
