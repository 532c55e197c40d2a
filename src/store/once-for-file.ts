import { DomainError, type ErrorCode } from '../domain/errors.js'
import { legalNow } from '../domain/legal-time.js'
import { canonicalHash } from './canonical-hash.js'
import type { Database, Transaction } from './database.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockFileOf } from './file-row.js'
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

/**
 * Carries out what was asked once per key, under the locks of party and file, and records it beside the commands of the file; a refusal
 * leaves nothing else behind, and stands in the history and under the key.
 * @throws DomainError file-unknown, key-reused; the refusal
 */
export async function onceForFile(db: Database, asked: Asked, work: (tx: Transaction, file: FileRow) => Promise<void>): Promise<void> {
  const refusal = await attempt(db, asked, work).catch((error: unknown) => {
    if (!(error instanceof DomainError) || UNRECORDED.includes(error.code)) throw error
    return attempt(db, asked, work, error.code)
  })
  if (refusal !== null) throw new DomainError(refusal)
}

/** Refusals of the request itself, before anything of the file is looked at. */
const UNRECORDED: readonly ErrorCode[] = ['file-unknown', 'key-reused']

/** @param refused why it is not carried out, where that is known already @returns the refusal that stands under the key, or null */
function attempt(
  db: Database,
  { tenantId, fileId, actor, key, kind, input, now }: Asked,
  work: (tx: Transaction, file: FileRow) => Promise<void>,
  refused: ErrorCode | null = null,
): Promise<ErrorCode | null> {
  return db.$transaction(async (tx) => {
    await lockParty(tx, fileId)
    const file = await lockFileOf(tx, tenantId, fileId)
    const inputHash = canonicalHash({ kind, ...input })
    const earlier = await tx.command.findUnique({ where: { fileId_key: { fileId, key } } })
    if (earlier && earlier.inputHash !== inputHash) throw new DomainError('key-reused', 'Idempotency-Key')
    if (earlier) return earlier.refusal as ErrorCode | null
    if (refused === null) await work(tx, file)
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
