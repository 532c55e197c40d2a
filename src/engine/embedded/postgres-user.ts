import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StartError } from '../../../scripts/progress.mjs'

/**
 * PostgreSQL refuses to run as root. Started by root it therefore runs as a user of its own, who must be able to reach
 * its programs and its data. Where a parent folder is closed to that user (a checkout below a 0700 home), both move to
 * this folder, outside the checkout; the data folder keeps a link.
 */
const SHARED_PLACE = '/var/lib/relance'
const USER = 'postgres'

export interface RunAs {
  uid: number
  gid: number
}

/** Who PostgreSQL runs as: nobody else than ourselves unless we are root. */
export function postgresUser(): RunAs | null {
  if (process.getuid?.() !== 0) return null
  try {
    if (!userExists()) execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', USER])
    return { uid: idOf('-u'), gid: idOf('-g') }
  } catch {
    throw new StartError(
      `PostgreSQL does not run as root and the user “${USER}” could not be created: create it, or start Relance as an ordinary user.`,
    )
  }
}

const userExists = () => spawnSync('id', ['-u', USER]).status === 0
const idOf = (flag: string) => Number(execFileSync('id', [flag, USER], { encoding: 'utf8' }))

function canReach(user: RunAs, path: string): boolean {
  return spawnSync('test', ['-r', path, '-a', '-x', path], { ...user, cwd: '/' }).status === 0
}

/** The folder of PostgreSQL's programs, copied to where `user` can run them if it cannot where npm put them. */
export function reachablePrograms(native: string, version: string, user: RunAs | null): string {
  if (!user || canReach(user, join(native, 'bin', 'postgres'))) return native
  const copy = join(SHARED_PLACE, `postgresql-${version}`)
  if (existsSync(copy)) return copy
  mkdirSync(SHARED_PLACE, { recursive: true, mode: 0o755 })
  const aside = mkdtempSync(`${copy}.`)
  cpSync(native, aside, { recursive: true, verbatimSymlinks: true })
  execFileSync('chmod', ['-R', 'a+rX', aside])
  try {
    renameSync(aside, copy)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(copy)) throw error // else another start was quicker
  }
  return copy
}

/** The folder for PostgreSQL's data: `wanted`, or a link there to a place that `user` can reach. */
export function reachableData(wanted: string, user: RunAs | null): string {
  const folder = dirname(wanted)
  if (!user || isLink(wanted) || traversable(user, dirname(folder))) return wanted
  const elsewhere = join(SHARED_PLACE, createHash('sha256').update(wanted).digest('hex').slice(0, 16))
  mkdirSync(elsewhere, { recursive: true, mode: 0o700 })
  chownSync(elsewhere, user.uid, user.gid)
  // Of a data folder that somebody deleted by hand: its password went with it.
  rmSync(join(elsewhere, 'postgres'), { recursive: true, force: true })
  symlinkSync(join(elsewhere, 'postgres'), wanted)
  return wanted
}

function traversable(user: RunAs, folder: string): boolean {
  return spawnSync('test', ['-x', folder], { ...user, cwd: '/' }).status === 0
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}
