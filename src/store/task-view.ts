import { DomainError } from '../domain/errors.js'
import type { PaperLanguage } from '../domain/paper.js'
import type { Prisma } from '../generated/prisma/client.js'
import { courtLanguage } from '../law/court-languages.js'
import type { Database } from './database.js'
import { isId } from './file-view.js'
import { papersOfTasks, type TaskPaper } from './task-document.js'

const WITH = {
  proceeding: {
    include: {
      file: {
        select: {
          id: true,
          reference: true,
          country: true,
          legalOffsetMs: true,
          creditor: { select: { name: true } },
          debtor: { select: { name: true, points: { where: { kind: 'postal', status: 'usable' }, orderBy: { id: 'desc' }, take: 1 } } },
        },
      },
    },
  },
} as const satisfies Prisma.ProceedingTaskInclude

type Row = Prisma.ProceedingTaskGetPayload<{ include: typeof WITH }>

/** A task with its proceeding, the file that this is of, its documents, and the reference and language of who has it. */
export type TaskRow = Row & { papers: TaskPaper[]; professional: string | null; language: PaperLanguage }

/** Tasks of a tenant that are not over, or in some state, the oldest first. */
export function listTasks(db: Database, tenantId: string, state: string | null): Promise<TaskRow[]> {
  return rowsOf(db, { tenantId, state: state ?? { notIn: ['done', 'withdrawn'] } })
}

/** @throws DomainError task-unknown */
export async function findTask(db: Database, tenantId: string, id: string): Promise<TaskRow> {
  const [row] = isId(id) ? await rowsOf(db, { tenantId, id }) : []
  if (!row) throw new DomainError('task-unknown')
  return row
}

/** What a professional is shown: handed over and not taken back; what is done stays to be read. */
const SHOWN = ['handed-over', 'done']

/** A tenant's tasks that a professional has in hand, the oldest first. */
export const listHandedOver = (db: Database, tenantId: string, organisationId: string): Promise<TaskRow[]> =>
  rowsOf(db, { tenantId, organisationId, state: 'handed-over' })

/** A task that was handed to a professional, and that it may look at. @throws DomainError task-unknown */
export async function findHandedOver(db: Database, tenantId: string, organisationId: string, id: string): Promise<TaskRow> {
  const [row] = isId(id) ? await rowsOf(db, { id, tenantId, organisationId, handedOn: { not: null }, state: { in: SHOWN } }) : []
  if (!row) throw new DomainError('task-unknown')
  return row
}

/** Notes when who has a task has looked at it first. */
export async function markSeen(db: Database, taskId: string, now: Date): Promise<void> {
  await db.proceedingTask.updateMany({ where: { id: taskId, seenAt: null }, data: { seenAt: now } })
}

async function rowsOf(db: Database, where: Prisma.ProceedingTaskWhereInput): Promise<TaskRow[]> {
  const rows = await db.proceedingTask.findMany({ where, include: WITH, orderBy: { id: 'asc' } })
  const papers = await papersOfTasks(
    db,
    rows.map(({ id }) => id),
  )
  const organisations = await db.organisation.findMany({
    where: { id: { in: rows.flatMap(({ organisationId }) => organisationId ?? []) } },
    select: { id: true, reference: true, country: true },
  })
  const doers = new Map(organisations.map(({ id, ...doer }) => [id, doer]))
  return rows.map((row) => {
    const doer = doers.get(row.organisationId ?? '')
    const language = courtLanguage(doer?.country ?? row.proceeding.file.country)
    return { ...row, papers: papers.get(row.id) ?? [], professional: doer?.reference ?? null, language }
  })
}
