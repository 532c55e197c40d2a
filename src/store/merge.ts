import { DomainError } from '../domain/errors.js'
import { type Database, isConflict, type Transaction } from './database.js'
import { isId } from './file-view.js'

/** Who merges, and the client's idempotency key under which it is done once. */
export interface Merging {
  tenantId: string
  key: string
  actor: string
}

/** Merging takes the locks of two debtors and of all their files, and may have to wait for each. */
const LONGEST_MS = 30_000

/** Merges in one transaction, and one merge under a key at a time: whoever comes second finds what the first has done. */
export function mergingOnce<T>(db: Database, { tenantId, key }: Merging, carryOut: (tx: Transaction) => Promise<T>): Promise<T> {
  return inMerge(db, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`merge ${tenantId} ${key}`}, 0))`
    return carryOut(tx)
  })
}

/** A transaction that merges or parts. It holds many locks: where the database has ended it for one that waited for it, it is tried once more. */
export async function inMerge<T>(db: Database, carryOut: (tx: Transaction) => Promise<T>): Promise<T> {
  const attempt = () => db.$transaction(carryOut, { timeout: LONGEST_MS })
  try {
    return await attempt()
  } catch (error) {
    if (!isConflict(error)) throw error
    return attempt()
  }
}

/** A merge of the tenant's. @throws DomainError resource-unknown */
export async function findMerge<T>(find: () => Promise<T | null>, id: string): Promise<T> {
  const found = isId(id) ? await find() : null
  if (!found) throw new DomainError('resource-unknown', 'merge')
  return found
}
