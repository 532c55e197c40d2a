import { type Because, DomainError, type ErrorCode } from '../domain/errors.js'
import { legalNow } from '../domain/legal-time.js'
import { canonicalHash } from './canonical-hash.js'
import type { Database, Transaction } from './database.js'
import { appendEvent, type NewEvent } from './file-event.js'
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
  /** What stands in the history of a refusal instead of its code; null where that will do. */
  refused?: (refusal: DomainError) => Pick<NewEvent, 'kind' | 'data'> | null
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
    return attempt(db, asked, work, lock, error)
  })
  if (refusal !== null) throw refusal
}

/** Refusals of the request itself, before anything of the file is looked at. */
const UNRECORDED: readonly ErrorCode[] = ['file-unknown', 'key-reused']

/** @param refused why it is not carried out, where that is known already @returns the refusal that stands under the key, or null */
function attempt(db: Database, asked: Asked, work: Work, lock: LockFile, refused: DomainError | null = null): Promise<DomainError | null> {
  const { tenantId, fileId, key, kind, input } = asked
  return db.$transaction(async (tx) => {
    const partyId = await lockParty(tx, fileId)
    const { file, siblings } = await lock(tx, tenantId, fileId, partyId)
    const inputHash = canonicalHash({ kind, ...input })
    const earlier = await tx.command.findUnique({ where: { fileId_key: { fileId, key } } })
    if (earlier && earlier.inputHash !== inputHash) throw new DomainError('key-reused', 'Idempotency-Key')
    if (earlier) return refusalIn(earlier)
    if (refused === null) await work(tx, file, siblings)
    else await recordRefusal(tx, file, asked, refused)
    const because = refused?.because && { because: { ...refused.because } }
    await tx.command.create({ data: { fileId, key, kind, inputHash, refusal: refused?.code ?? null, ...because } })
    return refused && new DomainError(refused.code, undefined, refused.because)
  })
}

const refusalIn = ({ refusal, because }: { refusal: string | null; because: unknown }): DomainError | null =>
  refusal === null ? null : new DomainError(refusal as ErrorCode, undefined, (because ?? undefined) as Because | undefined)

async function recordRefusal(tx: Transaction, file: FileRow, { actor, kind, now, refused }: Asked, refusal: DomainError): Promise<void> {
  const usual = { kind: 'command-refused' as const, data: { command: kind, refusal: refusal.code } }
  await appendEvent(tx, file.id, { actor, legalTime: legalNow(file, now), ...(refused?.(refusal) ?? usual) } as NewEvent)
}
