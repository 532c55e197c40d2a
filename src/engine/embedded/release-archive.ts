import { mkdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from './child-command.js'
import { ChecksumFailure, DiskFull, ObtainFailure, saysDiskFull } from './obtain-failure.js'
import { download } from './verified-download.js'

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin' }
const PROCESSORS: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64', arm64: 'arm64' }
const OTHER_SOURCE = 'set RELANCE_TEMPORAL_DOWNLOAD to a source you trust'

interface Release {
  /** Address above the folder of each release. */
  download: string
  version: string
  files: readonly string[]
  timeoutMs: number
  env: NodeJS.ProcessEnv
}

/**
 * Downloads the release archive for this machine, compares it with the published checksum, and only then unpacks it.
 * @throws ChecksumFailure where the archive is not the published one, or no checksum is published for it
 * @throws ObtainFailure where there is no archive for this machine, or it cannot be downloaded or unpacked
 */
export async function unpackRelease(
  release: Release,
  place: { ready: string; scratch: string },
  say: (detail: string) => void,
): Promise<void> {
  const name = archiveName(release.version)
  const folder = `${release.download.replace(/\/+$/, '')}/v${release.version}`
  const published = await publishedChecksum(`${folder}/checksums.txt`, name, place.scratch, release.timeoutMs)
  const archive = join(place.scratch, name)
  const actual = await download({ url: `${folder}/${name}`, file: archive, timeoutMs: release.timeoutMs, say })
  if (actual !== published) throw new ChecksumFailure(`${name} does not match its published checksum and is not used`, OTHER_SOURCE)
  say('unpacking')
  await unpack(archive, release, place)
}

/** The name under which the release of a version is published for this machine. */
export function archiveName(version: string): string {
  const platform = PLATFORMS[process.platform]
  const processor = PROCESSORS[process.arch]
  if (platform && processor) return `temporal_${version}_${platform}_${processor}.tar.gz`
  throw new ObtainFailure(`no release is published for ${process.platform} on ${process.arch}`, 'use Linux or macOS on amd64 or arm64')
}

/** Checked before the archive is asked for: without a checksum it would never be used. */
async function publishedChecksum(url: string, name: string, scratch: string, timeoutMs: number): Promise<string> {
  const file = join(scratch, 'checksums.txt')
  await download({ url, file, timeoutMs })
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    const [, checksum, listed] = /^([0-9a-f]{64})\s+\*?(\S+)\s*$/i.exec(line) ?? []
    if (checksum && listed === name) return checksum.toLowerCase()
  }
  throw new ChecksumFailure(`${name} is not listed among the published checksums and is not used`, OTHER_SOURCE)
}

async function unpack(archive: string, { files, env }: Release, { ready, scratch }: { ready: string; scratch: string }): Promise<void> {
  const unpacked = join(scratch, 'unpacked')
  await mkdir(unpacked)
  const end = await runCommand('tar', ['-xzf', archive, '-C', unpacked], { cwd: scratch, env })
  if (!end) throw new ObtainFailure('the release archive cannot be unpacked without tar', 'install tar')
  if (saysDiskFull(end.output)) throw new DiskFull()
  if (!end.ok)
    throw new ObtainFailure(`tar could not unpack the release archive (${end.output.trim().split('\n').at(-1)})`, 'install tar and gzip')
  for (const file of files) {
    await rename(join(unpacked, file), join(ready, file)).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? new ObtainFailure(`the release archive holds no ${file}`, OTHER_SOURCE) : error
    })
  }
}
