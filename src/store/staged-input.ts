import { createHash } from 'node:crypto'
import { DomainError } from '../domain/errors.js'
import { canonicalHash } from './canonical-hash.js'
import type { Database, Transaction } from './database.js'

/** Which request a staged body belongs to: sent again it is the same one. */
export interface StagedFor {
  tenantId: string
  fileId: string
  /** The client's idempotency key. */
  key: string
}

/**
 * Keeps what a command carries beside the workflow's history, which must hold no personal data. The id that the command
 * names it by follows from the request's key: sent again it is the same command.
 * @throws DomainError key-reused when another body was staged under the key
 */
export async function stageOnce(db: Database, request: StagedFor, body: object): Promise<string> {
  const { tenantId } = request
  const id = stagedId(request)
  await db.stagedInput.createMany({ data: [{ id, tenantId, body }], skipDuplicates: true })
  const staged = await db.stagedInput.findUniqueOrThrow({ where: { id } })
  if (canonicalHash(staged.body) !== canonicalHash(body)) throw new DomainError('key-reused', 'Idempotency-Key')
  return id
}

/** A name-based UUID (RFC 9562, version 8: its hash is SHA-256). */
export function stagedId({ tenantId, fileId, key }: StagedFor): string {
  const bytes = createHash('sha256')
    .update(JSON.stringify([tenantId, fileId, key]))
    .digest()
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

/** What was staged, as it was; whoever takes it knows what it is. */
export async function takeStaged(tx: Transaction, id: string): Promise<unknown> {
  return (await tx.stagedInput.findUniqueOrThrow({ where: { id } })).body
}
