import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readStatements } from '../../src/providers/bank/read-statements.js'
import type { StatementOutcome } from '../../src/store/import-statement.js'
import { became, books, importCamt, type OpenedFile, openAccount, openFiles, paidOn } from '../support/bank-world.js'
import { balancesOf, camtFile, IBAN } from '../support/camt.js'
import { type EntryCase, knownFiles, manyEntries } from '../support/many-entries.js'
import { joinStack, type TestStack } from '../support/stack.js'

/** More than all entries together, so that no file is paid off and closed while the rest comes in. */
const OWED = 50_000_000_00

/** What the entries of each case become. */
const BECOMES: Record<EntryCase, string> = {
  rf: 'posted reference',
  reference: 'posted reference',
  iban: 'proposed iban',
  name: 'proposed amount-and-name',
  batch: 'posted reference',
  return: 'unexplained',
  reversal: 'unexplained',
  charge: 'charged',
  'other-currency': 'other-currency',
  pending: 'not-booked',
  duplicate: 'posted reference',
  unknown: 'to-allocate',
}

let stack: TestStack
let files: OpenedFile[]
let made: ReturnType<typeof manyEntries>
let outcome: StatementOutcome | undefined
const statement = () => ({ id: 'S-1000', entries: made.entries, balances: balancesOf(made.entries, 1_000_00, '2026-11-01', '2026-11-20') })

beforeAll(async () => {
  stack = await joinStack()
  await openAccount(stack)
  const known = knownFiles(60, 20261120)
  files = await openFiles(
    stack,
    known.map(({ name, iban }) => ({ name, iban, amountCents: OWED })),
  )
  made = manyEntries(
    1000,
    20261120,
    known.map((file, index) => ({ ...file, reference: files[index]?.reference ?? '' })),
  )
}, 300_000)
afterAll(() => stack.close())

/** Rows of every table that an import writes. */
async function rows() {
  const { db, tenantId } = stack
  const ofTenant = { where: { tenantId } }
  const statements = await db.bankStatement.count(ofTenant)
  const entries = await db.bankEntry.count({ where: { statement: { tenantId } } })
  const payments = await db.payment.count(ofTenant)
  const funds = await db.fundsEntry.count(ofTenant)
  const ledger = await db.ledgerEntry.count(ofTenant)
  const proposals = await db.allocationProposal.count({ where: { payment: { tenantId } } })
  const words = await db.outbox.count({ where: { file: { tenantId } } })
  return { statements, entries, payments, funds, ledger, proposals, words }
}

describe('a statement of a thousand entries of all kinds', () => {
  it('is foreseen by a dry run, which writes nothing', async () => {
    const before = await rows()
    const [foreseen] = await importCamt(stack, [statement()], { dryRun: true })
    expect(became(foreseen)).toEqual(made.expected.map((one) => BECOMES[one.case]))
    expect(await rows()).toEqual(before)
  }, 120_000)

  it('is taken, each entry as what it is', async () => {
    ;[outcome] = await importCamt(stack, [statement()])
    expect(outcome?.decision).toBe('taken')
    const seen = became(outcome).map((what, index) => `${index} ${made.expected[index]?.case}: ${what}`)
    expect(seen).toEqual(made.expected.map((one, index) => `${index} ${one.case}: ${BECOMES[one.case]}`))
    expect(seen.length).toBeGreaterThan(1000)
  }, 400_000)

  it('gives each file what was paid for it, to the cent', async () => {
    const due = files.map((_, index) =>
      made.expected
        .filter((one) => one.file === index && BECOMES[one.case] === 'posted reference')
        .reduce((sum, one) => sum + one.amountCents, 0),
    )
    const paid = []
    for (const { id } of files) paid.push(await paidOn(stack, id))
    expect(paid).toEqual(due)
    expect(due.reduce((a, b) => a + b, 0)).toBeGreaterThan(100_000_00)
  })

  it('leaves the bank of the books at what the statement’s entries sum to', async () => {
    const { bank, creditor, unallocated, shortfall, ...rest } = await books(stack)
    expect(bank).toBe(made.sumCents)
    expect(rest).toEqual({})
    const sumOf = (...what: string[]) =>
      made.expected.filter((one) => what.includes(BECOMES[one.case])).reduce((sum, one) => sum + one.amountCents, 0)
    expect([creditor, unallocated, shortfall]).toEqual([
      -sumOf('posted reference'),
      -sumOf('proposed iban', 'proposed amount-and-name', 'to-allocate'),
      -sumOf('unexplained', 'charged'),
    ])
  })

  it('imported again changes nothing', async () => {
    const before = [await rows(), await books(stack)]
    const [again] = await importCamt(stack, [statement()])
    expect(again?.decision).toBe('duplicate')
    expect(new Set(became(again))).toEqual(new Set(['duplicate', 'not-booked']))
    expect([await rows(), await books(stack)]).toEqual(before)
  }, 120_000)

  it('has an entry for each of what the bank has booked, with the payment that it is', async () => {
    const entries = await stack.db.bankEntry.findMany({ where: { statement: { tenantId: stack.tenantId } }, include: { payment: true } })
    const read = readStatements(camtFile([statement()]))[0]?.entries ?? []
    expect(entries.length).toBe(read.filter(({ status }) => status === 'booked').length)
    for (const { decision, payment, amountCents } of entries) {
      const isMoney = ['posted', 'proposed', 'to-allocate'].includes(decision)
      expect([decision, payment?.amountCents ?? null]).toEqual([decision, isMoney ? amountCents : null])
    }
    expect(IBAN).toMatch(/^FR76/)
  })
})
