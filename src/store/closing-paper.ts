import type { ClosingView } from '../contracts/closing.js'
import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import type { Organisation } from '../generated/prisma/client.js'
import { closingInForce, closingView, findClosing } from './closing-view.js'
import type { Database, Transaction } from './database.js'
import { type DocumentHead, keepDocument } from './document.js'
import { lockFileOf } from './file-row.js'
import { legalToday } from './legal-today.js'

/** A closing as it is written to the creditor: with who writes to whom about whom. */
export interface ClosingLetter {
  closing: ClosingView
  collector: Organisation
  creditor: Organisation
  debtor: string
  /** Day on which it is made out, by the file's own time. */
  today: LegalDay
}

export interface OfFile {
  tenantId: string
  fileId: string
  actor: string
  now: Date
}

type PaperKind = 'closing-report' | 'irrecoverability'
export type Paper = DocumentHead & { bytes: Uint8Array }
/** Prints a letter. */
type Print = (letter: ClosingLetter) => Promise<Uint8Array>

/**
 * The report of a file's last closing as it was first printed: what the creditor had does not change when commission or names do later.
 * @throws DomainError resource-unknown
 */
export async function closingPaper(db: Database, of: OfFile, print: Print): Promise<Paper> {
  const { id } = await findClosing(db, of.tenantId, of.fileId)
  return (await keptPaper(db, of, 'closing-report', id)) ?? (await madePaper(db, of, 'closing-report', print)).paper
}

/**
 * Makes the attestation that a file's claims cannot be had any more, once for a closing.
 * @throws DomainError resource-unknown where the file is not closed, not-irrecoverable
 */
export async function attest(db: Database, of: OfFile, print: Print): Promise<{ paper: Paper; closing: ClosingView; replayed: boolean }> {
  const row = await closingInForce(db, of.tenantId, of.fileId)
  const closing = await closingView(db, row)
  const kept = await keptPaper(db, of, 'irrecoverability', row.id)
  if (kept) return { paper: kept, closing, replayed: true }
  if (!closing.irrecoverability.attestable) throw new DomainError('not-irrecoverable')
  return { ...(await madePaper(db, of, 'irrecoverability', print)), replayed: false }
}

/** The attestation that was made of the closing in force. @throws DomainError resource-unknown */
export async function readAttestation(db: Database, of: Pick<OfFile, 'tenantId' | 'fileId'>): Promise<Paper> {
  const { id } = await closingInForce(db, of.tenantId, of.fileId)
  const kept = await keptPaper(db, of, 'irrecoverability', id)
  if (!kept) throw new DomainError('resource-unknown', 'irrecoverability')
  return kept
}

const nameOf = (kind: PaperKind, closingId: string) => `${kind}-${closingId}.pdf`

function keptPaper(
  tx: Transaction,
  { tenantId, fileId }: Pick<OfFile, 'tenantId' | 'fileId'>,
  kind: PaperKind,
  closingId: string,
): Promise<Paper | null> {
  return tx.storedDocument.findFirst({ where: { tenantId, subject: `file:${fileId}`, kind, name: nameOf(kind, closingId) } })
}

/** Prints outside of the transaction, which holds the file's lock only to keep one paper where two were asked for at once. */
async function madePaper(db: Database, of: OfFile, kind: PaperKind, print: Print): Promise<{ paper: Paper; closing: ClosingView }> {
  const { tenantId, fileId, actor } = of
  const letter = await loadLetter(db, of)
  const { closing } = letter
  const bytes = new Uint8Array(await print(letter))
  const paper = await db.$transaction(async (tx) => {
    await lockFileOf(tx, tenantId, fileId)
    const there = await keptPaper(tx, of, kind, closing.id)
    if (there) return there
    const subject = `file:${fileId}`
    const head = await keepDocument(tx, {
      tenantId,
      subject,
      kind,
      name: nameOf(kind, closing.id),
      mediaType: 'application/pdf',
      bytes,
      actor,
    })
    return { ...head, bytes }
  })
  return { paper, closing }
}

async function loadLetter(db: Database, { tenantId, fileId, now }: OfFile): Promise<ClosingLetter> {
  const row = await findClosing(db, tenantId, fileId)
  const collector = await db.organisation.findFirstOrThrow({ where: { tenantId, own: true } })
  const file = await db.debtFile.findUniqueOrThrow({ where: { id: fileId }, include: { debtor: { select: { name: true } } } })
  return { closing: await closingView(db, row), collector, creditor: row.creditor, debtor: file.debtor.name, today: legalToday(file, now) }
}
