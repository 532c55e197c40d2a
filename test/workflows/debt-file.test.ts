import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandFile } from '../../src/engine/command-file.js'
import { fileWorkflowId } from '../../workflows/ids.js'
import { commandUpdate } from '../../workflows/messages.js'
import { eventually } from '../support/eventually.js'
import { Life } from '../support/life.js'
import { joinStack, type TestStack } from '../support/stack.js'

// Monday 5 January 2026, 10:00 in Paris. The opening letter is due ten days after the due date.
const LEGAL_START = '2026-01-05T09:00:00Z'

describe('the life of a debt file', () => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await joinStack()
  })
  afterAll(() => stack.close())

  const begin = (dueDate: string) => Life.open(stack, { legalStart: LEGAL_START, dueDate })
  const pause = (life: Life, key: string, until: string | null = null) =>
    commandFile(stack.clients.real, life.id, { kind: 'pause', key, actor: 'test', reason: 'under-review', until })
  const resume = (life: Life, key: string) => commandFile(stack.clients.real, life.id, { kind: 'resume', key, actor: 'test' })

  it('sends each letter once on its day, then asks a person', async () => {
    const life = await begin('2026-01-02')
    await life.forward(60)
    await life.post() // a notice that is printed and not posted holds up what follows it
    await life.forward(30)
    await life.untilDecided('ask-human')
    expect(await life.acts()).toEqual(['2026-01-12 opening-letter', '2026-01-27 second-letter', '2026-02-16 formal-notice'])
    expect((await life.view()).legalNow.slice(0, 10)).toBe('2026-04-05')
  })

  it('costs one start and no workflow task until its first act is due', async () => {
    const life = await begin('2026-03-02')
    await life.untilTold()
    const { events } = await life.handle.fetchHistory()
    expect(events).toHaveLength(2) // started, and the word that it was opened
    expect((await life.view()).decision).toBeNull()
  })

  it('is woken from its first sleep by a payment, and closes', async () => {
    const life = await begin('2026-03-02')
    await life.untilTold()
    await life.pay(100_00)
    await life.untilDecided('close')
    expect(await life.happened()).toEqual(['opened', 'payment-recorded', 'closed'])
    expect(await life.acts()).toEqual([])
  })

  it('closes when it is paid and opens again when the payment is taken back, where its time had come to', async () => {
    const life = await begin('2026-01-02')
    await life.forward(10)
    await life.pay(100_00, 'VIR-1')
    await life.untilDecided('close')
    expect((await life.view()).closedReason).toBe('paid')

    await life.reverse('VIR-1')
    await life.untilDecided('wait')
    expect(await life.happened()).toEqual([
      'opened',
      'contact-reserved',
      'contact-sent',
      'payment-recorded',
      'closed',
      'payment-reversed',
      'reopened',
    ])
    expect((await life.view()).legalNow.slice(0, 10)).toBe('2026-01-15')

    await life.forward(60)
    expect(await life.acts()).toEqual(['2026-01-12 opening-letter', '2026-01-27 second-letter', '2026-02-16 formal-notice'])
  })

  it('sends nothing while it is paused, and goes on where it stood when it is resumed', async () => {
    const life = await begin('2026-01-02')
    await life.untilTold()
    await pause(life, 'p1')
    await life.forward(30)
    expect(await life.acts()).toEqual([])

    await resume(life, 'r1')
    await eventually(async () => expect(await life.acts()).toEqual(['2026-02-04 opening-letter']))
  })

  it('goes on by itself on the day that a pause names', async () => {
    const life = await begin('2026-01-02')
    await life.untilTold()
    await pause(life, 'p1', '2026-01-21')
    await life.forward(20)
    expect(await life.acts()).toEqual(['2026-01-21 opening-letter'])
  })

  it('refuses what the rows do not allow, records the refusal, and lives on', async () => {
    const life = await begin('2026-01-02')
    await life.untilTold()
    await expect(resume(life, 'r1')).rejects.toMatchObject({ code: 'file-not-paused' })
    await expect(pause(life, 'p1', '2026-01-05')).rejects.toMatchObject({ code: 'hold-until-past' })
    await pause(life, 'p2')
    await expect(pause(life, 'p3')).rejects.toMatchObject({ code: 'file-already-paused' })
    expect(await life.happened()).toEqual(['opened', 'command-refused', 'command-refused', 'paused', 'command-refused'])
    expect((await life.state()).phase).toBe('waiting')
  })

  it('obeys a command once, however often it is sent', async () => {
    const life = await begin('2026-01-02')
    await life.untilTold()
    await Promise.all([pause(life, 'once'), pause(life, 'once')])
    await pause(life, 'once')
    expect((await life.happened()).filter((kind) => kind === 'paused')).toHaveLength(1)
  })

  it('refuses a command of the wrong shape before it is taken: its history says nothing of it', async () => {
    const life = await begin('2026-01-02')
    await life.forward(8) // awake: a file in its first sleep is woken even by what it refuses
    const before = (await life.handle.fetchHistory()).events?.length
    const badPause = { key: '', actor: 'test', reason: 'x', until: 'tomorrow' }
    await expect(
      stack.clients.real.workflow.getHandle(fileWorkflowId(life.id)).executeUpdate(commandUpdate('pause'), { args: [badPause] }),
    ).rejects.toThrow()
    expect((await life.handle.fetchHistory()).events?.length).toBe(before)
  })

  it('answers what it holds', async () => {
    const life = await begin('2026-01-02')
    await life.forward(8)
    expect(await life.state()).toMatchObject({ fileId: life.id, phase: 'waiting', until: '2026-01-27T07:00:00.000Z', queued: 0 })
  })

  it('keeps nothing readable of a debtor or a file in Temporal', async () => {
    const life = await begin('2026-01-02')
    await life.forward(10)
    const stored = everythingIn((await life.handle.fetchHistory()).events)
    expect(stored).toContain('binary/encrypted')
    for (const secret of ['Camille', 'opening-letter', '"do"', 'legalOffsetMs']) expect(stored).not.toContain(secret)
  })
})

/** All texts and bytes of a value, as one text to search in. */
function everythingIn(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1')
  if (value !== null && typeof value === 'object') return Object.values(value).map(everythingIn).join('\n')
  return String(value)
}
