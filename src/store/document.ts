import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../domain/errors.js'
import type { Transaction } from './database.js'

/** What a paper is. */
export type DocumentKind =
  | 'mandate'
  | 'mandate-signed'
  | 'data-annex'
  | 'commission-invoice'
  | 'closing-report'
  | 'irrecoverability'
  | 'declaration-of-claim'

export interface NewDocument {
  tenantId: string
  /** What it is about: `mandate:<id>`, `file:<id>`, `commission-invoice:<id>`. */
  subject: string
  kind: DocumentKind
  name: string
  mediaType: string
  bytes: Uint8Array<ArrayBuffer>
  actor: string
}

/** A paper without its bytes. */
export interface DocumentHead {
  id: string
  kind: string
  name: string
  mediaType: string
  sha256: string
  createdAt: Date
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Keeps a paper as its bytes are. */
export async function keepDocument(tx: Transaction, document: NewDocument): Promise<DocumentHead> {
  const row = { id: uuidv7(), ...document, sha256: sha256Of(document.bytes) }
  return tx.storedDocument.create({ data: row, omit: { bytes: true } })
}

/** Papers about something, the newest first. */
export function documentsOf(tx: Transaction, tenantId: string, subject: string): Promise<DocumentHead[]> {
  return tx.storedDocument.findMany({ where: { tenantId, subject }, orderBy: { id: 'desc' }, omit: { bytes: true } })
}

/** A paper with its bytes. @throws DomainError resource-unknown */
export async function readDocument(tx: Transaction, tenantId: string, id: string): Promise<DocumentHead & { bytes: Uint8Array }> {
  const document = await tx.storedDocument.findFirst({ where: { id, tenantId } })
  if (!document) throw new DomainError('resource-unknown', 'document')
  return document
}
