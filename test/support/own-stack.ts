import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import pg from 'pg'
import { childEnvironment, projectRoot } from '../../src/config.js'
import { Health } from '../../src/contracts/health.js'
import type { OutboxCounts, OutboxMessage, OutboxPage } from '../../src/contracts/outbox.js'
import type { Strategy } from '../../src/domain/strategy.js'
import type { RecordedProcess } from '../../src/engine/embedded/data-folder.js'
import { discardData } from '../../src/engine/embedded/discard-data.js'
import { freePorts } from '../../src/engine/embedded/ports.js'
import { identify, isRunning } from '../../src/engine/embedded/process-identity.js'
import { type LocalSecrets, secretsFile } from '../../src/engine/embedded/secrets.js'
import { forwardFile } from '../../src/engine/forward-file.js'
import { MANIFEST, type ManifestLine, readManifest } from '../../src/providers/post/manifest.js'
import { type Database, openDatabase } from '../../src/store/database.js'
import { addMandate } from '../../src/store/mandate.js'
import { addOrganisation } from '../../src/store/organisation.js'
import { publishStrategy, tenantOfKey } from '../../src/store/tenant.js'
import { fileWorkflowId } from '../../workflows/ids.js'
import { eventually } from './eventually.js'
import { threeLetters } from './stack.js'

/** One `npm start` as a child process. */
export interface Attempt {
  child: ChildProcess
  output(): string
  /** Seconds until it said that it is ready. @throws with its output when it ended before */
  ready: Promise<number>
  /** How it ended: its exit code, or null after a signal. */
  ended: Promise<number | null>
}

/** What the tests look at of a file. */
export interface SeenFile {
  id: string
  reference: string
  legalNow: string
  contacts: { id: string; step: string; state: string }[]
}

const READY_WITHIN_MS = 90_000
const SECONDS_A_DAY = 86_400
const ADDRESS = { lines: ['3 rue du Test'], postcode: '75002', city: 'Paris', country: 'FR' }

/** A whole Relance of a test's own, started as a person starts it, on free ports and in a folder of its own. */
export class OwnStack {
  private running: Attempt | null = null
  private database: Database | null = null

  private constructor(
    private readonly folder: string,
    private readonly environment: Record<string, string | undefined>,
  ) {}

  static async create(settings: Record<string, string> = {}): Promise<OwnStack> {
    const folder = mkdtempSync(join(tmpdir(), 'relance-own-'))
    chmodSync(folder, 0o711) // as root, PostgreSQL's user has to come through
    const [api, postgres, temporal, ui, sandbox] = await freePorts(5)
    return new OwnStack(folder, {
      RELANCE_ENV: 'local',
      RELANCE_DATA: join(folder, 'data'),
      RELANCE_API_PORT: String(api),
      RELANCE_POSTGRES_PORT: String(postgres),
      RELANCE_TEMPORAL_PORT: String(temporal),
      RELANCE_TEMPORAL_UI_PORT: String(ui),
      RELANCE_SANDBOX_PORT: String(sandbox),
      RELANCE_DEMO_FILES: 'no',
      RELANCE_PUBLIC_URL: undefined,
      RELANCE_SPOOL: undefined,
      RELANCE_PAYLOAD_KEYS: undefined,
      DATABASE_URL: undefined,
      TEMPORAL_ADDRESS: undefined,
      ...settings,
    })
  }

  get data(): string {
    return join(this.folder, 'data')
  }

  /** Begins a start and does not wait for it. */
  attempt(args: string[] = []): Attempt {
    const began = performance.now()
    const child = spawn(process.execPath, [join(projectRoot, 'scripts', 'start.mjs'), ...args], {
      cwd: projectRoot,
      env: childEnvironment(this.environment),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const ended = once(child, 'close').then(([code]) => code as number | null)
    const ready = new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`not ready in time:\n${output}`)), READY_WITHIN_MS)
      const listen = (chunk: unknown) => {
        output += String(chunk)
        if (!output.includes('Relance is ready')) return
        clearTimeout(timer)
        resolve((performance.now() - began) / 1000)
      }
      for (const stream of [child.stdout, child.stderr]) stream.on('data', listen)
      void ended.then((code) => {
        clearTimeout(timer)
        reject(new Error(`npm start ended (${code}):\n${output}`))
      })
    })
    ready.catch(() => {}) // whoever waits for it hears of it
    return { child, output: () => output, ready, ended }
  }

  /** Starts and waits until it is ready. @returns the seconds it took */
  async start(args: string[] = []): Promise<number> {
    const attempt = this.attempt(args)
    this.adopt(attempt)
    return attempt.ready
  }

  /** From now on `stop` and `pid('supervisor')` mean this one. */
  adopt(attempt: Attempt): void {
    this.running = attempt
  }

  /** Ctrl-C, and all that follows. */
  async stop(): Promise<number | null> {
    const { running } = this
    if (!running) return null
    running.child.kill('SIGINT')
    return running.ended
  }

  /** Pid of a process by its name; `supervisor` is the one that was started. */
  pid(name: string): number {
    const pid = name === 'supervisor' ? this.running?.child.pid : this.recorded().find((process) => process.name === name)?.pid
    if (pid === undefined) throw new Error(`${name} is not running`)
    return pid
  }

  names(): string[] {
    return this.recorded().map(({ name }) => name)
  }

  private recorded(): RecordedProcess[] {
    const file = join(this.data, 'processes.json')
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RecordedProcess[]) : []
  }

  /** kill -9, and waits until the process is gone. */
  async kill(...names: string[]): Promise<void> {
    const identities = names.map((name) => identify(this.pid(name)))
    for (const identity of identities) if (identity) process.kill(identity.pid, 'SIGKILL')
    await eventually(() => {
      if (identities.some((identity) => identity && isRunning(identity))) throw new Error(`still there: ${names.join(', ')}`)
    })
  }

  /** kill -9 of everything at once, the supervisor first. */
  killAll(): Promise<void> {
    return this.kill('supervisor', 'watchdog', ...this.names().filter((name) => name !== 'watchdog'))
  }

  /** Every process on this machine that was started for this data folder, also those that no record knows. */
  processes(): string[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && this.isOurs(name))
      .map((pid) => `${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')}`)
  }

  private isOurs(pid: string): boolean {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`RELANCE_DATA=${this.data}`)
    } catch {
      return false // ended just now, or another user's
    }
  }

  async noProcessRemains(): Promise<void> {
    await eventually(() => {
      const left = this.processes()
      if (left.length > 0) throw new Error(`left running:\n${left.join('\n')}`)
    })
  }

  get isLocked(): boolean {
    return existsSync(join(this.data, 'lock'))
  }

  private get secrets(): LocalSecrets {
    return JSON.parse(readFileSync(secretsFile(this.data), 'utf8')) as LocalSecrets
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.environment.RELANCE_API_PORT}`
  }

  /** What the sandbox of the card provider signs with. */
  get webhookSecret(): string {
    return `whsec_${this.secrets.sandboxToken}`
  }

  /** The application's database, as its own role sees it. */
  get db(): Database {
    this.database ??= openDatabase(this.databaseUrl('relance_app', this.secrets.appPassword))
    return this.database
  }

  private databaseUrl(role: string, password: string): string {
    return `postgresql://${role}:${password}@127.0.0.1:${this.environment.RELANCE_POSTGRES_PORT}/relance`
  }

  /** Has PostgreSQL keep the moment at which each transaction commits; it is restarted for that. */
  async keepCommitTimes(): Promise<void> {
    await this.asSuperuser('ALTER SYSTEM SET track_commit_timestamp = on')
    const before = this.pid('postgres')
    await this.kill('postgres')
    await eventually(() => {
      if (this.pid('postgres') === before) throw new Error('PostgreSQL has not been started again')
    })
    await this.healthy()
  }

  async asSuperuser<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.databaseUrl('postgres', this.secrets.postgresPassword) })
    await client.connect()
    try {
      return (await client.query<Row>(sql)).rows
    } finally {
      await client.end()
    }
  }

  /** The local agency. */
  async tenantId(): Promise<string> {
    const tenantId = await tenantOfKey(this.db, this.secrets.apiKey)
    if (!tenantId) throw new Error('there is no local agency')
    return tenantId
  }

  /** Gives the local agency a strategy and a creditor with a mandate in force. @returns the creditor's reference */
  async creditor(strategy: Strategy = threeLetters): Promise<string> {
    const tenantId = await this.tenantId()
    const reference = `creditor-${randomUUID()}`
    await publishStrategy(this.db, tenantId, strategy)
    await addOrganisation(this.db, tenantId, { kind: 'creditor', reference, name: 'Mobilier Dumas', address: ADDRESS })
    const limits = { toleranceCents: 0, longestPlanMonths: 0, mostRemissionPercent: 0 }
    const days = { validFrom: '2020-01-01', validUntil: null }
    await addMandate(this.db, tenantId, reference, { reference: 'M-1', scope: 'judicial', ...days, ...limits })
    return reference
  }

  async call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    const { apiKey } = this.secrets
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() }
    const response = await fetch(`${this.apiUrl}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text) as T
  }

  async health(): Promise<Health> {
    const response = await fetch(`${this.apiUrl}/health`)
    return Health.parse(await response.json())
  }

  /** Outbox rows that a file's workflow was told of in its present run, in the order in which it heard of them. */
  signals(file: { id: string }): Promise<number[]> {
    return this.withTemporal(async (client) => {
      const { events } = await client.workflow.getHandle(fileWorkflowId(file.id)).fetchHistory()
      const told = (events ?? []).map((event) => event.workflowExecutionSignaledEventAttributes?.requestId ?? null)
      return told.filter((id) => id !== null).map((id) => Number(id.replace('outbox-', '')))
    })
  }

  /** Moves a running file ahead by seconds; `forward` does by days. */
  skip(fileId: string, seconds: number): Promise<void> {
    return this.withTemporal((real) =>
      forwardFile({ db: this.db, clients: { real, skipping: real }, now: () => new Date() }, fileId, seconds / SECONDS_A_DAY),
    )
  }

  private async withTemporal<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const connection = await Connection.connect({ address: `127.0.0.1:${this.environment.RELANCE_TEMPORAL_PORT}` })
    try {
      return await work(new Client({ connection, namespace: 'relance' }))
    } finally {
      await connection.close()
    }
  }

  async healthy(): Promise<void> {
    await eventually(async () => {
      const health = await this.health()
      if (!health.healthy) throw new Error(JSON.stringify(health))
    }, 30_000)
  }

  /** A file asleep until its opening letter, ten days after `2026-01-05`. */
  async openFile(): Promise<SeenFile> {
    return this.call('POST', '/v1/files', {
      creditor: await this.creditor(),
      debtor: { name: `Debtor ${randomUUID()}`, addresses: [{ lines: ['1 rue du Test'], postcode: '75002', city: 'Paris' }] },
      claims: [{ reference: randomUUID(), amountCents: 125_000, currency: 'EUR', dueDate: '2026-01-05' }],
      strategy: threeLetters.name,
      legalStart: '2026-01-05T09:00:00Z',
    })
  }

  forward(file: { id: string }, days: number): Promise<SeenFile> {
    return this.call('POST', `/v1/files/${file.id}/forward`, { days })
  }

  view(file: { id: string }): Promise<SeenFile> {
    return this.call('GET', `/v1/files/${file.id}`)
  }

  /** Letters printed for a file, by the name that each has in the spool. */
  letters(file: { reference: string }): string[] {
    return this.printed().flatMap(({ reference, key }) => (reference === file.reference ? [`${key}.pdf`] : []))
  }

  /** All letters printed: those that the manifest lists and whose PDF is there. */
  printed(): ManifestLine[] {
    const spool = join(this.data, 'spool')
    const manifest = join(spool, MANIFEST)
    if (!existsSync(manifest)) return []
    return readManifest(readFileSync(manifest, 'utf8')).filter(({ key }) => existsSync(join(spool, `${key}.pdf`)))
  }

  /** Tells the sandbox of the providers what it is to do wrong, until it is started again. */
  async setFaults(rules: object[]): Promise<void> {
    await this.sandbox('PUT', '/faults', rules)
  }

  /** How many messages the providers have taken, and which of them share a key or a content. */
  counts(): Promise<OutboxCounts> {
    return this.sandbox('GET', '/counts')
  }

  /** Every message that a provider has taken. */
  async messages(): Promise<OutboxMessage[]> {
    const all: OutboxMessage[] = []
    let cursor: string | null = ''
    do {
      const page: OutboxPage = await this.sandbox('GET', `/messages?limit=200${cursor && `&cursor=${cursor}`}`)
      all.push(...page.messages)
      cursor = page.nextCursor
    } while (cursor !== null)
    return all
  }

  private async sandbox<T>(method: 'GET' | 'PUT', path: string, body?: unknown): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${this.environment.RELANCE_SANDBOX_PORT}/sandbox${path}`, {
      method,
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`)
    return (await response.json()) as T
  }

  /** Ends whatever is left and deletes everything. */
  async remove(): Promise<void> {
    await this.database?.$disconnect()
    await this.stop()
    await discardData(this.data)
    rmSync(this.folder, { recursive: true, force: true })
  }
}
