import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { archiveName } from '../../src/engine/embedded/release-archive.js'
import { findTemporalBinaries } from '../../src/engine/embedded/temporal-binaries.js'
import { type BinariesWorld, fakeGo, openBinariesWorld, outputOf } from './temporal-binaries-world.js'
import { type Answer, archiveOf, checksumLine, half, whole, writeScript } from './temporal-release-server.js'

const ARCHIVE = archiveName('1.32.0')
const RELEASE = archiveOf({ 'temporal-server': 'echo server', 'temporal-sql-tool': 'echo sql tool', tdbg: 'echo more' })

let world: BinariesWorld

beforeEach(async () => {
  world = await openBinariesWorld()
  publish(RELEASE)
})
afterEach(() => world.close())

function publish(archive: Buffer, checksums = checksumLine(archive, ARCHIVE)): void {
  world.release.answers['checksums.txt'] = whole(checksums)
  world.release.answers[ARCHIVE] = whole(archive)
}

/** Only here is the wait short: elsewhere a busy machine must not be taken for a silent server. */
function fallSilent(answers: Record<string, Answer>): void {
  Object.assign(world.release.answers, answers)
  world.options.downloadTimeoutMs = 300
}

describe('the cache folder', () => {
  it('answers without a single request once the programs are there', async () => {
    const first = await world.obtain()
    world.release.requests.length = 0
    expect(await world.obtain()).toEqual({ ...first, source: 'cache' })
    expect(findTemporalBinaries(world.options.cache)).toEqual({ ...first, source: 'cache' })
    expect(world.release.requests).toEqual([])
  })

  it('finds nothing where a program is missing, and replaces what is there', async () => {
    mkdirSync(join(world.options.cache, 'temporal-1.32.0'), { recursive: true })
    writeScript(join(world.options.cache, 'temporal-1.32.0/temporal-server'), 'echo left over')
    expect(findTemporalBinaries(world.options.cache)).toBeNull()
    expect(outputOf((await world.obtain()).server)).toBe('server')
    expect(readdirSync(world.options.cache)).toEqual(['temporal-1.32.0'])
  })

  it('is named in the sentence where it cannot be used', async () => {
    writeFileSync(join(world.root, 'file'), '')
    world.options.cache = join(world.root, 'file', 'cache')
    expect(await world.sentenceOf(world.obtain())).toBe(
      `The cache folder ${world.options.cache} cannot be used (ENOTDIR): make it writable, or set RELANCE_CACHE to a folder that is.`,
    )
  })

  it('serves two that obtain at once', async () => {
    const waiting: (() => void)[] = []
    world.release.answers[ARCHIVE] = (response) => {
      waiting.push(() => whole(RELEASE)(response))
      if (waiting.length === 2) for (const send of waiting) send()
    }
    const [one, other] = await Promise.all([world.obtain(), world.obtain()])
    expect([one.source, other.source].sort()).toEqual(['archive', 'cache'])
    expect(outputOf(one.sqlTool)).toBe('sql tool')
    expect(readdirSync(world.options.cache)).toEqual(['temporal-1.32.0'])
  })
})

describe('the release archive', () => {
  it('is downloaded, verified and unpacked', async () => {
    const found = await world.obtain()
    expect(found).toEqual({
      server: join(world.options.cache, 'temporal-1.32.0/temporal-server'),
      sqlTool: join(world.options.cache, 'temporal-1.32.0/temporal-sql-tool'),
      source: 'archive',
    })
    expect([outputOf(found.server), outputOf(found.sqlTool)]).toEqual(['server', 'sql tool'])
    expect(world.release.requests).toEqual(['/v1.32.0/checksums.txt', `/v1.32.0/${ARCHIVE}`])
    expect(world.said).toEqual(['downloaded 0 of 0 MB', 'unpacking'])
    expect(readdirSync(world.options.cache)).toEqual(['temporal-1.32.0'])
    expect(readdirSync(join(world.options.cache, 'temporal-1.32.0')).sort()).toEqual(['temporal-server', 'temporal-sql-tool'])
  })

  it('tells how many megabytes have come', async () => {
    const incompressible = createHash('shake256', { outputLength: 3_000_000 }).digest('base64')
    publish(archiveOf({ 'temporal-server': incompressible, 'temporal-sql-tool': 'echo sql tool' }))
    await world.obtain()
    expect(world.said).toContain('downloaded 3 of 3 MB')
  })

  const failures: [string, () => void, () => string][] = [
    [
      'has a wrong checksum',
      () => publish(RELEASE, checksumLine(Buffer.from('another'), ARCHIVE)),
      () => `${ARCHIVE} does not match its published checksum and is not used`,
    ],
    [
      'is not listed in the checksums',
      () => publish(RELEASE, checksumLine(RELEASE, `other-${ARCHIVE}`)),
      () => `${ARCHIVE} is not listed among the published checksums and is not used`,
    ],
    [
      'is cut off in the middle',
      () => Object.assign(world.release.answers, { [ARCHIVE]: half(RELEASE, (response) => response.destroy()) }),
      () => `the connection was cut while ${world.release.url}/v1.32.0/${ARCHIVE} was downloaded (UND_ERR_SOCKET)`,
    ],
    [
      'stalls in the middle',
      () => fallSilent({ [ARCHIVE]: half(RELEASE, () => undefined) }),
      () => `${world.release.url}/v1.32.0/${ARCHIVE} sent nothing for 0.3 s`,
    ],
    [
      'is never answered',
      () => fallSilent({ 'checksums.txt': () => undefined }),
      () => `${world.release.url}/v1.32.0/checksums.txt sent nothing for 0.3 s`,
    ],
    ['is not found', () => delete world.release.answers[ARCHIVE], () => `${world.release.url}/v1.32.0/${ARCHIVE} answered 404`],
    [
      'lacks a program',
      () => publish(archiveOf({ 'temporal-server': 'echo server' })),
      () => 'the release archive holds no temporal-sql-tool',
    ],
  ]

  it.each(failures)('that %s is not used, and the sentence says so', async (_name, arrange, reason) => {
    arrange()
    const sentence = await world.sentenceOf(world.obtain())
    expect(sentence).toContain(`Temporal server 1.32.0 could not be obtained (${reason()}; Go is not installed): `)
    expect(sentence).toMatch(/, or install Go 1\.26\.8 or newer, or set TEMPORAL_ADDRESS to a Temporal server that is running\.$/)
  })

  it.each(failures)('that %s is replaced by a build', async (_name, arrange) => {
    arrange()
    world.installTool('go', fakeGo('go1.26.8'))
    expect((await world.obtain()).source).toBe('go')
    expect(readdirSync(world.options.cache)).toEqual(['temporal-1.32.0'])
  })

  it('is never handed to tar before its checksum is right', async () => {
    publish(RELEASE, checksumLine(Buffer.from('another'), ARCHIVE))
    world.installTool('tar', `echo unpacked > ${join(world.root, 'unpacked')}`)
    await world.sentenceOf(world.obtain())
    expect(existsSync(join(world.root, 'unpacked'))).toBe(false)
  })

  it('with a wrong checksum stays told while Go builds', async () => {
    publish(RELEASE, checksumLine(Buffer.from('another'), ARCHIVE))
    world.installTool('go', fakeGo('go1.26.8'))
    await world.obtain()
    expect(world.said).toContain(`${ARCHIVE} does not match its published checksum and is not used`)
    expect(world.said.at(-1)).toBe(
      `${ARCHIVE} does not match its published checksum and is not used; building temporal-sql-tool with Go, once: about 10 seconds`,
    )
  })

  it('is given up where there is no network', async () => {
    await world.release.close()
    const host = new URL(world.release.url).host
    expect(await world.sentenceOf(world.obtain())).toBe(
      `Temporal server 1.32.0 could not be obtained (${host} cannot be reached (ECONNREFUSED); Go is not installed): connect this machine to the network, or install Go 1.26.8 or newer, or set TEMPORAL_ADDRESS to a Temporal server that is running.`,
    )
  })

  it('ends everything where the disk is full', async () => {
    world.installTool('tar', 'echo "tar: temporal-server: Cannot write: No space left on device" >&2; exit 2')
    world.installTool('go', fakeGo('go1.26.8'))
    expect(await world.sentenceOf(world.obtain())).toBe(
      `The disk is full: free about 2 GB for ${world.options.cache}, or set RELANCE_CACHE to a folder on another disk.`,
    )
  })

  it('needs tar', async () => {
    rmSync(join(world.path, 'tar'))
    expect(await world.sentenceOf(world.obtain())).toContain(
      '(the release archive cannot be unpacked without tar; Go is not installed): install tar, or',
    )
  })
})
