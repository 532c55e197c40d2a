import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TEST_PAYLOAD_KEYS } from '../../scripts/test-stack.js'
import { replayHistory } from '../../src/audit/replay-file.js'
import { CoDebtorBody } from '../../src/contracts/co-debtor.js'
import { openCoDebtor } from '../../src/store/open-co-debtor.js'
import { fileWorkflowId } from '../../workflows/ids.js'
import { eventually } from '../support/eventually.js'
import { Life } from '../support/life.js'
import { MoneyDesk, paid, takenBack } from '../support/money.js'
import { joinStack, type TestStack } from '../support/stack.js'

const LYON = { lines: ['8 quai du Test'], postcode: '69002', city: 'Lyon' }

describe('two co-debtors of 100 euros', () => {
  let stack: TestStack
  let desk: MoneyDesk
  let lives: [Life, Life]

  beforeAll(async () => {
    stack = await joinStack()
    desk = await MoneyDesk.open(stack)
    const due = { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-01-02', capacity: 'consumer' as const }
    const first = await Life.open(stack, { ...due, creditor: desk.creditor })
    const body = CoDebtorBody.parse({ liability: 'co-debtor', debtor: { name: 'Anne Test', addresses: [LYON] }, strategy: 'three-letters' })
    const opening = { tenantId: stack.tenantId, fileId: first.id, actor: 'test', key: randomUUID(), now: new Date() }
    lives = [first, Life.of(stack, (await openCoDebtor(stack.db, opening, body)).id)]
  })
  afterAll(() => stack.close())

  const both = <T>(look: (life: Life) => Promise<T>) => Promise.all(lives.map(look))
  const money = async (life: Life) =>
    (await life.view()).events
      .filter(({ kind }) => kind.startsWith('payment') || kind === 'closed' || kind === 'reopened')
      .map(
        ({ kind, legalTime, data }) =>
          `${legalTime.slice(0, 10)} ${kind} ${String(data.amountCents ?? data.reason ?? data.balanceCents)}${data.through ? ' there' : ''}`,
      )

  it('have each the opening letter on its day', async () => {
    for (const life of lives) {
      await life.forward(8)
      await life.liveOn()
    }
    expect(await both((life) => life.acts())).toEqual([['2026-01-12 opening-letter'], ['2026-01-12 opening-letter']])
  })

  it('pay 60 euros each on the same day: the second gives what is left, and has the rest back', async () => {
    for (const life of lives) await life.forward(7)
    const [a, b] = lives
    await desk.tell('pi-a', a.id, paid(60_00, { on: '2026-01-20' }))
    await desk.tell('pi-b', b.id, paid(60_00, { on: '2026-01-20' }))
    for (const life of lives) await life.untilDecided('close')
    expect(await both(money)).toEqual([
      ['2026-01-20 payment-recorded 6000', '2026-01-20 payment-recorded 4000 there', '2026-01-20 closed paid'],
      ['2026-01-20 payment-recorded 6000 there', '2026-01-20 payment-recorded 4000', '2026-01-20 closed paid'],
    ])
    expect(await desk.funds()).toEqual({ provider: 120_00, creditor: -100_00, refunds: -20_00 })
  })

  it('owe again together what one of them takes back two months after', async () => {
    const [, b] = lives
    for (const life of lives) await life.forward(59)
    await desk.tell('pi-b', b.id, takenBack(60_00, 'chargeback'))
    for (const life of lives) {
      await eventually(async () => expect((await life.view()).status).toBe('open'), 30_000)
      expect((await life.view()).balanceCents).toBe(40_00)
    }
    const again = ['2026-03-20 payment-reversed 4000', '2026-03-20 reopened 4000']
    expect((await money(lives[0])).slice(3)).toEqual([`${again[0]} there`, again[1]])
    expect((await money(lives[1])).slice(3)).toEqual(again)
  })

  it('are each asked for the rest by the next letter, not by the first again', async () => {
    for (const life of lives) await life.liveOn()
    const acts = ['2026-01-12 opening-letter', '2026-03-20 second-letter']
    expect(await both((life) => life.acts())).toEqual([acts, acts])
  })

  it('have lives that replay, and chains of events that are whole', async () => {
    for (const life of lives) {
      expect(await replayHistory(await life.handle.fetchHistory(), fileWorkflowId(life.id), TEST_PAYLOAD_KEYS)).toBeNull()
      const [row] = await stack.db.$queryRaw<{ broken: number | null }[]>`SELECT first_broken_event(${life.id}::uuid) AS broken`
      expect(row?.broken).toBeNull()
    }
  })
})
