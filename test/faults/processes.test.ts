import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/eventually.js'
import { OwnStack } from '../support/own-stack.js'
import { expectItGoesOn } from './waiting-file.js'

let stack: OwnStack

beforeAll(async () => {
  stack = await OwnStack.create()
  await stack.start()
}, 90_000)

afterAll(() => stack?.remove(), 60_000)

test('nothing listens on anything but loopback', () => {
  const listeners = execFileSync('ss', ['-Hltnp'], { encoding: 'utf8' }).trim().split('\n')
  const pids = stack.processes().map((process) => process.split(' ')[0])
  const ours = listeners.filter((line) => pids.some((pid) => line.includes(`pid=${pid},`)))
  const addresses = ours.map((line) => line.split(/\s+/)[3]?.replace(/:\d+$/, ''))
  expect(ours.length).toBeGreaterThan(8) // PostgreSQL, the API, and Temporal's own dozen
  expect([...new Set(addresses)]).toEqual(['127.0.0.1'])
})

test.each(['worker', 'poller', 'api', 'temporal', 'postgres', 'watchdog'])(
  'kill -9 of %s: it is started again, and a waiting file goes on',
  async (name) => {
    const file = await stack.openFile()
    const before = stack.pid(name)
    await stack.kill(name)
    await eventually(() => expect(stack.pid(name)).not.toBe(before))
    await stack.healthy()
    await expectItGoesOn(stack, file)
  },
)
