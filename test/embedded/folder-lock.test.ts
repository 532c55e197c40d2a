import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, linkSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FolderLock } from '../../src/engine/embedded/folder-lock.js'
import { identify, type ProcessIdentity } from '../../src/engine/embedded/process-identity.js'
import { temporaryFolder } from './temporary-folder.js'

const TAKER = fileURLToPath(new URL('take-lock.ts', import.meta.url))

let folder: ReturnType<typeof temporaryFolder>
let file: string
let takers: ChildProcess[]

beforeEach(() => {
  folder = temporaryFolder()
  file = join(folder.path, 'lock')
  takers = []
})

afterEach(() => {
  for (const taker of takers) taker.kill('SIGKILL')
  folder.remove()
})

const me = () => identify(process.pid) as ProcessIdentity
/** This process as it was never: what a reused pid looks like. */
const dead = (pid = process.pid): ProcessIdentity => ({ pid, started: 'long ago' })

async function waitingTakers(count: number): Promise<void> {
  takers = Array.from({ length: count }, () => fork(TAKER, [file], { execArgv: ['--import', 'tsx'] }))
  await Promise.all(takers.map((taker) => once(taker, 'message')))
}

async function takeAtOnce(): Promise<string[]> {
  const answers = takers.map((taker) => once(taker, 'message').then(([answer]) => String(answer)))
  for (const taker of takers) taker.send('go')
  return (await Promise.all(answers)).sort()
}

test('the lock names its holder, which keeps it from everybody, itself included', () => {
  const lock = new FolderLock(file)
  expect(lock.take()).toBeNull()
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(me())
  expect(new FolderLock(file).take()).toEqual(me())
  expect(readdirSync(folder.path)).toEqual(['lock'])
})

test('given back, it is gone, and free', () => {
  const lock = new FolderLock(file)
  lock.take()
  lock.release()
  expect(existsSync(file)).toBe(false)
  expect(lock.holder()).toBeNull()
})

test('somebody else’s lock is not given back', () => {
  writeFileSync(file, JSON.stringify(identify(process.ppid)))
  new FolderLock(file).release()
  expect(existsSync(file)).toBe(true)
})

test('of a process whose pid another one has now, it is taken over', () => {
  writeFileSync(file, JSON.stringify(dead()))
  expect(new FolderLock(file).holder()).toBeNull()
  expect(new FolderLock(file).take()).toBeNull()
  expect(new FolderLock(file).holder()).toEqual(me())
  expect(readdirSync(folder.path)).toEqual(['lock'])
})

test('one that a power cut left empty is taken over', () => {
  writeFileSync(file, '')
  expect(new FolderLock(file).take()).toBeNull()
  expect(readdirSync(folder.path)).toEqual(['lock'])
})

test('whoever stands behind a dead holder has it, also before it has renamed its lock', () => {
  writeFileSync(file, JSON.stringify(dead(1)))
  const other = join(folder.path, 'other')
  writeFileSync(other, JSON.stringify(identify(process.ppid)))
  linkSync(other, `${file}.behind-1-long-ago`)
  expect(new FolderLock(file).take()).toEqual(identify(process.ppid))
})

test('one that died while it took over a dead lock is taken over in turn', () => {
  writeFileSync(file, JSON.stringify(dead(1)))
  writeFileSync(`${file}.behind-1-long-ago`, JSON.stringify(dead(2)))
  expect(new FolderLock(file).take()).toBeNull()
  expect(new FolderLock(file).holder()).toEqual(me())
  expect(readdirSync(folder.path)).toEqual(['lock'])
})

test.each(['none', 'a dead one'])('of five processes at once exactly one gets it where there was %s', async (before) => {
  if (before === 'a dead one') writeFileSync(file, JSON.stringify(dead()))
  await waitingTakers(5)
  expect(await takeAtOnce()).toEqual(['held', 'refused', 'refused', 'refused', 'refused'])
})

test('after kill -9 of its holder the next one gets it', async () => {
  await waitingTakers(1)
  expect(await takeAtOnce()).toEqual(['held'])
  expect(new FolderLock(file).take()).toMatchObject({ pid: takers[0]?.pid })
  takers[0]?.kill('SIGKILL')
  await once(takers[0] as ChildProcess, 'exit')
  expect(new FolderLock(file).take()).toBeNull()
})
