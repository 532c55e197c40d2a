import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import type { PaperLanguage } from '../domain/paper.js'
import { follow } from '../domain/procedure/follow.js'
import type { OutsideReport, TaskKind } from '../domain/procedure/proceeding.js'
import { mayReport } from '../domain/procedure/reporters.js'
import { rulesFor } from '../domain/procedure/rules.js'
import type { ProceedingTask } from '../generated/prisma/client.js'
import { courtLanguage } from '../law/court-languages.js'
import type { Database, Transaction } from './database.js'
import { fromDay } from './day.js'
import { loadCase } from './facts.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockFile } from './file-row.js'
import { legalToday } from './legal-today.js'
import { loadProceeding } from './proceeding.js'
import { filesOfTask, type TaskPaper } from './task-document.js'

/** A task as it is packed. */
export interface TaskContent {
  id: string
  kind: TaskKind
  /** Of who has it. */
  language: PaperLanguage
  tenantId: string
  fileReference: string
  proceeding: { id: string; procedure: string; court: string | null; courtReference: string | null }
  /** Legal day on which it is packed. */
  day: LegalDay
  doBy: LegalDay | null
  /** Reports that its proceeding would take now of who has it. */
  expects: OutsideReport[]
  files: (TaskPaper & { bytes: Uint8Array })[]
}

/** A task that is to go out as a package, and to whom. */
export interface DuePackage extends TaskContent {
  to: { name: string; email: string; publicKey: string }
  /** Whose name the e-mail bears. */
  fromName: string
}

/** How a due task is handed over: shown to who has it, or sent; null where it is not due, or nobody has it. */
export type DueHandOver = { by: 'view' } | { by: 'package'; package: DuePackage } | null

/** Time that a call of the e-mail provider has before nobody waits for its answer any more. */
const LEASE_MS = 60_000

/** Reads how a task is to be handed over. */
export async function openHandOver(db: Database, taskId: string, now: Date): Promise<DueHandOver> {
  return underLock(db, taskId, async (tx, file, task) => {
    if (task.state !== 'due') return null
    if (task.assignee === 'agency' || task.assignee === 'creditor') return { by: 'view' }
    const { organisationId } = task
    const professional =
      organisationId && (await tx.professional.findUnique({ where: { organisationId }, include: { organisation: true } }))
    if (!professional) return null
    if (professional.endedAt !== null) return unassign(tx, task)
    const { exchange, email, publicKey, organisation } = professional
    if (exchange === 'portal' || email === null || publicKey === null) return { by: 'view' }
    const own = await tx.organisation.findFirstOrThrow({ where: { tenantId: file.tenantId, own: true } })
    const content = await contentOf(tx, file, task, now)
    return { by: 'package', package: { ...content, to: { name: organisation.name, email, publicKey }, fromName: own.name } }
  })
}

/** Who does not act any more is given nothing: a person names somebody else. */
async function unassign(tx: Transaction, { id }: ProceedingTask): Promise<null> {
  await tx.proceedingTask.update({ where: { id }, data: { organisationId: null } })
  return null
}

/** A task with everything that goes into its package. The caller holds the file's lock, or only reads. */
export async function contentOf(tx: Transaction, file: FileRow, task: ProceedingTask, now: Date): Promise<TaskContent> {
  const row = await tx.proceeding.findUniqueOrThrow({ where: { id: task.proceedingId } })
  const doer = task.organisationId && (await tx.organisation.findUnique({ where: { id: task.organisationId }, select: { country: true } }))
  return {
    id: task.id,
    kind: task.kind as TaskKind,
    language: courtLanguage(doer ? doer.country : file.country),
    tenantId: task.tenantId,
    fileReference: file.reference,
    proceeding: { id: row.id, procedure: row.procedure, court: row.courtName, courtReference: row.courtReference },
    day: legalToday(file, now),
    doBy: task.doBy && fromDay(task.doBy),
    expects: await expectedOf(tx, file, task, now),
    files: await filesOfTask(tx, task.id),
  }
}

/** Reports that a task's proceeding would take now of who has it. */
export async function expectedOf(
  tx: Transaction,
  file: Pick<FileRow, 'id' | 'country' | 'legalOffsetMs'>,
  { proceedingId, assignee }: Pick<ProceedingTask, 'proceedingId' | 'assignee'>,
  now: Date,
): Promise<OutsideReport[]> {
  const { law } = await loadCase(tx, file.id)
  const proceeding = await loadProceeding(tx, file.id, proceedingId, law)
  const { expects } = follow(proceeding, rulesFor(proceeding, law), legalToday(file, now))
  return expects.filter((kind) => mayReport(assignee, kind))
}

/**
 * Notes, before the call, that a package is being sent: if nobody hears of the answer it is never sent again by itself.
 * @returns false where the task is no longer due
 */
export async function releasePackage(db: Database, taskId: string, packageSha256: string, now: Date): Promise<boolean> {
  return underLock(db, taskId, async (tx, file, task) => {
    if (task.state !== 'due') return false
    const leaseUntil = new Date(legalNow(file, now).getTime() + LEASE_MS)
    await tx.proceedingTask.update({ where: { id: taskId }, data: { state: 'calling', packageSha256, leaseUntil } })
    return true
  })
}

/**
 * Notes that a package was certainly not taken. `address`: it cannot reach who should have it, so nobody is named for the task until a person
 * has put that right; else it is due as before.
 */
export async function refusePackage(db: Database, taskId: string, fault: 'address' | 'other', code: string, now: Date): Promise<void> {
  await underLock(db, taskId, async (tx, file, task) => {
    if (task.state !== 'calling' && task.state !== 'due') return
    const unassigned = fault === 'address' ? { organisationId: null } : {}
    await tx.proceedingTask.update({ where: { id: taskId }, data: { state: 'due', leaseUntil: null, packageSha256: null, ...unassigned } })
    if (fault === 'other') return
    const data = { taskId, task: task.kind, code }
    await appendEvent(tx, file.id, { kind: 'task-refused', actor: 'engine', legalTime: legalNow(file, now), data })
  })
}

/** Works on a task under the lock of its file. */
export function underLock<T>(
  db: Database,
  taskId: string,
  work: (tx: Transaction, file: FileRow, task: ProceedingTask) => Promise<T>,
): Promise<T> {
  return db.$transaction(async (tx) => {
    const select = { proceeding: { select: { fileId: true } } }
    const { proceeding } = await tx.proceedingTask.findUniqueOrThrow({ where: { id: taskId }, select })
    const file = await lockFile(tx, proceeding.fileId)
    return work(tx, file, await tx.proceedingTask.findUniqueOrThrow({ where: { id: taskId } }))
  })
}
