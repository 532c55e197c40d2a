import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromDay } from '../../src/store/day.js'
import { ByHand } from '../support/by-hand.js'
import { joinStack, type TestStack } from '../support/stack.js'

const EVENING = '2096-01-12T18:55:00Z' // Thursday, 19:55 in Paris: five minutes are left
const NIGHT = '2096-01-13T03:00:00Z' // 04:00
const MORNING = '2096-01-13T07:00:00.000Z' // 08:00

describe('a send due at 19:55 whose worker comes back at 04:00', () => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await joinStack()
  })
  afterAll(() => stack.close())

  async function dueInTheEvening(): Promise<ByHand> {
    const file = await ByHand.open(stack, { channels: ['sms'], debtor: { phones: ['+33612345678'] } })
    file.at(EVENING)
    expect(await file.decide()).toEqual({ do: 'send', actId: 'act', notAfter: '2096-01-12T19:00:00.000Z' })
    return file
  }

  /** Not in the night, and in the morning once. */
  async function expectItGoesOutAt(file: ByHand, instant: string): Promise<void> {
    expect(await file.decide()).toMatchObject({ do: 'wait', until: instant })
    expect(await file.send('sent')).toBe('not-taken')
    file.at(instant)
    expect(await file.send('sent')).toBe('sent')
    expect(await file.send('sent')).toBe('not-taken')
    const { state, contactedOn } = await file.lastContact()
    expect([state, contactedOn && fromDay(contactedOn)]).toEqual(['sent', instant.slice(0, 10)])
  }

  it('that had not begun it: it goes out at 08:00', async () => {
    const file = await dueInTheEvening()
    file.at(NIGHT)
    await expectItGoesOutAt(file, MORNING)
    expect(await file.contactStates()).toEqual(['sent'])
  })

  it('that had reserved it: the reservation is dropped, which is no try, and it goes out at 08:00', async () => {
    const file = await dueInTheEvening()
    const reserved = await file.reserve()
    file.at(NIGHT)
    expect(reserved && (await file.release(reserved))).toBe(false)
    await expectItGoesOutAt(file, MORNING)
    expect(await file.contactStates()).toEqual(['failed', 'sent'])
  })

  it('that had called, and was heard: it counts for the evening, and nothing goes out in the morning', async () => {
    const file = await dueInTheEvening()
    expect(await file.send('lost')).toBe('unclear')
    file.at(NIGHT)
    expect((await file.decide()).do).toBe('settle')
    await file.settle({ taken: true, reference: 'R-1', costMicros: 1 })
    file.at(MORNING)
    expect(await file.send('sent')).toBe('not-taken')
    expect((await file.lastContact()).contactedOn).toEqual(new Date('2096-01-12'))
    expect(await file.contactStates()).toEqual(['sent'])
  })

  it('that had called, and was not heard: it goes out at 08:00', async () => {
    const file = await dueInTheEvening()
    await file.send('lost')
    file.at(NIGHT)
    await file.settle({ taken: false })
    await expectItGoesOutAt(file, MORNING)
    expect(await file.contactStates()).toEqual(['failed', 'sent'])
  })

  it('on a Saturday: it goes out on Monday at 08:00', async () => {
    const file = await dueInTheEvening()
    file.at('2096-01-14T03:00:00Z')
    await expectItGoesOutAt(file, '2096-01-16T07:00:00.000Z')
  })
})
