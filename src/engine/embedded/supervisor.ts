import { type ChildProcess, fork, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartError } from '../../../scripts/progress.mjs'
import { childEnvironment } from '../../config.js'
import type { DataFolder, RecordedProcess } from './data-folder.js'
import type { RunAs } from './postgres-user.js'
import { endProcess, identify } from './process-identity.js'

/** How to start one process, and how to ask it to end. */
export interface Launch {
  name: string
  command: string
  args: string[]
  /** Settings it gets besides this process's own environment. */
  env?: Record<string, string>
  user?: RunAs
  stopSignal: NodeJS.Signals
  /** The process says over its channel when it is ready; otherwise the caller finds out by asking it. */
  saysReady?: boolean
}

const GRACE_MS = 10_000
const FIRST_RESTART_MS = 300
const LONGEST_RESTART_MS = 10_000
/** A process that lived this long failed anew, not still. */
const SETTLED_MS = 30_000
const LARGEST_LOG_BYTES = 20_000_000
const READY_WITHIN_MS = 60_000

interface Running {
  launch: Launch
  child: ChildProcess
  failures: number
  since: number
}

/**
 * Keeps the processes of a local Relance alive: starts each in a process group of its own (so that Ctrl-C reaches only
 * the supervisor, which ends them in order), starts again what dies, records all of them in the data folder for the
 * next start to clean up after a crash, and has a watchdog end them should the supervisor itself be killed.
 */
export class Supervisor {
  private readonly running = new Map<string, Running>()
  private watchdog: ChildProcess | null = null
  private stopping = false

  constructor(
    private readonly folder: DataFolder,
    private readonly notice: (text: string) => void,
  ) {}

  /** Starts a process; resolves when it is ready, or at once for one that does not say so. */
  async start(launch: Launch): Promise<void> {
    if (!this.watchdog) this.startWatchdog()
    await this.spawn(launch, 0)
  }

  pid(name: string): number | undefined {
    return this.running.get(name)?.child.pid
  }

  isRunning(name: string): boolean {
    const child = this.running.get(name)?.child
    return child !== undefined && child.exitCode === null && child.signalCode === null
  }

  /** The last line a process has logged, for an error message. */
  lastWords(name: string): string {
    const lines = readFileSync(this.logFile(name), 'utf8').trim().split('\n')
    return lines.at(-1)?.slice(0, 300) ?? ''
  }

  /** Ends one process for good. */
  async end(name: string): Promise<void> {
    const running = this.running.get(name)
    if (!running) return
    this.running.delete(name)
    const identity = running.child.pid === undefined ? null : identify(running.child.pid)
    if (identity) await endProcess(identity, running.launch.stopSignal, GRACE_MS)
    this.record()
  }

  /** Ends all processes, the last started first. */
  async stop(): Promise<void> {
    this.stopping = true
    for (const name of [...this.running.keys()].reverse()) await this.end(name)
    this.watchdog?.disconnect()
    this.watchdog = null
  }

  private spawn(launch: Launch, failures: number): Promise<void> {
    const log = openLog(this.logFile(launch.name))
    const child = spawn(launch.command, launch.args, {
      cwd: launch.user ? '/' : undefined,
      env: childEnvironment(launch.env),
      detached: true,
      stdio: ['ignore', log, log, ...(launch.saysReady ? (['ipc'] as const) : [])],
      ...launch.user,
    })
    closeSync(log)
    const entry: Running = { launch, child, failures, since: performance.now() }
    this.running.set(launch.name, entry)
    child.once('error', (error) => this.notice(`${launch.name} could not be started: ${error.message}`))
    child.once('exit', (code, signal) => this.onExit(entry, signal ?? `code ${code}`))
    this.record()
    return launch.saysReady ? whenReady(child, () => this.lastWords(launch.name)) : Promise.resolve()
  }

  private onExit(entry: Running, how: string): void {
    const { launch } = entry
    if (this.stopping || this.running.get(launch.name) !== entry) return
    const failures = performance.now() - entry.since > SETTLED_MS ? 0 : entry.failures + 1
    const delay = Math.min(FIRST_RESTART_MS * 2 ** failures, LONGEST_RESTART_MS)
    this.notice(`${launch.name} ended (${how}); starting it again`)
    setTimeout(() => {
      if (this.stopping || this.running.get(launch.name) !== entry) return
      this.spawn(launch, failures).catch(() => {}) // its exit is what starts it again
    }, delay)
  }

  private startWatchdog(): void {
    const watchdog = fork(fileURLToPath(new URL('watchdog.mjs', import.meta.url)), {
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
    })
    watchdog.unref()
    watchdog.channel?.unref()
    watchdog.once('exit', () => {
      if (this.stopping) return
      this.startWatchdog()
      this.record()
    })
    this.watchdog = watchdog
  }

  private record(): void {
    const processes: RecordedProcess[] = []
    for (const [name, { child, launch }] of [...this.running].reverse()) {
      const identity = child.pid === undefined ? null : identify(child.pid)
      if (identity) processes.push({ ...identity, name, stopSignal: launch.stopSignal })
    }
    this.folder.record(processes)
    if (this.watchdog?.connected) this.watchdog.send(processes)
  }

  private logFile(name: string): string {
    return join(this.folder.logs, `${name}.log`)
  }
}

function openLog(file: string): number {
  const large = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_LOG_BYTES
  return openSync(file, large ? 'w' : 'a', 0o600)
}

function whenReady(child: ChildProcess, lastWords: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new StartError(`A part of Relance ${why}; its last words: ${lastWords()}`))
    const timer = setTimeout(() => fail(`was not ready within ${READY_WITHIN_MS / 1000} s`), READY_WITHIN_MS)
    child.once('message', () => {
      clearTimeout(timer)
      resolve()
    })
    child.once('exit', () => {
      clearTimeout(timer)
      fail('ended while starting')
    })
  })
}
