import { join } from 'node:path'
import { childEnvironment } from '../../config.js'
import { type CachedPrograms, isCached, obtainPrograms, type Way } from './cached-programs.js'
import { buildWithGo, type GoProgram } from './go-build.js'
import { unpackRelease } from './release-archive.js'

export { MINIMUM_GO } from './go-build.js'

/** Version of the Temporal server that is started locally. */
export const TEMPORAL_VERSION = '1.32.0'
/** Version of the Temporal Web UI that is started locally. */
export const TEMPORAL_UI_VERSION = '2.54.1'

const SERVER = 'temporal-server'
const SQL_TOOL = 'temporal-sql-tool'
const UI_SERVER = 'temporal-ui-server'

const SERVER_PROGRAMS: readonly GoProgram[] = [
  { package: `go.temporal.io/server/cmd/server@v${TEMPORAL_VERSION}`, file: SERVER, takes: '5 minutes or more' },
  { package: `go.temporal.io/server/cmd/tools/sql@v${TEMPORAL_VERSION}`, file: SQL_TOOL, takes: 'about 10 seconds' },
]
const UI_PROGRAMS: readonly GoProgram[] = [
  { package: `github.com/temporalio/ui-server/v2/cmd/server@v${TEMPORAL_UI_VERSION}`, file: UI_SERVER, takes: 'about 1 minute' },
]

/** The programs of the Temporal server, as absolute paths if the cache folder is one. */
export interface TemporalBinaries {
  server: string
  /** Sets up and updates the database schema. */
  sqlTool: string
  source: 'cache' | 'archive' | 'go'
}

/** The program of the Temporal Web UI. */
export interface TemporalUi {
  server: string
  source: 'cache' | 'go'
}

/** What obtaining needs to know. */
export interface ObtainOptions {
  /** Folder of binaries, created if it is missing. */
  cache: string
  /** Address above the release folders: `<download>/v<version>/`. */
  download: string
  /** Longest wait for the next byte of a download, the first one included. */
  downloadTimeoutMs: number
  /** Told what is being done, for whoever waits. */
  say: (detail: string) => void
  /** Environment of the commands that are run; its PATH decides which `tar` and `go`. By default this process's own. */
  env?: NodeJS.ProcessEnv | undefined
}

const serverPrograms = (cache: string): CachedPrograms => ({
  title: `Temporal server ${TEMPORAL_VERSION}`,
  cache,
  name: `temporal-${TEMPORAL_VERSION}`,
  files: [SERVER, SQL_TOOL],
})

const uiPrograms = (cache: string): CachedPrograms => ({
  title: `Temporal Web UI ${TEMPORAL_UI_VERSION}`,
  cache,
  name: `temporal-ui-${TEMPORAL_UI_VERSION}`,
  files: [UI_SERVER],
})

const located = ({ cache, name }: CachedPrograms) => ({ server: join(cache, name, SERVER), sqlTool: join(cache, name, SQL_TOOL) })

/** Looks the Temporal server up in the cache folder; obtains nothing. */
export function findTemporalBinaries(cache: string): TemporalBinaries | null {
  const programs = serverPrograms(cache)
  return isCached(programs) ? { ...located(programs), source: 'cache' } : null
}

/**
 * The Temporal server from the cache folder, else from its official release archive, else built with Go.
 * @throws StartError whose message is one sentence: all that was tried, and what to install or set
 */
export async function obtainTemporalBinaries(options: ObtainOptions): Promise<TemporalBinaries> {
  const { cache, say, env = childEnvironment() } = options
  const programs = serverPrograms(cache)
  const release = {
    download: options.download,
    version: TEMPORAL_VERSION,
    files: programs.files,
    timeoutMs: options.downloadTimeoutMs,
    env,
  }
  const ways: Way<'archive' | 'go'>[] = [
    { source: 'archive', fill: (place, tell) => unpackRelease(release, place, tell) },
    { source: 'go', fill: (place, tell) => buildWithGo(SERVER_PROGRAMS, env, place, tell) },
  ]
  const lastRemedy = 'set TEMPORAL_ADDRESS to a Temporal server that is running'
  const source = isCached(programs) ? 'cache' : await obtainPrograms(programs, ways, { say, lastRemedy })
  return { ...located(programs), source }
}

/** Looks the Temporal Web UI up in the cache folder; obtains nothing. */
export function findTemporalUi(cache: string): TemporalUi | null {
  const programs = uiPrograms(cache)
  return isCached(programs) ? { server: join(cache, programs.name, UI_SERVER), source: 'cache' } : null
}

/**
 * The Temporal Web UI from the cache folder, else built with Go.
 * @throws StartError whose message is one sentence: what was tried, and what to install or set
 */
export async function obtainTemporalUi({
  cache,
  say,
  env = childEnvironment(),
}: Pick<ObtainOptions, 'cache' | 'say' | 'env'>): Promise<TemporalUi> {
  const programs = uiPrograms(cache)
  const ways: Way<'go'>[] = [{ source: 'go', fill: (place, tell) => buildWithGo(UI_PROGRAMS, env, place, tell) }]
  const source = isCached(programs) ? 'cache' : await obtainPrograms(programs, ways, { say })
  return { server: join(cache, programs.name, UI_SERVER), source }
}
