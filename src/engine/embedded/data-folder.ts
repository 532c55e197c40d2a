import { chmodSync, chownSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../../../scripts/progress.mjs'
import { endProcess, identify, isRunning, type ProcessIdentity } from './process-identity.js'
import { TEMPORAL_VERSION } from './temporal-binaries.js'

/** What the folder holds, so that another version of Relance does not start on it by mistake. */
export const FOLDER_FORMAT = { format: 1, postgres: '18', temporal: TEMPORAL_VERSION.split('.').slice(0, 2).join('.') }

const NEEDED_BYTES = 300_000_000

export interface RecordedProcess extends ProcessIdentity {
  name: string
  stopSignal: NodeJS.Signals
}

/** The folder of one local Relance: data, secrets, logs, and the record of its running processes. */
export class DataFolder {
  readonly path: string
  readonly postgres: string
  readonly temporal: string
  readonly logs: string
  private readonly lockFile: string
  private readonly processFile: string
  private readonly formatFile: string

  constructor(path: string) {
    this.path = path
    this.postgres = join(path, 'postgres')
    this.temporal = join(path, 'temporal')
    this.logs = join(path, 'logs')
    this.lockFile = join(path, 'lock')
    this.processFile = join(path, 'processes.json')
    this.formatFile = join(path, 'format.json')
  }

  /**
   * Makes the folder where it is missing, takes it for this process, and ends what a crashed start left running.
   * @throws StartError when it cannot be written, is in use, is of another version, or the disk is full
   */
  async open(): Promise<void> {
    this.make()
    this.lock()
    try {
      this.checkFormat()
      await this.endOrphans()
    } catch (error) {
      this.close()
      throw error
    }
  }

  /** Gives the folder back. */
  close(): void {
    rmSync(this.lockFile, { force: true })
  }

  /** Lets one more user go through the folder without reading it: PostgreSQL's own, when Relance runs as root. */
  letThrough(groupId: number): void {
    chownSync(this.path, process.getuid?.() ?? 0, groupId)
    chmodSync(this.path, 0o710)
  }

  record(processes: RecordedProcess[]): void {
    // Written aside and renamed: a crash in between leaves the old record, never half of one.
    const aside = `${this.processFile}.new`
    writeFileSync(aside, JSON.stringify(processes, null, 2), { mode: 0o600 })
    renameSync(aside, this.processFile)
  }

  recorded(): RecordedProcess[] {
    return existsSync(this.processFile) ? (JSON.parse(readFileSync(this.processFile, 'utf8')) as RecordedProcess[]) : []
  }

  /** The process that holds the folder now, if any. */
  holder(): ProcessIdentity | null {
    try {
      const holder = JSON.parse(readFileSync(this.lockFile, 'utf8')) as ProcessIdentity
      return isRunning(holder) ? holder : null
    } catch {
      return null // no lock, or one that a crash left half-written
    }
  }

  private make(): void {
    try {
      mkdirSync(this.path, { recursive: true, mode: 0o700 })
      if (!existsSync(this.postgres)) chmodSync(this.path, 0o700)
      for (const folder of [this.temporal, this.logs]) mkdirSync(folder, { recursive: true, mode: 0o700 })
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOSPC') throw diskFull(this.path)
      throw new StartError(
        `The data folder ${this.path} cannot be written (${code}): give this user the right to it, or set RELANCE_DATA to another folder.`,
      )
    }
    const { bavail, bsize } = statfsSync(this.path)
    if (bavail * bsize < NEEDED_BYTES) throw diskFull(this.path)
  }

  private lock(): void {
    // Written whole beside the lock and linked to its name: nobody ever reads a half-written lock and takes it for a dead one.
    const mine = `${this.lockFile}.${process.pid}`
    writeFileSync(mine, JSON.stringify(identify(process.pid)), { mode: 0o600 })
    try {
      while (!this.tryLink(mine)) this.refuseIfHeld()
    } finally {
      rmSync(mine, { force: true })
    }
  }

  private tryLink(mine: string): boolean {
    try {
      linkSync(mine, this.lockFile)
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      return false
    }
  }

  private refuseIfHeld(): void {
    const holder = this.holder()
    if (holder)
      throw new StartError(
        `Relance already runs on ${this.path} (process ${holder.pid}): use that one, stop it, or set RELANCE_DATA to another folder.`,
      )
    this.dropDeadLock()
  }

  /** Of two starts that both find a dead lock only one may remove it: renaming succeeds once. */
  private dropDeadLock(): void {
    const aside = `${this.lockFile}.dead.${process.pid}`
    try {
      renameSync(this.lockFile, aside)
      rmSync(aside)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }

  private checkFormat(): void {
    const mismatch = this.formatMismatch()
    if (mismatch) throw new StartError(mismatch)
    if (!existsSync(this.formatFile)) writeFileSync(this.formatFile, JSON.stringify(FOLDER_FORMAT), { mode: 0o600 })
  }

  /** Says in a sentence why this version cannot use the folder, or null when it can. */
  formatMismatch(): string | null {
    if (!existsSync(this.formatFile)) return null
    const found = JSON.parse(readFileSync(this.formatFile, 'utf8')) as typeof FOLDER_FORMAT
    const differs = (Object.keys(FOLDER_FORMAT) as (keyof typeof FOLDER_FORMAT)[]).filter((part) => found[part] !== FOLDER_FORMAT[part])
    if (differs.length === 0) return null
    const parts = differs.map((part) => `${part} ${found[part] ?? 'none'}, here ${FOLDER_FORMAT[part]}`).join('; ')
    return `The data folder ${this.path} is of another version (${parts}): start the Relance that made it, or begin anew with npm start -- --fresh.`
  }

  /** Ends what a start that crashed left running. */
  async endOrphans(): Promise<void> {
    for (const { stopSignal, ...identity } of this.recorded()) await endProcess(identity, stopSignal, 10_000)
    this.record([])
  }
}

export function diskFull(path: string): StartError {
  return new StartError(
    `The disk that holds ${path} is full: Relance needs ${NEEDED_BYTES / 1e6} MB free there; free some, or set RELANCE_DATA to a folder on another disk.`,
  )
}
