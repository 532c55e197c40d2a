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
  cwd?: string
  stopSignal: NodeJS.Signals
  /** The process says over its channel when it is ready; otherwise the caller finds out by asking it. */
  saysReady?: boolean
  /** How long it may take to end before it is killed. */
  graceMs?: number
}

/** How a command that runs to its end did. */
export interface CommandEnd {
  code: number
  output: string
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
    this.beginSomething()
    await this.spawn(launch, 0)
  }

  /** Runs a command to its end; like the others it is ended with this process, however that ends. */
  run(command: Launch): Promise<CommandEnd> {
    this.beginSomething()
    const child = spawn(command.command, command.args, { ...surroundings(command), stdio: ['ignore', 'pipe', 'pipe'] })
    const entry: Running = { launch: command, child, failures: 0, since: performance.now() }
    this.running.set(command.name, entry)
    this.record()
    return new Promise((resolve, reject) => {
      let output = ''
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk) => {
          output += chunk
        })
      child.once('error', reject)
      child.once('close', (code) => {
        if (this.running.get(command.name) === entry) this.running.delete(command.name)
        this.record()
        resolve({ code: code ?? 1, output })
      })
    })
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
    if (identity) await endProcess(identity, running.launch.stopSignal, running.launch.graceMs ?? GRACE_MS)
    this.record()
  }

  /** Ends all processes, the last started first. */
  async stop(): Promise<void> {
    this.stopping = true
    for (const name of [...this.running.keys()].reverse()) await this.end(name)
    const { watchdog } = this
    this.watchdog = null
    this.record()
    if (!watchdog?.connected) return
    const ended = new Promise((resolve) => watchdog.once('exit', resolve))
    watchdog.ref()
    watchdog.disconnect()
    await ended
  }

  private beginSomething(): void {
    if (this.stopping) throw new StartError('Relance is being stopped.')
    if (!this.watchdog) this.startWatchdog()
  }

  private spawn(launch: Launch, failures: number): Promise<void> {
    const log = openLog(this.logFile(launch.name))
    const child = spawn(launch.command, launch.args, {
      ...surroundings(launch),
      stdio: ['ignore', log, log, ...(launch.saysReady ? (['ipc'] as const) : [])],
    })
    closeSync(log)
    const entry: Running = { launch, child, failures, since: performance.now() }
    this.running.set(launch.name, entry)
    child.once('error', (error) => this.notice(`${launch.name} could not be started: ${error.message}`))
    child.once('exit', (code, signal) => this.onExit(entry, signal ?? `code ${code}`))
    this.record()
    return launch.saysReady ? whenReady(child, launch.name, () => this.lastWords(launch.name)) : Promise.resolve()
  }

  private onExit(entry: Running, how: string): void {
    const { launch } = entry
    if (this.stopping || this.running.get(launch.name) !== entry) return
    const failures = performance.now() - entry.since > SETTLED_MS ? 0 : entry.failures + 1
    const delay = Math.min(FIRST_RESTART_MS * 2 ** failures, LONGEST_RESTART_MS)
    this.record() // its pid may soon be a stranger’s
    this.notice(`${launch.name} ended (${how}); starting it again`)
    setTimeout(() => {
      if (this.stopping || this.running.get(launch.name) !== entry) return
      this.spawn(launch, failures).catch(() => {}) // its exit is what starts it again
    }, delay)
  }

  private startWatchdog(): void {
    const watchdog = fork(fileURLToPath(new URL('watchdog.cjs', import.meta.url)), {
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
    })
    watchdog.unref()
    watchdog.channel?.unref()
    watchdog.once('error', (error) => this.notice(`the watchdog could not be started: ${error.message}`))
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
    if (this.watchdog?.connected) this.watchdog.send(processes)
    const watchdog = this.watchdog?.pid === undefined ? null : identify(this.watchdog.pid)
    // Its work is done better by the start that reads this, so it is not asked to finish it.
    if (watchdog) processes.push({ ...watchdog, name: 'watchdog', stopSignal: 'SIGKILL' })
    this.folder.record(processes)
  }

  private logFile(name: string): string {
    return join(this.folder.logs, `${name}.log`)
  }
}

/** A group of its own, so that Ctrl-C on the terminal does not reach it; a user of its own cannot be where we are. */
function surroundings({ env, user, cwd }: Launch) {
  return { cwd: user ? '/' : cwd, env: childEnvironment(env), detached: true, ...user }
}

function openLog(file: string): number {
  const large = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_LOG_BYTES
  return openSync(file, large ? 'w' : 'a', 0o600)
}

function whenReady(child: ChildProcess, name: string, lastWords: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new StartError(`The ${name} of Relance ${why}; its last words: ${lastWords()}`))
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
