import { DomainError } from '../domain/errors.js'
import { legalOffset } from '../domain/legal-time.js'
import type { Transaction } from './database.js'

/** What is read of a file whenever something is written about it. */
export interface FileRow {
  id: string
  tenantId: string
  reference: string
  strategyId: string
  status: 'open' | 'closed'
  /** Whose law it lives under. */
  country: string
  legalOffsetMs: bigint
  toldThrough: bigint
}

/**
 * Takes the file's row lock, which every fact about the file is written under, and reads it. Locks are always taken in
 * one order: party, file (by id), claim.
 * @throws DomainError file-unknown
 */
export async function lockFile(tx: Transaction, fileId: string): Promise<FileRow> {
  const [file] = await tx.$queryRaw<FileRow[]>`
    SELECT id::text, tenant_id::text AS "tenantId", reference, strategy_id::text AS "strategyId", status::text, country,
           legal_offset_ms AS "legalOffsetMs", told_through AS "toldThrough"
      FROM debt_file WHERE id = ${fileId}::uuid FOR UPDATE`
  if (!file) throw new DomainError('file-unknown')
  return file
}

/** The same for a file that must be the tenant's: another tenant's file does not exist. */
export async function lockFileOf(tx: Transaction, tenantId: string, fileId: string): Promise<FileRow> {
  const file = await lockFile(tx, fileId)
  if (file.tenantId !== tenantId) throw new DomainError('file-unknown')
  return file
}

/** Offsets closer than this to the one stored are latency, not time that was skipped. */
const JITTER_MS = 1000

/** Keeps the file's offset when its workflow has skipped ahead; time never goes back. */
export async function advanceLegalClock(tx: Transaction, file: FileRow, at: Date, now: Date): Promise<void> {
  const offset = legalOffset(at, now)
  if (offset - Number(file.legalOffsetMs) <= JITTER_MS) return
  await tx.debtFile.update({ where: { id: file.id }, data: { legalOffsetMs: offset } })
}
