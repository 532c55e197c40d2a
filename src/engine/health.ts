import type { Client } from '@temporalio/client'
import proto from '@temporalio/proto'
import { TASK_QUEUE } from '../../workflows/ids.js'
import type { Health } from '../contracts/health.js'
import type { Database } from '../store/database.js'

const ANSWER_WITHIN_MS = 2_000
/** The oldest word in the outbox is told well within this while a poller works. */
const OUTBOX_LATE_MS = 30_000

type Part = Health['parts'][number]

/** Asks each part that debt files need, and says what it answered. */
export async function checkHealth(db: Database, client: Client): Promise<Health> {
  const parts = await Promise.all([
    ask('database', () => databaseVersion(db)),
    ask('temporal', () => client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => temporalVersion(client))),
    ask('worker', () => client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => workerPolls(client))),
    ask('outbox', () => outboxIsTold(db)),
  ])
  return { healthy: parts.every(({ healthy }) => healthy), parts }
}

async function ask(name: string, question: () => Promise<string>): Promise<Part> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_WITHIN_MS} ms`)), ANSWER_WITHIN_MS)
  })
  try {
    return { name, healthy: true, detail: await Promise.race([question(), late]) }
  } catch (error) {
    return { name, healthy: false, detail: oneLine(error) }
  } finally {
    clearTimeout(timer)
  }
}

const oneLine = (error: unknown) => (error instanceof Error ? error.message : String(error)).trim().split('\n').at(-1)?.slice(0, 200) ?? ''

async function databaseVersion(db: Database): Promise<string> {
  const [row] = await db.$queryRaw<{ server_version: string }[]>`SHOW server_version`
  return `PostgreSQL ${row?.server_version}`
}

async function temporalVersion(client: Client): Promise<string> {
  const { namespaceInfo } = await client.workflowService.describeNamespace({ namespace: client.options.namespace })
  const { serverVersion } = await client.workflowService.getSystemInfo({})
  return `Temporal ${serverVersion}, namespace ${namespaceInfo?.name}`
}

/** Pollers that were seen lately: the server keeps those that are gone for a few minutes. */
const POLLED_WITHIN_MS = 90_000

async function workerPolls(client: Client): Promise<string> {
  const { TaskQueueType } = proto.temporal.api.enums.v1
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: TASK_QUEUE },
    taskQueueType: TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
  })
  const recent = (pollers ?? []).filter(({ lastAccessTime }) => Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1000 < POLLED_WITHIN_MS)
  if (recent.length === 0) throw new Error('no worker polls the task queue: start one with relance worker')
  return `${recent.length} ${recent.length === 1 ? 'worker polls' : 'workers poll'}`
}

async function outboxIsTold(db: Database): Promise<string> {
  const [row] = await db.$queryRaw<{ waiting: bigint; late: boolean }[]>`
    SELECT count(*) AS waiting, coalesce(now() - min(o.created_at) > ${OUTBOX_LATE_MS} * interval '1 millisecond', false) AS late
    FROM outbox o JOIN debt_file f ON f.id = o.file_id WHERE o.told_at IS NULL AND o.id > f.told_through`
  if (row?.late) throw new Error(`${row.waiting} words wait, the oldest for over ${OUTBOX_LATE_MS / 1000} s: start relance poller`)
  return row?.waiting ? `${row.waiting} waiting` : 'all told'
}
