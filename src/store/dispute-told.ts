import type { DisputeReason } from '../domain/admission.js'
import { legalNow } from '../domain/legal-time.js'
import { type Cents, cents } from '../domain/money.js'
import { BEGUN } from '../domain/procedure/take-back.js'
import type { PaperDispute } from '../strategies/papers/facts.js'
import { tellCreditor } from './agreement-notice.js'
import type { Database, Transaction } from './database.js'
import { fromDay } from './day.js'
import { disputeSubject } from './dispute-view.js'
import { documentsOf } from './document.js'
import { loadCase } from './facts.js'
import { type FileRow, lockFile } from './file-row.js'
import { legalToday } from './legal-today.js'
import { tell } from './outbox.js'
import { loadProceeding } from './proceeding.js'
import { writeInside } from './proceeding-inside.js'
import { settleProceeding } from './proceeding-settle.js'

/** A dispute that was just opened. */
export interface RaisedDispute {
  disputeId: string
  claimId: string
  reason: DisputeReason
  /** Of the principal; null for all of it. */
  contestedCents: number | null
  now: Date
}

/**
 * Writes a dispute into the proceedings that are about its claim and that a court or an officer has: who acts is told of it, and the creditor
 * that it was. Once for each dispute. The caller holds the locks of the files, and has written the dispute down.
 */
export async function raiseInProceedings(tx: Transaction, files: readonly FileRow[], raised: RaisedDispute): Promise<void> {
  for (const file of files) {
    const begun = { OR: [{ procedure: 'enforcement' }, { reports: { some: { kind: { in: [...BEGUN] } } } }] }
    const where = { fileId: file.id, endReason: null, claims: { some: { claimId: raised.claimId } }, ...begun }
    const rows = await tx.proceeding.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } })
    for (const { id } of rows) await raiseIn(tx, file, id, raised)
  }
}

async function raiseIn(
  tx: Transaction,
  file: FileRow,
  id: string,
  { disputeId, reason, contestedCents, now }: RaisedDispute,
): Promise<void> {
  const found = await loadCase(tx, file.id)
  const today = legalToday(file, now)
  const proceeding = await loadProceeding(tx, file.id, id, found.law)
  const settling = { tx, file, found, today, at: legalNow(file, now) }
  const sum: { amountCents?: Cents } = contestedCents === null ? {} : { amountCents: cents(contestedCents) }
  const report = await writeInside(settling, id, { kind: 'disputed', of: disputeId, reason, ...sum }, 'engine')
  await settleProceeding(settling, { ...proceeding, reports: [...proceeding.reports, report] })
  const about = { kind: 'judicial-step', reason: 'dispute-raised', reference: id } as const
  await tellCreditor(tx, file, { ...about, amountCents: contestedCents ?? 0, on: today })
  await tell(tx, file.id, 'dispute-raised')
}

/** A dispute as a paper tells of it. */
export async function toldDispute(tx: Transaction, id: string): Promise<PaperDispute> {
  const row = await tx.dispute.findUniqueOrThrow({ where: { id }, include: { claim: { select: { reference: true } } } })
  const documents = await documentsOf(tx, row.tenantId, disputeSubject(id))
  return {
    claim: row.claim.reference,
    receivedOn: fromDay(row.receivedOn),
    reason: row.reason as DisputeReason,
    contestedCents: row.contestedCents === null ? null : cents(Number(row.contestedCents)),
    words: row.words,
    documents: documents.map(({ name }) => name),
  }
}

/** Puts what the debtor has sent with a dispute with the task that tells of it, as it came. Done again it adds only what is not there yet. */
export async function addDisputePieces(db: Database, taskId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const { proceeding } = await tx.proceedingTask.findUniqueOrThrow({ where: { id: taskId }, include: { proceeding: true } })
    await lockFile(tx, proceeding.fileId)
    const task = await tx.proceedingTask.findUniqueOrThrow({ where: { id: taskId } })
    const report = await tx.proceedingReport.findUniqueOrThrow({ where: { id: task.calledBy } })
    const { of: disputeId = '' } = report.body as { of?: string }
    const documents = await documentsOf(tx, task.tenantId, disputeSubject(disputeId))
    const rows = documents.map(({ id }, index) => ({ taskId, documentId: id, role: `piece:${String(index + 1).padStart(2, '0')}` }))
    await tx.taskDocument.createMany({ data: rows, skipDuplicates: true })
  })
}
