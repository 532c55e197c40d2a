import { DomainError, type ErrorCode } from '../domain/errors.js'
import { legalNow } from '../domain/legal-time.js'
import { canonicalHash } from './canonical-hash.js'
import type { Database, Transaction } from './database.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockFileOf, lockFilesSharing, type SharedFile } from './file-row.js'
import { lockParty } from './party.js'

/** Something that is asked of a file's rows, whether its workflow runs or not. */
export interface Asked {
  tenantId: string
  fileId: string
  actor: string
  /** The client's idempotency key. */
  key: string
  kind: string
  /** What else it says: the same key with anything else is another request. */
  input: object
  now: Date
}

/** What is done, under the locks that were taken. */
type Work = (tx: Transaction, file: FileRow, siblings: readonly FileRow[]) => Promise<void>

/** Takes the lock of a file under that of its party, and of others with it. */
export type LockFile = (tx: Transaction, tenantId: string, fileId: string, partyId: string) => Promise<SharedFile>

const lockAlone: LockFile = async (tx, tenantId, fileId) => ({ file: await lockFileOf(tx, tenantId, fileId), siblings: [] })

/** For what touches other files on the same claims as well. */
export const lockShared: LockFile = async (tx, tenantId, fileId) => (await lockFilesSharing(tx, tenantId, [fileId]))[0] as SharedFile

/**
 * Carries out what was asked once per key, under the locks of party and file, and records it beside the commands of the file; a refusal
 * leaves nothing else behind, and stands in the history and under the key.
 * @throws DomainError file-unknown, key-reused; the refusal
 */
export async function onceForFile(db: Database, asked: Asked, work: Work, lock: LockFile = lockAlone): Promise<void> {
  const refusal = await attempt(db, asked, work, lock).catch((error: unknown) => {
    if (!(error instanceof DomainError) || UNRECORDED.includes(error.code)) throw error
    return attempt(db, asked, work, lock, error.code)
  })
  if (refusal !== null) throw new DomainError(refusal)
}

/** Refusals of the request itself, before anything of the file is looked at. */
const UNRECORDED: readonly ErrorCode[] = ['file-unknown', 'key-reused']

/** @param refused why it is not carried out, where that is known already @returns the refusal that stands under the key, or null */
function attempt(
  db: Database,
  { tenantId, fileId, actor, key, kind, input, now }: Asked,
  work: Work,
  lock: LockFile,
  refused: ErrorCode | null = null,
): Promise<ErrorCode | null> {
  return db.$transaction(async (tx) => {
    const partyId = await lockParty(tx, fileId)
    const { file, siblings } = await lock(tx, tenantId, fileId, partyId)
    const inputHash = canonicalHash({ kind, ...input })
    const earlier = await tx.command.findUnique({ where: { fileId_key: { fileId, key } } })
    if (earlier && earlier.inputHash !== inputHash) throw new DomainError('key-reused', 'Idempotency-Key')
    if (earlier) return earlier.refusal as ErrorCode | null
    if (refused === null) await work(tx, file, siblings)
    else
      await appendEvent(tx, fileId, {
        kind: 'command-refused',
        actor,
        legalTime: legalNow(file, now),
        data: { command: kind, refusal: refused },
      })
    await tx.command.create({ data: { fileId, key, kind, inputHash, refusal: refused } })
    return refused
  })
}
