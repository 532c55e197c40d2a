import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CorrectionBody } from '../../src/contracts/client-funds.js'
import { OpenFileBody } from '../../src/contracts/debt-file.js'
import { DomainError } from '../../src/domain/errors.js'
import { cents } from '../../src/domain/money.js'
import { clearByHand } from '../../src/store/clear-payment.js'
import { blocksOfRemittance } from '../../src/store/client-funds.js'
import { viewFunds } from '../../src/store/client-funds-view.js'
import { openDatabase } from '../../src/store/database.js'
import { bothSides, type FundsKind, type Leg, postFunds } from '../../src/store/funds.js'
import { recordCorrection, topUp } from '../../src/store/funds-by-hand.js'
import { cancelReceipts, issueReceipt } from '../../src/store/issue-receipt.js'
import { openFile } from '../../src/store/open-file.js'
import { findCreditor } from '../../src/store/organisation.js'
import { recordPayment, reversePayment } from '../../src/store/payment.js'
import { loadReceipt } from '../../src/store/receipt.js'
import { receiptsOfFile } from '../../src/store/receipt-list.js'
import { type IncomingPayment, receivePayment } from '../../src/store/receive-payment.js'
import { bankPayment, settlePayment } from '../../src/store/settle-payment.js'
import { takeBackPayment } from '../../src/store/take-back-payment.js'
import { addCreditor, joinStack, type TestStack, threeLetters } from '../support/stack.js'

/**
 * The books as the database has them. The dates lie so far ahead that the files' own workflows sleep meanwhile; the mandates of
 * the tests end in 2030, so the year is 2029.
 */
const on = (dayOfMarch: number) => `2029-03-${String(dayOfMarch).padStart(2, '0')}`
const at = (dayOfMarch: number) => new Date(`${on(dayOfMarch)}T09:00:00Z`)

let stack: TestStack
beforeAll(async () => {
  stack = await joinStack()
})
afterAll(() => stack.close())

/** An agency of this test's own, with the creditors that it needs. */
async function agency() {
  const own = await joinStack()
  const { db, tenantId } = own

  async function open(creditor: string, amountCents: number, currency = 'EUR'): Promise<string> {
    const { legalStart: _, ...input } = OpenFileBody.parse({
      creditor,
      debtor: { name: `Garage ${randomUUID()}`, addresses: [{ lines: ['1 rue de la Paix'], postcode: '75002', city: 'Paris' }] },
      strategy: threeLetters.name,
      claims: [{ reference: `F-${randomUUID()}`, amountCents, currency, dueDate: '2029-04-30' }],
    })
    const opening = { tenantId, actor: 'test', key: randomUUID(), legalStart: at(1), now: at(1), clock: 'real' as const }
    return (await openFile(db, opening, input)).id
  }

  async function receive(day: number, fileId: string | null, amount: number, more: Partial<IncomingPayment> = {}): Promise<string> {
    const reference = `P-${randomUUID()}`
    const incoming: IncomingPayment = {
      tenantId,
      source: 'bank',
      sourceReference: reference,
      reference,
      method: 'transfer',
      on: on(day),
      fileId,
      named: null,
      money: { cents: cents(amount), currency: 'EUR' },
      payer: null,
      where: 'bank',
      clearedOn: on(day),
      actor: 'bank',
      ...more,
    }
    return (await db.$transaction((tx) => receivePayment(tx, incoming, at(day)))).paymentId
  }

  const book = (kind: FundsKind, day: number, legs: Leg[], more: { paymentId?: string; currency?: string } = {}) =>
    db.$transaction((tx) =>
      postFunds(tx, { tenantId, kind, reference: randomUUID(), currency: 'EUR', on: on(day), actor: 'test', ...more }, legs),
    )
  const payIn = (day: number, amountCents: number, reference = randomUUID() as string) =>
    topUp(db, { tenantId, actor: 'test', now: at(day) }, { reference, amountCents, currency: 'EUR' })
  const correct = (day: number, body: Partial<CorrectionBody>) =>
    recordCorrection(
      db,
      { tenantId, actor: 'test', now: at(day) },
      CorrectionBody.parse({ reference: randomUUID(), reason: 'by hand', ...body }),
    )

  /** The bank says what the account held at the end of some days. */
  async function bankSays(closings: Record<number, number>, { currency = 'EUR', balanced = true } = {}): Promise<void> {
    const accountId = randomUUID()
    const name = `Séquestre ${currency}`
    await db.bankAccount.create({ data: { id: accountId, tenantId, kind: 'client-funds', name, identification: accountId, currency } })
    const file = { tenantId, accountId, format: 'camt.053.001.08', balanced, sha256: '0'.repeat(64), actor: 'test', importedAt: at(31) }
    const rows = Object.entries(closings).map(([day, closingCents]) => ({
      id: randomUUID(),
      ...file,
      statementKey: day,
      closingCents,
      openingCents: 0,
      closedOn: new Date(`${on(Number(day))}T00:00:00Z`),
    }))
    await db.bankStatement.createMany({ data: rows })
  }

  const funds = async (day: number, currency = 'EUR') => {
    const [one] = (await viewFunds(db, tenantId, { on: on(day), currency }, at(day))).funds
    if (!one) throw new Error('no books')
    return one
  }
  const blocks = async (day: number, currency = 'EUR') =>
    (await blocksOfRemittance(db, tenantId, currency, on(day))).map(({ rule, cents: amount }) => [rule, amount])
  return { ...own, creditor: () => addCreditor(own), open, receive, book, payIn, correct, bankSays, funds, blocks }
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof DomainError ? error.code : error),
  )

const euros = (amount: number) => (amount / 100).toFixed(2)

/** The table under “One example” in docs/client-funds.md, row by row. */
function example(): Record<string, string>[] {
  const text = readFileSync(join(import.meta.dirname, '../../docs/client-funds.md'), 'utf8').split('## One example')[1] ?? ''
  const [head = [], , ...rows] = text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])))
}

describe('a life of client funds', () => {
  it('is what the example of the docs says, day by day, whenever it is asked for', async () => {
    const own = await agency()
    const { db, tenantId, book } = own
    const [a, b] = [await own.creditor(), await own.creditor()]
    const [idOfA, idOfB] = [(await findCreditor(db, tenantId, a)).id, (await findCreditor(db, tenantId, b)).id]
    expect(idOfA).not.toBe(idOfB)

    const file = await own.open(a, 250_00)
    const card = { source: 'stripe', method: 'card', where: 'provider', clearedOn: null, feeCents: 3_75 } as const
    const payment = await own.receive(2, file, 250_00, card)
    await book('payout', 5, bothSides({ account: 'bank' }, { account: 'provider' }, 246_25))
    const overpaid = await own.receive(6, await own.open(b, 380_00), 400_00)
    await book('refunded', 7, bothSides({ account: 'refunds' }, { account: 'transit' }, 20_00), { paymentId: overpaid })
    await book('executed', 8, bothSides({ account: 'transit' }, { account: 'bank' }, 20_00))
    await own.receive(8, null, 75_00)
    await own.payIn(9, 3_75)
    await book('remitted', 12, bothSides({ account: 'creditor', creditorId: idOfA }, { account: 'transit' }, 225_00))
    await book('commission', 12, bothSides({ account: 'creditor', creditorId: idOfA }, { account: 'agency' }, 25_00))
    await book('executed', 13, bothSides({ account: 'transit' }, { account: 'bank' }, 225_00))
    const chargeback = {
      tenantId,
      paymentId: payment,
      reference: 'dp_1',
      amountCents: null,
      reason: 'chargeback',
      where: 'provider',
    } as const
    await db.$transaction((tx) => takeBackPayment(tx, { ...chargeback, feeCents: 15_00, actor: 'stripe' }, at(20)))
    await book('payout', 21, bothSides({ account: 'provider' }, { account: 'bank' }, 265_00))
    await own.payIn(22, 265_00)
    await own.receive(27, await own.open(a, 300_00), 300_00)
    await own.correct(28, { debit: 'shortfall', credit: 'bank', amountCents: 250_00 })

    const rows = example()
    const dayOf = (row: Record<string, string>) => Number.parseInt(row.day ?? '', 10)
    await own.bankSays(Object.fromEntries(rows.map((row) => [dayOf(row), Math.round(Number(row.bank) * 100)])))
    const seen = []
    for (const row of rows) {
      const { equation, creditors, blocks } = await own.funds(dayOf(row))
      const { bankCents, providerCents, clearingCents, shortfallCents, ...owed } = equation
      expect(bankCents + providerCents + clearingCents + shortfallCents).toBe(Object.values(owed).reduce((x, y) => x + y, 0))
      const owedTo = (reference: string) => euros(creditors.find((one) => one.reference === reference)?.owedCents ?? 0)
      seen.push({
        day: row.day,
        'what happened': row['what happened'],
        bank: euros(bankCents),
        provider: euros(providerCents),
        shortfall: euros(shortfallCents),
        A: owedTo(a),
        B: owedTo(b),
        unallocated: euros(owed.unallocatedCents),
        refunds: euros(owed.refundsCents),
        agency: euros(owed.agencyCents),
        transit: euros(owed.transitCents),
        'blocked by': blocks.map(({ rule, cents: amount }) => `${rule} ${euros(amount)}`).join(', ') || 'nothing',
      })
    }
    expect(seen).toEqual(rows)

    expect((await own.funds(20)).topUpDueCents).toBe(265_00)
    expect((await own.funds(22)).shortfall).toEqual([
      { kind: 'fee', amountCents: 18_75 },
      { kind: 'topped-up', amountCents: -268_75 },
    ])
    expect((await own.funds(12)).disposableCents).toBe(480_00)
    await own.close()
  })
})

describe('what stands against remittance', () => {
  it('is that the bank holds another sum than the books say, as of the last day of its statement', async () => {
    const own = await agency()
    await own.creditor()
    await own.receive(2, null, 100_00)
    expect(await own.blocks(2)).toEqual([['account-missing', 0]])
    await own.bankSays({ 2: 99_00, 3: 100_00 })
    expect(await own.blocks(2)).toEqual([['bank-differs', -1_00]])
    expect(await own.blocks(3)).toEqual([])
    await own.receive(4, null, 50_00) // after the statement, which can know nothing of it
    expect(await own.blocks(4)).toEqual([])
    expect(await own.blocks(9)).toEqual([['statement-old', 0]])
    expect(await own.blocks(1)).toEqual([['statement-missing', 0]])
    await own.close()
  })

  it('is seen for accounts whose statements end on different days as of the earliest of these', async () => {
    const own = await agency()
    await own.creditor()
    await own.receive(2, null, 100_00)
    await own.bankSays({ 2: 60_00 })
    await own.bankSays({ 2: 40_00, 4: 90_00 })
    await own.receive(4, null, 50_00)
    expect(await own.blocks(4)).toEqual([])
    expect((await own.funds(4)).comparison).toEqual({ on: on(2), statementCents: 100_00, booksCents: 100_00 })
    await own.close()
  })

  it('is that a statement does not add up', async () => {
    const own = await agency()
    await own.creditor()
    await own.bankSays({ 2: 0 }, { balanced: false })
    expect(await own.blocks(3)).toEqual([['statement-unbalanced', 0]])
    await own.close()
  })

  it('is nothing for who collects its own claims, and holds no money for others', async () => {
    const own = await agency()
    await own.receive(2, await own.open('own', 100_00), 60_00)
    expect(await own.blocks(2)).toEqual([])
    const view = await viewFunds(own.db, own.tenantId, {}, at(2))
    expect(view).toMatchObject({ heldForOthers: false, funds: [] })
    expect(view.note).toContain('its own claims')
    await own.close()
  })
})

it('each currency has books of its own', async () => {
  const own = await agency()
  const creditor = await own.creditor()
  await own.receive(2, await own.open(creditor, 250_00), 100_00)
  await own.receive(3, await own.open(creditor, 800_00, 'CHF'), 300_00, { money: { cents: cents(300_00), currency: 'CHF' } })
  await own.bankSays({ 3: 100_00 })
  await own.bankSays({ 3: 299_00 }, { currency: 'CHF' })
  const { funds } = await viewFunds(own.db, own.tenantId, {}, at(3))
  expect(
    funds.map(({ currency, equation, creditors }) => [currency, equation.bankCents, creditors.map(({ owedCents }) => owedCents)]),
  ).toEqual([
    ['CHF', 300_00, [300_00]],
    ['EUR', 100_00, [100_00]],
  ])
  expect([await own.blocks(3), await own.blocks(3, 'CHF')]).toEqual([[], [['bank-differs', -1_00]]])
  await own.close()
})

it('money that waits is told with its age, what goes back with its payer and the way back', async () => {
  const own = await agency()
  const creditor = await own.creditor()
  await own.receive(1, null, 10_00, { payer: { name: 'Inconnu', iban: null, text: 'merci' } })
  await own.receive(20, null, 5_00)
  const iban = 'FR7630006000011234567890189'
  await own.receive(3, await own.open(creditor, 100_00), 130_00, { payer: { name: 'Paul Trop', iban, text: null } })
  const { unallocated, ageBands, refunds } = await own.funds(20)
  expect(unallocated.map(({ ageDays, amountCents, payer }) => [ageDays, amountCents, payer?.name ?? null])).toEqual([
    [19, 10_00, 'Inconnu'],
    [0, 5_00, null],
  ])
  expect(ageBands.map(({ count, amountCents }) => [count, amountCents])).toEqual([
    [1, 5_00],
    [1, 10_00],
    [0, 0],
    [0, 0],
  ])
  expect(refunds).toMatchObject([{ amountCents: 30_00, ageDays: 17, by: 'transfer', payer: { name: 'Paul Trop', iban } }])
  await own.close()
})

describe('a movement by hand', () => {
  it('is booked once by its reference, and another under the same is refused', async () => {
    const own = await agency()
    await own.creditor()
    const answers = await Promise.all([1, 2, 3].map(() => own.payIn(5, 10_00, 'VIR-1')))
    expect(answers.filter(({ replayed }) => replayed)).toHaveLength(2)
    expect((await own.funds(5)).equation).toMatchObject({ bankCents: 10_00, shortfallCents: -10_00 })
    expect(await codeOf(own.payIn(5, 10_01, 'VIR-1'))).toBe('movement-duplicate')
    await own.close()
  })

  it('is booked back by another, and both stay', async () => {
    const own = await agency()
    const creditor = await own.creditor()
    const sum = { amountCents: 14_50, currency: 'EUR' }
    const { entry } = await own.correct(5, { ...sum, debit: 'shortfall', credit: 'provider', reason: 'fee of March' })
    expect(entry).toMatchObject({
      kind: 'fee',
      reason: 'fee of March',
      actor: 'test',
      legs: [{ account: 'shortfall' }, { account: 'provider' }],
    })
    await own.correct(6, { ...sum, debit: 'provider', credit: 'shortfall', reason: 'it was of another agency' })
    expect((await own.funds(6)).equation).toMatchObject({ providerCents: 0, shortfallCents: 0 })
    expect((await own.funds(5)).equation).toMatchObject({ providerCents: -14_50, shortfallCents: 14_50 })
    await own.correct(7, { ...sum, debit: 'bank', credit: 'creditor', creditor, reason: 'taken over from the books of before' })
    expect((await own.funds(7)).creditors).toMatchObject([{ reference: creditor, owedCents: 14_50 }])
    await own.close()
  })

  it('is not booked ahead, nor in another currency than its payment', async () => {
    const own = await agency()
    await own.creditor()
    const paymentId = await own.receive(2, null, 10_00)
    const move = { debit: 'unallocated', credit: 'bank', amountCents: 10_00, payment: paymentId } as const
    expect(await codeOf(own.correct(2, { ...move, on: on(3) }))).toBe('movement-day-future')
    expect(await codeOf(own.correct(2, { ...move, currency: 'CHF' }))).toBe('currency-mismatch')
    expect(await codeOf(own.correct(2, { ...move, payment: randomUUID() }))).toBe('payment-unknown')
    await own.close()
  })

  it('that takes more out of a payment than it holds is seen', async () => {
    const own = await agency()
    await own.creditor()
    await own.bankSays({ 2: 0 })
    const payment = await own.receive(2, null, 10_00)
    await own.correct(2, { debit: 'unallocated', credit: 'bank', amountCents: 10_00, payment })
    expect(await own.blocks(2)).toEqual([])
    await own.correct(2, { debit: 'unallocated', credit: 'transit', amountCents: 4_00, payment })
    expect(await own.blocks(2)).toEqual([['payment-overdrawn', 4_00]])
    await own.close()
  })
})

describe('a receipt', () => {
  const numbers = async (tenantId: string) =>
    (await stack.db.paymentReceipt.findMany({ where: { tenantId }, orderBy: { number: 'asc' } })).map(({ number }) => number)

  it('has the next number of its tenant, without gap or double, of fifty at once of which ten come to nothing', async () => {
    const own = await agency()
    const fileId = await own.open(await own.creditor(), 100_00)
    const paymentId = await own.receive(2, null, 100_00)
    const many = openDatabase(own.urls.appUrl, 15)
    const issue = (fails: boolean) =>
      many.$transaction(
        async (tx) => {
          await issueReceipt(tx, { tenantId: own.tenantId, paymentId, fileId, amountCents: cents(1), at: at(2) })
          if (fails) throw new Error('comes to nothing')
        },
        { maxWait: 30_000, timeout: 30_000 },
      )
    const issued = await Promise.allSettled(Array.from({ length: 60 }, (_, index) => issue(index % 6 === 0)))
    expect(issued.filter(({ status }) => status === 'fulfilled')).toHaveLength(50)
    expect(await numbers(own.tenantId)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
    await many.$disconnect()
    await own.close()
  })

  it('is cancelled when its payment is taken back, and what is kept of it has one of its own', async () => {
    const own = await agency()
    const fileId = await own.open(await own.creditor(), 250_00)
    const paymentId = await own.receive(2, fileId, 200_00)
    const { reference } = await own.db.payment.findUniqueOrThrow({ where: { id: paymentId } })
    const taken = { tenantId: own.tenantId, paymentId, reason: 'refund', where: 'bank', actor: 'test' } as const
    await own.db.$transaction((tx) => takeBackPayment(tx, { ...taken, reference: 'r-1', amountCents: cents(50_00) }, at(5)))
    const held = async () =>
      (await receiptsOfFile(own.db, fileId)).map(({ number, amountCents, cancelledAt }) => [number, amountCents, cancelledAt === null])
    expect(await held()).toEqual([
      [1, 200_00, false],
      [2, 150_00, true],
    ])
    expect(await loadReceipt(own.db, fileId, reference)).toMatchObject({
      numbers: [2],
      amountCents: 150_00,
      on: on(2),
      leftOn: on(5),
      leftCents: 100_00,
      parts: [{ principalCents: 150_00 }],
    })
    await own.db.$transaction((tx) => takeBackPayment(tx, { ...taken, reference: 'r-2', amountCents: null }, at(6)))
    expect((await held()).filter(([, , stands]) => stands)).toEqual([])
    expect(await codeOf(loadReceipt(own.db, fileId, reference))).toBe('payment-already-reversed')
    await own.close()
  })

  it('of a cheque waits until its money is there for good', async () => {
    const own = await agency()
    const fileId = await own.open(await own.creditor(), 250_00)
    const cheque = { source: 'cheque', method: 'cheque', where: 'clearing', clearedOn: null, reference: 'CHQ-1' } as const
    const paymentId = await own.receive(2, fileId, 200_00, cheque)
    expect(await codeOf(loadReceipt(own.db, fileId, 'CHQ-1'))).toBe('receipt-not-yet')
    const hand = { tenantId: own.tenantId, actor: 'test', now: at(9) }
    expect(await codeOf(clearByHand(own.db, hand, paymentId, on(9)))).toBe('payment-not-by-hand')
    const clearing = { tenantId: own.tenantId, paymentId, on: on(9), actor: 'test' }
    await own.db.$transaction(async (tx) => {
      await bankPayment(tx, clearing)
      await settlePayment(tx, clearing, at(9))
    })
    expect(await loadReceipt(own.db, fileId, 'CHQ-1')).toMatchObject({ numbers: [1], amountCents: 200_00, leftCents: 50_00 })
    expect((await own.funds(9)).equation).toMatchObject({ bankCents: 200_00, clearingCents: 0 })
    await own.close()
  })

  it('is made out to who has paid, and not to who owes the same claim', async () => {
    const own = await agency()
    const creditor = await own.creditor()
    const [fileId, other] = [await own.open(creditor, 250_00), await own.open(creditor, 250_00)]
    const { claimId } = await own.db.fileClaim.findFirstOrThrow({ where: { fileId } })
    await own.db.fileClaim.create({ data: { fileId: other, claimId } })
    await own.receive(2, fileId, 200_00, { reference: 'VIR-1' })
    expect(await loadReceipt(own.db, fileId, 'VIR-1')).toMatchObject({ numbers: [1] })
    expect(await codeOf(loadReceipt(own.db, other, 'VIR-1'))).toBe('payment-unknown')
    await own.close()
  })

  it('that is cancelled keeps its number and its first time', async () => {
    const own = await agency()
    const fileId = await own.open(await own.creditor(), 250_00)
    const paymentId = await own.receive(2, fileId, 200_00)
    for (const day of [5, 6]) await own.db.$transaction((tx) => cancelReceipts(tx, paymentId, fileId, at(day)))
    expect(await receiptsOfFile(own.db, fileId)).toMatchObject([{ number: 1, cancelledAt: at(5).toISOString() }])
    await own.close()
  })
})

describe('a payment recorded by hand', () => {
  async function recorded() {
    const own = await agency()
    const fileId = await own.open(await own.creditor(), 250_00)
    const fact = { tenantId: own.tenantId, fileId, actor: 'test', reference: 'VIR-42', now: at(2) }
    await recordPayment(own.db, fact, { cents: cents(200_00), currency: 'EUR' })
    const clear = (day: number, said?: string) =>
      clearByHand(own.db, { tenantId: own.tenantId, actor: 'test', now: at(day) }, 'VIR-42', said)
    return { ...own, fact, clear }
  }

  it('is on its way until a person has seen it at the bank, once', async () => {
    const own = await recorded()
    expect((await own.funds(2)).equation).toMatchObject({ bankCents: 0, clearingCents: 200_00 })
    expect(await own.clear(6, on(5))).toMatchObject({ reference: 'VIR-42', clearedOn: on(5), receipts: [1] })
    expect(await own.clear(7)).toMatchObject({ clearedOn: on(5), receipts: [1] })
    expect((await own.funds(4)).equation).toMatchObject({ bankCents: 0, clearingCents: 200_00 })
    expect((await own.funds(5)).equation).toMatchObject({ bankCents: 200_00, clearingCents: 0 })
    expect(await codeOf(own.clear(7, on(6)))).toBe('payment-cleared-already')
    expect(await codeOf(own.clear(7, on(8)))).toBe('movement-day-future')
    await own.close()
  })

  it('that was taken back never comes', async () => {
    const own = await recorded()
    await reversePayment(own.db, { ...own.fact, now: at(4) })
    expect(await codeOf(own.clear(6))).toBe('payment-already-reversed')
    expect((await own.funds(6)).equation).toMatchObject({ bankCents: 0, clearingCents: 0, creditorsCents: 0 })
    await own.close()
  })
})
