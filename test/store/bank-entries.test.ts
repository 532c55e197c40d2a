import { randomUUID } from 'node:crypto'
import { generate } from 'node-iso11649'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cents } from '../../src/domain/money.js'
import type { BankAccount } from '../../src/generated/prisma/client.js'
import { listUnallocated } from '../../src/store/allocate-payment.js'
import { recordPayment } from '../../src/store/payment.js'
import { receivePayment } from '../../src/store/receive-payment.js'
import { became, books, importCamt, NOW, openAccount, openFiles, paidOn, statementOf } from '../support/bank-world.js'
import { type CamtEntry, IBAN } from '../support/camt.js'
import { joinStack, type TestStack } from '../support/stack.js'

/** Each test has a tenant of its own, so that its books begin empty. */
let stack: TestStack
let account: BankAccount
const stacks: TestStack[] = []

beforeEach(async () => {
  stack = await joinStack()
  stacks.push(stack)
  account = await openAccount(stack)
}, 60_000)
afterAll(async () => {
  for (const one of stacks) await one.close()
})
beforeAll(() => expect(IBAN).toMatch(/^FR/))

const credit = (
  amountCents: number,
  text: string,
  more: Partial<CamtEntry> & { name?: string; iban?: string; endToEndId?: string } = {},
): CamtEntry => {
  const { name, iban, endToEndId, ...rest } = more
  const payer = { ...(name && { debtor: name }), ...(iban && { debtorIban: iban }), ...(endToEndId && { endToEndId }) }
  return { amountCents, bookedOn: '2026-11-10', bankReference: randomUUID(), transactions: [{ ...payer, remittance: [text] }], ...rest }
}

const open = async (...amounts: number[]) =>
  openFiles(
    stack,
    amounts.map((amountCents, index) => ({ name: `Camille Martin${index}`, amountCents })),
  )

describe('money of files', () => {
  it('one transfer for three files goes to each as it is owed', async () => {
    const files = await open(100_00, 50_00, 25_00)
    const text = files.map(({ reference }) => reference.toLowerCase()).join(', ')
    const [outcome] = await importCamt(stack, [statementOf([credit(175_00, text)])])
    expect(became(outcome)).toEqual(['posted reference'])
    const paid = []
    for (const { id } of files) paid.push(await paidOn(stack, id))
    expect(paid).toEqual([100_00, 50_00, 25_00])
    expect(await stack.db.payment.count({ where: { tenantId: stack.tenantId } })).toBe(1)
    expect(await books(stack)).toEqual({ bank: 175_00, creditor: -175_00 })
  }, 60_000)

  it('one transfer for three files of another sum waits for a person, and holds them', async () => {
    const files = await open(100_00, 50_00, 25_00)
    const [outcome] = await importCamt(stack, [statementOf([credit(170_00, files.map(({ reference }) => reference).join(' '))])])
    expect(became(outcome)).toEqual(['proposed reference'])
    expect(await books(stack)).toEqual({ bank: 170_00, unallocated: -170_00 })
    const [waiting] = await listUnallocated(stack.db, stack.tenantId, NOW)
    expect(waiting?.proposals.map(({ file }) => file.id).sort()).toEqual(files.map(({ id }) => id).sort())
    const holds = await stack.db.hold.count({ where: { file: { tenantId: stack.tenantId }, reason: 'money-to-allocate', liftedAt: null } })
    expect(holds).toBe(3)
  }, 60_000)

  it('paid twice by a known IBAN it is posted once, and the second time waits for a person', async () => {
    const [file] = await openFiles(stack, [{ name: 'Camille Martin', iban: IBAN2, amountCents: 80_00 }])
    const twice = [credit(80_00, 'virement', { iban: IBAN2 }), credit(80_00, 'virement', { iban: IBAN2 })]
    const [outcome] = await importCamt(stack, [statementOf(twice)])
    expect(became(outcome)[0]).toBe('posted iban')
    expect(['proposed iban', 'to-allocate']).toContain(became(outcome)[1])
    expect(await paidOn(stack, file?.id ?? '')).toBe(80_00)
    expect(await books(stack)).toEqual({ bank: 160_00, creditor: -80_00, unallocated: -80_00 })
  }, 60_000)

  it('an IBAN that has paid once with a reference is known from then on', async () => {
    const [file] = await openFiles(stack, [{ name: 'Camille Martin', amountCents: 80_00 }])
    const entries = [credit(30_00, file?.reference ?? '', { iban: IBAN2 }), credit(50_00, 'solde', { iban: IBAN2 })]
    expect(became((await importCamt(stack, [statementOf([entries[0] as CamtEntry])]))[0])).toEqual(['posted reference'])
    expect(became((await importCamt(stack, [statementOf([entries[1] as CamtEntry])]))[0])).toEqual(['posted iban'])
    expect(await paidOn(stack, file?.id ?? '')).toBe(80_00)
  }, 60_000)

  it('more than is owed goes back to the payer', async () => {
    const [file] = await openFiles(stack, [{ name: 'Camille Martin', amountCents: 80_00 }])
    await importCamt(stack, [statementOf([credit(95_00, generate(file?.reference ?? ''))])])
    expect(await books(stack)).toEqual({ bank: 95_00, creditor: -80_00, refunds: -15_00 })
  }, 60_000)

  it('the number of an invoice with its sum is enough, a name is not', async () => {
    await openFiles(stack, [
      { name: 'Geneviève Lefèvre', amountCents: 44_00, number: 'F-2026/0117' },
      { name: 'SARL Boulangerie Dumas', amountCents: 61_00 },
    ])
    const entries = [credit(44_00, 'votre facture F2026-0117'), credit(61_00, 'merci', { name: 'BOULANGERIE DUMAS' })]
    const [outcome] = await importCamt(stack, [statementOf(entries)])
    expect(became(outcome)).toEqual(['posted reference', 'proposed amount-and-name'])
    const [waiting] = await listUnallocated(stack.db, stack.tenantId, NOW)
    expect(waiting?.proposals[0]).toMatchObject({ score: 90, why: ['amount', 'name'] })
  }, 60_000)

  it('in another currency than the account’s nothing is posted', async () => {
    const [file] = await openFiles(stack, [{ name: 'Camille Martin', amountCents: 80_00 }])
    const [outcome] = await importCamt(stack, [statementOf([{ ...credit(80_00, file?.reference ?? ''), currency: 'CHF' }])])
    expect(became(outcome)).toEqual(['other-currency'])
    expect(await books(stack)).toEqual({})
  }, 60_000)

  it('for a file in another currency waits for a person', async () => {
    const [file] = await openFiles(stack, [{ name: 'Camille Martin', amountCents: 80_00, currency: 'CHF' }])
    const [outcome] = await importCamt(stack, [statementOf([credit(80_00, file?.reference ?? '')])])
    expect(became(outcome)).toEqual(['proposed reference'])
    expect(await books(stack)).toEqual({ bank: 80_00, unallocated: -80_00 })
  }, 60_000)
})

const IBAN2 = 'FR1420041010050500013M02606'

describe('statements', () => {
  it('that overlap book what they share once', async () => {
    const [file] = await openFiles(stack, [{ name: 'Camille Martin', amountCents: 800_00 }])
    const entries = [10_00, 20_00, 30_00].map((amount) => credit(amount, file?.reference ?? ''))
    const [first] = await importCamt(stack, [statementOf(entries.slice(0, 2))])
    const [second] = await importCamt(stack, [statementOf(entries.slice(1))])
    expect([became(first), became(second)]).toEqual([
      ['posted reference', 'posted reference'],
      ['duplicate', 'posted reference'],
    ])
    expect(await paidOn(stack, file?.id ?? '')).toBe(60_00)
  }, 60_000)

  it('that do not add up post nothing by themselves, and are taken once they do', async () => {
    const [file] = await openFiles(stack, [{ name: 'Camille Martin', amountCents: 800_00 }])
    const entries = [credit(10_00, file?.reference ?? ''), { ...credit(-3_00, 'FRAIS'), code: 'ACMT/MDOP/CHRG' }]
    const right = statementOf(entries)
    const [opening, closing] = right.balances ?? []
    const wrong = { ...right, balances: [opening, { ...closing, amountCents: 1 }] as NonNullable<typeof right.balances> }
    const [first] = await importCamt(stack, [wrong])
    expect(became(first)).toEqual(['proposed reference', 'to-check'])
    expect(await books(stack)).toEqual({ bank: 10_00, unallocated: -10_00 })
    expect(await paidOn(stack, file?.id ?? '')).toBe(0)
    const [again] = await importCamt(stack, [right])
    expect(became(again)).toEqual(['duplicate', 'charged'])
    expect(await books(stack)).toEqual({ bank: 7_00, unallocated: -10_00, shortfall: 3_00 })
  }, 60_000)

  it('of an account that the tenant has not are refused, and others in the file go on', async () => {
    const [file] = await openFiles(stack, [{ name: 'Camille Martin', amountCents: 80_00 }])
    const entries = [credit(10_00, file?.reference ?? '')]
    const outcomes = await importCamt(stack, [statementOf(entries, { iban: IBAN2 }), statementOf([credit(20_00, file?.reference ?? '')])])
    expect(outcomes.map(({ decision }) => decision)).toEqual(['account-unknown', 'taken'])
    expect(outcomes.map(became)).toEqual([['account-unknown'], ['posted reference']])
    expect(await paidOn(stack, file?.id ?? '')).toBe(20_00)
  }, 60_000)

  it.each(['052', '054'] as const)(
    'of CAMT.%s are told of and never booked',
    async (message) => {
      const [file] = await openFiles(stack, [{ name: 'Camille Martin', amountCents: 80_00 }])
      const [outcome] = await importCamt(stack, [statementOf([credit(10_00, file?.reference ?? '')])], { message })
      expect([outcome?.decision, became(outcome)]).toEqual(['notification', ['notification']])
      expect(await stack.db.bankStatement.count({ where: { tenantId: stack.tenantId } })).toBe(0)
      expect(await paidOn(stack, file?.id ?? '')).toBe(0)
    },
    60_000,
  )

  it('of the tenant’s own account move no client funds', async () => {
    await openAccount(stack, 'own', IBAN2)
    const [file] = await openFiles(stack, [{ name: 'Camille Martin', amountCents: 80_00 }])
    const [outcome] = await importCamt(stack, [statementOf([credit(10_00, file?.reference ?? '')], { iban: IBAN2 })])
    expect(became(outcome)).toEqual(['ignored'])
    expect(await books(stack)).toEqual({})
  }, 60_000)

  it('whose import dies between two entries are taken to the end when it is made again', async () => {
    const [file] = await openFiles(stack, [{ name: 'Camille Martin', amountCents: 800_00 }])
    const statement = statementOf([10_00, 20_00, 30_00].map((amount) => credit(amount, file?.reference ?? '')))
    await expect(importCamt(stack, [statement], { db: dyingAfter(1) })).rejects.toThrow('the process dies')
    expect(await paidOn(stack, file?.id ?? '')).toBe(10_00)
    expect(await books(stack)).toEqual({ bank: 10_00, creditor: -10_00 })
    const [again] = await importCamt(stack, [statement])
    expect([again?.decision, became(again)]).toEqual(['taken', ['duplicate', 'posted reference', 'posted reference']])
    expect(await paidOn(stack, file?.id ?? '')).toBe(60_00)
    expect(await stack.db.bankEntry.count({ where: { accountId: account.id } })).toBe(3)
  }, 60_000)

  it('imported twice at the same time are taken once', async () => {
    const [file] = await openFiles(stack, [{ name: 'Camille Martin', amountCents: 800_00 }])
    const statement = statementOf([10_00, 20_00, 30_00].map((amount) => credit(amount, file?.reference ?? '')))
    const both = await Promise.all([importCamt(stack, [statement]), importCamt(stack, [statement])])
    const posted = both.flatMap(([one]) => became(one)).filter((what) => what === 'posted reference')
    expect(posted.length).toBe(3)
    expect(await paidOn(stack, file?.id ?? '')).toBe(60_00)
  }, 60_000)

  /** A database whose transactions are undone from the one after so many on, as when the process is killed in the middle of one. */
  function dyingAfter(transactions: number): TestStack['db'] {
    let begun = 0
    const dying = (work: (tx: object) => Promise<unknown>) =>
      stack.db.$transaction(async (tx) => {
        const isLast = ++begun > transactions
        const result = await work(tx)
        if (isLast) throw new Error('the process dies')
        return result
      })
    return new Proxy(stack.db, { get: (target, name) => (name === '$transaction' ? dying : Reflect.get(target, name)) })
  }
})

describe('money that was told of before', () => {
  it('is cleared where a person has recorded it, and not counted twice', async () => {
    const [file] = await openFiles(stack, [{ name: 'Camille Martin', amountCents: 80_00 }])
    const { tenantId } = stack
    const fact = { tenantId, fileId: file?.id ?? '', actor: 'test', reference: 'HAND-1', now: NOW }
    await recordPayment(stack.db, fact, { cents: cents(30_00), currency: 'EUR' }, { on: '2026-11-08' })
    expect(await books(stack)).toEqual({ clearing: 30_00, creditor: -30_00 })
    const [outcome] = await importCamt(stack, [statementOf([credit(30_00, file?.reference ?? ''), credit(30_00, file?.reference ?? '')])])
    expect(became(outcome)).toEqual(['cleared reference', 'posted reference'])
    expect(await books(stack)).toEqual({ bank: 60_00, creditor: -60_00 })
    const cleared = await stack.db.payment.findFirst({ where: { tenantId, source: 'operator' } })
    expect(cleared?.clearedOn).toEqual(new Date('2026-11-10T00:00:00Z'))
  }, 60_000)

  it('is new money where it came more than ten days apart, or is another sum', async () => {
    const [file] = await openFiles(stack, [{ name: 'Camille Martin', amountCents: 800_00 }])
    const { tenantId } = stack
    const fact = { tenantId, fileId: file?.id ?? '', actor: 'test', now: NOW }
    await recordPayment(stack.db, { ...fact, reference: 'HAND-1' }, { cents: cents(30_00), currency: 'EUR' }, { on: '2026-10-30' })
    await recordPayment(stack.db, { ...fact, reference: 'HAND-2' }, { cents: cents(40_00), currency: 'EUR' }, { on: '2026-11-09' })
    const [outcome] = await importCamt(stack, [statementOf([credit(30_00, file?.reference ?? ''), credit(41_00, file?.reference ?? '')])])
    expect(became(outcome)).toEqual(['posted reference', 'posted reference'])
  }, 60_000)

  it('is a payout where the provider holds it, and money to allocate where it is more', async () => {
    const [file] = await openFiles(stack, [{ name: 'Camille Martin', amountCents: 800_00 }])
    await receive('stripe', 100_00, file?.id ?? '', 'provider')
    const [outcome] = await importCamt(stack, [statementOf([credit(97_00, 'STRIPE PAYOUT'), credit(20_00, 'STRIPE PAYOUT')])])
    expect(became(outcome)).toEqual(['payout reference', 'to-allocate'])
    expect(await books(stack)).toEqual({ bank: 117_00, provider: 3_00, creditor: -100_00, unallocated: -20_00 })
  }, 60_000)

  it('from an account of the tenant’s own makes good what it owes the account', async () => {
    await openAccount(stack, 'own', IBAN2)
    const entries = [{ ...credit(-3_50, 'FRAIS'), code: 'ACMT/MDOP/CHRG' }, credit(3_50, 'complément', { iban: IBAN2 })]
    const [outcome] = await importCamt(stack, [statementOf(entries)])
    expect(became(outcome)).toEqual(['charged', 'topped-up iban'])
    expect(await books(stack)).toEqual({})
  }, 60_000)

  it('is a slip of cheques by its reference and sum; a cheque that comes back is taken back', async () => {
    const [file] = await openFiles(stack, [{ name: 'Camille Martin', amountCents: 800_00 }])
    const slip = await stack.db.chequeSlip.create({
      data: { ...ofTenant(), accountId: account.id, reference: 'REMISE77', depositedOn: new Date('2026-11-05'), actor: 'test' },
    })
    for (const [number, amountCents] of [
      ['1234501', 60_00],
      ['1234502', 40_00],
    ] as const) {
      const paymentId = await receive('cheque', amountCents, file?.id ?? '', 'clearing')
      const row = {
        ...ofTenant(),
        fileId: file?.id ?? '',
        number,
        bank: 'BNP',
        drawer: 'C Martin',
        amountCents,
        currency: 'EUR',
        paymentId,
      }
      await stack.db.cheque.create({ data: { ...row, receivedOn: new Date('2026-11-04'), slipId: slip.id } })
    }
    const entries = [credit(100_00, 'REMISE CHEQUES remise77'), credit(-40_00, 'CHEQUE IMPAYE 1234502', { bookedOn: '2026-11-18' })]
    const [outcome] = await importCamt(stack, [statementOf(entries)])
    expect(became(outcome)).toEqual(['cleared reference', 'returned reference'])
    expect(await books(stack)).toEqual({ bank: 60_00, creditor: -60_00 })
    expect(await paidOn(stack, file?.id ?? '')).toBe(60_00)
    const [, unpaid] = await stack.db.cheque.findMany({ where: { slipId: slip.id }, orderBy: { number: 'asc' } })
    expect(unpaid).toMatchObject({ clearedOn: new Date('2026-11-10T00:00:00Z'), unpaidOn: new Date('2026-11-18T00:00:00Z') })
  }, 60_000)

  it('is a direct debit that the bank has credited by itself; it is taken back when it is returned', async () => {
    const [file] = await openFiles(stack, [{ name: 'Camille Martin', amountCents: 800_00 }])
    const fileId = file?.id ?? ''
    const hash = '0'.repeat(64)
    const signed = { ...ofTenant(), fileId, reference: 'RUM-1', scheme: 'core', holder: 'C Martin', iban: IBAN2, noticeDays: 14 }
    const mandate = await stack.db.directDebitMandate.create({
      data: { ...signed, signedOn: new Date('2026-10-01'), recurrent: true, proofSha256: hash },
    })
    const collectOn = new Date('2026-11-05')
    const batch = await stack.db.directDebitBatch.create({
      data: { ...ofTenant(), accountId: account.id, reference: 'LOT-4711', collectOn, actor: 'test', sha256: hash },
    })
    const endToEndId = `DD-${randomUUID().slice(0, 12)}`
    const paymentId = await receive('direct-debit', 45_00, fileId, 'clearing')
    const debit = { id: randomUUID(), mandateId: mandate.id, fileId, endToEndId, amountCents: 45_00, currency: 'EUR', collectOn }
    await stack.db.directDebit.create({ data: { ...debit, batchId: batch.id, paymentId } })
    const collected = { ...credit(45_00, 'PRLV', { endToEndId }), code: 'PMNT/IDDT/ESDD' }
    const [first] = await importCamt(stack, [statementOf([collected])])
    expect([became(first), await books(stack)]).toEqual([['cleared reference'], { bank: 45_00, creditor: -45_00 }])
    const gone = credit(-45_00, 'IMPAYE', { endToEndId, bookedOn: '2026-11-15' })
    const returned = { ...gone, transactions: gone.transactions?.map((one) => ({ ...one, returnCode: 'AM04' })) ?? [] }
    const [second] = await importCamt(stack, [statementOf([returned])])
    expect([became(second), await books(stack)]).toEqual([['returned reference'], {}])
    expect(await stack.db.directDebit.findUnique({ where: { endToEndId } })).toMatchObject({
      returnedOn: new Date('2026-11-15T00:00:00Z'),
      returnCode: 'AM04',
    })
    expect(await paidOn(stack, fileId)).toBe(0)
  }, 60_000)

  async function receive(source: string, amountCents: number, fileId: string, where: 'provider' | 'clearing'): Promise<string> {
    const reference = randomUUID()
    const how = {
      tenantId: stack.tenantId,
      source,
      sourceReference: reference,
      reference,
      method: 'other',
      named: null,
      payer: null,
    } as const
    const money = { cents: cents(amountCents), currency: 'EUR' }
    const incoming = { ...how, money, on: '2026-11-05', fileId, where, clearedOn: null, actor: 'test' }
    return (await stack.db.$transaction((tx) => receivePayment(tx, incoming, NOW))).paymentId
  }
})

const ofTenant = () => ({ id: randomUUID(), tenantId: stack.tenantId })

describe('money that leaves', () => {
  const order = async (...amounts: number[]) => {
    const row = {
      ...ofTenant(),
      accountId: account.id,
      key: randomUUID(),
      reference: `ORDER${Math.abs(amounts[0] ?? 0)}X77`,
      actor: 'test',
    }
    const days = { executeOn: new Date('2026-11-09'), through: new Date('2026-11-08'), createdAt: NOW, approvedAt: NOW }
    const items = amounts.map((amountCents, index) => ({
      id: randomUUID(),
      kind: 'agency',
      endToEndId: `${row.reference}-${index}-${row.id.slice(0, 8)}`,
      holder: 'Agence',
      iban: IBAN2,
      amountCents,
      currency: 'EUR',
      text: 'part',
    }))
    await stack.db.transferOrder.create({ data: { ...row, ...days, items: { create: items } } })
    return { reference: row.reference, items }
  }

  it('is a transfer that was ordered, by its end-to-end reference; it may come back', async () => {
    const { items } = await order(30_00)
    const endToEndId = items[0]?.endToEndId ?? ''
    const out = credit(-30_00, 'VIR', { endToEndId })
    const back = credit(30_00, 'RETOUR', { endToEndId, bookedOn: '2026-11-12' })
    const returned = { ...back, transactions: back.transactions?.map((one) => ({ ...one, returnCode: 'AC04' })) ?? [] }
    const [outcome] = await importCamt(stack, [statementOf([out, returned])])
    expect(became(outcome)).toEqual(['executed reference', 'bounced reference'])
    expect(await books(stack)).toEqual({ transit: 30_00, agency: -30_00 })
  }, 60_000)

  it('is a whole order where one debit is the sum of it', async () => {
    const { reference } = await order(31_00, 12_00)
    const [outcome] = await importCamt(stack, [statementOf([credit(-43_00, `VIR SEPA ${reference}`)])])
    expect(became(outcome)).toEqual(['executed reference'])
    expect(await books(stack)).toEqual({ bank: -43_00, transit: 43_00 })
    expect(await stack.db.transferItem.count({ where: { executedOn: null, order: { tenantId: stack.tenantId } } })).toBe(0)
  }, 60_000)

  it('is owed to the account by the agency where nobody knows what it was', async () => {
    const entries = [credit(-9_99, 'PRLV INCONNU'), { ...credit(-3_50, 'FRAIS'), code: 'ACMT/MDOP/CHRG' }]
    const [outcome] = await importCamt(stack, [statementOf(entries)])
    expect(became(outcome)).toEqual(['unexplained', 'charged'])
    expect(await books(stack)).toEqual({ bank: -13_49, shortfall: 13_49 })
  }, 60_000)

  it('is a credit that the bank takes back, by its reference and sum', async () => {
    const [file] = await openFiles(stack, [{ name: 'Camille Martin', amountCents: 800_00 }])
    const endToEndId = 'SALAIRE-2026-11'
    const paid = credit(70_00, file?.reference ?? '', { endToEndId })
    const recalled = { ...credit(-70_00, 'RAPPEL', { endToEndId, bookedOn: '2026-11-12' }), reversal: true, code: 'PMNT/RCDT/ESCT' }
    const [outcome] = await importCamt(stack, [statementOf([paid, recalled])])
    expect(became(outcome)).toEqual(['posted reference', 'returned reference'])
    expect(await books(stack)).toEqual({})
    expect(await paidOn(stack, file?.id ?? '')).toBe(0)
    const gone = await stack.db.fundsEntry.findFirstOrThrow({ where: { tenantId: stack.tenantId, kind: 'gone' } })
    expect(gone.bookedOn.toISOString().slice(0, 10)).toBe('2026-11-12') // the bank's day, by which books and bank are compared
  }, 60_000)
})
