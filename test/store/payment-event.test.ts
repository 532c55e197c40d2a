import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { cents } from '../../src/domain/money.js'
import { allocatePayment, listUnallocated, refundUnallocated } from '../../src/store/allocate-payment.js'
import { recordPayment } from '../../src/store/payment.js'
import { MoneyDesk, paid, returnedToUs, takenBack } from '../support/money.js'
import { joinStack, type TestStack } from '../support/stack.js'

let stack: TestStack
let desk: MoneyDesk

beforeEach(async () => {
  stack = await joinStack()
  desk = await MoneyDesk.open(stack)
})
afterEachClose()

function afterEachClose(): void {
  const opened: TestStack[] = []
  beforeEach(() => void opened.push(stack))
  afterAll(async () => {
    for (const one of opened) await one.close()
  })
}

const paymentOf = async (reference: string) =>
  (await stack.db.payment.findFirstOrThrow({ where: { reference, tenantId: stack.tenantId } })).id
const on = (paymentId: string) => ({ tenantId: stack.tenantId, paymentId, actor: 'test' })
/** What the file's history says of money. Its own workflow lives on meanwhile, and may close it. */
const MONEY = ['payment-recorded', 'payment-reversed', 'money-to-allocate', 'money-allocated']
const kinds = async (fileId: string) =>
  (await stack.db.fileEvent.findMany({ where: { fileId, kind: { in: MONEY } }, orderBy: { sequence: 'asc' } })).map(({ kind }) => kind)
const receipts = async (fileId: string) =>
  (await stack.db.paymentReceipt.findMany({ where: { fileId }, orderBy: { number: 'asc' } })).map(
    ({ number, amountCents, cancelledAt }) => `${number} ${amountCents}${cancelledAt ? ' cancelled' : ''}`,
  )
/** What the creditor hears of money: whether the file was closed meanwhile depends on how quickly it is told. */
const notices = async (fileId: string) =>
  (await stack.db.creditorNotice.findMany({ where: { fileId, kind: { not: 'closed' } }, orderBy: { id: 'asc' } })).map(
    ({ kind, reason, amountCents }) => `${kind} ${reason ?? ''} ${amountCents}`,
  )
const isHeld = async (fileId: string) => (await stack.db.hold.count({ where: { fileId, reason: 'money-to-allocate', liftedAt: null } })) > 0

describe('a payment that a provider tells of', () => {
  it('is posted to the file that it names, with its fee, its receipt and the word to creditor and file', async () => {
    const file = await desk.file(100_00)
    expect(await desk.tell('pi_1', file.reference, paid(60_00, { fee: 1_10 }))).toBe('posted')
    expect(await desk.balance(file)).toBe(40_00)
    expect(await desk.funds()).toEqual({ provider: 58_90, shortfall: 1_10, creditor: -60_00 })
    expect(await receipts(file.id)).toEqual(['1 6000'])
    expect(await notices(file.id)).toEqual(['payment  6000'])
    expect(await kinds(file.id)).toEqual(['payment-recorded'])
    expect(await stack.db.outbox.count({ where: { fileId: file.id, fact: 'payment' } })).toBe(1)
  })

  it('counts once, however often and at once the event comes, and whatever other event tells of it', async () => {
    const file = await desk.file(100_00)
    const eventId = randomUUID()
    const told = await Promise.all([1, 2, 3, 4].map(() => desk.tell('pi_1', file.reference, paid(60_00), { eventId })))
    expect(told.sort()).toEqual(['duplicate', 'duplicate', 'duplicate', 'posted'])
    expect(await desk.tell('pi_1', file.reference, paid(60_00))).toBe('duplicate')
    expect(await desk.balance(file)).toBe(40_00)
    expect(await desk.funds()).toEqual({ provider: 60_00, creditor: -60_00 })
  })

  it('waits for a person where it names no file of ours', async () => {
    expect(await desk.tell('pi_1', 'NOBODY', paid(60_00))).toBe('to-allocate')
    expect(await desk.tell('pi_2', null, paid(5_00))).toBe('to-allocate')
    expect(await desk.funds()).toEqual({ provider: 65_00, unallocated: -65_00 })
    const [first, second] = await listUnallocated(stack.db, stack.tenantId, new Date('2026-02-22T10:00:00Z'))
    expect(first).toMatchObject({ reference: 'pi_1', named: 'NOBODY', ageDays: 10, unallocatedCents: 60_00, proposals: [] })
    expect(second).toMatchObject({ reference: 'pi_2', named: null })
  })

  it('in another currency than the file is not posted, and the file sends nothing until a person has decided', async () => {
    const file = await desk.file(100_00)
    expect(await desk.tell('pi_1', file.reference, paid(60_00, { currency: 'CHF' }))).toBe('to-allocate')
    expect(await desk.balance(file)).toBe(100_00)
    expect(await isHeld(file.id)).toBe(true)
    expect(await kinds(file.id)).toEqual(['money-to-allocate'])
    const paymentId = await paymentOf('pi_1')
    await stack.db.$transaction((tx) => refundUnallocated(tx, on(paymentId), null, new Date()))
    expect(await isHeld(file.id)).toBe(false)
    expect(await kinds(file.id)).toEqual(['money-to-allocate', 'money-allocated'])
  })

  it('that names nobody of ours is kept and moves nothing', async () => {
    const [first, second] = [desk.reference(), desk.reference()]
    const nobody = { tenantId: null, eventId: randomUUID() }
    expect(await desk.tell(first, null, paid(60_00), nobody)).toBe('not-ours')
    expect(await desk.tell(second, null, paid(60_00), { tenantId: randomUUID() })).toBe('not-ours')
    expect(await desk.tell(first, null, paid(60_00), nobody)).toBe('duplicate')
    expect(await desk.funds()).toEqual({})
  })

  it('of more than is owed goes back to the payer, beyond what is owed', async () => {
    const file = await desk.file(100_00)
    expect(await desk.tell('pi_1', file.reference, paid(130_00))).toBe('posted')
    expect(await desk.balance(file)).toBe(0)
    expect(await desk.funds()).toEqual({ provider: 130_00, creditor: -100_00, refunds: -30_00 })
    expect(await desk.tell('pi_2', file.reference, paid(20_00))).toBe('posted')
    expect(await desk.funds()).toEqual({ provider: 150_00, creditor: -100_00, refunds: -50_00 })
  })

  it('that counts from before another one is no more than was owed with it', async () => {
    const file = await desk.file(100_00)
    const by = { tenantId: stack.tenantId, fileId: file.id, actor: 'test', reference: 'VIR-1', now: new Date() }
    await recordPayment(stack.db, by, { cents: cents(70_00), currency: 'EUR' })
    expect(await desk.tell('pi_1', file.reference, paid(50_00, { on: '2026-02-10' }))).toBe('posted')
    expect(await desk.balance(file)).toBe(0)
    expect(await desk.funds()).toEqual({ clearing: 70_00, provider: 50_00, creditor: -100_00, refunds: -20_00 })
  })

  it('of more than is owed waits, where the debtor owes on another file too', async () => {
    const debtor = { kind: 'company', siren: '552100554' }
    const [file, other] = [await desk.file(100_00, { debtor }), await desk.file(80_00, { debtor })]
    expect(await desk.tell('pi_1', file.reference, paid(130_00))).toBe('posted')
    expect(await desk.funds()).toEqual({ provider: 130_00, creditor: -100_00, unallocated: -30_00 })
    expect(await isHeld(other.id)).toBe(true)
    const paymentId = await paymentOf('pi_1')
    await stack.db.$transaction((tx) => allocatePayment(tx, on(paymentId), [{ fileId: other.id }], new Date()))
    expect(await desk.balance(other)).toBe(50_00)
    expect(await isHeld(other.id)).toBe(false)
    expect(await desk.funds()).toEqual({ provider: 130_00, creditor: -130_00 })
  })
})

describe('a payment that is taken back', () => {
  it('in parts: each part is owed again, the receipt names what is left, the creditor is told', async () => {
    const file = await desk.file(100_00)
    await desk.tell('pi_1', file.reference, paid(100_00))
    expect(await desk.tell('pi_1', file.reference, takenBack(30_00))).toBe('taken-back')
    expect(await desk.balance(file)).toBe(30_00)
    expect(await receipts(file.id)).toEqual(['1 10000 cancelled', '2 7000'])
    await desk.tell('pi_1', file.reference, takenBack(50_00))
    expect(await desk.balance(file)).toBe(80_00)
    await desk.tell('pi_1', file.reference, takenBack(20_00))
    expect(await desk.balance(file)).toBe(100_00)
    expect(await receipts(file.id)).toEqual(['1 10000 cancelled', '2 7000 cancelled', '3 2000 cancelled'])
    expect(await notices(file.id)).toEqual(['payment  10000', 'taken-back refund 3000', 'taken-back refund 5000', 'taken-back refund 2000'])
    expect(await desk.funds()).toEqual({})
  })

  it('before it was told of: what came too early waits for it', async () => {
    const file = await desk.file(100_00)
    expect(await desk.tell('pi_1', file.reference, takenBack(30_00, 'chargeback', 15_00))).toBe('waiting')
    expect(await desk.balance(file)).toBe(100_00)
    expect(await desk.tell('pi_1', file.reference, paid(100_00))).toBe('posted')
    expect(await desk.balance(file)).toBe(30_00)
    expect(await desk.funds()).toEqual({ provider: 55_00, shortfall: 15_00, creditor: -70_00 })
    expect(await stack.db.paymentEvent.count({ where: { tenantId: stack.tenantId, outcome: 'waiting' } })).toBe(0)
  })

  it('gives first what was due to go back to the payer', async () => {
    const file = await desk.file(100_00)
    await desk.tell('pi_1', file.reference, paid(130_00))
    await desk.tell('pi_1', file.reference, takenBack(30_00))
    expect(await desk.balance(file)).toBe(0)
    expect(await desk.funds()).toEqual({ provider: 100_00, creditor: -100_00 })
    expect(await receipts(file.id)).toEqual(['1 10000'])
  })

  it('for more than is left of it: the agency makes the difference good', async () => {
    const file = await desk.file(100_00)
    await desk.tell('pi_1', file.reference, paid(100_00))
    await desk.tell('pi_1', file.reference, takenBack(100_00))
    await desk.tell('pi_1', file.reference, takenBack(100_00, 'chargeback', 15_00))
    expect(await desk.balance(file)).toBe(100_00)
    expect(await desk.funds()).toEqual({ provider: -115_00, shortfall: 115_00 })
  })

  it('and comes again, when a chargeback is won', async () => {
    const file = await desk.file(100_00)
    await desk.tell('pi_1', file.reference, paid(100_00))
    await desk.tell('pi_1', file.reference, takenBack(100_00, 'chargeback'))
    expect(await desk.tell('pi_1', file.reference, returnedToUs(100_00))).toBe('posted')
    expect(await desk.balance(file)).toBe(0)
    expect(await desk.funds()).toEqual({ provider: 100_00, creditor: -100_00 })
    expect(await kinds(file.id)).toEqual(['payment-recorded', 'payment-reversed', 'payment-recorded'])
    await desk.tell('pi_1', file.reference, takenBack(40_00))
    expect(await desk.balance(file)).toBe(40_00)
  })

  it('after one transfer for three files: the last given is taken first', async () => {
    const files = [await desk.file(100_00), await desk.file(50_00), await desk.file(30_00)]
    await desk.tell('pi_1', null, paid(180_00))
    const paymentId = await paymentOf('pi_1')
    const shares = files.map(({ id }) => ({ fileId: id }))
    await stack.db.$transaction((tx) => allocatePayment(tx, on(paymentId), shares, new Date()))
    expect(await Promise.all(files.map((file) => desk.balance(file)))).toEqual([0, 0, 0])
    expect(await listUnallocated(stack.db, stack.tenantId, new Date())).toEqual([])
    await desk.tell('pi_1', null, takenBack(60_00))
    expect(await Promise.all(files.map((file) => desk.balance(file)))).toEqual([0, 30_00, 30_00])
    expect(await desk.funds()).toEqual({ provider: 120_00, creditor: -120_00 })
  })
})

describe('money that a person allocates', () => {
  it.each([
    ['more than is owed', [{ amountCents: cents(101_00) }], 'payment-exceeds-balance'],
    ['more than there is', [{ amountCents: cents(151_00) }], 'payment-exceeds-unallocated'],
  ])('to a file for %s is refused, and nothing is half done', async (_, shares, code) => {
    const file = await desk.file(100_00)
    await desk.tell('pi_1', null, paid(150_00))
    const paymentId = await paymentOf('pi_1')
    const given = shares.map((share) => ({ fileId: file.id, ...share }))
    await expect(stack.db.$transaction((tx) => allocatePayment(tx, on(paymentId), given, new Date()))).rejects.toMatchObject({ code })
    expect(await desk.balance(file)).toBe(100_00)
    expect(await desk.funds()).toEqual({ provider: 150_00, unallocated: -150_00 })
  })

  it('of another tenant does not exist', async () => {
    await desk.tell('pi_1', null, paid(150_00))
    const paymentId = await paymentOf('pi_1')
    const stranger = { ...on(paymentId), tenantId: randomUUID() }
    await expect(stack.db.$transaction((tx) => refundUnallocated(tx, stranger, null, new Date()))).rejects.toMatchObject({
      code: 'payment-unknown',
    })
  })
})
