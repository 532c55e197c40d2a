import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { childEnvironment, loadConfig, projectRoot } from '../../src/config.js'
import { discardData } from '../../src/engine/embedded/discard-data.js'
import { freePorts } from '../../src/engine/embedded/ports.js'
import { localSecrets } from '../../src/engine/embedded/secrets.js'
import { relanceProcess, type Stack, startStack } from '../../src/engine/embedded/stack.js'
import type { Launch } from '../../src/engine/embedded/supervisor.js'
import { addCreditor, joinDescribed, type TestStack } from '../../test/support/stack.js'
import type { Progress } from '../progress.mjs'
import { strategies } from './portfolio.js'
import { until } from './timing.js'

type WorkerName = 'worker' | 'bare-worker'

/** A stack with nothing in it that writes as durably as production does, with a worker of bare workflows beside its own. */
export interface BenchStack extends TestStack {
  /** Address of the sandbox that takes the messages. */
  sandboxUrl: string
  /** Reference of a creditor with a mandate in force. */
  creditor: string
  /** kill -9 of a worker, which then stays away. */
  kill(worker: WorkerName): Promise<void>
  /** Starts a worker again; resolves when it polls. */
  revive(worker: WorkerName): Promise<void>
  /** Asks one of Temporal's databases, as the superuser. */
  ask<Row>(database: string, sql: string): Promise<Row[]>
  stop(): Promise<void>
}

export async function benchStack(progress: Progress): Promise<BenchStack> {
  const data = join(projectRoot, '.relance-bench')
  await discardData(data)
  const [api, postgres, temporal, sandbox, sink] = (await freePorts(5)) as [number, number, number, number, number]
  const callbacks = await callbackSink(sink)
  const started = await startStack({ config: configOf(data, { api, postgres, temporal, sandbox, sink }), progress, durable: true })
  const launches = launchesOf(started)
  await progress.step('worker of the bare workflows', () => started.supervisor.start(launches['bare-worker']))
  const { environment, urls, folder } = started
  const joined = await joinDescribed({ environment, apiUrl: `http://127.0.0.1:${api}`, urls, dataFolder: folder.path }, strategies)
  return {
    ...joined,
    sandboxUrl: `http://127.0.0.1:${sandbox}`,
    creditor: await addCreditor(joined),
    kill: (name) => kill(started, name),
    revive: (name) => started.supervisor.start(launches[name]),
    ask: (database, sql) =>
      ask(`postgresql://postgres:${localSecrets(folder.path).postgresPassword}@127.0.0.1:${postgres}/${database}`, sql),
    async stop() {
      await joined.close()
      await started.stop()
      callbacks.close()
      callbacks.closeAllConnections()
    },
  }
}

function configOf(data: string, ports: Record<'api' | 'postgres' | 'temporal' | 'sandbox' | 'sink', number>) {
  return loadConfig(
    childEnvironment({
      RELANCE_ENV: 'local',
      RELANCE_DATA: data,
      RELANCE_API_PORT: String(ports.api),
      RELANCE_POSTGRES_PORT: String(ports.postgres),
      RELANCE_TEMPORAL_PORT: String(ports.temporal),
      RELANCE_SANDBOX_PORT: String(ports.sandbox),
      RELANCE_PUBLIC_URL: `http://127.0.0.1:${ports.sink}`,
      RELANCE_LOG_LEVEL: 'warn',
      RELANCE_DEMO_FILES: 'no',
      RELANCE_SPOOL: undefined,
      RELANCE_PAYLOAD_KEYS: undefined,
      DATABASE_URL: undefined,
      TEMPORAL_ADDRESS: undefined,
    }),
  )
}

/** Takes the sandbox's callbacks of both kinds of messages and forgets them: what is measured ends with the handing over. */
function callbackSink(port: number): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(204).end()
  })
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)))
}

function launchesOf({ environment }: Stack): Record<WorkerName, Launch> {
  const worker = relanceProcess('worker', environment)
  const script = fileURLToPath(new URL('./bare-worker.mjs', import.meta.url))
  return { worker, 'bare-worker': { ...worker, name: 'bare-worker', args: [script] } }
}

async function kill({ supervisor }: Stack, name: WorkerName): Promise<void> {
  const pid = supervisor.pid(name)
  if (pid === undefined) throw new Error(`${name} is not running`)
  process.kill(pid, 'SIGKILL')
  await supervisor.end(name)
  await until(`${name} is gone`, async () => !supervisor.isRunning(name))
}

async function ask<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows as Row[]
  } finally {
    await client.end()
  }
}
