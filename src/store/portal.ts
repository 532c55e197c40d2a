import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import type { ProceedingTask } from '../generated/prisma/client.js'
import type { Database, Transaction } from './database.js'
import { fromDay } from './day.js'
import { type DocumentHead, readDocument, sha256Of } from './document.js'
import type { FileAct, Upload } from './file-act.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { isId } from './file-view.js'
import { contentOf, type TaskContent, underLock } from './hand-over.js'
import { onceForFile } from './once-for-file.js'
import { type ReportInput, reportToProceeding } from './proceeding-report.js'
import type { ProfessionalRole } from './professional.js'
import { keepUploads } from './upload.js'

/** An officer or a lawyer on the portal: what it may see and say is what was handed over to it. */
export interface Visitor {
  tenantId: string
  organisationId: string
}

/** What of a task its professional may still be heard on: also what was taken back, of acts that were done before. */
const HEARD = ['handed-over', 'unknown', 'done', 'withdrawn']

/** A task that was handed to a visitor, with its file; taken back, it is shown no more, and still heard on. @throws DomainError task-unknown */
export async function heardTask(
  db: Database,
  { tenantId, organisationId }: Visitor,
  id: string,
): Promise<ProceedingTask & { fileId: string }> {
  const where = { id, tenantId, organisationId, handedOn: { not: null }, state: { in: HEARD } }
  const task = isId(id) ? await db.proceedingTask.findFirst({ where, include: { proceeding: { select: { fileId: true } } } }) : null
  if (!task) throw new DomainError('task-unknown')
  return { ...task, fileId: task.proceeding.fileId }
}

/** A task as it is packed, for a download. */
export const packedTask = (db: Database, taskId: string, now: Date): Promise<TaskContent> =>
  underLock(db, taskId, (tx, file, task) => contentOf(tx, file, task, now))

/** A document that goes with a task, with its bytes. @throws DomainError resource-unknown for any other */
export async function documentOfTask(db: Database, tenantId: string, taskId: string, documentId: string) {
  const goes = isId(documentId) && (await db.taskDocument.count({ where: { taskId, documentId } })) > 0
  if (!goes) throw new DomainError('resource-unknown', 'document')
  return readDocument(db, tenantId, documentId)
}

/** Keeps an act that a professional sends in, as a paper of the file. @throws DomainError upload-…, key-reused */
export async function sendIn(db: Database, act: FileAct, taskId: string, upload: Upload): Promise<DocumentHead> {
  const { tenantId, fileId, actor, now } = act
  const sha256 = sha256Of(upload.bytes)
  const subject = `task:${taskId}`
  const work = async (tx: Transaction, file: FileRow) => {
    const [head] = (await keepUploads(tx, { tenantId, fileId, subject, actor }, [upload])) as [DocumentHead]
    await appendEvent(tx, fileId, { kind: 'document-added', actor, legalTime: legalNow(file, now), data: { documentId: head.id, sha256 } })
  }
  await onceForFile(db, { ...act, kind: 'send-in', input: { name: upload.name, sha256, subject } }, work)
  return db.storedDocument.findFirstOrThrow({ where: { tenantId, subject, sha256 }, orderBy: { id: 'desc' }, omit: { bytes: true } })
}

/**
 * A professional reports of a task. Of one that was taken back, only what was done before is heard: it may already have changed what is owed.
 * @throws DomainError task-state, resource-unknown for an act that was not sent in with the task, and what reportToProceeding throws
 */
export async function reportOfTask(
  db: Database,
  act: FileAct,
  task: ProceedingTask,
  input: Omit<ReportInput, 'taskId' | 'proceedingId' | 'by'>,
): Promise<string> {
  requireInTime(task, input.report.on)
  await requireSentIn(db, task, input.documentSha256)
  const about = { proceedingId: task.proceedingId, taskId: task.id, by: task.assignee as ProfessionalRole }
  return reportToProceeding(db, act, { ...input, ...about })
}

function requireInTime({ state, endedOn }: ProceedingTask, on: LegalDay): void {
  if (state === 'withdrawn' && (endedOn === null || on > fromDay(endedOn))) throw new DomainError('task-state')
}

/** A professional names no paper of the file that it did not send in itself. */
async function requireSentIn(db: Database, { id, tenantId }: ProceedingTask, sha256: string | null): Promise<void> {
  if (sha256 !== null && (await db.storedDocument.count({ where: { tenantId, subject: `task:${id}`, sha256 } })) === 0)
    throw new DomainError('resource-unknown', 'document')
}
