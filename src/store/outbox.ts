import type { Database, Transaction } from './database.js'

/** Leaves word for the file's workflow, in the transaction that writes the fact itself, under the file's lock. */
export async function tell(tx: Transaction, fileId: string, fact: string, notBefore: Date | null = null): Promise<void> {
  await tx.outbox.create({ data: { fileId, fact, notBefore } })
}

export interface Untold {
  id: bigint
  fileId: string
  notBefore: Date | null
  legalOffsetMs: bigint
  skipping: boolean
}

/**
 * What is to be told, oldest first, with rows left out that the workflow has taken already: a poller that died between
 * telling and noting it tells nobody twice.
 */
export async function untold(db: Database, limit: number): Promise<Untold[]> {
  return db.$queryRaw<Untold[]>`
    SELECT o.id, o.file_id::text AS "fileId", o.not_before AS "notBefore", f.legal_offset_ms AS "legalOffsetMs", f.clock = 'skipping' AS skipping
    FROM outbox o JOIN debt_file f ON f.id = o.file_id
    WHERE o.told_at IS NULL AND o.id > f.told_through
    ORDER BY o.id LIMIT ${limit}`
}

/**
 * Notes what has been told, and what was found taken already. The rows told are among the oldest, so that those behind
 * them, of which an import leaves thousands, are not looked at each time.
 */
export async function markTold(db: Database, ids: bigint[], now: Date): Promise<void> {
  const last = ids.reduce((one, other) => (one > other ? one : other), 0n)
  await db.$executeRaw`
    UPDATE outbox o SET told_at = ${now} FROM debt_file f
    WHERE f.id = o.file_id AND o.told_at IS NULL AND o.id <= ${last} AND (o.id = ANY(${ids}) OR o.id <= f.told_through)`
}
