import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel } from '../../src/domain/facts.js'
import { cents } from '../../src/domain/money.js'
import { giveUpContact } from '../../src/store/contact.js'
import { postPayment, recordPayment } from '../../src/store/payment.js'
import { ByHand } from '../support/by-hand.js'
import { eventually } from '../support/eventually.js'
import { joinStack, type TestStack } from '../support/stack.js'

const NUMBERS = { phones: ['+33612345678'], emails: ['camille@test.example'] }

// Everything here is paid in full, and by the machine's own clock, so that releases and postings can be held against one
// another at the end.
describe('money that commits', () => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await joinStack()
  })
  afterAll(() => stack.close())

  const due = (...channels: Channel[]) => ByHand.open(stack, { channels, debtor: NUMBERS, realClock: true })

  async function expectNothingFollows(file: ByHand): Promise<void> {
    const before = await file.contactStates()
    expect(await file.send('sent')).toBe('not-taken')
    expect(await file.decide()).toEqual({ do: 'close', reason: 'paid' })
    expect(await file.contactStates()).toEqual(before)
  }

  it('while a send waits for its turn: nothing is reserved', async () => {
    const file = await due('sms')
    expect(await file.decide()).toMatchObject({ do: 'send' })
    await file.pay()
    expect(await file.send('sent')).toBe('not-taken')
    expect(await file.contactStates()).toEqual([])
    await expectNothingFollows(file)
  })

  it('while an act is reserved: it is not released', async () => {
    const file = await due('sms')
    const reserved = await file.reserve()
    await file.pay()
    expect(reserved && (await file.release(reserved))).toBe(false)
    expect(await file.contactStates()).toEqual(['failed'])
    await expectNothingFollows(file)
  })

  it('while another attempt finds the reservation of one that died: it is dropped', async () => {
    const file = await due('sms')
    await file.reserve()
    await file.pay()
    expect(await file.send('sent')).toBe('not-taken')
    expect(await file.contactStates()).toEqual(['failed'])
    await expectNothingFollows(file)
  })

  it('after the attempt died that had reserved an act: the reservation does not stay, nor count against the debtor', async () => {
    const file = await due('sms')
    await file.reserve()
    await file.pay()
    expect(await file.decide()).toEqual({ do: 'close', reason: 'paid' })
    expect(await file.contactStates()).toEqual(['failed'])
    // Its own workflow, whose clock here is a week behind the money, may be the one that drops it.
    const dropped = { failureCode: expect.stringMatching(/^dropped:(close|wait)$/), contactedOn: null }
    expect(await file.lastContact()).toMatchObject(dropped)
    await expectNothingFollows(file)
  })

  it('while the message of a reserved act is written: that no message can be made of it any more is no failed try', async () => {
    const file = await due('sms')
    const reserved = await file.reserve()
    if (!reserved) throw new Error('nothing was reserved')
    await file.pay()
    await giveUpContact(stack.db, file.id, reserved, { code: 'sums-differ', fault: 'other' }, file.now())
    expect(await file.lastContact()).toMatchObject({ state: 'failed', failureCode: 'dropped:close', contactedOn: null })
    await expectNothingFollows(file)
  })

  it('while the release waits for it: the release sees it, and neither waits for the other for ever', async () => {
    const file = await due('sms')
    const reserved = await file.reserve()
    if (!reserved) throw new Error('nothing was reserved')
    let release: Promise<boolean> | undefined
    await stack.db.$transaction(async (tx) => {
      const fact = { tenantId: stack.tenantId, fileId: file.id, actor: 'test', now: new Date() }
      await postPayment(tx, { ...fact, reference: 'VIR-1' }, { cents: cents(60_00), currency: 'EUR' }, { on: '2026-01-12' })
      release = file.release(reserved) // has the debtor's lock, and waits for the file's
      await eventually(async () => expect(await somebodyWaits()).toBe(true))
      await postPayment(tx, { ...fact, reference: 'VIR-2' }, { cents: cents(40_00), currency: 'EUR' }, { on: '2026-01-12' })
    })
    expect(await release).toBe(false)
    expect(await file.contactStates()).toEqual(['failed'])
    await expectNothingFollows(file)
  })

  it('while its provider is being called: the call was before it, and nothing comes after', async () => {
    const file = await due('email')
    expect(await file.send('sent', () => file.pay())).toBe('sent')
    expect(await file.contactStates()).toEqual(['sent'])
    await expectNothingFollows(file)
  })

  it.each([
    ['was taken', { taken: true, reference: 'R-1', costMicros: 1 }, 'sent'],
    ['was never taken', { taken: false }, 'failed'],
    ['cannot be known', { taken: 'unknown' }, 'unknown'],
  ] as const)('while the answer to a call is lost, which %s: it is not called again', async (_, found, state) => {
    const file = await due('sms')
    expect(await file.send('lost', () => file.pay())).toBe('unclear')
    expect(await file.decide()).toMatchObject({ do: 'wait' }) // the call may be on its way: first it is cleared up
    await file.settle(found)
    expect(await file.contactStates()).toEqual([state])
    await expectNothingFollows(file)
  })

  it('while a person is asked about an act of which nobody knows: the question is over', async () => {
    const file = await due('email')
    await file.send('lost')
    await file.settle()
    expect(await file.decide()).toMatchObject({ do: 'ask-human', question: 'contact-unresolved' })
    await file.pay()
    await expectNothingFollows(file)
  })

  it('in part while an act is reserved: the sum that is no longer owed is not asked for', async () => {
    const file = await due('sms')
    const reserved = await file.reserve()
    const fact = { tenantId: stack.tenantId, fileId: file.id, actor: 'test', reference: 'PART-1', now: new Date() }
    await recordPayment(stack.db, fact, { cents: cents(40_00), currency: 'EUR' })
    expect(reserved && (await file.release(reserved))).toBe(false)
    await recordPayment(stack.db, { ...fact, reference: 'PART-2', now: new Date() }, { cents: cents(60_00), currency: 'EUR' })
    await expectNothingFollows(file)
  })

  it('has no release after it, in anything above', async () => {
    const [counts] = await stack.db.$queryRaw<{ releases: number; payments: number; late: number }[]>`
      SELECT count(DISTINCT k.id) FILTER (WHERE k.released_at IS NOT NULL)::int AS releases, count(DISTINCT p.id)::int AS payments,
             count(DISTINCT k.id) FILTER (WHERE k.released_at > p.recorded_at)::int AS late
        FROM ledger_entry p JOIN contact_claim c ON c.claim_id = p.claim_id JOIN contact k ON k.id = c.contact_id
       WHERE p.tenant_id = ${stack.tenantId}::uuid AND p.kind = 'payment'`
    process.stderr.write(`never after the money: ${JSON.stringify(counts)}\n`)
    expect(counts?.late).toBe(0)
    expect(counts?.releases).toBe(5)
    expect(counts?.payments).toBeGreaterThanOrEqual(9)
  })

  /** Whether a session waits for a file's row; files of other tests are locked for moments only. */
  async function somebodyWaits(): Promise<boolean> {
    const [row] = await stack.db.$queryRaw<{ waiting: number }[]>`
      SELECT count(*)::int AS waiting FROM pg_stat_activity
       WHERE usename = current_user AND pid <> pg_backend_pid() AND wait_event_type = 'Lock' AND query LIKE '%debt_file%FOR UPDATE%'`
    return (row?.waiting ?? 0) > 0
  }
})
