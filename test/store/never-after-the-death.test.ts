import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type NewSituation, recordSituation } from '../../src/store/situation.js'
import { ByHand } from '../support/by-hand.js'
import { eventually } from '../support/eventually.js'
import { joinStack, type TestStack } from '../support/stack.js'

const NUMBERS = { phones: ['+33612345678'], emails: ['camille@test.example'] }
const SAID = { until: null, reference: null, representative: null, proof: null, proofSha256: 'a'.repeat(64) }

const HAPPENED: [NewSituation['kind'], string][] = [
  ['over-indebtedness', '2026-01-10'],
  ['death', '2026-01-10'],
  ['minority', '2010-06-01'],
  ['protected-adult', '2020-03-01'],
]

// By the machine's own clock, so that releases and words can be held against one another at the end.
describe('what has happened to a debtor', () => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await joinStack()
  })
  afterAll(() => stack.close())

  const due = () => ByHand.open(stack, { channels: ['email'], debtor: NUMBERS, realClock: true })
  const record = (file: ByHand, kind: NewSituation['kind'], since: string) =>
    recordSituation(
      stack.db,
      { tenantId: stack.tenantId, fileId: file.id, actor: 'test', key: randomUUID(), now: new Date() },
      { kind, since, ...SAID },
    )

  async function expectNothingFollows(file: ByHand): Promise<void> {
    const before = await file.contactStates()
    expect(await file.send('sent')).toBe('not-taken')
    expect((await file.decide()).do).toBe('wait')
    expect(await file.contactStates()).toEqual(before)
  }

  it.each(HAPPENED)('%s, while an act is reserved: it is not released, and nothing comes after', async (kind, since) => {
    const file = await due()
    const reserved = await file.reserve()
    await record(file, kind, since)
    expect(reserved && (await file.release(reserved))).toBe(false)
    expect(await file.contactStates()).toEqual(['failed'])
    await expectNothingFollows(file)
  })

  it('control: without such a word the same reservation is released', async () => {
    const file = await due()
    const reserved = await file.reserve()
    expect(reserved && (await file.release(reserved))).toBe(true)
  })

  it('while the release waits for it: the release sees it', async () => {
    const file = await due()
    const reserved = await file.reserve()
    if (!reserved) throw new Error('nothing was reserved')
    const { debtorId } = await stack.db.debtFile.findUniqueOrThrow({ where: { id: file.id } })
    let release: Promise<boolean> | undefined
    let recording: Promise<string> | undefined
    await stack.db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT FROM party WHERE id = ${debtorId}::uuid FOR UPDATE`
      recording = record(file, 'death', '2026-01-10')
      await eventually(async () => expect(await waiting()).toBe(1))
      release = file.release(reserved)
      await eventually(async () => expect(await waiting()).toBe(2))
    })
    await recording
    expect(await release).toBe(false)
    await expectNothingFollows(file)
  })

  it('has no release after it, in anything above', async () => {
    const [counts] = await stack.db.$queryRaw<{ releases: number; situations: number; late: number }[]>`
      SELECT count(DISTINCT k.id) FILTER (WHERE k.released_at IS NOT NULL)::int AS releases, count(DISTINCT s.id)::int AS situations,
             count(DISTINCT k.id) FILTER (WHERE k.released_at > s.recorded_at)::int AS late
        FROM situation s JOIN debt_file f ON f.debtor_id = s.party_id JOIN contact k ON k.file_id = f.id WHERE s.tenant_id = ${stack.tenantId}::uuid`
    expect(counts).toEqual({ releases: 0, situations: HAPPENED.length + 1, late: 0 })
  })

  /** How many sessions wait for the row of a debtor that this test holds; those of other tests are locked for moments only. */
  async function waiting(): Promise<number> {
    const [row] = await stack.db.$queryRaw<{ waiting: number }[]>`
      SELECT count(*)::int AS waiting FROM pg_stat_activity
       WHERE usename = current_user AND pid <> pg_backend_pid() AND wait_event_type = 'Lock' AND query LIKE '%party%FOR NO KEY UPDATE%'`
    return row?.waiting ?? 0
  }
})
