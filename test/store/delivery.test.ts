import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NextAct } from '../../activities/contract.js'
import type { DeliveryStatus } from '../../src/domain/delivery.js'
import { confirmPosting, lettersToPost, type Report, recordDelivery, settleByPerson } from '../../src/store/delivery.js'
import { firstBrokenEvent } from '../../src/store/file-event.js'
import { ByHand } from '../support/by-hand.js'
import { joinStack, type TestStack } from '../support/stack.js'

const PERSON = { phones: ['+33612345678'], emails: ['camille@test.example'] }

describe('what providers report', () => {
  let stack: TestStack
  let reports = 0

  beforeAll(async () => {
    stack = await joinStack()
  })
  afterAll(() => stack.close())

  /** A file whose reminder went out by text message, after an opening letter that was served elsewhere. */
  async function reminded(answer: 'sent' | 'lost' = 'sent'): Promise<ByHand> {
    const file = await ByHand.open(stack, { channels: ['sms', 'email', 'letter'], debtor: PERSON })
    expect(await file.send(answer)).toBe(answer === 'sent' ? 'sent' : 'unclear')
    return file
  }

  /** A report of the file's last act; each has an id of its own unless one is given. */
  async function tell(file: ByHand, status: DeliveryStatus, more: Partial<Report> = {}): Promise<boolean> {
    const { id } = await file.lastContact()
    const report = {
      provider: 'twilio',
      eventId: `event-${++reports}-${id}`,
      key: id,
      reference: 'R-1',
      status,
      at: file.now(),
      code: null,
    }
    return recordDelivery(stack.db, { ...report, ...more }, file.now())
  }

  const trace = async (file: ByHand) => ({
    contact: await file.lastContact(),
    events: await stack.db.fileEvent.count({ where: { fileId: file.id } }),
    words: await stack.db.outbox.count({ where: { fileId: file.id } }),
  })
  const words = async (file: ByHand) =>
    (await stack.db.outbox.findMany({ where: { fileId: file.id }, orderBy: { id: 'asc' } })).map(({ fact }) => fact)
  const points = async (file: ByHand) => {
    const { debtorId } = await stack.db.debtFile.findUniqueOrThrow({ where: { id: file.id } })
    const rows = await stack.db.contactPoint.findMany({ where: { partyId: debtorId } })
    return Object.fromEntries(rows.map(({ kind, status }) => [kind, status]))
  }

  it('is kept, and the same report again changes nothing', async () => {
    const file = await reminded()
    await tell(file, 'bounced', { eventId: `once-${file.id}` })
    const before = await trace(file)
    await Promise.all([tell(file, 'bounced', { eventId: `once-${file.id}` }), tell(file, 'bounced', { eventId: `once-${file.id}` })])
    expect(await trace(file)).toEqual(before)
    expect(await stack.db.deliveryEvent.count({ where: { contactId: before.contact.id } })).toBe(1)
  })

  it('counts once when the same report comes many times at once', async () => {
    const file = await reminded()
    await Promise.all(Array.from({ length: 5 }, () => tell(file, 'bounced', { eventId: `race-${file.id}` })))
    expect(await words(file)).toEqual(['opened', 'delivery'])
  })

  it('that overtakes an earlier one stands: what comes late is kept, and neither changes the act nor wakes the file', async () => {
    const file = await reminded()
    await tell(file, 'delivered')
    const before = await trace(file)
    await tell(file, 'accepted')
    await tell(file, 'posted')
    expect(await trace(file)).toEqual(before)
    expect(before.contact.delivery).toBe('delivered')
    expect(await stack.db.deliveryEvent.count({ where: { contactId: before.contact.id } })).toBe(3)
  })

  it('wakes nobody with what changes nothing: accepted and delivered stand in the act’s row alone', async () => {
    const file = await reminded()
    const { events } = await trace(file)
    await tell(file, 'accepted')
    await tell(file, 'delivered')
    expect(await trace(file)).toMatchObject({ events, words: 1, contact: { delivery: 'delivered' } })
  })

  it('of an act that is not ours is not taken', async () => {
    const file = await reminded()
    expect(await tell(file, 'delivered', { key: crypto.randomUUID() })).toBe(false)
    expect(await tell(file, 'delivered', { key: null, reference: 'somebody-else’s' })).toBe(false)
  })

  it('finds its act by the provider’s reference where it does not name it, or names it by what is no id of ours', async () => {
    for (const key of [null, 'campaign-7']) {
      const file = await reminded()
      const { providerReference } = await file.lastContact()
      expect(await tell(file, 'delivered', { key, reference: providerReference ?? '' })).toBe(true)
      expect(await file.lastContact()).toMatchObject({ delivery: 'delivered' })
    }
  })

  it('settles a call before its own answer does, which then adds what it cost', async () => {
    const file = await ByHand.open(stack, { channels: ['sms'], debtor: PERSON })
    const outcome = await file.send('sent', () => tell(file, 'accepted', { reference: 'SM-9' }))
    expect(outcome).toBe('sent')
    expect(await file.lastContact()).toMatchObject({ state: 'sent', providerReference: 'SM-9', costMicros: 75_000n })
    expect((await file.happened()).filter((kind) => kind === 'contact-sent')).toHaveLength(1)
  })

  it('bounced: the number is not used again, and the next channel follows', async () => {
    const file = await reminded()
    await tell(file, 'bounced')
    expect(await words(file)).toEqual(['opened', 'delivery'])
    expect(await points(file)).toMatchObject({ phone: 'unusable', email: 'usable' })
    expect(await file.decide()).toMatchObject({ do: 'wait', until: '2096-01-13T07:00:00.000Z' }) // not twice on one day
    file.at('2096-01-13T07:00:00Z')
    expect(await file.decide()).toMatchObject({ do: 'send', actId: 'act#2' })
    await file.send('sent')
    expect(await file.lastContact()).toMatchObject({ channel: 'email', state: 'sent' })
  })

  it('failed on the way: another channel follows, and the number stays', async () => {
    const file = await reminded()
    await tell(file, 'failed')
    expect(await points(file)).toMatchObject({ phone: 'usable' })
    file.at('2096-01-13T07:00:00Z')
    await file.decide()
    await file.send('sent')
    expect(await file.lastContact()).toMatchObject({ channel: 'email' })
  })

  it('opted out: the debtor is not written to on that channel again', async () => {
    const file = await reminded()
    await tell(file, 'opted-out')
    expect(await points(file)).toMatchObject({ phone: 'opted_out', email: 'usable' })
    expect(await words(file)).toEqual(['opened', 'delivery'])
    file.at('2096-01-13T07:00:00Z')
    await file.decide()
    await file.send('sent')
    expect(await file.lastContact()).toMatchObject({ channel: 'email' })
  })

  it('address unknown: it is not used again, and is searched for thirty days when no letter reaches the debtor', async () => {
    const file = await ByHand.open(stack, { channels: ['letter'] })
    await file.send('sent')
    await tell(file, 'posted', { provider: 'merci-facteur' })
    await tell(file, 'address-unknown', { provider: 'merci-facteur' })
    expect(await points(file)).toEqual({ postal: 'unusable' })
    expect(await file.decide()).toMatchObject({ do: 'wait', until: '2096-02-11T23:00:00.000Z' })
  })

  it('settles an e-mail of which nobody knew: the question is gone, and nothing is sent again', async () => {
    const file = await ByHand.open(stack, { channels: ['email'], debtor: PERSON })
    await file.send('lost')
    await file.leaseOver()
    expect(await file.decide()).toMatchObject({ do: 'ask-human', question: 'contact-unresolved' })
    await tell(file, 'delivered', { provider: 'sendgrid', reference: 'SG-1' })
    expect(await words(file)).toEqual(['opened', 'delivery'])
    expect(await file.lastContact()).toMatchObject({ state: 'sent', providerReference: 'SG-1', delivery: 'delivered' })
    expect(await file.decide()).toMatchObject({ do: 'wait' })
    expect(await file.send('sent')).toBe('not-taken')
  })

  it('settles a call whose lease runs still', async () => {
    const file = await reminded('lost')
    await tell(file, 'accepted')
    expect(await file.lastContact()).toMatchObject({ state: 'sent' })
    expect(await words(file)).toEqual(['opened', 'delivery'])
    expect((await file.decide()).do).toBe('wait')
  })

  it.each([
    ['sent', 'wait'],
    ['failed', 'wait'],
  ] as const)('a person may say that an act of which nobody knows was %s, once', async (outcome, next) => {
    const file = await ByHand.open(stack, { channels: ['email'], debtor: PERSON })
    await file.send('lost')
    await file.leaseOver()
    const { id } = await file.lastContact()
    const target = { tenantId: stack.tenantId, fileId: file.id, actor: 'test' }
    await settleByPerson(stack.db, target, id, outcome, file.now())
    await expect(settleByPerson(stack.db, target, id, outcome, file.now())).rejects.toMatchObject({ code: 'contact-settled' })
    expect(await file.lastContact()).toMatchObject({ state: outcome })
    expect((await file.decide()).do).toBe(next)
    expect(await words(file)).toEqual(['opened', 'contact-settled'])
  })

  describe('of a formal notice', () => {
    /** A registered notice that is printed: the mail room has it. */
    async function notified(): Promise<ByHand> {
      const file = await ByHand.open(stack, { stage: 'formal-notice', channels: ['letter'], registered: true })
      await file.send('sent')
      return file
    }

    it('that is printed and not posted, nothing follows; its posting lets the file go on, once', async () => {
      const file = await notified()
      expect(await file.decide()).toMatchObject({ do: 'wait', until: null })
      const { id } = await file.lastContact()
      expect(await lettersToPost(stack.db, stack.tenantId, 1000)).toContain(id)
      await confirmPosting(stack.db, stack.tenantId, id, file.now())
      await confirmPosting(stack.db, stack.tenantId, id, file.now())
      expect(await lettersToPost(stack.db, stack.tenantId, 1000)).not.toContain(id)
      expect(await words(file)).toEqual(['opened', 'delivery'])
      expect((await file.happened()).filter((kind) => kind === 'posted')).toHaveLength(1)
      expect(await file.lastContact()).toMatchObject({ delivery: 'posted', postedOn: new Date('2096-01-12') })
      expect(await file.decide()).toMatchObject({ do: 'wait', until: expect.stringMatching(/^2096-02-1\d/) }) // for its outcome
    })

    it('a posting is confirmed by the tenant alone, and only of a letter that went out', async () => {
      const file = await notified()
      const { id } = await file.lastContact()
      await expect(confirmPosting(stack.db, crypto.randomUUID(), id, file.now())).rejects.toMatchObject({ code: 'contact-unknown' })
      await expect(confirmPosting(stack.db, stack.tenantId, crypto.randomUUID(), file.now())).rejects.toMatchObject({
        code: 'contact-unknown',
      })
    })

    it.each(['delivered', 'refused', 'unclaimed'] as const)('%s counts as served: the last step is done', async (status) => {
      const file = await notified()
      await tell(file, 'posted', { provider: 'merci-facteur' })
      await tell(file, status, { provider: 'merci-facteur' })
      expect(await file.decide()).toMatchObject({ do: 'wait', until: '2096-01-20T23:00:00.000Z' }) // until its last day to pay is over
      file.at('2096-01-21T08:00:00Z')
      expect(await file.decide()).toMatchObject({ do: 'ask-human', question: 'judicial-decision' })
    })

    it.each(['failed', 'address-unknown'] as const)('%s does not: the step is open still', async (status) => {
      const file = await notified()
      await tell(file, 'posted', { provider: 'merci-facteur' })
      await tell(file, status, { provider: 'merci-facteur' })
      file.at('2096-01-23T08:00:00Z')
      const next: NextAct = await file.decide()
      if (status === 'failed') expect(next).toMatchObject({ do: 'send', actId: 'act#2' })
      else expect(next).toMatchObject({ do: 'wait', until: '2096-02-11T23:00:00.000Z' }) // its address is searched first
    })
  })

  it('stands in the file’s chain of events like all that happens', async () => {
    const file = await reminded()
    await tell(file, 'bounced')
    expect(await firstBrokenEvent(stack.db, file.id)).toBeNull()
  })
})
