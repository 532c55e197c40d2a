import { randomUUID } from 'node:crypto'
import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workbookOf } from '../../src/cli/report-sheets.js'
import { clientFundsTables, placementTables } from '../../src/cli/report-table.js'
import { OpenFileBody } from '../../src/contracts/debt-file.js'
import { ClientFundsReport, CommissionReport, PlacementReport } from '../../src/contracts/report.js'
import { cents } from '../../src/domain/money.js'
import { toDay } from '../../src/store/day.js'
import { appendEvent } from '../../src/store/file-event.js'
import { lockFile } from '../../src/store/file-row.js'
import { post } from '../../src/store/ledger.js'
import { openFile } from '../../src/store/open-file.js'
import { findCreditor } from '../../src/store/organisation.js'
import { type IncomingPayment, receivePayment } from '../../src/store/receive-payment.js'
import { takeBackPayment } from '../../src/store/take-back-payment.js'
import { addClientAccount } from '../support/client-funds.js'
import { addCreditor, joinStack, type TestStack, threeLetters } from '../support/stack.js'
import { Caller, refusalIn } from './caller.js'

/**
 * The first quarter of 2029 of one agency, reckoned by hand. The year is one in which no file acts by itself yet.
 *
 *   10 Jan  a1: 1,000.00 and 500.00     20 Jan  250.00 by transfer, of which 100.00 go back on 10 March; 3 March 150.00 direct
 *   12 Jan  a2: 300.00, of which 100.00 were paid in December to the creditor     1 Feb  40.00; recalled on 15 March with 160.00 open
 *    5 Feb  a3: 400.00                  nothing
 *    6 Feb  b1: 600.00                  20 Feb  600.00 by card, of which the provider takes 1.45
 */
let stack: TestStack
let api: Caller
let [a, b] = ['', '']
const at = (day: string) => new Date(`${day}T09:00:00Z`)
const PERIOD = 'from=2029-01-01&through=2029-03-31'

beforeAll(async () => {
  stack = await joinStack()
  api = new Caller(stack.apiUrl, stack.apiKey)
  const [first, second] = [await addCreditor(stack), await addCreditor(stack)].sort()
  ;[a, b] = [first ?? '', second ?? '']
  const account = await addClientAccount(stack)
  const a1 = await place(a, '2029-01-10', [1_000_00, 500_00])
  const a2 = await place(a, '2029-01-12', [300_00])
  await place(a, '2029-02-05', [400_00])
  const b1 = await place(b, '2029-02-06', [600_00])
  await payDirect(a2, '2028-12-20', 100_00)
  const charged = await receive(a1, '2029-01-20', 250_00)
  await receive(a2, '2029-02-01', 40_00)
  await receive(b1, '2029-02-20', 600_00, { where: 'provider', method: 'card', feeCents: 1_45 })
  await payDirect(a1, '2029-03-03', 150_00)
  await chargeBack(charged, '2029-03-10', 100_00)
  await stack.db.$transaction((tx) =>
    appendEvent(tx, a2, { kind: 'closed', actor: 'test', legalTime: at('2029-03-15'), data: { reason: 'recalled' } }),
  )
  await act(a1, '2029-01-12', 1_430_000n)
  await act(a1, '2029-01-25', 1_430_000n)
  await act(a1, '2029-01-30', 75_000n)
  await commission(a, a1)
  await statement(account, '2029-02-28', 290_00)
})
afterAll(() => stack.close())

async function place(creditor: string, day: string, sums: number[]): Promise<string> {
  const claims = sums.map((amountCents) => ({
    reference: `F-${randomUUID()}`,
    amountCents,
    currency: 'EUR',
    dueDate: '2029-06-30',
    capacity: 'consumer' as const,
  }))
  const address = { lines: ['1 rue de la Paix'], postcode: '75002', city: 'Paris' }
  const { legalStart: _, ...input } = OpenFileBody.parse({
    creditor,
    debtor: { name: `Camille ${randomUUID()}`, addresses: [address] },
    strategy: threeLetters.name,
    claims,
  })
  const opening = { tenantId: stack.tenantId, actor: 'test', key: randomUUID(), legalStart: at(day), now: at(day), clock: 'real' as const }
  return (await openFile(stack.db, opening, input)).id
}

async function receive(fileId: string, day: string, amount: number, more: Partial<IncomingPayment> = {}): Promise<string> {
  const reference = `P-${randomUUID()}`
  const incoming: IncomingPayment = {
    tenantId: stack.tenantId,
    source: 'bank',
    sourceReference: reference,
    reference,
    method: 'transfer',
    money: { cents: cents(amount), currency: 'EUR' },
    on: day,
    fileId,
    named: null,
    payer: null,
    where: 'bank',
    clearedOn: day,
    actor: 'bank',
    ...more,
  }
  return (await stack.db.$transaction((tx) => receivePayment(tx, incoming, at(day)))).paymentId
}

const chargeBack = (paymentId: string, on: string, amount: number) =>
  stack.db.$transaction((tx) =>
    takeBackPayment(
      tx,
      {
        tenantId: stack.tenantId,
        paymentId,
        reference: randomUUID(),
        amountCents: cents(amount),
        reason: 'returned',
        where: 'bank',
        on,
        actor: 'bank',
      },
      at(on),
    ),
  )

/** To the creditor itself, on the first claim of a file. */
const payDirect = (fileId: string, valueOn: string, amount: number) =>
  stack.db.$transaction(async (tx) => {
    const file = await lockFile(tx, fileId)
    const claim = await tx.claim.findFirstOrThrow({ where: { files: { some: { fileId } } }, orderBy: { amountCents: 'desc' } })
    const fact = { kind: 'direct_payment', reference: `direct:${randomUUID()}`, valueOn } as const
    await post(tx, file, fact, [{ claimId: claim.id, amountCents: cents(amount) }])
  })

async function act(fileId: string, day: string, costMicros: bigint): Promise<void> {
  const step = { stepId: randomUUID(), actId: randomUUID(), stage: 'opening', channel: 'letter', state: 'sent' } as const
  const said = { amountCents: 0n, because: [], reservedAt: at(day), contactedOn: toDay(day), costMicros }
  await stack.db.contact.create({ data: { id: randomUUID(), fileId, ...step, ...said } })
}

/** January is invoiced, and kept of a remittance; a settlement that was cancelled counts for nothing. */
async function commission(creditor: string, fileId: string): Promise<void> {
  const { tenantId, db } = stack
  const { id: creditorId } = await findCreditor(db, tenantId, creditor)
  const line = (kind: string, earnedOn: string, baseCents: number, amountCents: number, invoiceId: string | null) => ({
    id: randomUUID(),
    tenantId,
    creditorId,
    fileId,
    kind,
    reference: randomUUID(),
    baseCents,
    ppm: 120_000,
    amountCents,
    currency: 'EUR',
    earnedOn: toDay(earnedOn),
    invoiceId,
  })
  const invoice = { id: randomUUID(), tenantId, creditorId, kind: 'invoice', fromDay: toDay('2029-01-01'), through: toDay('2029-01-31') }
  const days = { issuedOn: toDay('2029-02-01'), dueOn: toDay('2029-03-03') }
  const sums = { currency: 'EUR', netCents: 30_00, vatPpm: 200_000, vatCents: 6_00, vatRule: 'standard', totalCents: 36_00, netted: true }
  await db.commissionInvoice.create({ data: { ...invoice, ...days, ...sums, key: randomUUID(), actor: 'test' } })
  await db.commissionLine.createMany({
    data: [
      line('collected', '2029-01-20', 250_00, 30_00, invoice.id),
      line('direct', '2029-03-03', 150_00, 18_00, null),
      line('collected', '2029-03-10', -100_00, -12_00, null),
    ],
  })
  const settled = { invoiceId: invoice.id, actor: 'test', settledOn: toDay('2029-02-15') }
  await db.commissionSettlement.createMany({
    data: [
      { id: randomUUID(), ...settled, how: 'netted', reference: 'REM-1', amountCents: 36_00, cancelledAt: at('2029-02-16') },
      { id: randomUUID(), ...settled, how: 'netted', reference: 'REM-2', amountCents: 26_00 },
      { id: randomUUID(), ...settled, how: 'paid', reference: 'VIR-1', amountCents: 10_00 },
    ],
  })
}

async function statement(identification: string, closedOn: string, closingCents: number): Promise<void> {
  const { db, tenantId } = stack
  const account = await db.bankAccount.findFirstOrThrow({ where: { tenantId, identification } })
  const days = { openedOn: toDay(closedOn), closedOn: toDay(closedOn), importedAt: at(closedOn) }
  const told = { format: 'mt940', statementKey: '1', sha256: '0'.repeat(64), actor: 'bank', balanced: true, openingCents: 0 }
  await db.bankStatement.create({ data: { id: randomUUID(), tenantId, accountId: account.id, ...days, ...told, closingCents } })
}

describe('what was placed', () => {
  const report = async (query: string) => PlacementReport.parse(await api.get(`/v1/reports/placements?${query}`))

  it('is counted by month of placement and creditor, net of what was recalled, with what came in since', async () => {
    const { rows } = await report(PERIOD)
    const point = (month: number, agencyCents: number, directCents: number, totalCents: number, ratePpm: number) => {
      return { month, agencyCents, directCents, totalCents, ratePpm }
    }
    expect(rows.map(({ creditor: { reference }, ...row }) => ({ creditor: reference, ...row }))).toEqual([
      {
        month: '2029-01',
        creditor: a,
        currency: 'EUR',
        files: 2,
        claims: 3,
        // 1,000.00 + 500.00 + 300.00 − 100.00
        placedCents: 1_700_00,
        recalledCents: 160_00,
        agencyCents: 190_00,
        directCents: 150_00,
        // 340.00 of 1,540.00
        ratePpm: 220_779,
        curve: [point(0, 250_00, 0, 250_00, 162_338), point(1, 40_00, 0, 290_00, 188_312), point(2, -100_00, 150_00, 340_00, 220_779)],
      },
      {
        month: '2029-02',
        creditor: a,
        currency: 'EUR',
        files: 1,
        claims: 1,
        placedCents: 400_00,
        recalledCents: 0,
        agencyCents: 0,
        directCents: 0,
        ratePpm: 0,
        curve: [point(0, 0, 0, 0, 0), point(1, 0, 0, 0, 0)],
      },
      {
        month: '2029-02',
        creditor: b,
        currency: 'EUR',
        files: 1,
        claims: 1,
        placedCents: 600_00,
        recalledCents: 0,
        agencyCents: 600_00,
        directCents: 0,
        ratePpm: 1_000_000,
        curve: [point(0, 600_00, 0, 600_00, 1_000_000), point(1, 0, 0, 600_00, 1_000_000)],
      },
    ])
  })

  it('stands as it was on its last day', async () => {
    const { rows } = await report('from=2029-01-01&through=2029-02-28')
    const [january] = rows
    expect(january).toMatchObject({ placedCents: 1_700_00, recalledCents: 0, agencyCents: 290_00, directCents: 0, ratePpm: 170_588 })
  })

  it('is asked for one creditor, who must be known, and for days in their order', async () => {
    expect((await report(`${PERIOD}&creditor=${b}`)).rows.map(({ creditor }) => creditor.reference)).toEqual([b])
    expect(refusalIn(await api.ask('GET', `/v1/reports/placements?${PERIOD}&creditor=nobody`))).toBe('422 creditor-unknown')
    expect(refusalIn(await api.ask('GET', '/v1/reports/placements?from=2029-03-02&through=2029-03-01'))).toBe('400 request-invalid')
  })

  it('is written as a workbook whose sums, shares and months can be reckoned with', async () => {
    const sheets = await readExcelFile(await workbookOf(placementTables(await report(PERIOD))))
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Placements', 'Recovery'])
    expect(sheets[0]?.data.slice(0, 2)).toEqual([
      ['Placed in', 'Creditor', 'Currency', 'Files', 'Claims', 'Placed', 'Taken back', 'To the agency', 'Direct', 'Recovered'],
      [new Date('2029-01-01T00:00:00Z'), a, 'EUR', 2, 3, 1700, 160, 190, 150, 0.220779],
    ])
    expect(sheets[1]?.data[3]).toEqual([new Date('2029-01-01T00:00:00Z'), a, 'EUR', 2, -100, 150, 340, 0.220779])
  })
})

describe('what was earned', () => {
  it('stands beside what it cost, by month and creditor', async () => {
    const { rows } = CommissionReport.parse(await api.get(`/v1/reports/commission?${PERIOD}`))
    const nothing = { directCents: 0, earnedCents: 0, invoicedCents: 0, invoicedTotalCents: 0, nettedCents: 0, paidCents: 0 }
    const free = { ...nothing, actsCents: 0, feesCents: 0, marginCents: 0 }
    expect(rows.map(({ creditor, currency: _, ...row }) => ({ ...row, creditor: creditor?.reference }))).toEqual([
      {
        ...free,
        month: '2029-01',
        creditor: a,
        collectedCents: 250_00,
        earnedCents: 30_00,
        invoicedCents: 30_00,
        invoicedTotalCents: 36_00,
        nettedCents: 26_00,
        paidCents: 10_00,
        // 1.43 + 1.43 + 0.075
        actsCents: 2_94,
        marginCents: 27_06,
      },
      { ...free, month: '2029-02', creditor: a, collectedCents: 40_00 },
      { ...free, month: '2029-02', creditor: b, collectedCents: 600_00, feesCents: 1_45, marginCents: -1_45 },
      // 18.00 − 12.00
      { ...free, month: '2029-03', creditor: a, collectedCents: -100_00, directCents: 150_00, earnedCents: 6_00, marginCents: 6_00 },
    ])
  })
})

describe('client funds', () => {
  const report = async (query: string) => ClientFundsReport.parse(await api.get(`/v1/reports/client-funds?${query}`))

  it('are shown at the end of each month as the books stood, with what the bank said', async () => {
    const { rows } = await report(PERIOD)
    const nothing = { unallocatedCents: 0, refundsCents: 0, agencyCents: 0, transitCents: 0, clearingCents: 0 }
    const there = (bankCents: number, providerCents: number, shortfallCents: number, creditorsCents: number) => {
      return { currency: 'EUR', bankCents, providerCents, shortfallCents, creditorsCents, ...nothing }
    }
    const statement = { on: '2029-02-28', cents: 290_00, booksCents: 290_00 }
    const owed = (reference: string, owedCents: number) => ({ reference, name: 'Mobilier Dumas', owedCents })
    expect(rows).toEqual([
      { on: '2029-01-31', ...there(250_00, 0, 0, 250_00), statement: null, creditors: [owed(a, 250_00)] },
      { on: '2029-02-28', ...there(290_00, 598_55, 1_45, 890_00), statement, creditors: [owed(a, 290_00), owed(b, 600_00)] },
      { on: '2029-03-31', ...there(190_00, 598_55, 1_45, 790_00), statement, creditors: [owed(a, 190_00), owed(b, 600_00)] },
    ])
  })

  it('are shown day by day, of one creditor too', async () => {
    const { rows } = await report(`from=2029-03-08&through=2029-03-11&by=day&creditor=${a}`)
    expect(rows.map(({ on, bankCents, creditors }) => [on, bankCents, creditors.map(({ owedCents }) => owedCents)])).toEqual([
      ['2029-03-08', 290_00, [290_00]],
      ['2029-03-09', 290_00, [290_00]],
      ['2029-03-10', 190_00, [190_00]],
      ['2029-03-11', 190_00, [190_00]],
    ])
  })

  it('are not reckoned for more than a hundred days at once', async () => {
    expect(refusalIn(await api.ask('GET', '/v1/reports/client-funds?from=2029-01-01&through=2029-04-11&by=day'))).toBe(
      '400 request-invalid',
    )
    expect((await report('from=2029-01-01&through=2029-04-10&by=day')).rows).toHaveLength(100)
  })

  it('are written with their days as dates, and nothing where the bank has said nothing', async () => {
    const [funds] = await readExcelFile(await workbookOf(clientFundsTables(await report(PERIOD))))
    expect(funds?.data[2]?.slice(0, 4)).toEqual([new Date('2029-02-28T00:00:00Z'), 'EUR', 290, 598.55])
    expect(funds?.data[1]?.slice(-3)).toEqual([null, null, null])
  })
})
