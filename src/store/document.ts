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
  | 'plan'
  | 'plan-signed'
  | 'settlement'
  | 'settlement-signed'
  | 'upload'
  | 'over-indebtedness-statement'
  | 'notary-letter'
  | 'guardian-letter'
  | 'case-piece'
  | 'report'
  | 'payment-order-request'
  | 'statement-of-debt'
  | 'dunning-data-sheet'
  | 'exhibit-list'
  | 'officer-referral'
  | 'small-claims-referral'
  | 'lawyer-instruction'
  | 'withdrawal'
  | 'amendment'
  | 'suspension'
  | 'exhibit-recall'
  | 'dispute-notice'
  | 'statement-of-account'
  | 'formal-notice'
  | 'package'

export interface NewDocument {
  tenantId: string
  /** What it is about: `mandate:<id>`, `file:<id>`, `commission-invoice:<id>`. */
  subject: string
  /** The file that it belongs to, where its subject does not say so. */
  fileId?: string
  kind: DocumentKind
  name: string
  mediaType: string
  bytes: Uint8Array<ArrayBuffer>
  /** What it was made of, each with its hash; left out for what was sent in. */
  versions?: Record<string, string>
  actor: string
}

/** A paper without its bytes. */
export interface DocumentHead {
  id: string
  subject: string
  kind: string
  name: string
  mediaType: string
  sha256: string
  actor: string
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

/** Papers of a file, the newest first: its own, those of its agreements and proceedings, and what was sent in about it. */
export async function documentsOfFile(tx: Transaction, tenantId: string, fileId: string): Promise<DocumentHead[]> {
  const of = { where: { fileId }, select: { id: true } }
  const matters = {
    plan: await tx.paymentPlan.findMany(of),
    settlement: await tx.settlement.findMany(of),
    proceeding: await tx.proceeding.findMany(of),
    dispute: await tx.dispute.findMany(of), // of a file that was merged with another, with its claims
  }
  const subjects = Object.entries(matters).flatMap(([kind, rows]) => rows.map(({ id }) => `${kind}:${id}`))
  const where = { tenantId, OR: [{ fileId }, { subject: { in: [`file:${fileId}`, ...subjects] } }] }
  return tx.storedDocument.findMany({ where, orderBy: { id: 'desc' }, omit: { bytes: true } })
}

/** A paper of a file with its bytes. @throws DomainError resource-unknown */
export async function readDocumentOfFile(
  tx: Transaction,
  tenantId: string,
  fileId: string,
  id: string,
): Promise<DocumentHead & { bytes: Uint8Array }> {
  const head = (await documentsOfFile(tx, tenantId, fileId)).find((one) => one.id === id)
  if (!head) throw new DomainError('resource-unknown', 'document')
  return readDocument(tx, tenantId, head.id)
}

/** A paper with its bytes. @throws DomainError resource-unknown */
export async function readDocument(tx: Transaction, tenantId: string, id: string): Promise<DocumentHead & { bytes: Uint8Array }> {
  const document = await tx.storedDocument.findFirst({ where: { id, tenantId } })
  if (!document) throw new DomainError('resource-unknown', 'document')
  return document
}
