import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DataFolder } from './data-folder.js'
import { freePorts } from './ports.js'
import type { Launch } from './supervisor.js'

export const TEMPORAL_DATABASES = { default: 'temporal', visibility: 'temporal_visibility' } as const

/** Asked to end soon after it has started, the server waits half a minute for long polls; all it knows is in the database. */
const GRACE_MS = 3_000

/** Where Temporal's own databases are, and who it is there. */
export interface TemporalDatabase {
  host: string
  port: number
  user: string
  password: string
}

/**
 * Settings of the local server only. Time skipping lets a file live months in a second; the two timer settings make
 * each skip take milliseconds instead of a second, and keep long chains of skips from being throttled.
 */
const DYNAMIC_CONFIG = {
  'frontend.WorkflowTimeSkippingEnabled': [{ value: true }],
  'history.timerProcessorMaxTimeShift': [{ value: '20ms' }],
  'history.timerProcessorMaxPollRPS': [{ value: 2000 }],
  // One machine needs no spreading of its task queues, and every partition costs pollers and memory.
  'matching.numTaskqueueReadPartitions': [{ value: 1 }],
  'matching.numTaskqueueWritePartitions': [{ value: 1 }],
}

/** Writes the server's configuration into the data folder and says how to start it. Its inner ports are any free ones. */
export async function prepareTemporalServer(
  folder: DataFolder,
  program: string,
  frontendPort: number,
  database: TemporalDatabase,
): Promise<Launch> {
  const [http, ...inner] = await freePorts(8)
  const dynamicConfig = join(folder.temporal, 'dynamic-config.yaml')
  const config = join(folder.temporal, 'server.yaml')
  // JSON is YAML: no writer of YAML is needed.
  writeFileSync(dynamicConfig, JSON.stringify(DYNAMIC_CONFIG, null, 2), { mode: 0o600 })
  writeFileSync(config, JSON.stringify(serverConfig(frontendPort, http as number, inner, database, dynamicConfig), null, 2), {
    mode: 0o600,
  })
  return {
    name: 'temporal',
    command: program,
    args: ['--config-file', config, '--allow-no-auth', 'start'],
    stopSignal: 'SIGTERM',
    graceMs: GRACE_MS,
  }
}

function serverConfig(frontend: number, http: number, inner: number[], database: TemporalDatabase, dynamicConfig: string) {
  const [frontendMember, history, historyMember, matching, matchingMember, worker, workerMember] = inner
  const rpc = (grpcPort: number | undefined, membershipPort: number | undefined, httpPort?: number) => ({
    rpc: { grpcPort, membershipPort, bindOnLocalHost: true, ...(httpPort && { httpPort }) },
  })
  return {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'main',
      visibilityStore: 'visibility',
      numHistoryShards: 4,
      datastores: { main: dataStore(database, TEMPORAL_DATABASES.default), visibility: dataStore(database, TEMPORAL_DATABASES.visibility) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: {
      frontend: rpc(frontend, frontendMember, http),
      history: rpc(history, historyMember),
      matching: rpc(matching, matchingMember),
      worker: rpc(worker, workerMember),
    },
    clusterMetadata: clusterMetadata(frontend, http),
    dcRedirectionPolicy: { policy: 'noop' },
    publicClient: { hostPort: `127.0.0.1:${frontend}` },
    dynamicConfigClient: { filepath: dynamicConfig, pollInterval: '10s' },
  }
}

function dataStore({ host, port, user, password }: TemporalDatabase, databaseName: string) {
  const pool = { maxConns: 20, maxIdleConns: 20, maxConnLifetime: '1h' }
  return {
    sql: { pluginName: 'postgres12_pgx', databaseName, connectAddr: `${host}:${port}`, connectProtocol: 'tcp', user, password, ...pool },
  }
}

function clusterMetadata(frontend: number, http: number) {
  const active = {
    enabled: true,
    initialFailoverVersion: 1,
    rpcName: 'frontend',
    rpcAddress: `127.0.0.1:${frontend}`,
    httpAddress: `127.0.0.1:${http}`,
  }
  return {
    enableGlobalNamespace: false,
    failoverVersionIncrement: 10,
    masterClusterName: 'active',
    currentClusterName: 'active',
    clusterInformation: { active },
  }
}

/** The Web UI, for those who ask for it. */
export function temporalUi(program: string, folder: DataFolder, port: number, temporalAddress: string): Launch {
  const config = {
    temporalGrpcAddress: temporalAddress,
    host: '127.0.0.1',
    port,
    enableUi: true,
    defaultNamespace: 'relance',
    codec: { endpoint: '' },
  }
  writeFileSync(join(folder.temporal, 'ui.yaml'), JSON.stringify(config, null, 2), { mode: 0o600 })
  return {
    name: 'temporal-ui',
    command: program,
    args: ['--root', folder.path, '--config', 'temporal', '--env', 'ui', 'start'],
    stopSignal: 'SIGTERM',
  }
}
