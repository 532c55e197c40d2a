import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectItGoesOn } from '../faults/waiting-file.js'
import { OwnStack, type SeenFile } from '../support/own-stack.js'

// One data folder all along, in the order below: each test finds a Relance that runs, and leaves one.
let stack: OwnStack
let file: SeenFile

beforeAll(async () => {
  stack = await OwnStack.create()
  await stack.start()
}, 90_000)

afterAll(() => stack?.remove(), 60_000)

test('kill -9 of the supervisor: the watchdog ends the others, and the next start finds the file waiting', async () => {
  file = await stack.openFile()
  await stack.kill('supervisor')
  await stack.noProcessRemains()
  await stack.start()
  await stack.healthy()
  await expectItGoesOn(stack, file)
}, 90_000)

test('kill -9 of supervisor and watchdog: the next start ends what they left', async () => {
  file = await stack.openFile()
  const left = stack.pid('temporal')
  await stack.kill('supervisor', 'watchdog')
  expect(stack.processes().some((process) => process.startsWith(`${left} `))).toBe(true)
  await stack.start()
  expect(stack.processes().some((process) => process.startsWith(`${left} `))).toBe(false)
  await stack.healthy()
  await expectItGoesOn(stack, file)
}, 90_000)

test('--fresh deletes nothing while Relance runs, nor without an answer, and begins anew when told', async () => {
  file = await stack.openFile()
  const inUse = stack.attempt(['--fresh', '--yes'])
  expect(await inUse.ended).toBe(1)
  expect(inUse.output()).toContain('stop it before you begin anew')
  expect((await stack.view(file)).reference).toBe(file.reference)

  await stack.stop()
  const before = readdirSync(stack.data)
  const unanswered = stack.attempt(['--fresh'])
  expect(await unanswered.ended).toBe(1)
  expect(unanswered.output()).toContain('Nothing was deleted.')
  expect(readdirSync(stack.data)).toEqual(before)

  await stack.start(['--fresh', '--yes'])
  await stack.healthy()
  await expect(stack.view(file)).rejects.toThrow('404')
}, 90_000)
