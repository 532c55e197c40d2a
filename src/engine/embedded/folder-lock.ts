import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { identify, isRunning, type ProcessIdentity } from './process-identity.js'

/** Stands for a lock that cannot be read, as after a power cut: nobody holds it. */
const UNREADABLE: ProcessIdentity = { pid: 0, started: 'unreadable' }

/**
 * A lock that dies with its process. The file names its holder; whoever finds that one dead stands in line behind it,
 * in a file named after the dead one, and is the holder only if it then stands last. A dead lock is thus never removed
 * before the next holder is known: of any number of starts at once, one gets it.
 */
export class FolderLock {
  constructor(private readonly file: string) {}

  /** The process that holds it now, if any. */
  holder(): ProcessIdentity | null {
    const last = this.last()
    return last && isRunning(last) ? last : null
  }

  /** Takes it for this process. @returns who holds it instead, or null when it has been taken */
  take(): ProcessIdentity | null {
    const me = identify(process.pid) as ProcessIdentity
    // Written whole beside the lock and linked to its name: nobody ever reads a half-written lock.
    const mine = `${this.file}.${process.pid}`
    writeFileSync(mine, JSON.stringify(me), { mode: 0o600 })
    try {
      for (;;) {
        const last = this.last()
        if (last && isRunning(last)) return last
        const place = last ? this.behind(last) : this.file
        if (!link(mine, place)) continue // somebody was quicker: look again
        if (isSame(this.last(), me)) break
        rmSync(place, { force: true }) // the line had moved on between the look and the link
      }
      renameSync(mine, this.file)
      this.tidy()
      return null
    } finally {
      rmSync(mine, { force: true })
    }
  }

  /** Gives it back, if this process has it. */
  release(): void {
    if (isSame(read(this.file), identify(process.pid))) rmSync(this.file, { force: true })
  }

  private last(): ProcessIdentity | null {
    let last = read(this.file)
    for (let next = last; next; next = read(this.behind(next))) last = next
    return last
  }

  private behind({ pid, started }: ProcessIdentity): string {
    return `${this.file}.behind-${pid}-${started.replaceAll(/\W/g, '-')}`
  }

  private tidy(): void {
    const folder = dirname(this.file)
    for (const name of readdirSync(folder)) {
      if (name.startsWith(`${basename(this.file)}.behind-`)) rmSync(join(folder, name), { force: true })
    }
  }
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  }
}

function read(file: string): ProcessIdentity | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return null
  }
  try {
    return JSON.parse(text) as ProcessIdentity
  } catch {
    return UNREADABLE
  }
}

function isSame(one: ProcessIdentity | null, other: ProcessIdentity | null): boolean {
  return one !== null && other !== null && one.pid === other.pid && one.started === other.started
}
