import { DomainError } from '../domain/errors.js'
import { legalOffset } from '../domain/legal-time.js'
import type { Liability } from '../domain/liability.js'
import { Prisma } from '../generated/prisma/client.js'
import type { Transaction } from './database.js'

/** What is read of a file whenever something is written about it. */
export interface FileRow {
  id: string
  tenantId: string
  reference: string
  strategyId: string
  creditorId: string
  /** Whether the creditor collects its own claims. */
  ownClaims: boolean
  status: 'open' | 'closed'
  /** The file that goes on with its claims, where the two are merged. */
  mergedIntoId: string | null
  /** As what its debtor owes the claims. */
  liability: Liability
  /** Whose law it lives under. */
  country: string
  legalOffsetMs: bigint
  toldThrough: bigint
}

const FIELDS = Prisma.sql`f.id::text, f.tenant_id::text AS "tenantId", f.reference, f.strategy_id::text AS "strategyId", f.creditor_id::text AS "creditorId",
  f.mandate_id IS NULL AS "ownClaims", f.status::text,
  f.merged_into_id::text AS "mergedIntoId", f.liability, f.country, f.legal_offset_ms AS "legalOffsetMs", f.told_through AS "toldThrough"`

/**
 * Takes the file's row lock, which every fact about the file is written under, and reads it. Locks are always taken in
 * one order: party, file (by id), claim.
 * @throws DomainError file-unknown
 */
export async function lockFile(tx: Transaction, fileId: string): Promise<FileRow> {
  const [file] = await tx.$queryRaw<FileRow[]>`SELECT ${FIELDS} FROM debt_file f WHERE f.id = ${fileId}::uuid FOR UPDATE`
  if (!file) throw new DomainError('file-unknown')
  return file
}

/** The same for a file that must be the tenant's: another tenant's file does not exist. */
export async function lockFileOf(tx: Transaction, tenantId: string, fileId: string): Promise<FileRow> {
  const file = await lockFile(tx, fileId)
  if (file.tenantId !== tenantId) throw new DomainError('file-unknown')
  return file
}

/** A file with those that share claims of it: whatever moves the money of one moves theirs. */
export interface SharedFile {
  file: FileRow
  siblings: FileRow[]
}

/**
 * Takes the locks of files that are the tenant's and of all that share claims with them, by id.
 * @returns the files asked for, in the order asked, each with those that share its claims
 * @throws DomainError file-unknown
 */
export async function lockFilesSharing(tx: Transaction, tenantId: string, fileIds: readonly string[]): Promise<SharedFile[]> {
  const rows = await tx.$queryRaw<(FileRow & { shares: string[] })[]>`
    SELECT ${FIELDS}, coalesce(s.shares, '{}') AS shares
      FROM debt_file f
      LEFT JOIN LATERAL (SELECT array_agg(DISTINCT o.file_id::text) AS shares
                           FROM file_claim c JOIN file_claim o ON o.claim_id = c.claim_id AND o.file_id <> c.file_id WHERE c.file_id = f.id) s ON true
     WHERE f.id IN (SELECT unnest(${fileIds}::uuid[])
                    UNION SELECT o.file_id FROM file_claim c JOIN file_claim o ON o.claim_id = c.claim_id WHERE c.file_id = ANY(${fileIds}::uuid[]))
     ORDER BY f.id FOR UPDATE OF f`
  return fileIds.map((fileId) => {
    const file = rows.find(({ id }) => id === fileId)
    if (file?.tenantId !== tenantId) throw new DomainError('file-unknown')
    return { file, siblings: rows.filter(({ id }) => file.shares.includes(id)) }
  })
}

/**
 * The lock of a file that is to decide: with those of the files that share its claims where an agreement is in force or a proceeding runs: the
 * end of the one lets go what they owe too, the other puts costs on their claims and interrupts their limitation. @throws DomainError file-unknown
 */
export async function lockToSettle(tx: Transaction, fileId: string): Promise<FileRow> {
  const [agreed] = await tx.$queryRaw<{ tenantId: string }[]>`
    SELECT f.tenant_id::text AS "tenantId" FROM debt_file f WHERE f.id = ${fileId}::uuid
       AND (EXISTS (SELECT FROM settlement s WHERE s.file_id = f.id AND s.state = 'approved')
         OR EXISTS (SELECT FROM payment_plan p WHERE p.file_id = f.id AND p.state = 'active')
         OR EXISTS (SELECT FROM proceeding q WHERE q.file_id = f.id AND q.end_reason IS NULL))`
  if (agreed) await lockFilesSharing(tx, agreed.tenantId, [fileId])
  return lockFile(tx, fileId)
}

/**
 * The same for files that something comes in for: one whose claims another file goes on with is that other one.
 * @throws DomainError file-unknown
 */
export async function lockCarrying(tx: Transaction, tenantId: string, fileId: string): Promise<SharedFile> {
  const [shared] = (await lockFilesSharing(tx, tenantId, [fileId])) as [SharedFile]
  const { mergedIntoId } = shared.file
  return mergedIntoId === null ? shared : lockCarrying(tx, tenantId, mergedIntoId)
}

/**
 * Takes the locks of all files of a debtor and of all that share claims with them, by id. The caller holds the debtor's lock: whoever opens
 * a file for the debtor holds it too, and whoever shares claims of one of its files holds that file's, so that the second look sees it.
 */
export async function lockFilesAround(tx: Transaction, partyId: string): Promise<(FileRow & { debtorId: string })[]> {
  const look = () => tx.$queryRaw<(FileRow & { debtorId: string })[]>`
    SELECT ${FIELDS}, f.debtor_id::text AS "debtorId" FROM debt_file f
     WHERE f.debtor_id = ${partyId}::uuid
        OR f.id IN (SELECT o.file_id FROM debt_file g JOIN file_claim c ON c.file_id = g.id JOIN file_claim o ON o.claim_id = c.claim_id
                     WHERE g.debtor_id = ${partyId}::uuid)
     ORDER BY f.id FOR UPDATE OF f`
  await look()
  return look()
}

/** Takes the locks of all files of some debtors, by id. */
export function lockFilesOfParties(tx: Transaction, partyIds: readonly string[]): Promise<(FileRow & { debtorId: string })[]> {
  return tx.$queryRaw`
    SELECT ${FIELDS}, f.debtor_id::text AS "debtorId" FROM debt_file f WHERE f.debtor_id = ANY(${[...partyIds]}::uuid[]) ORDER BY f.id FOR UPDATE`
}

/** Offsets closer than this to the one stored are latency, not time that was skipped. */
const JITTER_MS = 1000

/** Keeps the file's offset when its workflow has skipped ahead; time never goes back. */
export async function advanceLegalClock(tx: Transaction, file: FileRow, at: Date, now: Date): Promise<void> {
  const offset = legalOffset(at, now)
  if (offset - Number(file.legalOffsetMs) <= JITTER_MS) return
  await tx.debtFile.update({ where: { id: file.id }, data: { legalOffsetMs: offset } })
}
