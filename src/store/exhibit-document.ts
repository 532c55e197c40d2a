import type { PieceKind } from '../domain/judicial-law.js'
import type { PaperExhibit } from '../strategies/papers/facts.js'
import type { Database, Transaction } from './database.js'
import { fromDay } from './day.js'
import { keepDocument, readDocument } from './document.js'
import { lockFile } from './file-row.js'

/** A piece under its number, with the document that it is. */
export type NumberedExhibit = PaperExhibit & { documentId: string | null }

/** The exhibits of a proceeding by their numbers. */
export async function exhibitsOf(tx: Transaction, proceedingId: string): Promise<NumberedExhibit[]> {
  const rows = await tx.exhibit.findMany({ where: { proceedingId }, orderBy: { number: 'asc' } })
  const pieces = await tx.casePiece.findMany({ where: { id: { in: rows.map(({ pieceId }) => pieceId) } } })
  const documents = await tx.storedDocument.findMany({
    where: { id: { in: pieces.flatMap(({ documentId }) => documentId ?? []) } },
    select: { id: true, sha256: true },
  })
  return rows.flatMap(({ number, pieceId }): NumberedExhibit[] => {
    const piece = pieces.find(({ id }) => id === pieceId)
    if (!piece || piece.withdrawn) return []
    const { kind, title, datedOn, documentId, ground } = piece
    const sha256 = documents.find(({ id }) => id === documentId)?.sha256 ?? null
    return [{ number, kind: kind as PieceKind, title, datedOn: fromDay(datedOn), sha256, ground, documentId }]
  })
}

/** Prints a number on the first page of a document; null where it is no page, and goes as it is. */
export type Stamp = (bytes: Uint8Array, mediaType: string, number: number) => Promise<Uint8Array | null>

const DUE: readonly string[] = ['due', 'calling']

/**
 * Puts the exhibits of a task's proceeding with the task, each under its number: as a copy that bears it where it has pages. Done again it adds
 * only what is not there yet; what was stamped for another task of the proceeding is the same copy.
 */
export async function addExhibits(db: Database, taskId: string, stamp: Stamp): Promise<void> {
  const { proceeding } = await db.proceedingTask.findUniqueOrThrow({ where: { id: taskId }, include: { proceeding: true } })
  const { tenantId, fileId, id: proceedingId } = proceeding
  for (const { number, documentId } of await exhibitsOf(db, proceedingId)) {
    if (documentId === null) continue
    const role = `exhibit:${number}`
    const known = await db.taskDocument.findFirst({ where: { role, task: { proceedingId } } })
    const original = known ? null : await readDocument(db, tenantId, documentId)
    const stamped = original && (await stamp(original.bytes, original.mediaType, number))
    await db.$transaction(async (tx) => {
      await lockFile(tx, fileId)
      const task = await tx.proceedingTask.findUniqueOrThrow({ where: { id: taskId }, include: { papers: true } })
      if (!DUE.includes(task.state) || task.papers.some((paper) => paper.role === role)) return
      const copy =
        original &&
        stamped &&
        (await keepDocument(tx, {
          tenantId,
          subject: `proceeding:${proceedingId}`,
          kind: 'case-piece',
          name: `piece-${String(number).padStart(2, '0')}-${original.name.replace(/\.[^.]*$/, '')}.pdf`,
          mediaType: 'application/pdf',
          bytes: new Uint8Array(stamped),
          versions: { [`exhibit:${number}`]: original.sha256 },
          actor: 'relance',
        }))
      await tx.taskDocument.create({ data: { taskId, role, documentId: known?.documentId ?? copy?.id ?? documentId } })
    })
  }
}
