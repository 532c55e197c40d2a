import type { Transaction } from './database.js'

/** A document that goes with a task, under the name that it has among them. */
export interface TaskPaper {
  id: string
  /** A paper's name, or `exhibit:<number>`. */
  role: string
  name: string
  mediaType: string
  sha256: string
  size: number
}

/** Documents of some tasks, papers before exhibits and these by their number. */
export async function papersOfTasks(tx: Transaction, taskIds: readonly string[]): Promise<Map<string, TaskPaper[]>> {
  const rows = await tx.$queryRaw<(TaskPaper & { taskId: string })[]>`
    SELECT t.task_id::text AS "taskId", d.id::text, t.role, d.name, d.media_type AS "mediaType", d.sha256, length(d.bytes) AS size
      FROM task_document t JOIN stored_document d ON d.id = t.document_id
     WHERE t.task_id = ANY(${[...taskIds]}::uuid[])
     ORDER BY t.role LIKE 'exhibit:%', CASE WHEN t.role LIKE 'exhibit:%' THEN split_part(t.role, ':', 2)::int END, t.role COLLATE "C"`
  const papers = new Map<string, TaskPaper[]>(taskIds.map((id) => [id, []]))
  for (const { taskId, ...paper } of rows) papers.get(taskId)?.push(named(paper, (papers.get(taskId) ?? []).length + 1))
  return papers
}

/** Names begin with their place, so that no two are the same and they sort as they are listed; none leads out of a folder. */
const named = (paper: TaskPaper, place: number): TaskPaper => ({
  ...paper,
  name: `${String(place).padStart(2, '0')}-${paper.name.replace(/[/\\]/g, '-')}`,
})

/** The same of one task, with their bytes. */
export async function filesOfTask(tx: Transaction, taskId: string): Promise<(TaskPaper & { bytes: Uint8Array })[]> {
  const papers = (await papersOfTasks(tx, [taskId])).get(taskId) ?? []
  const rows = await tx.storedDocument.findMany({ where: { id: { in: papers.map(({ id }) => id) } }, select: { id: true, bytes: true } })
  const bytesOf = new Map(rows.map(({ id, bytes }) => [id, bytes]))
  return papers.map((paper) => ({ ...paper, bytes: bytesOf.get(paper.id) as Uint8Array }))
}
