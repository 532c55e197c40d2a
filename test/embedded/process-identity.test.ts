import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { endProcess, identify, isRunning, type ProcessIdentity } from '../../src/engine/embedded/process-identity.js'

let child: ChildProcess

afterEach(() => {
  child?.kill('SIGKILL')
})

/** `script` says a line when it is ready. */
async function run(script: string): Promise<ProcessIdentity> {
  child = spawn(process.execPath, ['-e', `${script}; console.log('ready'); setInterval(() => {}, 60_000)`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(child.stdout as NodeJS.ReadableStream, 'data')
  return identify(child.pid as number) as ProcessIdentity
}

test('a process keeps its identity while it runs, and another with its pid has not got it', async () => {
  const identity = await run('')
  expect(identify(identity.pid)).toEqual(identity)
  expect(isRunning(identity)).toBe(true)
  expect(isRunning({ ...identity, started: 'long ago' })).toBe(false)
})

test('a name with spaces and brackets is read past', async () => {
  const identity = await run("process.title = ') 1 (S) 2'")
  expect(isRunning(identity)).toBe(true)
})

test('an ended process has none', async () => {
  const identity = await run('')
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(identify(identity.pid)).toBeNull()
  expect(isRunning(identity)).toBe(false)
})

test('one that ends when asked is not killed', async () => {
  const identity = await run("process.on('SIGTERM', () => process.exit(7))")
  const exit = once(child, 'exit')
  await endProcess(identity, 'SIGTERM', 20_000)
  expect(await exit).toEqual([7, null])
})

test('one that does not is killed after its time', async () => {
  const identity = await run("process.on('SIGTERM', () => {})")
  const exit = once(child, 'exit')
  await endProcess(identity, 'SIGTERM', 100)
  expect(await exit).toEqual([null, 'SIGKILL'])
})

test('a stranger is not ended', async () => {
  const identity = await run('')
  await endProcess({ ...identity, started: 'long ago' }, 'SIGKILL', 0)
  expect(isRunning(identity)).toBe(true)
})
