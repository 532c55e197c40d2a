import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/eventually.js'
import { OwnStack } from '../support/own-stack.js'
import { temporalAway } from './temporal-away.js'
import { expectItGoesOn } from './waiting-file.js'

let stack: OwnStack

beforeAll(async () => {
  stack = await OwnStack.create()
  await stack.start()
}, 90_000)

afterAll(() => stack?.remove(), 60_000)

test('a poller that dies between a file’s row and its start: the next one starts the file, once', async () => {
  process.kill(stack.pid('poller'), 'SIGSTOP')
  const file = await stack.openFile()
  await stack.kill('poller')
  await eventually(async () => expect(await stack.signals(file)).toHaveLength(1))
  await expectItGoesOn(stack, file)
})

test('Temporal away: the API takes openings and payments as ever, and every file is told once, in order', async () => {
  await temporalAway(stack, 0)
})
