import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tellFile } from '../../src/engine/tell-file.js'
import { lockFile } from '../../src/store/file-row.js'
import { tell, untold } from '../../src/store/outbox.js'
import { Life } from '../support/life.js'
import { joinStack, type TestStack } from '../support/stack.js'

const SIGNALED = 26 // EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED

describe('the outbox', () => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await joinStack()
  })
  afterAll(() => stack.close())

  const begin = (dueDate: string) => Life.open(stack, { legalStart: '2026-01-05T09:00:00Z', dueDate })
  const leaveWord = (life: Life) =>
    stack.db.$transaction(async (tx) => {
      await lockFile(tx, life.id)
      await tell(tx, life.id, 'nudge')
    })
  const words = (life: Life) => stack.db.outbox.findMany({ where: { fileId: life.id }, orderBy: { id: 'asc' } })

  async function signals(life: Life, runId?: string): Promise<string[]> {
    const handle = stack.clients.real.workflow.getHandle(life.handle.workflowId, runId)
    const { events } = await handle.fetchHistory()
    return (events ?? [])
      .filter(({ eventType }) => eventType === SIGNALED)
      .map((event) => event.workflowExecutionSignaledEventAttributes?.requestId ?? '')
  }

  it('tells a file once, although the poller died before it could note that it had', async () => {
    const life = await begin('2026-03-02')
    await life.untilTold()
    const [opened] = await words(life)
    if (!opened) throw new Error('no word of the opening')
    const again = { id: opened.id, fileId: life.id, notBefore: opened.notBefore, legalOffsetMs: 0n, skipping: false }
    await tellFile(stack.clients.real, again, new Date())
    await tellFile(stack.clients.real, again, new Date())
    expect(await signals(life)).toEqual([`outbox-${opened.id}`])
  })

  it('tells a file in the order in which things happened', async () => {
    const life = await begin('2026-03-02')
    for (let word = 0; word < 30; word++) await leaveWord(life)
    await life.untilDecided('wait') // what arrives while it decides is not in its history until it has
    const ids = (await words(life)).map(({ id }) => `outbox-${id}`)
    expect(ids).toHaveLength(31)
    expect(await signals(life)).toEqual(ids)
  })

  it('wakes a file closed long ago, which finds nothing to do and ends again', async () => {
    const life = await begin('2026-01-02')
    await life.pay(100_00)
    await life.untilDecided('close')
    const before = await life.handle.describe()
    await leaveWord(life)
    await life.untilTold()
    await life.handle.result()

    const after = await life.handle.describe()
    expect(after.runId).not.toBe(before.runId)
    expect(after.status.name).toBe('COMPLETED')
    expect(await signals(life, after.runId)).toHaveLength(1)
    expect((await life.happened()).filter((kind) => kind === 'closed')).toHaveLength(1)
  })

  it('does not tell again what a closed file had taken before the poller could note it', async () => {
    const life = await begin('2026-01-02')
    await life.pay(100_00)
    await life.untilDecided('close')
    const { runId } = await life.handle.describe()
    const last = (await words(life)).at(-1)
    // As the poller's death between telling and noting would have left it.
    await stack.db.outbox.update({ where: { id: last?.id ?? 0n }, data: { toldAt: null } })
    expect((await untold(stack.db, 1000)).map(({ id }) => id)).not.toContain(last?.id)
    await leaveWord(life) // whoever tells this one notes the other
    await life.untilTold()
    await life.handle.result()
    expect((await signals(life)).filter((id) => id === `outbox-${last?.id}`)).toEqual([])
    expect((await life.handle.describe()).runId).not.toBe(runId)
  })
})
