import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromDay } from '../../src/store/day.js'
import { eventually } from '../support/eventually.js'
import { OwnStack } from '../support/own-stack.js'
import { Storm } from '../support/storm.js'

const JUST_BEFORE_EIGHT = '2026-01-14T18:59:57Z' // in the evening, in Paris
const EIGHT = '2026-01-14T19:00:00Z'
const EIGHT_IN_THE_MORNING = '2026-01-15T07:00:00.000Z'
const HOUR_S = 3600

let stack: OwnStack

beforeAll(async () => {
  stack = await OwnStack.create()
  await stack.start()
}, 90_000)

afterAll(() => stack?.remove(), 60_000)

test('a worker that is gone when the contact hours end: what was due goes out the next morning, once', async () => {
  process.kill(stack.pid('worker'), 'SIGSTOP')
  const storm = await Storm.open(stack, 3, JUST_BEFORE_EIGHT)
  const ids = storm.files.map(({ id }) => id)
  await eventually(async () => {
    expect(await stack.db.outbox.count({ where: { fileId: { in: ids }, toldAt: null } })).toBe(0)
    for (const id of ids) expect((await stack.view({ id })).legalNow >= EIGHT).toBe(true)
  })
  await stack.kill('worker')
  await eventually(async () => {
    for (const { contacts, decision } of await storm.standings()) {
      expect(contacts).toEqual([])
      expect(decision).toMatchObject({ do: 'wait', until: EIGHT_IN_THE_MORNING })
    }
  }, 60_000)

  await Promise.all(ids.map((id) => stack.skip(id, 8 * HOUR_S))) // 04:00
  expect(await storm.messages()).toEqual([])
  await Promise.all(ids.map((id) => stack.skip(id, 5 * HOUR_S)))
  await storm.untilSettled(60_000)
  const { wrongs, tally } = await storm.judge()
  expect(wrongs).toEqual([])
  expect(tally).toMatchObject({ messages: 3, sent: 3 })
  const contacts = await stack.db.contact.findMany({ where: { fileId: { in: ids } } })
  expect(contacts.map(({ contactedOn }) => contactedOn && fromDay(contactedOn))).toEqual(['2026-01-15', '2026-01-15', '2026-01-15'])
}, 120_000)
