import { DomainError } from '../domain/errors.js'
import type { Transaction } from './database.js'

/**
 * Takes the lock of the debtor that a file is about, before the file's own. It leaves the debtor's key free: PostgreSQL
 * shares that on its own when a file's row is written twice in one transaction, and whoever holds the file's lock then
 * must not wait for one who waits for it.
 * @throws DomainError file-unknown
 */
export async function lockParty(tx: Transaction, fileId: string): Promise<string> {
  const party = (await lockDebtorOf(tx, fileId)) ?? (await lockDebtorOf(tx, fileId))
  if (!party) throw new DomainError('file-unknown')
  return party.id
}

/** None where the debtor was merged into another while its lock was waited for: looked for again, it is that other one. */
async function lockDebtorOf(tx: Transaction, fileId: string): Promise<{ id: string } | undefined> {
  const [party] = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id::text FROM party p JOIN debt_file f ON f.debtor_id = p.id
     WHERE f.id = ${fileId}::uuid AND p.merged_into_id IS NULL FOR NO KEY UPDATE OF p`
  return party
}
