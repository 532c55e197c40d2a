import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../../../scripts/progress.mjs'
import { FolderLock } from './folder-lock.js'
import { endProcess, type ProcessIdentity } from './process-identity.js'
import { TEMPORAL_VERSION } from './temporal-binaries.js'
import { writeWhole } from './write-whole.js'

/** What the folder holds, so that another version of Relance does not start on it by mistake. */
export const FOLDER_FORMAT = { format: 1, postgres: '18', temporal: TEMPORAL_VERSION.split('.').slice(0, 2).join('.') }

const NEEDED_BYTES = 300_000_000
/** What a folder may hold before its format is written, the very first thing of a first start. */
const OWN_NAMES = /^(lock(\..*)?|temporal|logs|format\.json\.new|lost\+found)$/

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
  private readonly lock: FolderLock
  private readonly processFile: string
  readonly formatFile: string

  constructor(path: string) {
    this.path = path
    this.postgres = join(path, 'postgres')
    this.temporal = join(path, 'temporal')
    this.logs = join(path, 'logs')
    this.lock = new FolderLock(join(path, 'lock'))
    this.processFile = join(path, 'processes.json')
    this.formatFile = join(path, 'format.json')
  }

  /**
   * Makes the folder where it is missing, takes it for this process, and ends what a crashed start left running.
   * @throws StartError when it cannot be written, is in use, is of another version, or the disk is full
   */
  async open(): Promise<void> {
    this.requireOwn()
    this.make()
    this.take('use that one, stop it, or set RELANCE_DATA to another folder')
    try {
      this.checkFormat()
      await this.endOrphans()
    } catch (error) {
      this.close()
      throw error
    }
  }

  /** Takes it for this process. @throws StartError, ending in `advice`, when another has it */
  take(advice: string): void {
    const holder = this.takeLock()
    if (holder) throw new StartError(`Relance already runs on ${this.path} (process ${holder.pid}): ${advice}.`)
  }

  private takeLock(): ProcessIdentity | null {
    try {
      return this.lock.take()
    } catch (error) {
      throw cannotBeWritten(this.path, (error as NodeJS.ErrnoException).code)
    }
  }

  /** Gives the folder back. */
  close(): void {
    this.lock.release()
  }

  /**
   * A mistyped RELANCE_DATA must not close somebody’s folder to others, nor `--fresh` delete it.
   * @throws StartError when it holds something else than the data of a Relance, or belongs to another user
   */
  requireOwn(): void {
    const names = this.names()
    const foreign = names.includes('format.json') ? undefined : names.find((name) => !OWN_NAMES.test(name))
    if (foreign)
      throw new StartError(`${this.path} holds something else than Relance’s data (${foreign}): set RELANCE_DATA to a folder of its own.`)
    if (names.length > 0 && statSync(this.path).uid !== process.getuid?.())
      throw new StartError(
        `The data folder ${this.path} belongs to another user: start Relance as that one, or set RELANCE_DATA to another folder.`,
      )
  }

  /** Lets one more user go through the folder without reading it: PostgreSQL's own, when Relance runs as root. */
  letThrough(groupId: number): void {
    chownSync(this.path, process.getuid?.() ?? 0, groupId)
    chmodSync(this.path, 0o710)
  }

  record(processes: RecordedProcess[]): void {
    writeWhole(this.processFile, JSON.stringify(processes, null, 2))
  }

  recorded(): RecordedProcess[] {
    return existsSync(this.processFile) ? (JSON.parse(readFileSync(this.processFile, 'utf8')) as RecordedProcess[]) : []
  }

  /** The process that holds the folder now, if any. */
  holder(): ProcessIdentity | null {
    return this.lock.holder()
  }

  private names(): string[] {
    try {
      return readdirSync(this.path)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOENT') return []
      throw cannotBeWritten(this.path, code)
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
      throw cannotBeWritten(this.path, code)
    }
    const { bavail, bsize } = statfsSync(this.path)
    if (bavail * bsize < NEEDED_BYTES) throw diskFull(this.path)
  }

  private checkFormat(): void {
    const mismatch = this.formatMismatch()
    if (mismatch) throw new StartError(mismatch)
    if (!existsSync(this.formatFile)) writeWhole(this.formatFile, JSON.stringify(FOLDER_FORMAT))
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

function cannotBeWritten(path: string, code: string | undefined): StartError {
  return new StartError(
    `The data folder ${path} cannot be written (${code}): give this user the right to it, or set RELANCE_DATA to another folder.`,
  )
}

export function diskFull(path: string): StartError {
  return new StartError(
    `The disk that holds ${path} is full: Relance needs ${NEEDED_BYTES / 1e6} MB free there; free some, or set RELANCE_DATA to a folder on another disk.`,
  )
}
