import { DomainError } from '../domain/errors.js'
import { legalNow } from '../domain/legal-time.js'
import type { ProceedingTask } from '../generated/prisma/client.js'
import type { Database, Transaction } from './database.js'
import { loadCase } from './facts.js'
import type { FileAct } from './file-act.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { isId } from './file-view.js'
import { legalToday } from './legal-today.js'
import { lockShared, onceForFile } from './once-for-file.js'
import { residenceOf } from './open-proceeding.js'
import { tell } from './outbox.js'
import { loadProceeding } from './proceeding.js'
import { settleProceeding } from './proceeding-settle.js'
import { noteHandedOver } from './proceeding-task.js'
import { districtsOf, findProfessional, type ProfessionalRow } from './professional.js'

/** The file that a task of the tenant's belongs to. @throws DomainError task-unknown */
export async function fileOfTask(db: Database, tenantId: string, taskId: string): Promise<string> {
  const task = isId(taskId)
    ? await db.proceedingTask.findFirst({ where: { id: taskId, tenantId }, select: { proceeding: { select: { fileId: true } } } })
    : null
  if (!task) throw new DomainError('task-unknown')
  return task.proceeding.fileId
}

/**
 * Names an officer or a lawyer for a task, and for what its proceeding asks of that role from now on; what is due of that role is theirs. A
 * task that somebody else has in hand is taken from them, and handed over anew.
 * @throws DomainError task-unknown, task-state where it is over or its package may be on its way, professional-unknown, professional-role,
 * professional-conflict, professional-district, key-reused
 */
export async function assignTask(db: Database, act: FileAct, input: { taskId: string; professional: string }): Promise<void> {
  const { tenantId, actor, now } = act
  await onceForFile(db, { ...act, kind: 'assign-task', input }, async (tx, file) => {
    const task = await taskOf(tx, file, input.taskId)
    if (task.state !== 'due' && task.state !== 'handed-over') throw new DomainError('task-state')
    const professional = await findProfessional(tx, tenantId, input.professional)
    if (professional.role !== task.assignee) throw new DomainError('professional-role', 'professional')
    await requireFit(tx, file, task.proceedingId, professional)
    const tasks = await giveTo(tx, task, professional)
    const data = { proceedingId: task.proceedingId, role: professional.role, professional: input.professional, tasks }
    await appendEvent(tx, file.id, { kind: 'task-assigned', actor, legalTime: legalNow(file, now), data })
    await tell(tx, file.id, 'task-assigned')
  })
}

/** @throws DomainError task-unknown */
async function taskOf(tx: Transaction, { id: fileId }: FileRow, taskId: string): Promise<ProceedingTask> {
  const task = isId(taskId) ? await tx.proceedingTask.findFirst({ where: { id: taskId, proceeding: { fileId } } }) : null
  if (!task) throw new DomainError('task-unknown')
  return task
}

/**
 * Whether an officer may act in a proceeding: who delivered a title of the small-claims procedure does not enforce it (Code des procédures
 * civiles d’exécution R125-1 to R125-8), and an officer acts where the debtor lives, as far as it is known where both are.
 * @throws DomainError professional-conflict, professional-district
 */
export async function requireFit(tx: Transaction, file: FileRow, proceedingId: string, professional: ProfessionalRow): Promise<void> {
  if (professional.role !== 'officer') return
  const { titleId } = await tx.proceeding.findUniqueOrThrow({ where: { id: proceedingId }, select: { titleId: true } })
  const title = titleId && (await tx.title.findUnique({ where: { id: titleId }, select: { issuedById: true } }))
  if (title && title.issuedById === professional.organisationId) throw new DomainError('professional-conflict', 'professional')
  const districts = districtsOf(professional)
  const residence = await residenceOf(tx, file.id)
  if (districts.length === 0 || residence === null || residence.country !== professional.organisation.country) return
  if (!districts.some((district) => residence.postcode.startsWith(district))) throw new DomainError('professional-district', 'professional')
}

/** @returns how many tasks it is given */
async function giveTo(tx: Transaction, task: ProceedingTask, { organisationId, role }: ProfessionalRow): Promise<number> {
  const { proceedingId } = task
  const data = role === 'officer' ? { officerId: organisationId } : { lawyerId: organisationId }
  await tx.proceeding.update({ where: { id: proceedingId }, data })
  const anew = { state: 'due', handedOn: null, answerBy: null, seenAt: null, packageSha256: null }
  if (task.state === 'handed-over') await tx.proceedingTask.update({ where: { id: task.id }, data: anew })
  // Exhibits are asked of whoever has them, unless a person says otherwise.
  const theirs = { OR: [{ id: task.id }, { kind: { not: 'recall-exhibits' } }, { organisationId: null }] }
  const due = { proceedingId, assignee: role, state: 'due', ...theirs }
  const { count } = await tx.proceedingTask.updateMany({ where: due, data: { organisationId } })
  return count
}

/**
 * A person says whether a package went out whose answer was lost: sent, it is with who should have it; not sent, it is due again and goes out
 * once more. @throws DomainError task-unknown, task-state unless that is what nobody knows, key-reused
 */
export async function settleTask(db: Database, act: FileAct, input: { taskId: string; sent: boolean }): Promise<void> {
  const { actor, now } = act
  const work = async (tx: Transaction, file: FileRow) => {
    const task = await taskOf(tx, file, input.taskId)
    if (task.state !== 'unknown') throw new DomainError('task-state')
    if (input.sent) await noteHandedOver(tx, file, task, now, actor)
    else await tx.proceedingTask.update({ where: { id: task.id }, data: { state: 'due', packageSha256: null } })
    const at = legalNow(file, now)
    const data = { taskId: task.id, task: task.kind, sent: input.sent }
    await appendEvent(tx, file.id, { kind: 'task-settled-by-person', actor, legalTime: at, data })
    const found = await loadCase(tx, file.id) // meanwhile it may have been overtaken
    const settling = { tx, file, found, today: legalToday(file, now), at }
    await settleProceeding(settling, await loadProceeding(tx, file.id, task.proceedingId, found.law))
    await tell(tx, file.id, 'task-settled')
  }
  await onceForFile(db, { ...act, kind: 'settle-task', input }, work, lockShared)
}
