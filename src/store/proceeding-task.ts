import { v7 as uuidv7 } from 'uuid'
import { addDays, type LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import type { ProcedureState, ProceedingFact, TaskAsk, TaskFact, TaskKind } from '../domain/procedure/proceeding.js'
import { rulesFor } from '../domain/procedure/rules.js'
import { takesExhibits } from '../domain/procedure/take-back.js'
import { TELLING } from '../domain/procedure/telling.js'
import type { ProceedingTask } from '../generated/prisma/client.js'
import type { Database, Transaction } from './database.js'
import { toDay } from './day.js'
import { loadCase } from './facts.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockFile } from './file-row.js'
import { legalToday } from './legal-today.js'
import { loadProceeding } from './proceeding.js'
import type { Settling } from './proceeding-settle.js'

/** States from which a task ends with its report; one that may still be on its way is not taken back by itself. */
const ANSWERABLE: readonly string[] = ['due', 'calling', 'handed-over', 'unknown']
const WITHDRAWABLE: readonly string[] = ['due', 'handed-over']

/** Makes the tasks that a proceeding calls for, and ends those that are done or no longer called for. @returns whether anything was written */
export async function syncTasks(settling: Settling, proceeding: ProceedingFact, { asks }: ProcedureState): Promise<boolean> {
  const isOf = (ask: TaskAsk) => (task: TaskFact) => task.kind === ask.kind && task.of === ask.of
  const fresh = asks.filter((ask) => !ask.done && !proceeding.tasks.some(isOf(ask)))
  for (const ask of fresh) await makeTask(settling, proceeding, ask)
  let wrote = fresh.length > 0
  for (const task of proceeding.tasks) {
    const ask = asks.find((one) => isOf(one)(task))
    const end = endOf(task, ask, settling.at)
    if (end === null) continue
    await endTask(settling, task, end)
    wrote = true
  }
  return wrote
}

/** How a task stands from now on, where that is otherwise than before. */
function endOf(task: TaskFact, ask: TaskAsk | undefined, at: Date): 'done' | 'withdrawn' | 'unknown' | null {
  if (ask?.done && ANSWERABLE.includes(task.state)) return 'done'
  if (ask === undefined && WITHDRAWABLE.includes(task.state)) return 'withdrawn'
  const isUnclear = task.state === 'calling' && (task.leaseUntil ?? '') <= at.toISOString()
  return isUnclear ? 'unknown' : null
}

async function endTask({ tx, file, today, at }: Settling, { id }: TaskFact, state: 'done' | 'withdrawn' | 'unknown'): Promise<void> {
  const ended = state === 'unknown' ? {} : { endedOn: toDay(today) }
  await tx.proceedingTask.update({ where: { id }, data: { state, leaseUntil: null, ...ended } })
  if (state === 'unknown') await appendEvent(tx, file.id, { kind: 'task-unresolved', actor: 'engine', legalTime: at, data: { taskId: id } })
}

async function makeTask({ tx, file, at }: Settling, proceeding: ProceedingFact, { kind, of, to, by, holder }: TaskAsk): Promise<void> {
  const { officerId, lawyerId } = await tx.proceeding.findUniqueOrThrow({ where: { id: proceeding.id } })
  const organisationId = holder ?? (to === 'officer' ? officerId : to === 'lawyer' ? lawyerId : null)
  const row = { id: uuidv7(), tenantId: file.tenantId, proceedingId: proceeding.id, kind, calledBy: of, assignee: to, organisationId }
  await tx.proceedingTask.create({ data: { ...row, doBy: by && toDay(by) } })
  const data = { taskId: row.id, task: kind, to, by }
  await appendEvent(tx, file.id, { kind: 'task-called', actor: 'engine', legalTime: at, data })
}

/** Notes that a task is with who does it, and until when silence is no alarm. @returns false where it is no longer due */
export async function markHandedOver(db: Database, taskId: string, now: Date): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const { proceeding } = await tx.proceedingTask.findUniqueOrThrow({
      where: { id: taskId },
      select: { proceeding: { select: { fileId: true } } },
    })
    const file = await lockFile(tx, proceeding.fileId)
    const task = await tx.proceedingTask.findUniqueOrThrow({ where: { id: taskId } })
    if (task.state !== 'due' && task.state !== 'calling') return false
    await noteHandedOver(tx, file, task, now)
    return true
  })
}

/** The same under the file's lock, of a task that is known to have arrived. */
export async function noteHandedOver(tx: Transaction, file: FileRow, task: ProceedingTask, now: Date, actor = 'engine'): Promise<void> {
  const { id, packageSha256 } = task
  const kind = task.kind as TaskKind
  const { law } = await loadCase(tx, file.id)
  const today = legalToday(file, now)
  const rules = rulesFor(await loadProceeding(tx, file.id, task.proceedingId, law), law)
  const { usual, ...days } = rules.course(today).silenceDays.value
  const answerBy = TELLING.includes(kind) ? null : addDays(today, days[kind] ?? usual)
  const handed = { state: 'handed-over', handedOn: toDay(today), answerBy: answerBy && toDay(answerBy), leaseUntil: null }
  await tx.proceedingTask.update({ where: { id }, data: handed })
  await noteHolder(tx, task, today)
  const data = { taskId: id, task: kind, to: task.assignee, answerBy, ...(packageSha256 && { packageSha256 }) }
  await appendEvent(tx, file.id, { kind: 'task-handed-over', actor, legalTime: legalNow(file, now), data })
}

/** Who has exhibits gives them back in the end, whoever has the task by then. */
async function noteHolder(
  tx: Transaction,
  { kind, proceedingId, organisationId, assignee }: ProceedingTask,
  today: LegalDay,
): Promise<void> {
  if (organisationId === null || !takesExhibits(kind as TaskKind)) return
  const row = { proceedingId, organisationId, role: assignee, handedOn: toDay(today) }
  await tx.exhibitHolder.createMany({ data: [row], skipDuplicates: true })
}
