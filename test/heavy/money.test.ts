import { afterAll, beforeAll, expect, test } from 'vitest'
import { cents } from '../../src/domain/money.js'
import { recordPayment } from '../../src/store/payment.js'
import { OwnStack } from '../support/own-stack.js'
import { Storm } from '../support/storm.js'

const FILES = 200
const PAID_AT_ONCE = 8
const SLOW_AND_LOSSY = [
  { kind: 'slow', rate: 0.5, seed: 'slow', milliseconds: 500 },
  { kind: 'answer-lost', rate: 0.1, seed: 'after it was taken' },
  { kind: 'connection-lost', rate: 0.1, seed: 'before it was taken' },
]

let stack: OwnStack

beforeAll(async () => {
  stack = await OwnStack.create()
  await stack.start()
  await stack.keepCommitTimes()
}, 120_000)

afterAll(() => stack?.remove(), 60_000)

test('200 reminders go out while all 200 debts are paid: none is released after the money', async () => {
  await stack.setFaults(SLOW_AND_LOSSY)
  const storm = await Storm.open(stack, FILES)
  await storm.untilUnderWay(1 / 20)
  await payAll(storm)
  await storm.untilClosed(300_000)
  const { wrongs, tally } = await storm.judge()
  const counts = await releasesAndMoney(storm)
  process.stderr.write(`never after the money: ${JSON.stringify({ ...counts, ...tally })}\n`)
  expect(wrongs).toEqual([])
  expect(counts).toMatchObject({ paid: FILES, late: 0 })
  // It was close: some acts had been called before the money, some were stopped by it, and some of those were reserved.
  expect(counts.releases).toBeGreaterThan(0)
  expect(tally.untouched).toBeGreaterThan(0)
}, 600_000)

/** The last files first: those whose reminder is furthest from going out. */
async function payAll(storm: Storm): Promise<void> {
  const files = [...storm.files]
  const payNext = async (): Promise<void> => {
    for (let file = files.pop(); file; file = files.pop()) {
      const fact = { tenantId: storm.tenantId, fileId: file.id, actor: 'test', reference: `VIR-${file.id}`, now: new Date() }
      await recordPayment(stack.db, fact, { cents: cents(file.amountCents), currency: 'EUR' })
    }
  }
  await Promise.all(Array.from({ length: PAID_AT_ONCE }, payNext))
}

/** Moments of release against the moments at which PostgreSQL committed the money. */
async function releasesAndMoney(storm: Storm) {
  const [counts] = await stack.db.$queryRaw<{ paid: number; releases: number; dropped: number; late: number }[]>`
    SELECT count(DISTINCT p.id)::int AS paid,
           count(DISTINCT k.id) FILTER (WHERE k.released_at IS NOT NULL)::int AS releases,
           count(DISTINCT k.id) FILTER (WHERE k.failure_code LIKE 'dropped:%')::int AS dropped,
           count(DISTINCT k.id) FILTER (WHERE k.released_at > pg_xact_commit_timestamp(p.xmin))::int AS late
      FROM ledger_entry p LEFT JOIN contact_claim c ON c.claim_id = p.claim_id LEFT JOIN contact k ON k.id = c.contact_id
     WHERE p.kind = 'payment' AND p.tenant_id = ${storm.tenantId}::uuid AND pg_xact_commit_timestamp(p.xmin) IS NOT NULL`
  if (!counts) throw new Error('no counts')
  return counts
}
