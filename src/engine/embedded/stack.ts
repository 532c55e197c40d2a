import { basename, join } from 'node:path'
import { Connection } from '@temporalio/client'
import { type Progress, StartError } from '../../../scripts/progress.mjs'
import type { Config } from '../../config.js'
import { projectRoot } from '../../config.js'
import { provideAgencyFile } from '../../store/agency-paper.js'
import { openDatabase } from '../../store/database.js'
import { ensureTenant, type NewTenant, publishStrategy } from '../../store/tenant.js'
import { standard } from '../../strategies/standard.js'
import { registerNamespaces } from '../namespaces.js'
import { connectionOptions } from '../temporal-client.js'
import { workflowBundle } from '../workflow-bundle.js'
import { DataFolder } from './data-folder.js'
import { type ApplicationUrls, prepareApplicationDatabase, prepareTemporalDatabases, type RunTool } from './databases.js'
import { requireFreePorts, TEMPORAL_HIGHEST_PORT, type WantedPort } from './ports.js'
import { postgresAnswers, preparePostgres } from './postgres.js'
import { sandboxSettings } from './sandbox.js'
import { type LocalSecrets, localSecrets } from './secrets.js'
import { type Launch, Supervisor } from './supervisor.js'
import { obtainTemporalBinaries, obtainTemporalUi, TEMPORAL_UI_VERSION, TEMPORAL_VERSION } from './temporal-binaries.js'
import { prepareTemporalServer, temporalUi } from './temporal-server.js'

/** Who collects on this machine; made up, down to its numbers and bank account. */
const LOCAL_AGENCY: NewTenant = {
  kind: 'agency',
  name: 'Cabinet Lefèvre Recouvrement',
  address: { lines: ['18 rue des Carmes'], postcode: '75005', city: 'Paris', country: 'FR' },
  iban: 'FR7630006000011234567890189',
  siren: '123456782',
  vat: 'FR11123456782',
}

const POSTGRES_READY_MS = 30_000
const TEMPORAL_READY_MS = 60_000

export interface StackOptions {
  config: Config
  progress: Progress
  /** Starts Temporal's Web UI as well. */
  ui?: boolean
  /** False only for tests: the database may lose data when the machine stops. */
  durable?: boolean
  /** Stops the start wherever it is. */
  stop?: AbortSignal
}

/** A running local Relance. */
export interface Stack {
  supervisor: Supervisor
  folder: DataFolder
  apiUrl: string
  apiKey: string
  tenantId: string
  temporalAddress: string
  uiUrl: string | null
  /** Where the messages stand that would have gone out; null where they did go out. */
  outboxUrl: string | null
  urls: ApplicationUrls
  /** Settings under which another process of Relance joins this stack. */
  environment: Record<string, string>
  stop(): Promise<void>
}

/** Starts all of Relance on this machine, from whatever state its data folder is in. @throws StartError in one sentence */
export async function startStack(options: StackOptions): Promise<Stack> {
  const folder = new DataFolder(options.config.data)
  await folder.open()
  const supervisor = new Supervisor(folder, (text) => options.progress.line(`  ! ${text}`))
  try {
    // Whatever step is at work then fails, for its processes are ended and no others begun.
    return await Promise.race([new Start(options, folder, supervisor).run(), stopped(options.stop)])
  } catch (error) {
    await supervisor.stop()
    folder.close()
    throw error
  }
}

function stopped(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new StartError('Stopped.'))
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop)
  })
}

/** One start: its steps in order, each on what the ones before have made. */
class Start {
  private readonly secrets: LocalSecrets
  private readonly config: Config
  private readonly progress: Progress

  constructor(
    private readonly options: StackOptions,
    private readonly folder: DataFolder,
    private readonly supervisor: Supervisor,
  ) {
    this.config = options.config
    this.progress = options.progress
    this.secrets = localSecrets(folder.path)
  }

  async run(): Promise<Stack> {
    await this.requirePorts()
    const adminUrl = this.config.database.url ?? (await this.startPostgres())
    const urls = await this.progress.step('database of Relance', () => prepareApplicationDatabase(adminUrl, this.passwords(), this.runTool))
    const address = this.config.temporal.address ?? (await this.startTemporal(adminUrl))
    const environment = this.environment(urls, address)
    await this.progress.step('workflow code', async () => void (await workflowBundle()))
    const uiUrl = this.options.ui ? await this.startUi(address) : null
    const tenantId = await this.makeTenant(urls)
    await this.progress.step('worker, outbox poller, API', () => this.startProcesses(environment))
    return {
      supervisor: this.supervisor,
      folder: this.folder,
      apiUrl: this.config.publicUrl,
      apiKey: this.secrets.apiKey,
      tenantId,
      temporalAddress: address,
      uiUrl,
      outboxUrl: environment.RELANCE_SANDBOX_URL ?? null,
      urls,
      environment,
      stop: async () => {
        await this.supervisor.stop()
        this.folder.close()
      },
    }
  }

  private readonly runTool: RunTool = (command, args, env) =>
    this.supervisor.run({ name: `tool ${basename(command)}`, command, args, env, cwd: projectRoot, stopSignal: 'SIGTERM' })

  private passwords() {
    const { ownerPassword, appPassword } = this.config.database
    return { ownerPassword: ownerPassword ?? this.secrets.ownerPassword, appPassword: appPassword ?? this.secrets.appPassword }
  }

  private async requirePorts(): Promise<void> {
    const { ports, host, database, temporal } = this.config
    const wanted: WantedPort[] = [{ port: ports.api, what: 'the API', setting: 'RELANCE_API_PORT', host }]
    if (!database.url) wanted.push({ port: ports.postgres, what: 'PostgreSQL', setting: 'RELANCE_POSTGRES_PORT' })
    if (!temporal.address)
      wanted.push({ port: ports.temporal, what: 'Temporal', setting: 'RELANCE_TEMPORAL_PORT', highest: TEMPORAL_HIGHEST_PORT })
    if (this.isSandboxed()) wanted.push({ port: ports.sandbox, what: 'the sandbox of the providers', setting: 'RELANCE_SANDBOX_PORT' })
    if (this.options.ui) wanted.push({ port: ports.temporalUi, what: 'Temporal’s Web UI', setting: 'RELANCE_TEMPORAL_UI_PORT' })
    await requireFreePorts(wanted)
  }

  private async startPostgres(): Promise<string> {
    let url = ''
    await this.progress.step('PostgreSQL', async () => {
      const { launch, adminUrl, version } = await preparePostgres(
        this.folder,
        this.config.ports.postgres,
        this.secrets.postgresPassword,
        this.options.durable ?? true,
        (command) => this.supervisor.run(command),
      )
      await this.supervisor.start(launch)
      // After a crash the first start may be refused until the dead server's sessions have noticed; the supervisor tries again.
      if (!(await postgresAnswers(adminUrl, POSTGRES_READY_MS))) {
        throw new StartError(`PostgreSQL did not start; its last words: ${this.supervisor.lastWords('postgres')}`)
      }
      url = adminUrl
      return version
    })
    return url
  }

  private async startTemporal(adminUrl: string): Promise<string> {
    const { cache, ports, temporal } = this.config
    const { download, downloadTimeoutMs } = temporal
    const programs = await this.progress.step('Temporal’s programs', (say) =>
      obtainTemporalBinaries({ cache, download, downloadTimeoutMs, say }),
    )
    const database = await this.progress.step('databases of Temporal', () =>
      prepareTemporalDatabases(adminUrl, this.secrets.temporalPassword, programs.sqlTool, this.runTool),
    )
    const address = `127.0.0.1:${ports.temporal}`
    await this.progress.step('Temporal', async () => {
      await this.supervisor.start(await prepareTemporalServer(this.folder, programs.server, ports.temporal, database))
      await this.awaitTemporal(address)
      return TEMPORAL_VERSION
    })
    return address
  }

  private async awaitTemporal(address: string): Promise<void> {
    const connection = Connection.lazy({ ...connectionOptions(this.config), address })
    const { namespace, simulationNamespace } = this.config.temporal
    try {
      await registerNamespaces(connection, [namespace, simulationNamespace], TEMPORAL_READY_MS)
    } catch {
      throw new StartError(`Temporal did not start; its last words: ${this.supervisor.lastWords('temporal')}`)
    } finally {
      await connection.close()
    }
  }

  private async startUi(address: string): Promise<string> {
    const { cache, ports } = this.config
    await this.progress.step('Temporal’s Web UI', async (say) => {
      const { server } = await obtainTemporalUi({ cache, say })
      await this.supervisor.start(temporalUi(server, this.folder, ports.temporalUi, address))
      return TEMPORAL_UI_VERSION
    })
    return `http://127.0.0.1:${ports.temporalUi}`
  }

  /** The local agency, with its key, its papers and the strategy that ships. One that an earlier version has made gets the papers too. */
  private async makeTenant({ appUrl }: ApplicationUrls): Promise<string> {
    const db = openDatabase(appUrl, 1)
    try {
      const tenantId = await ensureTenant(db, LOCAL_AGENCY, this.secrets.apiKey)
      await provideAgencyFile(db, tenantId)
      await publishStrategy(db, tenantId, standard)
      return tenantId
    } finally {
      await db.$disconnect()
    }
  }

  private environment({ appUrl }: ApplicationUrls, temporalAddress: string): Record<string, string> {
    return {
      ...(this.isSandboxed() && sandboxSettings(this.folder, this.config, this.secrets.sandboxToken)),
      RELANCE_DATA: this.folder.path,
      RELANCE_SPOOL: this.config.spool,
      RELANCE_API_PORT: String(this.config.ports.api),
      RELANCE_PUBLIC_URL: this.config.publicUrl,
      RELANCE_PAYLOAD_KEYS: this.config.payloadKeys ?? this.secrets.payloadKeys,
      DATABASE_URL: appUrl,
      TEMPORAL_ADDRESS: temporalAddress,
      TEMPORAL_NAMESPACE: this.config.temporal.namespace,
    }
  }

  /** Without an account at a provider no message leaves this machine, and no money moves. */
  private isSandboxed(): boolean {
    const { twilio, sendgrid, merciFacteur, stripe, sandboxUrl } = this.config.providers
    return !sandboxUrl && !twilio.accountSid && !sendgrid.apiKey && !merciFacteur.serviceId && !stripe.apiKey
  }

  private async startProcesses(environment: Record<string, string>): Promise<void> {
    const roles = ['worker', 'poller', 'api', ...(this.isSandboxed() ? ['sandbox'] : [])]
    await Promise.all(roles.map((role) => this.supervisor.start(relanceProcess(role, environment))))
  }
}

/** One process of Relance itself, run from its sources. */
export function relanceProcess(role: string, environment: Record<string, string>): Launch {
  return {
    name: role,
    command: process.execPath,
    args: [join(projectRoot, 'scripts', 'relance.mjs'), role],
    env: environment,
    stopSignal: 'SIGTERM',
    saysReady: true,
  }
}
