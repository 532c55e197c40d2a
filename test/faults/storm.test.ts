import { afterAll, beforeAll, test } from 'vitest'
import { OwnStack } from '../support/own-stack.js'
import { killInTheMiddle } from './storm-and-kill.js'

// The same for each process, with 200 files and a tenth of all answers lost, is in test/heavy.
const ONE_OF_EACH = [
  { kind: 'answer-lost', provider: 'twilio', times: 1 },
  { kind: 'connection-lost', provider: 'twilio', times: 1 },
  { kind: 'answer-lost', provider: 'sendgrid', times: 1 },
  { kind: 'connection-lost', provider: 'sendgrid', times: 1 },
]

let stack: OwnStack

beforeAll(async () => {
  stack = await OwnStack.create()
  await stack.start()
}, 90_000)

afterAll(() => stack?.remove(), 60_000)

test('kill -9 of everything while 20 reminders go out and answers are lost: each goes out once, or somebody is told', async () => {
  await killInTheMiddle(stack, 'everything', { files: 20, faults: ONE_OF_EACH, skippingLeases: true, settledWithinMs: 90_000 })
}, 180_000)
