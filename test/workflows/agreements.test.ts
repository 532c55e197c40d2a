import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CoDebtorBody } from '../../src/contracts/co-debtor.js'
import type { Worklist } from '../../src/contracts/worklist.js'
import { answerMeans, stateMeans } from '../../src/store/means.js'
import { openCoDebtor } from '../../src/store/open-co-debtor.js'
import { answerAssertion, assertPayment } from '../../src/store/payment-assertion.js'
import { cancelPromise, promiseToPay } from '../../src/store/promise.js'
import { answerSettlement, proposeSettlement } from '../../src/store/settlement.js'
import { listWork } from '../../src/store/worklist.js'
import { Life } from '../support/life.js'
import { addCreditor, joinStack, type TestStack } from '../support/stack.js'

/**
 * What a debtor says and what is agreed with it, lived through by time. Files begin on Monday 5 January 2026, on which their claim falls
 * due; the opening letter would go out on the 15th.
 */
let stack: TestStack

beforeAll(async () => {
  stack = await joinStack()
})
afterAll(() => stack.close())

const begin = async (more: Partial<Parameters<typeof Life.open>[1]> = {}) =>
  Life.open(stack, {
    legalStart: '2026-01-05T09:00:00Z',
    dueDate: '2026-01-05',
    creditor: await addCreditor(stack, { mostRemissionPercent: 20 }),
    ...more,
  })
const act = (life: Life, actor = 'test') => ({ tenantId: stack.tenantId, fileId: life.id, actor, key: randomUUID(), now: new Date() })
const matters = async (life: Life, kind: Worklist['items'][number]['kind']) => {
  const { items } = await listWork(stack.db, stack.tenantId, { limit: 200, kind }, new Date())
  return items.filter(({ file }) => file?.id === life.id).map(({ matter }) => matter)
}
const noticesOf = async (life: Life) => {
  const rows = await stack.db.creditorNotice.findMany({ where: { fileId: life.id }, orderBy: { id: 'asc' } })
  return rows.map(({ kind, reason }) => `${kind} ${reason}`)
}

describe('a promise to pay', () => {
  const promise = (life: Life, actor = 'debtor', payBy = '2026-01-20') =>
    promiseToPay(stack.db, act(life, actor), { amountCents: 60_00, payBy, origin: 'page' })

  it('holds the letter back; kept, the road goes on with the rest', async () => {
    const life = await begin()
    await promise(life)
    await life.forward(13)
    await life.untilDecided('wait')
    expect(await life.acts()).toEqual([])
    await life.pay(60_00)
    await life.forward(1)
    await life.untilDecided('wait')
    expect(await life.acts()).toEqual(['2026-01-19 opening-letter'])
    expect(await life.happened()).toEqual(expect.arrayContaining(['promise-made', 'promise-kept']))
    expect(await life.view()).toMatchObject({
      agreements: { promises: [{ state: 'kept', endedOn: '2026-01-18' }] },
      contacts: [{ amountCents: 40_00 }],
    })
    expect(await noticesOf(life)).toEqual(['promise made', 'payment null'])
  })

  it('is broken the day after its grace, and the road goes on', async () => {
    const life = await begin()
    await promise(life)
    await life.forward(18) // Friday 23 January, the last day of grace
    await life.untilDecided('wait')
    expect(await life.view()).toMatchObject({ agreements: { promises: [{ state: 'open', waitsUntil: '2026-01-23' }] } })
    await life.forward(3)
    await life.untilDecided('wait')
    expect(await life.acts()).toEqual(['2026-01-26 opening-letter'])
    expect(await life.view()).toMatchObject({ agreements: { promises: [{ state: 'broken', endedOn: '2026-01-24' }] } })
  })

  it('is not taken from a debtor who broke two, but from an operator for it; and taken back the file goes on', async () => {
    const life = await begin()
    await stack.db.promiseToPay.createMany({
      data: [1, 2].map(() => ({
        id: randomUUID(),
        tenantId: stack.tenantId,
        fileId: life.id,
        amountCents: 1n,
        graceDays: 3,
        baselineCents: 0n,
        origin: 'page',
        actor: 'debtor',
        payBy: new Date('2026-01-01'),
        madeOn: new Date('2026-01-01'),
        outcome: 'broken',
        outcomeOn: new Date('2026-01-05'),
      })),
    })
    await expect(promise(life)).rejects.toMatchObject({ code: 'promise-not-taken' })
    const id = await promise(life, 'test')
    await expect(promise(life, 'test')).rejects.toMatchObject({ code: 'promise-open' })
    await cancelPromise(stack.db, act(life), id)
    expect(await life.happened()).toEqual(['opened', 'command-refused', 'promise-made', 'command-refused', 'promise-ended'])
  })

  it('is judged on its day also while the file is paused', async () => {
    const life = await begin()
    await promise(life)
    await stack.db.hold.create({
      data: { id: randomUUID(), fileId: life.id, reason: 'operator-pause', until: null, placedAt: new Date('2026-01-05') },
    })
    await life.forward(25)
    await life.untilDecided('wait')
    expect(await life.view()).toMatchObject({ agreements: { promises: [{ state: 'broken', endedOn: '2026-01-24' }] } })
    expect(await life.acts()).toEqual([])
  })
})

describe('a debtor who says that it has paid', () => {
  const said = {
    amountCents: 100_00,
    paidOn: '2026-01-02',
    means: 'transfer',
    paidTo: 'creditor',
    words: 'Virement fait.',
    proof: [],
  } as const
  const say = (life: Life) => assertPayment(stack.db, act(life, 'debtor'), { ...said, origin: 'page' })

  it('is asked for nothing; unanswered it becomes a question, and nothing goes out for months', async () => {
    const life = await begin()
    const id = await say(life)
    await life.forward(10)
    await life.untilDecided('wait')
    expect(await matters(life, 'assertion')).toEqual([{ id, state: 'open', dueBy: '2026-01-15' }])
    await life.forward(1)
    await life.untilDecided('ask-human')
    await life.forward(200)
    await life.untilDecided('ask-human')
    expect(await life.view()).toMatchObject({ decision: { question: 'payment-assertion-unanswered' }, contacts: [] })
    expect(await noticesOf(life)).toEqual(['payment-asserted creditor'])
    expect(JSON.stringify(await stack.db.fileEvent.findMany({ where: { fileId: life.id }, select: { data: true } }))).not.toContain(
      'Virement',
    )
  })

  it('is answered: the creditor had it, and the file closes as paid direct', async () => {
    const life = await begin()
    const assertionId = await say(life)
    await answerAssertion(
      stack.db,
      act(life),
      { assertionId, by: 'creditor' },
      { outcome: 'confirmed-direct', amountCents: 100_00, on: '2026-01-03' },
    )
    await life.untilTold()
    await life.untilDecided('close')
    expect(await life.view()).toMatchObject({
      closedReason: 'paid-direct',
      agreements: { assertions: [{ state: 'confirmed', answeredBy: 'creditor' }] },
    })
    expect(await matters(life, 'assertion')).toEqual([])
  })

  it('is answered: nobody had it, it is told why, and the road goes on', async () => {
    const life = await begin()
    const assertionId = await say(life)
    const denied = { outcome: 'denied', words: 'Aucun virement reçu.' } as const
    const once = act(life)
    await answerAssertion(stack.db, once, { assertionId, by: 'test' }, denied)
    await answerAssertion(stack.db, once, { assertionId, by: 'test' }, denied)
    await expect(answerAssertion(stack.db, act(life), { assertionId, by: 'test' }, denied)).rejects.toMatchObject({
      code: 'assertion-answered',
    })
    await life.forward(10)
    await life.untilDecided('wait')
    expect(await life.acts()).toEqual(['2026-01-15 opening-letter'])
    expect(await life.view()).toMatchObject({ agreements: { assertions: [{ state: 'denied', answer: 'Aucun virement reçu.' }] } })
  })
})

describe('a settlement of 1,000 euros between professionals', () => {
  const owing = { amountCents: 1_000_00, capacity: 'professional' } as const
  const agree = (life: Life, actor = 'test', amountCents = 850_00) =>
    proposeSettlement(stack.db, act(life, actor), { amountCents, payBy: '2026-01-30' })

  it('paid in time closes the file as settled, with all that interest has grown meanwhile', async () => {
    const life = await begin(owing)
    await agree(life)
    await life.forward(24) // Thursday 29 January
    await life.untilDecided('wait')
    // 24 days at 12.15 percent on 1,000 euros are 7.99, and 40 euros of compensation.
    expect(await life.view()).toMatchObject({ balanceCents: 1_047_99, contacts: [] })
    await life.pay(850_00)
    await life.untilTold()
    await life.untilDecided('close')
    const view = await life.view()
    expect(view).toMatchObject({
      closedReason: 'settled',
      balanceCents: 0,
      agreements: { settlements: [{ state: 'paid', endedOn: '2026-01-29' }] },
    })
    expect(view.events.find(({ kind }) => kind === 'settlement-paid')?.data).toMatchObject({ remittedCents: 197_99 })
    const [legs] = await stack.db.$queryRaw<{ sum: bigint; waived: bigint }[]>`
      SELECT sum(l.amount_cents)::bigint AS sum, (sum(l.amount_cents) FILTER (WHERE l.account = 'waived'))::bigint AS waived
        FROM ledger_leg l JOIN ledger_entry e ON e.id = l.entry_id JOIN file_claim c ON c.claim_id = e.claim_id WHERE c.file_id = ${life.id}::uuid`
    expect(legs).toEqual({ sum: 0n, waived: 197_99n })
  })

  it('is void a day late: all is owed as before, less what came in', async () => {
    const life = await begin(owing)
    await agree(life)
    await life.pay(849_99)
    await life.forward(28) // Monday 2 February, the last day of grace
    await life.untilDecided('wait')
    expect((await life.view()).agreements.settlements).toMatchObject([{ state: 'approved', waitsUntil: '2026-02-02' }])
    await life.forward(1)
    await life.untilDecided('wait')
    await life.pay(1)
    await life.untilTold()
    await life.untilDecided('wait')
    const view = await life.view()
    expect(view).toMatchObject({ status: 'open', agreements: { settlements: [{ state: 'void', endedOn: '2026-02-03' }] } })
    expect(view.balanceCents).toBeGreaterThan(1_000_00 + 40_00 - 850_00)
    expect(await life.acts()).toEqual(['2026-02-03 opening-letter'])
  })

  it('is void where its money goes back: what was let go is owed again, and the file opens', async () => {
    const life = await begin(owing)
    await agree(life)
    await life.forward(24)
    await life.pay(850_00, 'VIR-1')
    await life.untilTold()
    await life.untilDecided('close')
    await life.reverse('VIR-1')
    await life.untilTold()
    await life.untilDecided('wait')
    expect(await life.view()).toMatchObject({ status: 'open', balanceCents: 1_047_99, agreements: { settlements: [{ state: 'void' }] } })
  })

  it('lets nothing go of a claim that was added since', async () => {
    const life = await begin({ amountCents: 1_000_00 })
    await agree(life)
    const { claims } = await life.view()
    const [first] = await stack.db.claim.findMany({ where: { reference: claims[0]?.reference ?? '' } })
    const added = randomUUID()
    if (!first) throw new Error('no claim')
    await stack.db.claim.create({
      data: { ...first, id: added, reference: added, amountCents: 300_00n, createdAt: new Date(Date.now() + 1000) },
    })
    await stack.db.fileClaim.create({ data: { fileId: life.id, claimId: added } })
    await life.pay(850_00)
    await life.untilTold()
    await life.untilDecided('wait')
    const view = await life.view()
    expect(view.agreements.settlements).toMatchObject([{ state: 'paid' }])
    expect(view.claims.find(({ reference }) => reference === claims[0]?.reference)?.owedCents).toBe(0)
    expect(view.claims.find(({ reference }) => reference === added)?.loweredCents).toBe(0)
  })

  it('beyond the mandate waits for the creditor, and asks a person when that is silent', async () => {
    const life = await begin(owing)
    const settlementId = await agree(life, 'test', 799_99)
    expect(await matters(life, 'settlement')).toEqual([{ id: settlementId, state: 'asked', dueBy: '2026-01-15' }])
    const approval = { settlementId, answer: 'approve', reason: null } as const
    await expect(answerSettlement(stack.db, act(life), { ...approval, from: 'operator' })).rejects.toMatchObject({
      code: 'settlement-state',
    })
    await life.forward(11)
    await life.untilDecided('ask-human')
    expect((await life.view()).decision?.question).toBe('settlement-unanswered')
    await answerSettlement(stack.db, act(life), { ...approval, from: 'creditor' })
    await life.untilTold()
    await life.untilDecided('wait')
    expect(await life.view()).toMatchObject({ contacts: [], agreements: { settlements: [{ state: 'approved', approvedBy: 'test' }] } })
    expect(await noticesOf(life)).toEqual(['settlement asked'])
  })

  it('of one who owes it jointly settles it for both', async () => {
    const life = await begin(owing)
    const address = { lines: ['8 quai du Test'], postcode: '69002', city: 'Lyon' }
    const body = CoDebtorBody.parse({
      liability: 'co-debtor',
      debtor: { name: 'Anne Test', addresses: [address] },
      strategy: 'three-letters',
    })
    const other = Life.of(stack, (await openCoDebtor(stack.db, act(life), body)).id)
    await agree(life)
    await other.pay(850_00)
    for (const one of [life, other]) {
      await one.untilTold()
      await one.untilDecided('close')
      expect(await one.view()).toMatchObject({ closedReason: 'settled', balanceCents: 0 })
    }
    expect(await other.happened()).toEqual(expect.arrayContaining(['remitted', 'closed']))
  })

  it('proposed by the debtor waits for an operator', async () => {
    const life = await begin(owing)
    const settlementId = await agree(life, 'debtor')
    expect(await matters(life, 'settlement')).toMatchObject([{ state: 'proposed' }])
    await answerSettlement(stack.db, act(life), { settlementId, answer: 'refuse', reason: 'Trop peu.', from: 'operator' })
    await life.forward(10)
    await life.untilDecided('wait')
    expect(await life.acts()).toEqual(['2026-01-15 opening-letter'])
    expect((await life.view()).agreements.settlements).toMatchObject([{ state: 'refused', reason: 'Trop peu.' }])
  })
})

describe('a debtor who tells of its means', () => {
  const means = { incomeCents: 1_650_00, housingCents: 620_00, otherChargesCents: 700_00, debtsCents: 120_00, dependants: 1, words: null }

  it('is answered by a person, or asked about after two weeks, and written to by nobody meanwhile', async () => {
    const life = await begin()
    const once = act(life, 'debtor')
    const id = await stateMeans(stack.db, once, means, 'page')
    expect(await stateMeans(stack.db, once, means, 'page')).toBe(id)
    await expect(stateMeans(stack.db, once, { ...means, dependants: 2 }, 'page')).rejects.toMatchObject({ code: 'key-reused' })
    await life.forward(16)
    await life.untilDecided('ask-human')
    expect(await life.view()).toMatchObject({ decision: { question: 'means-unanswered' }, contacts: [] })
    await answerMeans(stack.db, act(life), id)
    await life.untilTold()
    await life.untilDecided('wait')
    expect(await life.acts()).toEqual(['2026-01-21 opening-letter'])
  })
})
