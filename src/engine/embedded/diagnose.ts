import { existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartError } from '../../../scripts/progress.mjs'
import type { Config } from '../../config.js'
import { Health } from '../../contracts/health.js'
import { findBrowser } from './browser.js'
import { DataFolder } from './data-folder.js'
import { postgresPrograms } from './postgres.js'
import { findTemporalBinaries, findTemporalUi, TEMPORAL_UI_VERSION, TEMPORAL_VERSION } from './temporal-binaries.js'

/** What is known of one part. `advice` says what to do; it is empty where nothing needs doing. */
export interface Finding {
  part: string
  found: boolean
  version: string
  healthy: boolean
  advice: string
}

const ANSWER_WITHIN_MS = 5_000
const COMFORTABLE_BYTES = 1_000_000_000

/** Looks at everything that Relance needs on this machine, and asks what runs how it is. */
export async function diagnose(config: Config): Promise<Finding[]> {
  return [
    node(),
    postgres(config),
    temporal(config),
    temporalUi(config),
    browser(config),
    disk(config),
    data(config),
    ...(await running(config)),
  ]
}

const well = (part: string, version: string): Finding => ({ part, found: true, version, healthy: true, advice: '' })
/** Something that is missing now and that somebody will need, without anything being wrong. */
const optional = (part: string, advice: string): Finding => ({ part, found: false, version: '', healthy: true, advice })
const ill = (part: string, version: string, advice: string): Finding => ({ part, found: version !== '', version, healthy: false, advice })

function node(): Finding {
  return well('Node', process.versions.node) // an older one is refused before this runs
}

function postgres({ database }: Config): Finding {
  if (database.url) return well('PostgreSQL', `the one at ${new URL(database.url).host}`)
  try {
    return well('PostgreSQL', `${postgresPrograms().version}, embedded`)
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    return ill('PostgreSQL', '', error.message)
  }
}

function temporal({ temporal, cache }: Config): Finding {
  if (temporal.address) return well('Temporal', `the one at ${temporal.address}`)
  if (findTemporalBinaries(cache)) return well('Temporal', `${TEMPORAL_VERSION}, in ${cache}`)
  return optional('Temporal', 'npm start downloads it, or builds it with Go, the first time.')
}

function temporalUi({ cache }: Config): Finding {
  if (findTemporalUi(cache)) return well('Temporal Web UI', `${TEMPORAL_UI_VERSION}, in ${cache}`)
  return optional('Temporal Web UI', 'Only needed for npm start -- --ui, which builds it with Go the first time.')
}

function browser({ chromium }: Config): Finding {
  const path = findBrowser(chromium)
  return path ? well('Chromium', path) : optional('Chromium', 'Only needed by the browser tests; npm test installs it where it can.')
}

function disk({ data }: Config): Finding {
  const place = existsSync(data) ? data : dirname(data)
  const { bavail, bsize } = statfsSync(place)
  const free = bavail * bsize
  const version = `${(free / 1e9).toFixed(1)} GB free`
  return free > COMFORTABLE_BYTES
    ? well('Disk', version)
    : ill('Disk', version, `Free some space on the disk of ${place}, or set RELANCE_DATA to a folder on another.`)
}

function data({ data }: Config): Finding {
  const mismatch = new DataFolder(data).formatMismatch()
  if (mismatch) return ill('Data folder', data, mismatch)
  return existsSync(data) ? well('Data folder', data) : optional('Data folder', `npm start makes ${data}.`)
}

/** What runs now, as the API sees it. */
async function running({ publicUrl }: Config): Promise<Finding[]> {
  try {
    const response = await fetch(new URL('/health', publicUrl), { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
    const { parts } = Health.parse(await response.json())
    const rows = parts.map(({ name, healthy, detail }) =>
      healthy
        ? well(`running: ${name}`, detail)
        : ill(`running: ${name}`, 'not healthy', `${detail}. See the logs, or start Relance again.`),
    )
    return [well('running: api', publicUrl), ...rows]
  } catch {
    return [ill('running: api', '', `Nothing answers at ${publicUrl}: start Relance with npm start.`)]
  }
}
