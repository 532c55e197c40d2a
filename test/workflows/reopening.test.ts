import { randomUUID } from 'node:crypto'
import type { WorkflowHandle } from '@temporalio/client'
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createActivities } from '../../activities/activities.js'
import type { Activities } from '../../activities/contract.js'
import { dataConverter } from '../../src/engine/temporal-client.js'
import { workflowBundle } from '../../src/engine/workflow-bundle.js'
import { DEBT_FILE, fileWorkflowId } from '../../workflows/ids.js'
import { Life } from '../support/life.js'
import { joinStack, type TestStack } from '../support/stack.js'

/**
 * A run ends in one task of its workflow: it decides to close, and reports that it is done. What commits between the two
 * must not be lost, however narrow the gap. A worker of the test's own, on a queue that no other serves, holds it open.
 */
describe('between the decision to close and the end of the run', () => {
  let stack: TestStack
  let connection: NativeConnection

  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('WARN'), telemetryOptions: { logging: { forward: {}, filter: 'WARN' } } })
    stack = await joinStack()
    connection = await NativeConnection.connect({ address: stack.environment.TEMPORAL_ADDRESS ?? '' })
  })
  afterAll(async () => {
    await connection.close()
    await stack.close()
  })

  /** Runs `work` while a worker of our own lives the file; `onClose` is called once, when a decision to close has committed. */
  async function withOwnWorker(life: Life, onClose: () => Promise<void>, work: (run: WorkflowHandle) => Promise<void>): Promise<void> {
    const taskQueue = `reopening-${randomUUID()}`
    const run = await takeOver(life, taskQueue)
    const { TEMPORAL_NAMESPACE: namespace = '', RELANCE_PAYLOAD_KEYS: keys = '' } = stack.environment
    const worker = await Worker.create({
      connection,
      namespace,
      taskQueue,
      workflowBundle: { codePath: await workflowBundle() },
      activities: { ...activities(onClose) },
      dataConverter: dataConverter(keys),
    })
    await worker.runUntil(work(run))
    await run.terminate().catch(() => {}) // it may have ended
  }

  /**
   * The file's run ends, and another goes on in its place on our queue. The one handed back is that run alone: it may decide
   * by itself before the poller tells it, and what the poller then starts is served by the stack's own worker.
   */
  async function takeOver(life: Life, taskQueue: string): Promise<WorkflowHandle> {
    await life.untilTold()
    await life.handle.terminate()
    const { legalOffsetMs } = await stack.db.debtFile.findUniqueOrThrow({ where: { id: life.id } })
    const last = await stack.db.outbox.findFirstOrThrow({ where: { fileId: life.id }, orderBy: { id: 'desc' } })
    const input = { fileId: life.id, legalOffsetMs: Number(legalOffsetMs), toldThrough: Number(last.id) }
    const workflowId = fileWorkflowId(life.id)
    const { firstExecutionRunId } = await stack.clients.real.workflow.start(DEBT_FILE, { workflowId, taskQueue, args: [input] })
    return stack.clients.real.workflow.getHandle(workflowId, firstExecutionRunId)
  }

  function activities(onClose: () => Promise<void>): Activities {
    const none = { hand: () => Promise.reject(new Error('nothing is sent')), find: () => Promise.reject(new Error('nothing is sent')) }
    const channels = { sms: none, email: none, post: none }
    const real = createActivities({ db: stack.db, channels, publicUrl: 'http://127.0.0.1', now: () => new Date() })
    let isHeld = false
    return {
      ...real,
      async decideNext(input) {
        const next = await real.decideNext(input)
        if (next.do === 'close' && !isHeld) {
          isHeld = true
          await onClose()
        }
        return next
      },
    }
  }

  const begin = () => Life.open(stack, { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-03-02' })

  it('a payment is taken back: the file opens again and lives on', async () => {
    const life = await begin()
    const takeBack = async () => {
      await life.reverse('VIR-1')
      await life.untilTold()
    }
    await withOwnWorker(life, takeBack, async () => {
      await life.pay(100_00, 'VIR-1')
      await life.untilDecided('wait')
      expect(await life.view()).toMatchObject({ status: 'open', balanceCents: 100_00 })
      expect(await life.happened()).toEqual(['opened', 'payment-recorded', 'closed', 'payment-reversed', 'reopened'])
      expect((await life.handle.describe()).status.name).toBe('RUNNING')
      expect(await life.state()).toMatchObject({ phase: 'waiting', until: '2026-03-12T07:00:00.000Z' })
    })
  })

  it('nothing happens: the decision is taken once, and the run is over', async () => {
    const life = await begin()
    await withOwnWorker(
      life,
      async () => {},
      async (run) => {
        await life.pay(100_00, 'VIR-1')
        await run.result()
        expect((await run.describe()).status.name).toBe('COMPLETED')
      },
    )
    expect(await life.happened()).toEqual(['opened', 'payment-recorded', 'closed'])
  })
})
