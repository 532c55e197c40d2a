import { DomainError } from '../domain/errors.js'
import type { PieceKind } from '../domain/judicial-law.js'
import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { checkUploads, uploadName } from '../domain/upload.js'
import type { CasePiece } from '../generated/prisma/client.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { keepDocument, sha256Of } from './document.js'
import { numberExhibits } from './exhibit.js'
import type { FileAct, Upload } from './file-act.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { isId } from './file-view.js'
import { dropEmptyProposal } from './judicial-proposal.js'
import { latestDay } from './legal-today.js'
import { onceForFile } from './once-for-file.js'
import { tell } from './outbox.js'
import { stagedId } from './staged-input.js'
import { uploadTypeOf } from './upload-type.js'

export interface NewPiece {
  kind: PieceKind
  /** Reference of the claim; null for a piece of the whole file. */
  claim: string | null
  title: string
  datedOn: LegalDay
  /** The paper; null for an exemption, which has a ground instead. */
  paper: Upload | null
  ground: string | null
}

/**
 * Adds a piece to a file's case. An exemption from the attempt has a ground and no paper; everything else has its paper.
 * @returns its id
 * @throws DomainError file-unknown, claim-unknown, upload-*, day-impossible, request-invalid without paper or ground, key-reused
 */
export async function addPiece(db: Database, act: FileAct, piece: NewPiece): Promise<string> {
  const { fileId, actor, now } = act
  const id = stagedId(act)
  requireSubstance(piece)
  const { paper, ...said } = piece
  const mediaType = paper && (await typeOf(paper))
  const input = { ...said, sha256: paper && sha256Of(paper.bytes) }
  await onceForFile(db, { ...act, kind: 'add-piece', input }, async (tx, file) => {
    if (piece.datedOn > latestDay(file, now)) throw new DomainError('day-impossible', 'datedOn')
    const claimId = piece.claim === null ? null : await claimOf(tx, fileId, piece.claim)
    const documentId = paper && (await keepPaper(tx, file, { ...paper, id, mediaType: mediaType as string, actor }))
    const { kind, title, datedOn, ground } = piece
    await tx.casePiece.create({
      data: { id, tenantId: file.tenantId, fileId, claimId, kind, title, datedOn: toDay(datedOn), documentId, ground, actor },
    })
    await numberExhibits(tx, fileId, await preparingOf(tx, fileId))
    await dropEmptyProposal(tx, file, { actor, now })
    await appendEvent(tx, fileId, { kind: 'piece-added', actor, legalTime: legalNow(file, now), data: { pieceId: id, piece: kind } })
    await tell(tx, fileId, 'piece-added')
  })
  return id
}

/** @throws DomainError request-invalid, upload-too-large, upload-empty */
function requireSubstance({ kind, paper, ground }: NewPiece): void {
  const isExemption = kind === 'attempt-exemption'
  if (isExemption && (ground === null || paper !== null)) throw new DomainError('request-invalid', 'ground')
  if (!isExemption && (ground !== null || paper === null)) throw new DomainError('request-invalid', 'document')
  if (paper) checkUploads([paper])
}

/** @throws DomainError upload-type-refused */
async function typeOf({ bytes }: Upload): Promise<string> {
  const mediaType = await uploadTypeOf(bytes)
  if (mediaType === null) throw new DomainError('upload-type-refused', 'document')
  return mediaType
}

/** @throws DomainError claim-unknown */
async function claimOf(tx: Transaction, fileId: string, reference: string): Promise<string> {
  const claim = await tx.claim.findFirst({ where: { reference, files: { some: { fileId } } }, select: { id: true } })
  if (!claim) throw new DomainError('claim-unknown', 'claim')
  return claim.id
}

/** @throws DomainError upload-name-invalid */
async function keepPaper(
  tx: Transaction,
  { tenantId, id: fileId }: FileRow,
  { id, name, bytes, mediaType, actor }: Upload & { id: string; mediaType: string; actor: string },
): Promise<string> {
  const about = { tenantId, fileId, subject: `case-piece:${id}`, kind: 'case-piece' as const, actor }
  return (await keepDocument(tx, { ...about, name: uploadName(name, mediaType), mediaType, bytes })).id
}

/** Proceedings in which nothing was done yet: what is added now still goes with them. */
async function preparingOf(tx: Transaction, fileId: string): Promise<string[]> {
  const rows = await tx.proceeding.findMany({
    where: { fileId, endReason: null, reports: { none: {} }, procedure: { not: 'enforcement' } },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

/** Takes a piece back: it counts no more, and keeps its number where it had one. Taken back again it stays so. @throws DomainError file-unknown, piece-unknown, key-reused */
export async function withdrawPiece(db: Database, act: FileAct, pieceId: string): Promise<void> {
  const { fileId, actor, now } = act
  await onceForFile(db, { ...act, kind: 'withdraw-piece', input: { pieceId } }, async (tx, file) => {
    const piece = isId(pieceId) ? await tx.casePiece.findFirst({ where: { id: pieceId, fileId } }) : null
    if (!piece) throw new DomainError('piece-unknown')
    if (piece.withdrawn) return
    await tx.casePiece.update({ where: { id: pieceId }, data: { withdrawn: true } })
    await appendEvent(tx, fileId, { kind: 'piece-withdrawn', actor, legalTime: legalNow(file, now), data: { pieceId } })
    await tell(tx, fileId, 'piece-withdrawn')
  })
}

export interface PieceRow {
  id: string
  kind: string
  /** Reference of the claim; null for a piece of the whole file. */
  claim: string | null
  title: string
  datedOn: LegalDay
  documentId: string | null
  ground: string | null
  actor: string
}

/** The pieces of a file's case as they were added, in the order of their days; without those taken back. */
export async function listPieces(db: Database | Transaction, fileId: string): Promise<PieceRow[]> {
  const rows = await db.casePiece.findMany({ where: { fileId, withdrawn: false }, orderBy: [{ datedOn: 'asc' }, { id: 'asc' }] })
  const claims = await db.claim.findMany({ where: { files: { some: { fileId } } }, select: { id: true, reference: true } })
  const referenceOf = (id: string | null) => claims.find((claim) => claim.id === id)?.reference ?? null
  return rows.map((row) => pieceRow(row, referenceOf(row.claimId)))
}

const pieceRow = ({ id, kind, title, datedOn, documentId, ground, actor }: CasePiece, claim: string | null): PieceRow => ({
  id,
  kind,
  claim,
  title,
  datedOn: fromDay(datedOn),
  documentId,
  ground,
  actor,
})

export interface AskedPieceRow {
  id: string
  proceedingId: string
  anyOf: string[]
  /** Reference of the claim; null where it is wanted once. */
  claim: string | null
  askedOf: string
  askedOn: LegalDay
}

/** Pieces that a file's proceedings wait for, as they were asked for. */
export async function askedPieces(db: Database | Transaction, fileId: string): Promise<AskedPieceRow[]> {
  const open = await db.proceeding.findMany({ where: { fileId, endReason: null }, select: { id: true } })
  const rows = await db.pieceRequest.findMany({
    where: { proceedingId: { in: open.map(({ id }) => id) }, metOn: null },
    orderBy: [{ askedOn: 'asc' }, { id: 'asc' }],
  })
  const claims = await db.claim.findMany({ where: { files: { some: { fileId } } }, select: { id: true, reference: true } })
  return rows.map(({ id, proceedingId, claimId, kinds, askedOf, askedOn }) => ({
    id,
    proceedingId,
    anyOf: kinds.split('|'),
    claim: claims.find((claim) => claim.id === claimId)?.reference ?? null,
    askedOf,
    askedOn: fromDay(askedOn),
  }))
}
