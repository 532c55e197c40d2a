import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cents } from '../../src/domain/money.js'
import { type DirectPayment, recordDirectPayment, reverseDirectPayment } from '../../src/store/direct-payment.js'
import { lockFilesSharing, type SharedFile } from '../../src/store/file-row.js'
import { fundsOf } from '../support/client-funds.js'
import { Life } from '../support/life.js'
import { addCreditor, joinStack, type TestStack } from '../support/stack.js'

/** What a debtor pays to its creditor: the file knows, the account of client funds does not. */
let stack: TestStack

beforeAll(async () => {
  stack = await joinStack()
})
afterAll(() => stack.close())

const begin = async () =>
  Life.open(stack, { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-01-02', creditor: await addCreditor(stack) })

const under = <T>(life: Life, work: (tx: Parameters<typeof lockFilesSharing>[0], shared: SharedFile) => Promise<T>) =>
  stack.db.$transaction(async (tx) => {
    const [shared] = await lockFilesSharing(tx, stack.tenantId, [life.id])
    return work(tx, shared as SharedFile)
  })
const declare = (life: Life, payment: Partial<DirectPayment> = {}) =>
  under(life, (tx, shared) =>
    recordDirectPayment(
      tx,
      shared,
      { reference: 'CHQ-7', amountCents: cents(40_00), on: '2026-01-05', actor: 'test', ...payment },
      new Date(),
    ),
  )
const takeBack = (life: Life, reference = 'CHQ-7') =>
  under(life, (tx, shared) => reverseDirectPayment(tx, shared, { reference, actor: 'test' }, new Date()))

describe('a payment to the creditor', () => {
  it('lowers the debt from its day on, and enters no books of client funds', async () => {
    const life = await begin()
    expect(await declare(life)).toBe(40_00)
    await life.untilDecided('wait')
    expect(await life.view()).toMatchObject({ balanceCents: 60_00, status: 'open' })
    expect(await fundsOf(stack)).toEqual({})
    const legs = await stack.db.ledgerLeg.groupBy({
      by: ['account'],
      where: { entry: { claim: { files: { some: { fileId: life.id } } } } },
      _sum: { amountCents: true },
    })
    const totals = Object.fromEntries(legs.map(({ account, _sum }) => [account, Number(_sum.amountCents)]))
    expect(totals).toMatchObject({ principal: 60_00, unallocated: 0, creditor: -60_00 })
    expect(totals.funds ?? 0).toBe(0)
  })

  it('closes the file as paid direct; taken back it goes on', async () => {
    const life = await begin()
    await declare(life, { amountCents: cents(100_00) })
    await life.untilDecided('close')
    expect(await life.view()).toMatchObject({ status: 'closed', closedReason: 'paid-direct', balanceCents: 0 })
    expect(await stack.db.fileClosing.findMany({ where: { fileId: life.id } })).toMatchObject([{ reason: 'paid-direct', reopenedAt: null }])
    expect(await stack.db.creditorNotice.findMany({ where: { fileId: life.id } })).toMatchObject([
      { kind: 'closed', reason: 'paid-direct', amountCents: 0n },
    ])
    expect(await takeBack(life)).toBe(100_00)
    await life.untilTold()
    await life.untilDecided('wait')
    expect(await life.view()).toMatchObject({ status: 'open', balanceCents: 100_00 })
    expect((await stack.db.fileClosing.findFirstOrThrow({ where: { fileId: life.id } })).reopenedAt).not.toBeNull()
    expect(await life.happened()).toEqual(['opened', 'direct-payment-recorded', 'closed', 'direct-payment-reversed', 'reopened'])
  })

  it('is imputed no further than the debt: what exceeds it is the creditor’s to give back', async () => {
    const life = await begin()
    expect(await declare(life, { amountCents: cents(130_00) })).toBe(100_00)
  })

  it('is refused twice, from tomorrow, and taken back twice', async () => {
    const life = await begin()
    await declare(life)
    await expect(declare(life)).rejects.toMatchObject({ code: 'payment-duplicate' })
    await expect(declare(life, { reference: 'CHQ-8', on: '2099-01-01' })).rejects.toMatchObject({ code: 'payment-day-future' })
    await takeBack(life)
    await expect(takeBack(life)).rejects.toMatchObject({ code: 'payment-already-reversed' })
    await expect(takeBack(life, 'CHQ-9')).rejects.toMatchObject({ code: 'payment-unknown' })
  })

  it('may have the reference of one to the agency, and neither is taken for the other', async () => {
    const life = await begin()
    await life.pay(30_00, 'CHQ-7')
    await declare(life)
    await life.reverse('CHQ-7')
    await life.untilDecided('wait')
    expect(await life.view()).toMatchObject({ balanceCents: 60_00 })
  })
})
