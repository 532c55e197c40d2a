import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createActivities } from '../../activities/activities.js'
import { OpenFileBody } from '../../src/contracts/debt-file.js'
import { cents } from '../../src/domain/money.js'
import { ActRefused } from '../../src/providers/act.js'
import type { Letter, PostProvider } from '../../src/providers/post/port.js'
import { releaseContact, reserveContact } from '../../src/store/contact.js'
import { viewFile } from '../../src/store/file-view.js'
import { openFile } from '../../src/store/open-file.js'
import { recordPayment } from '../../src/store/payment.js'
import { joinStack, type TestStack } from '../support/stack.js'

/**
 * The states of a contact, driven by hand. The dates lie so far ahead that the file's own workflow sleeps meanwhile: its
 * legal time is today's, and the test's clock is years later.
 */
describe('a contact', () => {
  const STEP = 'opening-letter'
  const WORDS = { subject: null, body: 'a letter', pdfSha256: null, pages: 1 }
  const receipt = (reference: string) => ({ reference, costMicros: 1 })
  const AT = '2096-01-12T09:00:00.000Z' // a Thursday, 10:00 in Paris, the day the letter falls due
  let stack: TestStack
  let clock: Date

  beforeAll(async () => {
    stack = await joinStack()
  })
  afterAll(() => stack.close())

  /** A file whose legal time is what the test's clock shows. */
  async function dueFile(): Promise<string> {
    clock = new Date('2096-01-05T09:00:00Z')
    const opening = {
      tenantId: stack.tenantId,
      actor: 'test',
      key: crypto.randomUUID(),
      legalStart: clock,
      now: clock,
      clock: 'real' as const,
    }
    const { legalStart: _, ...input } = OpenFileBody.parse({
      creditor: 'own',
      debtor: { name: 'Camille Test', addresses: [{ lines: ['1 rue du Test'], postcode: '75002', city: 'Paris' }] },
      claims: [{ reference: crypto.randomUUID(), amountCents: 100_00, currency: 'EUR', dueDate: '2096-01-02' }],
      strategy: 'three-letters',
    })
    const { id } = await openFile(stack.db, opening, input)
    clock = new Date(AT)
    return id
  }

  function activities(post: Partial<PostProvider>) {
    const letters: PostProvider = { hand: async () => receipt('R-0'), find: async () => ({ taken: false }), ...post }
    const none = { hand: () => Promise.reject(new Error('no such channel')), find: () => Promise.reject(new Error('no such channel')) }
    const channels = { post: letters, sms: none, email: none }
    return createActivities({ db: stack.db, channels, publicUrl: 'http://127.0.0.1', now: () => clock })
  }

  const words = async (fileId: string) => (await stack.db.contactMessage.findFirstOrThrow({ where: { contact: { fileId } } })).body
  const send = (fileId: string, post: Partial<PostProvider>) => activities(post).sendContact({ fileId, at: AT, actId: STEP })
  const pay = (fileId: string) =>
    recordPayment(
      stack.db,
      { tenantId: stack.tenantId, fileId, actor: 'test', reference: crypto.randomUUID(), now: clock },
      { cents: cents(100_00), currency: 'EUR' },
    )
  const contacts = async (fileId: string) => (await viewFile(stack.db, stack.tenantId, fileId, clock)).contacts.map(({ state }) => state)

  it('is reserved, called once with its own id as the key, and sent', async () => {
    const fileId = await dueFile()
    const handed: Letter[] = []
    const hand = async (letter: Letter) => receipt(`R-${handed.push(letter)}`)
    expect(await send(fileId, { hand })).toBe('sent')
    const view = await viewFile(stack.db, stack.tenantId, fileId, clock)
    expect(handed.map(({ key }) => key)).toEqual([view.contacts[0]?.id])
    expect(await words(fileId)).toContain('100,00')
    expect(await contacts(fileId)).toEqual(['sent'])
  })

  it('is not called again by a second attempt at the same step', async () => {
    const fileId = await dueFile()
    let calls = 0
    const post = { hand: async () => receipt(`R-${++calls}`) }
    await send(fileId, post)
    expect(await send(fileId, post)).toBe('not-taken')
    expect(calls).toBe(1)
  })

  it('goes out once when two attempts race', async () => {
    const fileId = await dueFile()
    let calls = 0
    const post = { hand: async () => receipt(`R-${++calls}`) }
    await Promise.allSettled([send(fileId, post), send(fileId, post), send(fileId, post)])
    expect(calls).toBe(1)
  })

  it('is never released after the money: a payment between reservation and call stops it', async () => {
    const fileId = await dueFile()
    const reserved = await reserveContact(stack.db, fileId, STEP, clock)
    await pay(fileId)
    expect(reserved && (await releaseContact(stack.db, fileId, reserved, WORDS, () => clock))).toBe(false)
    expect(await contacts(fileId)).toEqual(['failed'])
  })

  it('control: without the payment the same reservation is released', async () => {
    const fileId = await dueFile()
    const reserved = await reserveContact(stack.db, fileId, STEP, clock)
    expect(reserved && (await releaseContact(stack.db, fileId, reserved, WORDS, () => clock))).toBe(true)
    expect(await contacts(fileId)).toEqual(['calling'])
  })

  it('is not released outside contact hours, however the worker was delayed', async () => {
    const fileId = await dueFile()
    const reserved = await reserveContact(stack.db, fileId, STEP, clock)
    clock = new Date('2096-01-13T03:00:00Z') // 04:00 in Paris
    expect(reserved && (await releaseContact(stack.db, fileId, reserved, WORDS, () => clock))).toBe(false)
  })

  it('that the provider refused may be tried again on another day', async () => {
    const fileId = await dueFile()
    expect(await send(fileId, { hand: () => Promise.reject(new ActRefused('paper-jam', 'other')) })).toBe('failed')
    const next = await activities({}).decideNext({ fileId, at: AT, key: 'k1', toldThrough: 0 })
    expect(next).toMatchObject({ do: 'wait', until: '2096-01-13T07:00:00.000Z' })
  })

  const LEASE_OVER = '2096-01-12T09:01:00.000Z'

  it('whose answer was lost is not sent again: its lease runs, then the provider is asked', async () => {
    const fileId = await dueFile()
    expect(await send(fileId, { hand: () => Promise.reject(new Error('socket hang up')) })).toBe('unclear')
    expect(await contacts(fileId)).toEqual(['calling'])
    expect(await activities({}).decideNext({ fileId, at: AT, key: 'k1', toldThrough: 0 })).toMatchObject({ do: 'wait', until: LEASE_OVER })
    expect(await send(fileId, {})).toBe('not-taken')
  })

  it('of which the provider cannot say what became of it is for a person to look at', async () => {
    const fileId = await dueFile()
    const lost = { hand: () => Promise.reject(new Error('socket hang up')), find: async () => ({ taken: 'unknown' as const }) }
    await send(fileId, lost)
    const { contacts: rows } = await viewFile(stack.db, stack.tenantId, fileId, clock)
    await activities(lost).settleContact({ fileId, at: LEASE_OVER, contactId: rows[0]?.id ?? '' })
    const next = await activities({}).decideNext({ fileId, at: LEASE_OVER, key: 'k1', toldThrough: 0 })
    expect(next).toMatchObject({ do: 'ask-human', question: 'contact-unresolved' })
    expect(await send(fileId, {})).toBe('not-taken')
  })

  it.each([
    ['was taken', { taken: true, reference: 'R-9', costMicros: 1 }, 'sent'],
    ['was never taken', { taken: false }, 'failed'],
  ] as const)('left in the middle of its call is asked for, and settled when it %s', async (_, whereabouts, state) => {
    const fileId = await dueFile()
    const reserved = await reserveContact(stack.db, fileId, STEP, clock)
    if (!reserved) throw new Error('nothing was reserved')
    await releaseContact(stack.db, fileId, reserved, WORDS, () => clock)
    const { decideNext, settleContact } = activities({ find: async () => whereabouts })
    expect(await decideNext({ fileId, at: AT, key: 'k1', toldThrough: 0 })).toMatchObject({ do: 'wait', until: LEASE_OVER })

    expect(await decideNext({ fileId, at: LEASE_OVER, key: 'k2', toldThrough: 0 })).toEqual({ do: 'settle', contactId: reserved.contactId })
    await settleContact({ fileId, at: LEASE_OVER, contactId: reserved.contactId })
    expect(await contacts(fileId)).toEqual([state])
  })
})
