import type { Transaction } from './database.js'
import { lockFile } from './file-row.js'
import { settleHolds } from './insolvency-hold.js'
import { settleSituations } from './situation-hold.js'

/** A file that was just written, and whose it is. */
export interface NewbornFile {
  id: string
  debtorId: string
}

/**
 * Holds new files of debtors to whom something has happened before anything of them is decided. The caller holds the locks of the debtors
 * that were known.
 */
export async function holdNewborn(tx: Transaction, files: readonly NewbornFile[], now: Date): Promise<void> {
  const partyId = { in: files.map(({ debtorId }) => debtorId) }
  const known = [
    ...(await tx.situation.findMany({ where: { partyId }, select: { partyId: true } })),
    ...(await tx.insolvencyNotice.findMany({ where: { partyId, state: 'confirmed' }, select: { partyId: true } })),
  ].map((row) => row.partyId)
  for (const { id, debtorId } of files.filter((file) => known.includes(file.debtorId))) {
    const file = await lockFile(tx, id)
    await settleSituations(tx, debtorId, [file], now)
    await settleHolds(tx, debtorId, [file], now)
  }
}
