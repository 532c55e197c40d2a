import { generate } from 'node-iso11649'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readStatements } from '../../src/providers/bank/read-statements.js'
import { importStatements } from '../../src/store/import-statement.js'
import { became, openAccount, statementOf } from '../support/bank-world.js'
import { camtFile } from '../support/camt.js'
import { Life } from '../support/life.js'
import { MoneyDesk, paid, takenBack } from '../support/money.js'
import { joinStack, type TestStack } from '../support/stack.js'

/** Two of the lives of docs/money-in.md: a consumer owes 100.00 euros since 2 January 2026; its first letter goes out on 12 January. */
let stack: TestStack
let desk: MoneyDesk

beforeAll(async () => {
  stack = await joinStack()
  desk = await MoneyDesk.open(stack)
})
afterAll(() => stack.close())

const begin = () =>
  Life.open(stack, { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-01-02', capacity: 'consumer', creditor: desk.creditor })
const toldCreditor = async ({ id }: Life) =>
  (await stack.db.creditorNotice.findMany({ where: { fileId: id }, orderBy: { id: 'asc' } })).map(
    ({ kind, reason, amountCents, happenedOn }) =>
      `${happenedOn.toISOString().slice(0, 10)} ${[kind, reason].filter(Boolean).join(' ')} ${amountCents}`,
  )

describe('a chargeback two months after the file was closed', () => {
  it('opens it again, and the letter that comes next is the second one', async () => {
    const life = await begin()
    await life.forward(8)
    await life.liveOn()
    await desk.tell('pi-1', life.id, paid(100_00, { on: '2026-01-13' }))
    await life.untilDecided('close')
    expect(await desk.funds()).toEqual({ provider: 100_00, creditor: -100_00 })

    await life.forward(60)
    await desk.tell('pi-1', life.id, takenBack(100_00, 'chargeback', 20_00))
    await life.untilDecided('wait')
    expect(await life.view()).toMatchObject({ status: 'open', balanceCents: 100_00 })
    await life.forward(3)
    await life.liveOn()
    expect(await life.acts()).toEqual(['2026-01-12 opening-letter', '2026-03-16 second-letter'])
    expect(await toldCreditor(life)).toEqual([
      '2026-01-13 payment 10000',
      '2026-01-13 closed paid 0',
      '2026-03-14 taken-back chargeback 10000',
    ])
    expect(await desk.funds()).toEqual({ provider: -20_00, shortfall: 20_00 })
  })
})

describe('a transfer of the whole debt on top of a card payment', () => {
  it('goes back to its payer, and nothing of it is the creditor’s', async () => {
    const before = await desk.funds()
    const life = await begin()
    const { reference } = await life.view()
    await openAccount(stack)
    await desk.tell('pi-2', life.id, paid(100_00, { on: '2026-01-06' }))
    await life.untilDecided('close')
    const transfer = {
      amountCents: 100_00,
      bookedOn: '2026-01-07',
      transactions: [{ debtor: 'Camille Test', debtorIban: 'NL91ABNA0417164300', references: [generate(reference)] }],
    }
    const file = { sha256: '0'.repeat(64), statements: readStatements(camtFile([statementOf([transfer])])) }
    const importing = { tenantId: stack.tenantId, actor: 'test' }
    const [outcome] = await importStatements(stack.db, importing, file, { dryRun: false }, () => new Date())
    expect(became(outcome)).toEqual(['posted reference'])
    expect(await life.view()).toMatchObject({ status: 'closed', balanceCents: 0 })
    expect(await toldCreditor(life)).toEqual(['2026-01-05 payment 10000', '2026-01-05 closed paid 0'])
    const { provider = 0, bank = 0, creditor = 0, refunds = 0 } = await desk.funds()
    const moved = { provider: provider - (before.provider ?? 0), bank, creditor: creditor - (before.creditor ?? 0), refunds }
    expect(moved).toEqual({ provider: 100_00, bank: 100_00, creditor: -100_00, refunds: -100_00 })
    const payers = await stack.db.paymentPayer.findMany({ where: { payment: { tenantId: stack.tenantId, source: 'bank' } } })
    expect(payers).toMatchObject([{ name: 'Camille Test', iban: 'NL91ABNA0417164300' }])
  })
})
