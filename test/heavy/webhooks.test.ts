import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/eventually.js'
import { OwnStack } from '../support/own-stack.js'
import { Storm } from '../support/storm.js'
import { WebhookStorm } from '../support/webhook-storm.js'

const REMINDERS = 300
const OTHERS = 560
let stack: OwnStack
let webhooks: WebhookStorm

beforeAll(async () => {
  stack = await OwnStack.create()
  await stack.start()
  await stack.keepCommitTimes()
  webhooks = await WebhookStorm.create(stack)
}, 120_000)

afterAll(async () => {
  webhooks?.remove()
  await stack?.remove()
}, 60_000)

test('2,000 webhooks, each three times in random order, 5 % forged, worker and Temporal killed twice: every cent once', async () => {
  await webhooks.payOthers(OTHERS)
  const storm = await Storm.open(stack, REMINDERS)
  await storm.untilUnderWay(1 / 20)
  webhooks.payAll(storm)
  expect(webhooks.count).toBeGreaterThanOrEqual(2_000)

  const kill = (at: number, name: string) => ({ at, act: () => stack.kill(name) })
  await webhooks.blow([kill(0.15, 'worker'), kill(0.35, 'temporal'), kill(0.55, 'worker'), kill(0.75, 'temporal')])
  await stack.healthy()

  const { charged, answers } = webhooks
  const counts = await webhooks.counts()
  const late = await webhooks.late(storm)
  process.stderr.write(`webhooks: ${JSON.stringify({ sent: webhooks.count, forged: webhooks.forged, charged, answers, ...counts })}\n`)
  process.stderr.write(`released after the money: ${JSON.stringify(late)}\n`)
  expect(answers).toMatchObject({ refused: webhooks.forged, laterWithoutWord: 0 })
  expect(counts.events).toBe(webhooks.count)
  expect(counts.outcomes.waiting).toBeUndefined()
  // What the provider keeps of each charge it tells with its payouts, and of none is there one here.
  expect(counts).toMatchObject({ postedCents: charged.cents, providerCents: charged.balanceCents + charged.feeCents })
  expect(counts.creditorCents + counts.leftCents).toBe(charged.cents)
  expect(late).toMatchObject({ payments: REMINDERS, late: 0 })
  expect(late.releases).toBeGreaterThan(0)

  await storm.untilClosed(300_000)
  await eventually(async () => expect(await stack.db.outbox.count({ where: { toldAt: null } })).toBe(0), 120_000)
  const { wrongs } = await storm.judge()
  expect(wrongs).toEqual([])
}, 900_000)

test('Temporal stopped for a minute while webhooks keep arriving: every one is taken, and all are told after', async () => {
  const storm = await WebhookStorm.create(stack)
  const temporal = stack.pid('temporal')
  process.kill(temporal, 'SIGSTOP')
  const since = performance.now()
  try {
    do {
      await storm.payOthers(10)
      await storm.blow()
    } while (performance.now() - since < 60_000)
  } finally {
    process.kill(temporal, 'SIGCONT')
  }
  expect(storm.answers).toMatchObject({ later: 0, unanswered: 0 })
  await stack.healthy()
  await eventually(async () => expect(await stack.db.outbox.count({ where: { toldAt: null } })).toBe(0), 120_000)
  storm.remove()
}, 300_000)

test('PostgreSQL stopped: 503 with Retry-After, and nothing is lost when the provider tries again', async () => {
  const storm = await WebhookStorm.create(stack)
  await storm.payOthers(60)
  const before = await storm.counts()
  await storm.blow([{ at: 0.2, act: () => stack.kill('postgres') }])
  await stack.healthy()
  expect(storm.answers.later + storm.answers.unanswered).toBeGreaterThan(0)
  expect(storm.answers.laterWithoutWord).toBe(0)
  const after = await storm.counts()
  expect(after.events - before.events).toBe(storm.count)
  expect(after.postedCents - before.postedCents).toBe(storm.charged.cents)
  storm.remove()
}, 300_000)
