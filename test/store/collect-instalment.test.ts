import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createActivities } from '../../activities/activities.js'
import { type CardChargeRequest, type PaymentProvider, PaymentRefused } from '../../src/providers/payments/port.js'
import { PlanDesk } from '../support/plan-desk.js'
import { joinStack, type TestStack } from '../support/stack.js'

/**
 * An instalment that a card is asked for, with a provider that answers as the test wants, while the file's own workflow sleeps: its time is
 * 5 January 2026, that of the test 31 days ahead.
 */
let stack: TestStack
let desk: PlanDesk
let planId: string
let asked: CardChargeRequest[]
let answer: () => Promise<{ reference: string }>

beforeAll(async () => {
  stack = await joinStack()
})
afterAll(() => stack.close())

beforeEach(async () => {
  desk = await PlanDesk.open(stack)
  const { tenantId, db } = stack
  const card = { customer: 'cus_1', method: `pm_${crypto.randomUUID()}`, brand: 'visa', lastDigits: '4242', consentHash: 'd'.repeat(64) }
  await db.storedCard.create({
    data: { id: crypto.randomUUID(), tenantId, fileId: desk.life.id, provider: 'stripe', consentedAt: new Date(), ...card },
  })
  planId = await desk.agree({ instalments: 2, firstOn: '2026-02-05', every: 'month', method: 'card' })
  await desk.life.untilDecided('wait')
  asked = []
  answer = async () => ({ reference: 'pi_1' })
})

const THIRTY_ONE_DAYS_MS = 31 * 86_400_000
const later = () => new Date(Date.now() + THIRTY_ONE_DAYS_MS)
const other = () => Promise.reject(new Error('nobody asks for this'))

const payments: PaymentProvider = {
  name: 'stripe',
  pagesAt: 'https://pay.test',
  chargeCard: (request) => {
    asked.push(request)
    return answer()
  },
  openPage: other,
  refund: other,
  describeCard: other,
  paidOut: other,
}

function collect(number = 1, by: PaymentProvider | null = payments): Promise<void> {
  const none = { hand: other, find: other }
  const channels = { sms: none, email: none, post: none }
  const { collectInstalment } = createActivities({ db: stack.db, channels, publicUrl: '', payments: by, now: later })
  return collectInstalment({ fileId: desk.life.id, at: later().toISOString(), planId, number })
}

const collections = async () =>
  (await stack.db.planCollection.findMany({ where: { planId }, orderBy: { attempt: 'asc' } })).map(({ attempt, failureCode }) => [
    attempt,
    failureCode,
  ])

describe('an instalment that is due', () => {
  it('is charged once, however often it is asked for', async () => {
    await collect()
    await collect()
    expect(asked.map(({ money }) => money)).toEqual([{ cents: 300_00, currency: 'EUR' }])
    expect(await collections()).toEqual([[1, null]])
  })

  it('is asked for again under the same key while nobody knows what became of it', async () => {
    answer = () => Promise.reject(new Error('socket hang up'))
    await expect(collect()).rejects.toThrow('unavailable')
    expect(await collections()).toEqual([])
    answer = async () => ({ reference: 'pi_1' })
    await collect()
    expect(asked.map(({ key }) => key)).toEqual([asked[0]?.key, asked[0]?.key])
    expect(await collections()).toEqual([[1, null]])
  })

  it('asks for the same sum again though a part was paid meanwhile: it is the same charge', async () => {
    answer = () => Promise.reject(new Error('socket hang up'))
    await expect(collect()).rejects.toThrow('unavailable')
    await desk.life.pay(100_00)
    answer = async () => ({ reference: 'pi_1' })
    await collect()
    expect(asked.map(({ money }) => money.cents)).toEqual([300_00, 300_00])
  })

  it('is a collection that failed where the card is declined', async () => {
    answer = () => Promise.reject(new PaymentRefused('insufficient_funds', 'declined'))
    await collect()
    expect(await collections()).toEqual([[1, 'insufficient_funds']])
  })

  it('is one as well where the card is gone', async () => {
    await stack.db.storedCard.updateMany({ where: { fileId: desk.life.id }, data: { revokedAt: new Date() } })
    await collect()
    expect([asked.length, await collections()]).toEqual([0, [[1, 'card-missing']]])
  })

  it('is one as well where nobody charges cards', async () => {
    await collect(1, null)
    expect(await collections()).toEqual([[1, 'no-provider']])
  })

  it('is not asked for before its day, nor while the file is paused', async () => {
    await collect(2)
    const hold = { id: crypto.randomUUID(), fileId: desk.life.id, reason: 'operator-pause', placedAt: new Date('2026-01-05T09:00:00Z') }
    await stack.db.hold.create({ data: hold })
    await collect()
    expect([asked.length, await collections()]).toEqual([0, []])
  })
})
