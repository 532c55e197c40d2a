import { afterEach, beforeEach, test } from 'vitest'
import { KILLED, killInTheMiddle } from '../faults/storm-and-kill.js'
import { OwnStack } from '../support/own-stack.js'

const A_TENTH_LOST = [
  { kind: 'answer-lost', rate: 0.1, seed: 'after it was taken' },
  { kind: 'connection-lost', rate: 0.1, seed: 'before it was taken' },
]

let stack: OwnStack

beforeEach(async () => {
  stack = await OwnStack.create()
  await stack.start()
}, 90_000)

afterEach(() => stack?.remove(), 60_000)

test.each(KILLED)(
  'kill -9 of %s while 200 reminders go out and a tenth of the answers is lost: each goes out once, or somebody is told',
  (killed) => killInTheMiddle(stack, killed, { files: 200, faults: A_TENTH_LOST, skippingLeases: false, settledWithinMs: 300_000 }),
  600_000,
)
