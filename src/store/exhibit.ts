import type { Transaction } from './database.js'

/**
 * Numbers the pieces of a file in proceedings that have no number there yet, in the order of their days: on opening the oldest is number 1;
 * what is added later follows, so that a number that was named in a paper never changes.
 */
export async function numberExhibits(tx: Transaction, fileId: string, proceedingIds: readonly string[]): Promise<void> {
  const pieces = await tx.casePiece.findMany({
    where: { fileId, withdrawn: false },
    orderBy: [{ datedOn: 'asc' }, { recordedAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  })
  for (const proceedingId of proceedingIds) {
    const known = await tx.exhibit.findMany({ where: { proceedingId }, select: { number: true, pieceId: true } })
    const last = Math.max(0, ...known.map(({ number }) => number))
    const fresh = pieces.filter(({ id }) => !known.some(({ pieceId }) => pieceId === id))
    await tx.exhibit.createMany({ data: fresh.map(({ id }, index) => ({ proceedingId, number: last + 1 + index, pieceId: id })) })
  }
}
