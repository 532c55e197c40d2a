import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../domain/errors.js'
import { canonicalHash } from './canonical-hash.js'
import type { Database, Transaction } from './database.js'

/** Keeps what a command carries beside the workflow's history, which must hold no personal data. @returns the id that the command names */
export async function stage(db: Database, tenantId: string, body: object): Promise<string> {
  const id = uuidv7()
  await db.stagedInput.create({ data: { id, tenantId, body } })
  return id
}

/** Which request a staged body belongs to: sent again it is the same one. */
export interface StagedFor {
  tenantId: string
  fileId: string
  /** The client's idempotency key. */
  key: string
}

/**
 * The same for a request that may be sent again: its id follows from the request's key, so that the command which names
 * it is the same command each time.
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
