import { NativeConnection, type NativeConnectionOptions, Runtime, Worker } from '@temporalio/worker'
import { createActivities } from '../../activities/activities.js'
import { TASK_QUEUE } from '../../workflows/ids.js'
import type { Config } from '../config.js'
import { openDatabase } from '../store/database.js'
import { channelsOf, paymentsOf, registersIn, replyAddressesOf } from './channels.js'
import { checkBeforeNotice } from './check-registers.js'
import { PackageKeys } from './package-keys.js'
import { required } from './required.js'
import { connectionOptions, dataConverter } from './temporal-client.js'
import { workflowBundle } from './workflow-bundle.js'

/** Files held in memory between their acts; another is brought back by replaying its history. */
const CACHED_WORKFLOWS = 500
/** How long a worker that is asked to end may finish what it does. */
const SHUTDOWN_GRACE_MS = 8_000

/**
 * How long a task waits for the worker that holds the file in memory before any worker may take it: after a crash every
 * waiting file pays this once, so it is shorter than the SDK's ten seconds.
 */
const STICKY_TIMEOUT_MS = 1_000

/**
 * Decisions and acts of one worker at once. They share its pool of database connections: more of them only wait for each
 * other inside their own deadlines, which then pass, and what was done in vain is done again.
 */
const ACTIVITIES_AT_ONCE = 20

/** What a worker holds and for how long it is waited for. */
export const WORKER_LIMITS = {
  maxConcurrentActivityTaskExecutions: ACTIVITIES_AT_ONCE,
  maxConcurrentLocalActivityExecutions: ACTIVITIES_AT_ONCE,
  maxCachedWorkflows: CACHED_WORKFLOWS,
  stickyQueueScheduleToStartTimeout: STICKY_TIMEOUT_MS,
  shutdownGraceTime: SHUTDOWN_GRACE_MS,
}

/** Runs the files of both namespaces until `stopped`. */
export async function runWorker(config: Config, onReady: () => void, stopped: Promise<void>): Promise<void> {
  Runtime.install({ shutdownSignals: [], telemetryOptions: { logging: { forward: {}, filter: 'WARN' } } })
  const db = openDatabase(required(config.database.url, 'DATABASE_URL'))
  const connection = await NativeConnection.connect(connectionOptions(config) as NativeConnectionOptions)
  const now = () => new Date()
  const desk = { db, registers: registersIn(config), now }
  const beforeNotice = (fileId: string, actId: string) => checkBeforeNotice(desk, fileId, actId)
  const replies = replyAddressesOf(config)
  const activities = createActivities({
    db,
    channels: channelsOf(config, now),
    publicUrl: config.publicUrl,
    ...(replies && { replyTo: (file: { id: string; reference: string }) => replies.of(file) }),
    payments: paymentsOf(config)?.provider ?? null,
    beforeNotice,
    packageKeys: new PackageKeys(db, required(config.payloadKeys, 'RELANCE_PAYLOAD_KEYS')),
    now,
  })
  const options = {
    connection,
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath: await workflowBundle() },
    activities: { ...activities },
    dataConverter: dataConverter(required(config.payloadKeys, 'RELANCE_PAYLOAD_KEYS')),
    ...WORKER_LIMITS,
  }
  const { namespace, simulationNamespace } = config.temporal
  const workers = await Promise.all([namespace, simulationNamespace].map((name) => Worker.create({ ...options, namespace: name })))
  const running = workers.map((worker) => worker.run())
  onReady()
  await Promise.race([stopped, ...running])
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown()
  await Promise.all(running)
  await connection.close()
  await db.$disconnect()
}
