import { randomUUID } from 'node:crypto'
import { generateKey } from 'openpgp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReportView, TaskList, TaskView } from '../../src/contracts/judicial-task.js'
import type { Database } from '../../src/store/database.js'
import { eventually } from '../support/eventually.js'
import { OwnStack, type SeenFile } from '../support/own-stack.js'

/**
 * A worker that dies while packages are on their way to officers: one before its package was taken, one after that and before it was written
 * down. What the rows know is the same of both, so a person says which it was. The sandbox stands still until both are being sent.
 */
let stack: OwnStack

beforeAll(async () => {
  stack = await OwnStack.create()
  await stack.start()
}, 120_000)
afterAll(() => stack?.remove(), 60_000)

const ADDRESS = { lines: ['2 rue du Test'], postcode: '75002', city: 'Paris' }
const PATIENT = 120_000
/** Longer than anybody waits for an answer. */
const NEVER_MS = 300_000

/** A file whose judgment an officer, who works by e-mail, is to enforce. */
class Mailed {
  readonly email = `etude-${randomUUID()}@example.test`
  private readonly officer = `etude-${randomUUID().slice(0, 8)}`
  private constructor(readonly file: SeenFile) {}

  static async open(): Promise<Mailed> {
    const mailed = new Mailed(await stack.openFile())
    const { publicKey } = await generateKey({ type: 'ecc', userIDs: [{ name: 'Durand' }], date: new Date('2026-01-01T00:00:00Z') })
    const exchange = { exchange: 'package', email: mailed.email, publicKey }
    await stack.call('POST', '/v1/professionals', {
      role: 'officer',
      reference: mailed.officer,
      name: 'SCP Durand',
      address: ADDRESS,
      ...exchange,
    })
    const { claims } = await stack.call<{ claims: { reference: string }[] }>('GET', mailed.path())
    await stack.call('POST', mailed.path('titles'), {
      kind: 'judgment',
      reference: 'RG 25/1',
      grantedOn: '2025-12-01',
      servedOn: '2025-12-05',
      serviceMode: 'in-person',
      claims: [{ claim: claims[0]?.reference, principalCents: 125_000 }],
    })
    await eventually(async () => expect((await mailed.task()).state).toBe('due'), PATIENT)
    return mailed
  }

  path(...rest: string[]): string {
    return ['/v1/files', this.file.id, ...rest].join('/')
  }

  async task(): Promise<TaskView> {
    const lists = await Promise.all(['', '?state=done'].map((query) => stack.call<TaskList>('GET', `/v1/tasks${query}`)))
    const task = lists.flatMap(({ tasks }) => tasks).find(({ file }) => file.id === this.file.id)
    if (!task) throw new Error('nobody has anything to do yet')
    return task
  }

  async assign(): Promise<void> {
    await stack.call('POST', `/v1/tasks/${(await this.task()).id}/assignment`, { professional: this.officer })
  }

  async settle(sent: boolean): Promise<void> {
    await stack.call('POST', `/v1/tasks/${(await this.task()).id}/settlement`, { sent })
  }

  async untilTask(state: string): Promise<void> {
    await eventually(async () => expect((await this.task()).state).toBe(state), PATIENT)
  }

  /** Packages that have arrived. */
  async arrived(): Promise<number> {
    return (await stack.messages()).filter(({ to }) => to.address === this.email).length
  }
}

/** Does something while a file's lock is held, without which nothing of it is written down. */
const underLock = <T>(db: Database, fileId: string, work: () => Promise<T>): Promise<T> =>
  db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT FROM debt_file WHERE id = ${fileId}::uuid FOR UPDATE`
      return work()
    },
    { timeout: PATIENT },
  )

test('kill -9 of the worker before a package is taken, and before it is written down: neither goes out twice, and a person says', async () => {
  const [before, after] = [await Mailed.open(), await Mailed.open()]
  const times = { match: { to: before.email }, times: 1 }
  await stack.setFaults([
    { kind: 'connection-lost', ...times },
    { kind: 'slow', ...times, milliseconds: NEVER_MS },
  ])
  process.kill(stack.pid('sandbox'), 'SIGSTOP')
  await Promise.all([before.assign(), after.assign()])
  await Promise.all([before.untilTask('calling'), after.untilTask('calling')])
  await underLock(stack.db, after.file.id, async () => {
    process.kill(stack.pid('sandbox'), 'SIGCONT')
    await eventually(async () => expect(await after.arrived()).toBe(1), PATIENT)
    await stack.kill('worker')
  })
  await stack.healthy()
  expect([(await before.task()).state, (await after.task()).state]).toEqual(['calling', 'calling'])

  for (const { file } of [before, after]) await eventually(() => stack.forward(file, 1), PATIENT)
  await Promise.all([before.untilTask('unknown'), after.untilTask('unknown')])
  expect([await before.arrived(), await after.arrived()]).toEqual([0, 1])

  await before.settle(false)
  await after.settle(true)
  await Promise.all([before.untilTask('handed-over'), after.untilTask('handed-over')])
  for (const mailed of [before, after]) {
    const { proceeding, id } = await mailed.task()
    const said = { kind: 'measure-vain', on: '2026-01-05', measure: 'vehicle', task: id }
    expect(await stack.call<ReportView>('POST', mailed.path('proceedings', proceeding, 'reports'), said)).toMatchObject({
      stage: 'enforcing',
    })
    await mailed.untilTask('done')
    expect(await mailed.arrived()).toBe(1)
  }
}, 600_000)
