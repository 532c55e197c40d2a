import type { ContactFact } from '../domain/facts.js'
import type { Transaction } from './database.js'
import { loadCase } from './facts.js'
import { appendToEach, type FileEvents, type NewEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { tell } from './outbox.js'

/** Facts about a claim that stand in the history of every file on it. */
type OfClaim = { [K in keyof FileEvents]: 'through' extends keyof FileEvents[K] ? K : never }[keyof FileEvents]

/**
 * Writes a fact about a claim into its file's history and, with the reference of that file, into the histories of all others on
 * the claim, which hear of it. The file itself is told by whoever calls. The caller holds the locks that lockFilesSharing takes.
 */
export async function appendOnClaim<K extends OfClaim>(tx: Transaction, file: FileRow, claimId: string, event: NewEvent<K>): Promise<void> {
  const others = await tx.fileClaim.findMany({
    where: { claimId, fileId: { not: file.id } },
    orderBy: { fileId: 'asc' },
    select: { fileId: true },
  })
  const data = { ...event.data, through: file.reference }
  await appendToEach(tx, [{ fileId: file.id, ...event }, ...others.map(({ fileId }) => ({ fileId, ...event, data }))])
  for (const { fileId } of others) await tell(tx, fileId, event.kind)
}

/** Of files that share claims with another, those that are on some of these claims. */
export async function onClaims(tx: Transaction, siblings: readonly FileRow[], claimIds: readonly string[]): Promise<FileRow[]> {
  if (siblings.length === 0) return []
  const rows = await tx.fileClaim.findMany({
    where: { claimId: { in: [...claimIds] }, fileId: { in: siblings.map(({ id }) => id) } },
    select: { fileId: true },
  })
  const held = new Set(rows.map(({ fileId }) => fileId))
  return siblings.filter(({ id }) => held.has(id))
}

/** What those who owe the same claims were sent: a sum that was stated to one of them closes the claims for all once it is paid. */
export async function contactsOf(tx: Transaction, siblings: readonly FileRow[]): Promise<ContactFact[]> {
  const contacts: ContactFact[] = []
  for (const { id } of siblings) contacts.push(...(await loadCase(tx, id)).facts.contacts)
  return contacts
}
