import { afterAll, beforeAll, test } from 'vitest'
import { temporalAway } from '../faults/temporal-away.js'
import { OwnStack } from '../support/own-stack.js'

const MINUTE_MS = 60_000
let stack: OwnStack

beforeAll(async () => {
  stack = await OwnStack.create()
  await stack.start()
}, 90_000)

afterAll(() => stack?.remove(), 60_000)

test('Temporal away for a minute: every file is told once, in order', () => temporalAway(stack, MINUTE_MS), 180_000)
