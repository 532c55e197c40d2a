import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createActivities } from '../../activities/activities.js'
import { TEST_PAYLOAD_KEYS } from '../../scripts/test-stack.js'
import { replayHistory } from '../../src/audit/replay-file.js'
import type { MoveFilter, MoveView } from '../../src/contracts/strategy-move.js'
import type { Stage } from '../../src/domain/stage.js'
import type { Strategy } from '../../src/domain/strategy.js'
import { rollBackMove, startMove } from '../../src/store/strategy-move.js'
import { viewMove } from '../../src/store/strategy-move-view.js'
import { publishStrategy } from '../../src/store/tenant.js'
import { strategyMoveWorkflowId } from '../../workflows/ids.js'
import { writeContact } from '../api/rows.js'
import { eventually } from '../support/eventually.js'
import { Life } from '../support/life.js'
import { joinStack, type TestStack } from '../support/stack.js'

// Monday 5 January 2026, 10:00 in Paris. Of files that were due on 2 January the opening letter goes out on the 12th, and on
// the 27th what follows after 25 days.
const LEGAL_START = '2026-01-05T09:00:00Z'
const DUE = '2026-01-02'

type Line = [id: string, stage: Stage, afterDays: number]
const OLD: Line[] = [
  ['opening-letter', 'opening', 10],
  ['second-letter', 'amicable', 25],
  ['formal-notice', 'formal-notice', 60],
]
/** Every step has another name, and there is one more. */
const NEW: Line[] = [
  ['hello', 'opening', 10],
  ['reminder', 'amicable', 25],
  ['another', 'amicable', 40],
  ['notice', 'formal-notice', 60],
]

describe('a move of files to another version of their strategy', () => {
  let stack: TestStack
  let client: pg.Client

  beforeAll(async () => {
    stack = await joinStack()
    client = new pg.Client({ connectionString: stack.urls.appUrl })
    await client.connect()
  })
  afterAll(async () => {
    await Promise.all([client.end(), stack.close()])
  })

  /** A strategy of a test's own, in the versions that were published by now. */
  class Road {
    readonly name = `road-${randomUUID()}`.slice(0, 40)

    publish(version: number, lines: Line[]): Promise<void> {
      const steps = lines.map(([id, stage, afterDays]) => ({
        id,
        stage,
        afterDays,
        channels: ['letter' as const],
        payWithinDays: 8,
        registered: false,
      }))
      const strategy: Strategy = { name: this.name, version, steps }
      return publishStrategy(stack.db, stack.tenantId, strategy)
    }

    open(): Promise<Life> {
      return Life.open(stack, { legalStart: LEGAL_START, dueDate: DUE, strategy: this.name })
    }

    async move(from = 1, to = 2, filter: MoveFilter = {}): Promise<string> {
      const body = { from: { name: this.name, version: from }, to: { name: this.name, version: to }, filter }
      return (await startMove(stack.db, request(), body)).id
    }
  }

  const request = () => ({ tenantId: stack.tenantId, actor: 'test', key: randomUUID(), now: new Date() })
  const view = (id: string) => viewMove(stack.db, stack.tenantId, id, { limit: 50 })
  const until = (id: string, state: MoveView['state']) =>
    eventually(async () => {
      const move = await view(id)
      expect(move.state).toBe(state)
      return move
    })
  const done = (id: string) => until(id, 'moved')
  const back = async (id: string) => {
    await rollBackMove(stack.db, request(), id)
    return until(id, 'rolled-back')
  }
  /** Nothing is moved while the file with the lowest number is written to by somebody else. */
  const blocked = async <T>(file: Life, work: () => Promise<T>): Promise<T> => {
    await client.query('BEGIN')
    await client.query('SELECT id FROM debt_file WHERE id = $1 FOR NO KEY UPDATE', [file.id])
    try {
      return await work()
    } finally {
      await client.query('COMMIT')
    }
  }
  const moveFiles = (moveId: string) => {
    const provider = { hand: () => Promise.reject(new Error('nothing is sent')), find: async () => ({ taken: 'unknown' as const }) }
    const channels = { sms: provider, email: provider, post: provider }
    return createActivities({ db: stack.db, channels, publicUrl: '', now: () => new Date() }).moveFiles({ moveId })
  }
  const kindsOf = async (life: Life, kind: string) => (await life.happened()).filter((one) => one === kind).length

  it('goes on by the new version, and sends nothing twice that the new one calls by another name', async () => {
    const road = new Road()
    await road.publish(1, OLD)
    const [life, fresh] = [await road.open(), await road.open()]
    await life.forward(24)
    await road.publish(2, NEW)
    const move = await done(await road.move())
    expect(move.counts).toMatchObject({ moved: 2, waiting: 0 })

    for (const one of [life, fresh]) await one.forward(60)
    // Its distance to the act before is not known to the new version: the day that was asked for is.
    expect(await life.acts()).toEqual(['2026-01-12 opening-letter', '2026-01-27 second-letter', '2026-02-11 another', '2026-03-03 notice'])
    expect(await fresh.acts()).toEqual(['2026-01-12 hello', '2026-01-27 reminder', '2026-02-11 another', '2026-03-03 notice'])
    const { strategy, events } = await life.view()
    expect(strategy).toBe(`${road.name} v2`)
    expect(events.find(({ kind }) => kind === 'strategy-moved')).toMatchObject({
      actor: 'test',
      data: { from: `${road.name} v1`, to: `${road.name} v2`, moveId: move.id, leftOut: ['hello', 'reminder'] },
    })
  })

  it('wakes a file that asks a person, for which the new version has more to do', async () => {
    const road = new Road()
    await road.publish(1, OLD)
    const life = await road.open()
    await life.forward(90)
    await life.post()
    await life.forward(22) // to a Monday
    await life.untilDecided('ask-human')
    await road.publish(2, [...NEW, ['last-words', 'last-notice', 80]])
    await done(await road.move())
    await eventually(async () => expect((await life.acts()).at(-1)).toMatch(/ last-words$/))
    expect(await life.acts()).toHaveLength(4)
  })

  it('leaves alone what was closed or moved elsewhere since it began, and sends nothing about a debt that was paid', async () => {
    const road = new Road()
    await road.publish(1, OLD)
    const files = []
    for (let n = 0; n < 4; n++) files.push(await road.open())
    const [first, paid, elsewhere, paying] = files as [Life, Life, Life, Life]
    for (const file of files) await file.untilTold()
    await road.publish(2, NEW)
    await road.publish(3, OLD)
    const third = await stack.db.strategyVersion.findFirstOrThrow({ where: { name: road.name, version: 3 } })
    const id = await blocked(first, async () => {
      const begun = await road.move()
      await paid.pay(100_00)
      await paid.untilDecided('close')
      await stack.db.debtFile.update({ where: { id: elsewhere.id }, data: { strategyId: third.id } })
      return begun
    })
    await paying.pay(100_00)
    const { counts, files: rows } = await done(id)
    const stateOf = (life: Life) => rows.find((row) => row.id === life.id)
    expect(stateOf(first)).toMatchObject({ state: 'moved', reason: null })
    expect(stateOf(paid)).toMatchObject({ state: 'skipped', reason: 'closed' })
    expect(stateOf(elsewhere)).toMatchObject({ state: 'skipped', reason: 'other-version' })
    expect(counts.waiting).toBe(0)
    await paying.untilDecided('close')
    expect([await paid.acts(), await paying.acts()]).toEqual([[], []])
    expect((await paid.view()).strategy).toBe(`${road.name} v1`)
  })

  it('takes no act of the new version for one that a dead attempt had reserved by the old', async () => {
    const road = new Road()
    await road.publish(1, [OLD[0] as Line, ['later', 'amicable', 50], OLD[2] as Line])
    const life = await road.open()
    await life.forward(30)
    await writeContact(stack, life.id, { stepId: 'later', actId: 'later', state: 'reserved', releasedAt: null, contactedOn: null })
    await road.publish(2, [OLD[0] as Line, ['sooner', 'amicable', 20], OLD[2] as Line])
    await done(await road.move())
    await eventually(async () => expect(await life.acts()).toEqual(['2026-01-12 opening-letter', '2026-02-04 sooner']))
    const { contacts } = await life.view()
    expect(contacts.map(({ step, state }) => `${step} ${state}`).sort()).toEqual(['later failed', 'opening-letter sent', 'sooner sent'])
  })

  it('leaves a file alone that would lose a notice which the law wants', async () => {
    const road = new Road()
    await road.publish(1, OLD)
    const life = await road.open()
    await road.publish(2, NEW.slice(0, 3))
    const { files } = await done(await road.move())
    expect(files).toEqual([expect.objectContaining({ id: life.id, state: 'skipped', reason: 'notice-missing' })])
  })

  it('moves each file once, however often its batch is taken', async () => {
    const road = new Road()
    await road.publish(1, OLD)
    const files = []
    for (let n = 0; n < 3; n++) files.push(await road.open())
    await road.publish(2, NEW)
    let twice: Promise<boolean[]> | undefined
    const id = await blocked(files[0] as Life, async () => {
      const begun = await road.move()
      twice = Promise.all([moveFiles(begun), moveFiles(begun)])
      return begun
    })
    await twice
    await done(id)
    expect(await moveFiles(id)).toBe(false)
    for (const file of files) expect(await kindsOf(file, 'strategy-moved')).toBe(1)
    expect(await stack.db.outbox.count({ where: { fileId: { in: files.map((file) => file.id) }, fact: 'strategy-moved' } })).toBe(3)
  })

  it('is taken up again when its job is lost', async () => {
    const road = new Road()
    await road.publish(1, OLD)
    const life = await road.open()
    await road.publish(2, NEW)
    const id = await blocked(life, async () => {
      const begun = await road.move()
      const job = stack.clients.real.workflow.getHandle(strategyMoveWorkflowId(begun))
      await eventually(() => job.terminate('lost'))
      return begun
    })
    expect((await done(id)).counts.moved).toBe(1)
  })

  it('replays', async () => {
    const road = new Road()
    await road.publish(1, OLD)
    await road.open()
    await road.publish(2, NEW)
    const id = await road.move()
    await done(id)
    const job = stack.clients.real.workflow.getHandle(strategyMoveWorkflowId(id))
    await job.result()
    expect(await replayHistory(await job.fetchHistory(), strategyMoveWorkflowId(id), TEST_PAYLOAD_KEYS)).toBeNull()
  })

  describe('that is taken back', () => {
    it('gives the files their version again, and sends nothing twice that went out meanwhile', async () => {
      const road = new Road()
      await road.publish(1, OLD)
      const [life, closed] = [await road.open(), await road.open()]
      await road.publish(2, NEW)
      const id = await road.move()
      await done(id)
      await life.forward(24)
      expect(await life.acts()).toEqual(['2026-01-12 hello', '2026-01-27 reminder'])
      await closed.pay(100_00)
      await closed.untilDecided('close')

      const move = await back(id)
      expect(move).toMatchObject({ rolledBackBy: 'test', counts: { 'rolled-back': 2, moved: 0, kept: 0 } })
      for (const one of [life, closed]) expect((await one.view()).strategy).toBe(`${road.name} v1`)
      await life.forward(60)
      expect(await life.acts()).toEqual(['2026-01-12 hello', '2026-01-27 reminder', '2026-03-03 formal-notice'])
      expect((await life.view()).events.find(({ kind }) => kind === 'strategy-moved-back')).toMatchObject({
        data: { from: `${road.name} v2`, to: `${road.name} v1`, leftOut: ['opening-letter', 'second-letter'] },
      })
    })

    it('keeps files where they are that have gone on to another version', async () => {
      const road = new Road()
      await road.publish(1, OLD)
      const [stays, goes] = [await road.open(), await road.open()]
      await road.publish(2, NEW)
      await road.publish(3, OLD)
      const id = await road.move()
      await done(id)
      await done(await road.move(2, 3, { references: [(await goes.view()).reference] }))
      const { files } = await back(id)
      expect(files).toEqual([
        expect.objectContaining({ id: goes.id, state: 'kept', reason: 'other-version' }),
        expect.objectContaining({ id: stays.id, state: 'rolled-back', reason: null }),
      ])
      expect((await goes.view()).strategy).toBe(`${road.name} v3`)
    })
  })
})
