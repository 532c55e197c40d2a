import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startMove } from '../../src/store/strategy-move.js'
import { viewMove } from '../../src/store/strategy-move-view.js'
import { publishStrategy } from '../../src/store/tenant.js'
import { ByHand } from '../support/by-hand.js'
import { eventually } from '../support/eventually.js'
import { joinStack, type TestStack } from '../support/stack.js'

/** Moves of a file that was about to send something. */
describe('a file that is moved to another version', () => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await joinStack()
  })
  afterAll(() => stack.close())

  /** Moves the file to a version in which its one act is called `other`. */
  async function renameAct(file: ByHand): Promise<void> {
    const { strategy } = await stack.db.debtFile.findUniqueOrThrow({ where: { id: file.id }, include: { strategy: true } })
    const { name } = strategy
    const how = { channels: ['sms' as const], payWithinDays: 8, registered: false }
    const opening = { ...how, id: 'opening-letter', stage: 'opening' as const, channels: ['letter' as const], afterDays: 0 }
    const other = { ...how, id: 'other', stage: 'amicable' as const, afterDays: 10 }
    await publishStrategy(stack.db, stack.tenantId, { name, version: 2, steps: [opening, other] })
    const request = { tenantId: stack.tenantId, actor: 'test', key: randomUUID(), now: new Date() }
    const { id } = await startMove(stack.db, request, { from: { name, version: 1 }, to: { name, version: 2 }, filter: {} })
    await eventually(async () => {
      const { state, counts } = await viewMove(stack.db, stack.tenantId, id, { limit: 1 })
      expect([state, counts.moved]).toEqual(['moved', 1])
    })
  }

  const begin = () => ByHand.open(stack, { channels: ['sms'], debtor: { phones: ['+33612345678'] } })

  it('between the reservation of an act and its call: that is dropped, and the new version’s goes out under its own name', async () => {
    const file = await begin()
    const reserved = await file.reserve()
    await renameAct(file)
    expect(await file.send('sent')).toBe('sent')
    expect(reserved && (await file.release(reserved))).toBe(false)
    expect(await file.contactStates()).toEqual(['failed', 'sent'])
    expect((await file.lastContact()).stepId).toBe('other')
  })

  it('while a call is being made: the new version’s act is the same one, and is not taken', async () => {
    const file = await begin()
    expect(await file.send('sent', () => renameAct(file))).toBe('sent')
    expect(await file.decide()).not.toMatchObject({ do: 'send' })
    expect(await file.send('sent')).toBe('not-taken')
    expect(await file.contactStates()).toEqual(['sent'])
  })
})
