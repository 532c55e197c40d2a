import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { childEnvironment, projectRoot } from '../../src/config.js'
import type { FileView } from '../../src/contracts/debt-file.js'
import { Health } from '../../src/contracts/health.js'
import type { RecordedProcess } from '../../src/engine/embedded/data-folder.js'
import { discardData } from '../../src/engine/embedded/discard-data.js'
import { freePorts } from '../../src/engine/embedded/ports.js'
import { identify, isRunning } from '../../src/engine/embedded/process-identity.js'
import { fileWorkflowId } from '../../workflows/ids.js'
import { eventually } from './eventually.js'

/** One `npm start` as a child process. */
export interface Attempt {
  child: ChildProcess
  output(): string
  /** Seconds until it said that it is ready. @throws with its output when it ended before */
  ready: Promise<number>
  /** How it ended: its exit code, or null after a signal. */
  ended: Promise<number | null>
}

const READY_WITHIN_MS = 90_000

/** A whole Relance of a test's own, started as a person starts it, on free ports and in a folder of its own. */
export class OwnStack {
  private running: Attempt | null = null

  private constructor(
    private readonly folder: string,
    private readonly environment: Record<string, string | undefined>,
  ) {}

  static async create(settings: Record<string, string> = {}): Promise<OwnStack> {
    const folder = mkdtempSync(join(tmpdir(), 'relance-own-'))
    chmodSync(folder, 0o711) // as root, PostgreSQL's user has to come through
    const [api, postgres, temporal, ui] = await freePorts(4)
    return new OwnStack(folder, {
      RELANCE_ENV: 'local',
      RELANCE_DATA: join(folder, 'data'),
      RELANCE_API_PORT: String(api),
      RELANCE_POSTGRES_PORT: String(postgres),
      RELANCE_TEMPORAL_PORT: String(temporal),
      RELANCE_TEMPORAL_UI_PORT: String(ui),
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

  async call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    const { apiKey } = JSON.parse(readFileSync(join(this.data, 'secrets.json'), 'utf8')) as { apiKey: string }
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() }
    const response = await fetch(`http://127.0.0.1:${this.environment.RELANCE_API_PORT}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text) as T
  }

  async health(): Promise<Health> {
    const response = await fetch(`http://127.0.0.1:${this.environment.RELANCE_API_PORT}/health`)
    return Health.parse(await response.json())
  }

  /** Outbox rows that a file's workflow was told of in its present run, in the order in which it heard of them. */
  async signals(file: FileView): Promise<number[]> {
    const connection = await Connection.connect({ address: `127.0.0.1:${this.environment.RELANCE_TEMPORAL_PORT}` })
    try {
      const handle = new Client({ connection, namespace: 'relance' }).workflow.getHandle(fileWorkflowId(file.id))
      const { events } = await handle.fetchHistory()
      const told = (events ?? []).map((event) => event.workflowExecutionSignaledEventAttributes?.requestId ?? null)
      return told.filter((id) => id !== null).map((id) => Number(id.replace('outbox-', '')))
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
  async openFile(): Promise<FileView> {
    return this.call('POST', '/v1/files', {
      debtor: { name: `Debtor ${randomUUID()}`, addressLines: ['1 rue du Test', '75002 Paris'] },
      claims: [{ reference: randomUUID(), amountCents: 125_000, currency: 'EUR', dueDate: '2026-01-05' }],
      legalStart: '2026-01-05T09:00:00Z',
    })
  }

  forward(file: FileView, days: number): Promise<FileView> {
    return this.call('POST', `/v1/files/${file.id}/forward`, { days })
  }

  view(file: FileView): Promise<FileView> {
    return this.call('GET', `/v1/files/${file.id}`)
  }

  /** Letters in the spool that say this file's reference. */
  letters(file: FileView): string[] {
    const spool = join(this.data, 'spool')
    const names = existsSync(spool) ? readdirSync(spool).filter((name) => name.endsWith('.txt')) : []
    return names.filter((name) => readFileSync(join(spool, name), 'utf8').includes(file.reference))
  }

  /** Ends whatever is left and deletes everything. */
  async remove(): Promise<void> {
    await this.stop()
    await discardData(this.data)
    rmSync(this.folder, { recursive: true, force: true })
  }
}
