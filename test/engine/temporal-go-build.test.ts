import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findTemporalUi, obtainTemporalUi } from '../../src/engine/embedded/temporal-binaries.js'
import { type BinariesWorld, fakeGo, openBinariesWorld, outputOf } from './temporal-binaries-world.js'

const PROJECT = join(import.meta.dirname, '../..')
const SOURCE = pathToFileURL(join(PROJECT, 'src/engine/embedded/temporal-binaries.ts')).href

let world: BinariesWorld

beforeEach(async () => {
  world = await openBinariesWorld()
})
afterEach(() => world.close())

describe('Go', () => {
  it.each(['go1.26.8', 'go1.26.10', 'go1.27', 'go2.0.0'])('%s builds both programs', async (version) => {
    world.installTool('go', fakeGo(version))
    const found = await world.obtain()
    expect(found.source).toBe('go')
    expect(outputOf(found.server)).toBe('go.temporal.io/server/cmd/server@v1.32.0')
    expect(outputOf(found.sqlTool)).toBe('go.temporal.io/server/cmd/tools/sql@v1.32.0')
    expect(world.said).toContain('building temporal-server with Go, once: 5 minutes or more')
    expect(readdirSync(world.options.cache)).toEqual(['temporal-1.32.0'])
  })

  it.each(['1.26.7', '1.26', '1.9.99', '0.99.99'])('%s is too old', async (version) => {
    world.installTool('go', fakeGo(`go${version}`))
    expect(await world.sentenceOf(world.obtain())).toContain(`; Go ${version} is too old): `)
  })

  it.each(['go1.27rc1', 'devel go1.28-9a1b2c3', 'nonsense'])('%s counts as none', async (version) => {
    world.installTool('go', fakeGo(version))
    expect(await world.sentenceOf(world.obtain())).toContain('; Go is not installed): ')
  })

  it('failing to build is reported with its last word', async () => {
    world.installTool('go', fakeGo('go1.26.8', 'echo "# compiling"; echo "undefined: mutex" >&2; exit 1'))
    expect(await world.sentenceOf(world.obtain())).toMatch(
      /building temporal-server with Go failed \(undefined: mutex\)\): .*see the whole fault with "go install go\.temporal\.io\/server\/cmd\/server@v1\.32\.0"/,
    )
  })

  it('failing at the second program leaves nothing of the first', async () => {
    world.installTool('go', fakeGo('go1.26.8', 'echo built > "$GOBIN/$name"; chmod +x "$GOBIN/$name"; test "$name" = server'))
    expect(await world.sentenceOf(world.obtain())).toContain('building temporal-sql-tool with Go failed (it said nothing)')
  })

  it('without a network asks for a module proxy', async () => {
    world.installTool('go', fakeGo('go1.26.8', 'echo "dial tcp: lookup modules.test: no such host" >&2; exit 1'))
    expect(await world.sentenceOf(world.obtain())).toContain('set GOPROXY to a Go module proxy that can be reached')
  })

  it('out of disk space says so', async () => {
    world.installTool('go', fakeGo('go1.26.8', 'echo "link: write: no space left on device" >&2; exit 1'))
    expect(await world.sentenceOf(world.obtain())).toMatch(/^The disk is full: /)
  })

  it('is killed, and its leavings removed, when the process that wants the build is ended', async () => {
    const listener = createServer()
    const building = new Promise<Socket>((resolve) => listener.once('connection', resolve))
    await new Promise<void>((resolve) => listener.listen(join(world.root, 'building'), resolve))
    const hold = `require('node:net').connect(process.env.HOLD)`
    world.installTool('go', fakeGo('go1.26.8', `exec "${process.execPath}" -e "${hold}"`))
    const wanting = `import(${JSON.stringify(SOURCE)}).then(({ obtainTemporalUi }) =>
      obtainTemporalUi({ cache: process.env.CACHE, say() {}, env: { PATH: process.env.FAKE, HOLD: process.env.HOLD } }))`
    const env = { ...process.env, CACHE: world.options.cache, FAKE: world.path, HOLD: join(world.root, 'building') }
    const parent = spawn(process.execPath, ['--import', 'tsx', '-e', wanting], {
      cwd: PROJECT,
      env,
      stdio: 'ignore',
    })
    const ended = new Promise((resolve) => parent.once('exit', (_code, signal) => resolve(signal)))
    const go = await building
    const dead = new Promise((resolve) => go.once('close', resolve).resume())
    parent.kill('SIGTERM')
    expect(await ended).toBe('SIGTERM')
    await dead
    expect(readdirSync(world.options.cache)).toEqual([])
    listener.close()
  })
})

describe('the Web UI', () => {
  it('is built once, then found', async () => {
    world.installTool('go', fakeGo('go1.26.8'))
    const server = join(world.options.cache, 'temporal-ui-2.54.1/temporal-ui-server')
    expect(findTemporalUi(world.options.cache)).toBeNull()
    expect(await obtainTemporalUi(world.options)).toEqual({ server, source: 'go' })
    expect(outputOf(server)).toBe('github.com/temporalio/ui-server/v2/cmd/server@v2.54.1')
    world.installTool('go', 'exit 1')
    expect(await obtainTemporalUi(world.options)).toEqual({ server, source: 'cache' })
    expect(findTemporalUi(world.options.cache)).toEqual({ server, source: 'cache' })
  })

  it('without Go names what to install', async () => {
    expect(await world.sentenceOf(obtainTemporalUi(world.options))).toBe(
      'Temporal Web UI 2.54.1 could not be obtained (Go is not installed): install Go 1.26.8 or newer.',
    )
  })
})
