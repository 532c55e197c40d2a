import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DataFolder, diskFull, FOLDER_FORMAT } from '../../src/engine/embedded/data-folder.js'
import { discardData } from '../../src/engine/embedded/discard-data.js'
import { identify, isRunning, type ProcessIdentity } from '../../src/engine/embedded/process-identity.js'
import { localSecrets, secretsFile } from '../../src/engine/embedded/secrets.js'
import { temporaryFolder } from './temporary-folder.js'

let temporary: ReturnType<typeof temporaryFolder>
let path: string

beforeEach(() => {
  temporary = temporaryFolder()
  path = join(temporary.path, 'data')
})

afterEach(() => temporary.remove())

const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8)
const isRoot = process.getuid?.() === 0

async function opened(): Promise<DataFolder> {
  const folder = new DataFolder(path)
  await folder.open()
  return folder
}

/** A process that lives until it is ended. */
function sleeper() {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' })
  return { ...(identify(child.pid as number) as ProcessIdentity), child }
}

test('only its user can read it, and its secrets', async () => {
  await opened()
  localSecrets(path)
  expect(modeOf(path)).toBe('700')
  for (const name of readdirSync(path))
    expect([name, modeOf(join(path, name))]).toEqual([name, name.includes('.') || name === 'lock' ? '600' : '700'])
  expect(modeOf(secretsFile(path))).toBe('600')
})

test('PostgreSQL’s group may go through it, nobody else', async () => {
  const group = isRoot ? 12_345 : (process.getgid?.() ?? 0)
  const folder = await opened()
  folder.letThrough(group)
  expect(modeOf(path)).toBe('710')
  expect(statSync(path).gid).toBe(group)
})

test('secrets are made once, and all differ', () => {
  mkdirSync(path)
  const secrets = localSecrets(path)
  expect(localSecrets(path)).toEqual(secrets)
  expect(new Set(Object.values(secrets)).size).toBe(7)
  expect(readdirSync(path)).toEqual(['secrets.json'])
})

test('a second start is told in one sentence who has it', async () => {
  await opened()
  await expect(opened()).rejects.toThrow(
    `Relance already runs on ${path} (process ${process.pid}): use that one, stop it, or set RELANCE_DATA to another folder.`,
  )
})

test('one of another version is refused by its name, left as it is, and given back', async () => {
  const folder = await opened()
  folder.close()
  const other = JSON.stringify({ ...FOLDER_FORMAT, postgres: '17' })
  writeFileSync(join(path, 'format.json'), other)
  await expect(opened()).rejects.toThrow(
    `The data folder ${path} is of another version (postgres 17, here ${FOLDER_FORMAT.postgres}): start the Relance that made it, or begin anew with npm start -- --fresh.`,
  )
  expect(readFileSync(join(path, 'format.json'), 'utf8')).toBe(other)
  expect(folder.holder()).toBeNull()
})

test('a folder of something else is neither taken nor deleted', async () => {
  mkdirSync(path, { mode: 0o755 })
  chmodSync(path, 0o755)
  writeFileSync(join(path, 'thesis.txt'), 'ten years')
  const sentence = `${path} holds something else than Relance’s data (thesis.txt): set RELANCE_DATA to a folder of its own.`
  await expect(opened()).rejects.toThrow(sentence)
  await expect(discardData(path)).rejects.toThrow(sentence)
  expect(modeOf(path)).toBe('755')
  expect(readdirSync(path)).toEqual(['thesis.txt'])
})

test('a first start that was killed before it wrote anything is no reason to refuse the folder', async () => {
  mkdirSync(join(path, 'logs'), { recursive: true })
  writeFileSync(join(path, 'lock'), JSON.stringify({ pid: process.pid, started: 'long ago' }))
  const folder = await opened()
  expect(folder.holder()).toMatchObject({ pid: process.pid })
})

test('what another user has is refused', async () => {
  if (!isRoot) {
    // Nobody but root can give a folder away; one that belongs to root stands for it.
    await expect(new DataFolder('/proc/1').open()).rejects.toThrow(/\/proc\/1/)
    return
  }
  const folder = await opened()
  folder.close()
  chownSync(path, 12_345, 12_345)
  await expect(opened()).rejects.toThrow(
    `The data folder ${path} belongs to another user: start Relance as that one, or set RELANCE_DATA to another folder.`,
  )
})

test('one that cannot be made says what to set', async () => {
  writeFileSync(path, 'a file')
  await expect(new DataFolder(join(path, 'below')).open()).rejects.toThrow(
    /^The data folder \S+ cannot be written \(ENOTDIR\): give this user the right to it, or set RELANCE_DATA to another folder\.$/,
  )
})

test('what a crashed start left running is ended, and a stranger with its pid is not', async () => {
  const folder = await opened()
  const left = sleeper()
  const stranger = sleeper()
  const ended = once(left.child, 'exit')
  folder.record([
    { pid: left.pid, started: left.started, name: 'left', stopSignal: 'SIGTERM' },
    { pid: stranger.pid, started: 'long ago', name: 'reused', stopSignal: 'SIGTERM' },
  ])
  folder.close()
  const next = await opened()
  await ended
  expect(isRunning(stranger)).toBe(true)
  expect(next.recorded()).toEqual([])
  stranger.child.kill()
})

test('its record of processes is replaced whole, and read by its user only', async () => {
  const folder = await opened()
  const { ino } = statSync(join(path, 'processes.json'))
  folder.record([{ pid: 1, started: 'x', name: 'one', stopSignal: 'SIGTERM' }])
  expect(statSync(join(path, 'processes.json')).ino).not.toBe(ino)
  expect(modeOf(join(path, 'processes.json'))).toBe('600')
  expect(readdirSync(path)).not.toContain('processes.json.new')
})

test('discarding deletes everything, unless somebody uses it', async () => {
  const folder = await opened()
  mkdirSync(join(path, 'postgres'))
  writeFileSync(join(path, 'postgres', 'PG_VERSION'), '18')
  await expect(discardData(path)).rejects.toThrow(
    `Relance already runs on ${path} (process ${process.pid}): stop it before you begin anew.`,
  )
  expect(existsSync(join(path, 'postgres', 'PG_VERSION'))).toBe(true)
  folder.close()
  await discardData(path)
  expect(existsSync(path)).toBe(false)
})

test('a full disk is one sentence', async () => {
  const small = join(temporary.path, 'small')
  mkdirSync(small)
  if (!mountSmallDisk(small)) return expectOnlyTheSentence(small)
  try {
    await expect(new DataFolder(join(small, 'data')).open()).rejects.toThrow(diskFull(join(small, 'data')).message)
    expect(existsSync(join(small, 'data', 'lock'))).toBe(false)
  } finally {
    execFileSync('umount', [small])
  }
})

function mountSmallDisk(at: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', at], { stdio: 'ignore' })
    return statfsSync(at).blocks > 0
  } catch {
    return false
  }
}

/** Where no disk can be mounted only the words can be checked. */
function expectOnlyTheSentence(at: string): void {
  process.stderr.write('a full disk: this user may not mount one, so only the sentence is checked\n')
  expect(diskFull(at).message).toBe(
    `The disk that holds ${at} is full: Relance needs 300 MB free there; free some, or set RELANCE_DATA to a folder on another disk.`,
  )
}
