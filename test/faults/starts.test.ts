import { afterAll, beforeAll, expect, test } from 'vitest'
import { OwnStack, type SeenFile } from '../support/own-stack.js'
import { expectItGoesOn } from './waiting-file.js'

// One data folder all along, in the order below: each test finds a Relance that runs, and leaves one.
let stack: OwnStack
let file: SeenFile

beforeAll(async () => {
  stack = await OwnStack.create()
  await stack.start()
}, 90_000)

afterAll(() => stack?.remove(), 60_000)

test('kill -9 of everything at once: the next start finds the file waiting', async () => {
  file = await stack.openFile()
  await stack.killAll()
  await stack.noProcessRemains()
  await stack.start()
  await stack.healthy()
  await expectItGoesOn(stack, file)
}, 90_000)

test('Ctrl-C stops everything; of two starts at once one begins and the other says so', async () => {
  file = await stack.openFile()
  expect(await stack.stop()).toBe(0)
  expect(stack.processes()).toEqual([])
  expect(stack.isLocked).toBe(false)

  const attempts = [stack.attempt(), stack.attempt()] as const
  const [refused, code] = await Promise.race(attempts.map(async (attempt) => [attempt, await attempt.ended] as const))
  expect(code).toBe(1)
  expect(refused.output().trim()).toMatch(/^Relance already runs on \S+ \(process \d+\): use that one, stop it, or set RELANCE_DATA .+\.$/)
  const begun = refused === attempts[0] ? attempts[1] : attempts[0]
  stack.adopt(begun)
  const seconds = await begun.ready
  process.stderr.write(`a second start took ${seconds.toFixed(1)} s\n`) // for the reader: what it takes is the machine's business
  await expectItGoesOn(stack, file)
}, 90_000)
