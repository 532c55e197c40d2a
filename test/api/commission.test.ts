import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InvoiceDetail, InvoiceList, IssuedView, MarginView } from '../../src/contracts/commission.js'
import { type TransferOrderView as OrderView, PreparedOrder, RemittanceDetail, RemittanceList } from '../../src/contracts/remittance.js'
import { cents } from '../../src/domain/money.js'
import type { Tariff } from '../../src/domain/tariff.js'
import { xmlInside } from '../../src/providers/invoice/factur-x.js'
import { addKey } from '../../src/store/api-key.js'
import type { Transaction } from '../../src/store/database.js'
import { recordDirectPayment, reverseDirectPayment } from '../../src/store/direct-payment.js'
import { lockFilesSharing, type SharedFile } from '../../src/store/file-row.js'
import { type IncomingPayment, receivePayment } from '../../src/store/receive-payment.js'
import { bankPayment, settlePayment } from '../../src/store/settle-payment.js'
import { takeBackPayment } from '../../src/store/take-back-payment.js'
import { markExecuted } from '../../src/store/transfer-order.js'
import { fundsOf } from '../support/client-funds.js'
import { joinStack, type TestStack } from '../support/stack.js'
import { Caller, creditorBody, letters, openBody, refusalIn, viewIn } from './caller.js'
import { serveApi } from './own-api.js'

/**
 * An agency in Lyon, from January to April, told in order. All sums are reckoned by hand, in euros:
 *
 *   energie-sud (France), its mandate says net: 20 % of claims at least 90 days old when they were placed, 15 % of others, 2.50 for each file,
 *   for a withdrawal 5 % of what is owed and at least 20.00
 *     A, 1000.00, due 1 September 2025: 126 days old on 5 January, so 20 %; B, 500.00, due 20 December: 16 days, so 15 %
 *     10 Jan  transfer   300.00 to A   60.00      20 Jan  to the creditor  50.00 to B    7.50
 *     12 Jan  transfer   100.33 to B   15.05      21 Jan  to the creditor  30.00 to B, taken back on the 25th: nothing
 *     15 Jan  cheque     200.00 to A, cleared on 9 February: 40.00 of February
 *   January: 60.00 + 15.05 + 7.50 + 2.50 = 85.05, with 20 % 17.01: 102.06
 *   February: 40.00, less 60.00, for the transfer of 10 January is charged back on the 20th: −20.00, −4.00: −24.00
 *   March: 500.00 to A: 100.00, 20.00: 120.00
 *
 *   mobilier-est (Belgium), its mandate says gross: 10 %, a month comes to 50.00 at least
 *   January: 12.00 of a transfer of 120.00, and 38.00 to the minimum: 50.00, whose tax the customer owes
 */

let stack: TestStack
let now: Date
let closing: (() => Promise<void>)[] = []
let anne: Caller
let others: Caller[]
let south: string
let east: string
const paid: Record<string, string> = {}

const SOUTH = 'energie-sud'
const EAST = 'mobilier-est'
const A = 'SUD-A'
const B = 'SUD-B'

const on = (day: string) => {
  now = new Date(`${day}T08:00:00Z`)
}

/** A busy machine may take its time. */
const inOne = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => stack.db.$transaction(work, { timeout: 60_000, maxWait: 60_000 })

const flat = { placementCents: cents(0), monthlyMinimumCents: cents(0), withdrawal: { ppm: 0, leastCents: cents(0) } }
const share = (ppm: number, fromDays = 0) => ({ road: 'both', fromDays, uptoCents: null, ppm }) as const
const SOUTHERN: Tariff = {
  ...flat,
  bands: [share(200_000, 90), share(150_000)],
  placementCents: cents(2_50),
  withdrawal: { ppm: 50_000, leastCents: cents(20_00) },
}
const EASTERN: Tariff = { ...flat, bands: [share(100_000)], monthlyMinimumCents: cents(50_00) }

async function addMandate(creditor: string, remittance: 'net' | 'gross', tariff: Tariff): Promise<void> {
  const { id: creditorId } = await stack.db.organisation.findFirstOrThrow({ where: { tenantId: stack.tenantId, reference: creditor } })
  const validFrom = new Date('2026-01-01')
  const base = { id: randomUUID(), tenantId: stack.tenantId, creditorId, reference: 'M-2026', validFrom, signedOn: validFrom }
  await stack.db.mandate.create({ data: { ...base, scope: 'judicial', remittance, tariff: tariff as object } })
}

/** An account of a creditor that is in use. */
async function addAccount(creditor: string, iban: string): Promise<void> {
  const { id: creditorId, name } = await stack.db.organisation.findFirstOrThrow({
    where: { tenantId: stack.tenantId, reference: creditor },
  })
  const days = { proposedAt: new Date('2026-01-01'), usableFrom: new Date('2026-01-02') }
  await stack.db.creditorAccount.create({
    data: { id: randomUUID(), tenantId: stack.tenantId, creditorId, holder: name, iban, actor: 'Anne Roy', ...days },
  })
}

async function open(creditor: string, claims: { reference: string; amountCents: number; dueDate: string }[]): Promise<string> {
  const whole = claims.map((claim) => ({ ...claim, currency: 'EUR', waives: ['interest', 'indemnity'] }))
  return viewIn(await anne.post('/v1/files', openBody({ creditor, claims: whole, legalStart: now.toISOString() }))).id
}

async function comesIn(payment: Partial<IncomingPayment> & { cents: number; fileId: string }): Promise<string> {
  const { cents: amount, ...rest } = payment
  const day = now.toISOString().slice(0, 10)
  const reference = `P-${randomUUID()}`
  const incoming: IncomingPayment = {
    tenantId: stack.tenantId,
    source: 'bank',
    sourceReference: reference,
    reference,
    method: 'transfer',
    money: { cents: cents(amount), currency: 'EUR' },
    on: day,
    named: null,
    payer: null,
    where: 'bank',
    clearedOn: day,
    actor: 'bank',
    ...rest,
  }
  return (await inOne((tx) => receivePayment(tx, incoming, now))).paymentId
}

const paysCreditor = (reference: string, amount: number) =>
  inOne(async (tx) => {
    const [shared] = (await lockFilesSharing(tx, stack.tenantId, [south])) as [SharedFile]
    const payment = { reference, amountCents: cents(amount), on: now.toISOString().slice(0, 10), actor: 'api', claims: [B] }
    return recordDirectPayment(tx, shared, payment, now)
  })

async function bankSays(day: string, closingCents: number): Promise<void> {
  const account = await stack.db.bankAccount.findFirstOrThrow({ where: { tenantId: stack.tenantId, kind: 'client-funds' } })
  const closedOn = new Date(`${day}T00:00:00Z`)
  const sums = { openingCents: 0, closingCents, balanced: true, sha256: '0'.repeat(64), actor: 'bank', importedAt: closedOn }
  const base = { id: randomUUID(), tenantId: stack.tenantId, accountId: account.id, format: 'camt.053.001.08', statementKey: day }
  await stack.db.bankStatement.create({ data: { ...base, openedOn: closedOn, closedOn, ...sums } })
}

const issue = (month: string, key?: string) => anne.post('/v1/commission/invoices', { month }, key)
const issued = async (month: string) => IssuedView.parse(await anne.made('/v1/commission/invoices', { month }))
const invoice = async (number: string) => InvoiceDetail.parse(await anne.get(`/v1/commission/invoices/${number}`))

async function remit(through: string): Promise<OrderView> {
  return PreparedOrder.parse(await anne.made('/v1/remittances', { through })).order
}

async function approve(order: OrderView): Promise<void> {
  for (const one of others) await one.made(`/v1/transfer-orders/${order.id}/approvals`, {})
}

async function remittanceOf(creditor: string): Promise<RemittanceDetail> {
  const [newest] = RemittanceList.parse(await anne.get(`/v1/remittances?creditor=${creditor}`)).remittances
  return RemittanceDetail.parse(await anne.get(`/v1/remittances/${newest?.id}`))
}

beforeAll(async () => {
  stack = await joinStack([letters], 'agency')
  const numbers = { vat: 'FR83404833048', siren: '404833048' }
  await stack.db.organisation.updateMany({ where: { tenantId: stack.tenantId, own: true }, data: numbers })
  on('2026-01-05')
  const api = await serveApi(stack, { now: () => now })
  closing = [() => api.close(), () => stack.close()]
  const person = async (name: string) => {
    const key = `test_${randomUUID()}`
    await addKey(stack.db, stack.tenantId, name, key)
    return new Caller(api.url, key)
  }
  anne = await person('Anne Roy')
  others = [await person('Bruno Petit'), await person('Chloé Blanc')]
  const funds = { kind: 'client-funds' as const, name: 'Fonds de tiers', identification: 'FR7610107001011234567890129', currency: 'EUR' }
  await stack.db.bankAccount.create({ data: { id: randomUUID(), tenantId: stack.tenantId, ...funds } })
  await anne.made('/v1/creditors', creditorBody())
  const address = { lines: ['1 rue Neuve'], postcode: '1000', city: 'Bruxelles', country: 'BE' }
  await anne.made('/v1/creditors', creditorBody({ reference: EAST, name: 'Mobilier Est', address, vat: 'BE0403019261' }))
  await addMandate(SOUTH, 'net', SOUTHERN)
  await addMandate(EAST, 'gross', EASTERN)
  await addAccount(SOUTH, 'FR1420041010050500013M02606')
  await addAccount(EAST, 'BE68539007547034')
  south = await open(SOUTH, [
    { reference: A, amountCents: 1000_00, dueDate: '2025-09-01' },
    { reference: B, amountCents: 500_00, dueDate: '2025-12-20' },
  ])
  east = await open(EAST, [{ reference: 'EST-1', amountCents: 1250_00, dueDate: '2025-12-01' }])
})
afterAll(async () => {
  for (const close of closing) await close()
})

describe('January', () => {
  it('earns of what came in for good, to whomever it was paid', async () => {
    on('2026-01-10')
    paid.transfer = await comesIn({ fileId: south, cents: 300_00, claims: [A] })
    on('2026-01-12')
    await comesIn({ fileId: south, cents: 100_33, claims: [B] })
    on('2026-01-15')
    const cheque = { source: 'cheque', method: 'cheque', where: 'clearing', clearedOn: null } as const
    paid.cheque = await comesIn({ fileId: south, cents: 200_00, claims: [A], ...cheque })
    on('2026-01-18')
    await comesIn({ fileId: east, cents: 120_00 })
    on('2026-01-20')
    expect(await paysCreditor('CHQ-7', 50_00)).toBe(50_00)
    on('2026-01-21')
    await paysCreditor('CHQ-8', 30_00)
    on('2026-01-25')
    await inOne(async (tx) => {
      const [shared] = (await lockFilesSharing(tx, stack.tenantId, [south])) as [SharedFile]
      await reverseDirectPayment(tx, shared, { reference: 'CHQ-8', actor: 'api' }, now)
    })
    expect(MarginView.parse(await anne.get(`/v1/files/${south}/margin`))).toMatchObject({ earnedCents: 85_05, marginCents: 85_05 })
    expect(await stack.db.commissionLine.count({ where: { tenantId: stack.tenantId } })).toBe(0)
  })

  it('is not invoiced before it is over', async () => {
    on('2026-01-31')
    expect(refusalIn(await issue('2026-01'))).toBe('422 invoice-month-open')
    expect(refusalIn(await issue('2026-13'))).toBe('400 request-invalid')
  })

  it('is invoiced to the cent, once, and is no debtor’s to pay', async () => {
    on('2026-02-02')
    const ledger = () =>
      stack.db.ledgerLeg.aggregate({ where: { entry: { tenantId: stack.tenantId } }, _sum: { amountCents: true }, _count: true })
    const [before, owed] = [await ledger(), (await anne.file(south)).balanceCents]
    const key = randomUUID()
    const first = IssuedView.parse(JSON.parse((await issue('2026-01', key)).text))
    expect(first.refused).toEqual([])
    expect(first.invoices).toMatchObject([
      { number: 'F-2026-000001', kind: 'invoice', netCents: 85_05, vatCents: 17_01, totalCents: 102_06, openCents: 102_06, netted: true },
      {
        number: 'F-2026-000002',
        kind: 'invoice',
        netCents: 50_00,
        vatCents: 0,
        totalCents: 50_00,
        vatRule: 'reverse-charge',
        netted: false,
      },
    ])
    expect(first.invoices[0]).toMatchObject({ from: '2026-01-01', through: '2026-01-31', issuedOn: '2026-02-02', dueOn: '2026-03-04' })
    expect(IssuedView.parse(JSON.parse((await issue('2026-01', key)).text))).toEqual(first)
    expect(refusalIn(await issue('2025-12', key))).toBe('409 key-reused')
    expect(refusalIn(await issue('2026-01'))).toBe('409 invoice-empty')
    expect([await ledger(), (await anne.file(south)).balanceCents]).toEqual([before, owed])
  })

  it('says line by line what was earned for what', async () => {
    const { lines } = await invoice('F-2026-000001')
    expect(lines).toMatchObject([
      { kind: 'placement', on: '2026-01-05', amountCents: 2_50 },
      { kind: 'collected', on: '2026-01-10', baseCents: 300_00, ratePercent: 20, amountCents: 60_00 },
      { kind: 'collected', on: '2026-01-12', baseCents: 100_33, ratePercent: 15, amountCents: 15_05 },
      { kind: 'direct', on: '2026-01-20', baseCents: 50_00, ratePercent: 15, amountCents: 7_50, payment: 'CHQ-7' },
    ])
    expect(lines.every(({ debtor, file }) => debtor === 'Garage Martin' && file !== null)).toBe(true)
    expect((await invoice('F-2026-000002')).lines).toMatchObject([
      { kind: 'collected', baseCents: 120_00, amountCents: 12_00 },
      { kind: 'minimum', on: '2026-01-31', amountCents: 38_00 },
    ])
  })

  it('is a file that people and programs read, made once', async () => {
    const bytes = async () => {
      const response = await fetch(new URL('/v1/commission/invoices/F-2026-000002/document', anne.url), {
        headers: { authorization: `Bearer ${anne.apiKey}` },
      })
      return new Uint8Array(await response.arrayBuffer())
    }
    const [one, two] = [await bytes(), await bytes()]
    expect(Buffer.compare(one, two)).toBe(0)
    const inside = new TextDecoder().decode(await xmlInside(one))
    expect(inside).toContain('<ram:TypeCode>380</ram:TypeCode>')
    expect(inside).toContain('Autoliquidation')
    expect(inside).toContain('<ram:GrandTotalAmount>50.00</ram:GrandTotalAmount>')
    const xml = await anne.ask('GET', '/v1/commission/invoices/F-2026-000002/document.xml')
    expect([xml.headers.get('content-type'), xml.text]).toEqual([expect.stringContaining('application/xml'), inside])
  })

  it('is kept of what is passed on where the mandate says so, and nowhere else', async () => {
    await bankSays('2026-02-01', 300_00 + 100_33 + 120_00)
    const refused = await anne.post('/v1/remittances', { through: '2026-01-31', shares: [{ creditor: SOUTH, agencyCents: 1_00 }] })
    expect(refusalIn(refused)).toBe('422 remittance-share-by-invoice')
    const order = await remit('2026-01-31')
    expect(order.items).toMatchObject([{ amountCents: 400_33 - 102_06 }, { amountCents: 120_00 }])
    await approve(order)
    for (const { id } of await stack.db.transferItem.findMany({ where: { orderId: order.id } }))
      await inOne((tx) => markExecuted(tx, { id }, '2026-02-03'))
    expect(await remittanceOf(SOUTH)).toMatchObject({ agencyCents: 102_06, netted: [{ invoice: 'F-2026-000001', amountCents: 102_06 }] })
    expect(await remittanceOf(EAST)).toMatchObject({ agencyCents: 0, netted: [] })
    expect(await invoice('F-2026-000001')).toMatchObject({
      openCents: 0,
      settlements: [{ how: 'netted', amountCents: 102_06, on: '2026-02-02' }],
    })
    expect(await invoice('F-2026-000002')).toMatchObject({ openCents: 50_00, settlements: [] })
    // The cheque is held for its creditor and not seen yet; the agency's share waits at the bank.
    expect(await fundsOf(stack)).toEqual({ bank: 102_06, clearing: 200_00, creditor: -200_00, agency: -102_06 })
    const { reference } = await remittanceOf(SOUTH)
    const csv = await anne.ask('GET', `/v1/remittances/${reference}/statement.csv`)
    expect(csv.text).toContain('Retenu pour la facture F-2026-000001')
  })

  it('is paid by invoice where the mandate says gross, once and no more than is open', async () => {
    const pay = (reference: string, amountCents: number) =>
      anne.post('/v1/commission/invoices/F-2026-000002/payments', { reference, amountCents })
    expect((await pay('VIR-1', 20_00)).status).toBe(201)
    expect((await pay('VIR-1', 20_00)).status).toBe(200)
    expect(refusalIn(await pay('VIR-1', 21_00))).toBe('409 payment-duplicate')
    expect(refusalIn(await pay('VIR-2', 30_01))).toBe('422 payment-exceeds-balance')
    expect((await pay('VIR-2', 30_00)).status).toBe(201)
    expect(await invoice('F-2026-000002')).toMatchObject({ openCents: 0 })
    expect(await fundsOf(stack)).toMatchObject({ agency: -102_06 })
  })
})

describe('February', () => {
  it('gives commission back on money that went back, by a credit note', async () => {
    on('2026-02-09')
    await inOne(async (tx) => {
      const clearing = { tenantId: stack.tenantId, paymentId: paid.cheque ?? '', on: '2026-02-09', actor: 'bank' }
      await bankPayment(tx, clearing)
      await settlePayment(tx, clearing, now)
    })
    on('2026-02-20')
    const takingBack = { tenantId: stack.tenantId, paymentId: paid.transfer ?? '', reference: 'CB-1', amountCents: null, actor: 'bank' }
    await inOne((tx) => takeBackPayment(tx, { ...takingBack, reason: 'chargeback', where: 'bank', on: '2026-02-20' }, now))
    on('2026-03-02')
    const { invoices } = await issued('2026-02')
    expect(invoices).toMatchObject([
      { number: 'F-2026-000003', kind: 'credit-note', netCents: -20_00, vatCents: -4_00, totalCents: -24_00, openCents: -24_00 },
      { number: 'F-2026-000004', kind: 'invoice', netCents: 50_00 },
    ])
    expect((await invoice('F-2026-000003')).lines).toMatchObject([
      { on: '2026-02-09', baseCents: 200_00, amountCents: 40_00 },
      { on: expect.stringMatching(/^2026-02-/), baseCents: -300_00, amountCents: -60_00 },
    ])
    const xml = await anne.ask('GET', '/v1/commission/invoices/F-2026-000003/document.xml')
    expect(xml.text).toContain('<ram:TypeCode>381</ram:TypeCode>')
    expect(xml.text).toContain('<ram:GrandTotalAmount>24.00</ram:GrandTotalAmount>')
    expect(xml.text).toContain('F-2026-000001')
  })

  it('came to nothing for the payment that went back', async () => {
    const lines = await stack.db.commissionLine.findMany({
      where: { tenantId: stack.tenantId, reference: { startsWith: paid.transfer ?? '-' } },
    })
    expect(lines.map(({ amountCents }) => Number(amountCents))).toEqual([60_00, -60_00])
  })
})

describe('March', () => {
  it('sets the credit note off, and keeps only the rest', async () => {
    on('2026-03-05')
    await comesIn({ fileId: south, cents: 500_00, claims: [A] })
    on('2026-04-02')
    const { invoices } = await issued('2026-03')
    expect(invoices[0]).toMatchObject({ number: 'F-2026-000005', totalCents: 120_00, openCents: 96_00 })
    expect(await invoice('F-2026-000003')).toMatchObject({ openCents: 0, settlements: [{ how: 'set-off', reference: 'F-2026-000005' }] })
    await bankSays('2026-04-01', 502_06)
    const order = await remit('2026-03-31')
    expect(order.items).toMatchObject([{ amountCents: 400_00 - 96_00 }])
    expect(await invoice('F-2026-000005')).toMatchObject({ openCents: 0 })

    await anne.made(`/v1/transfer-orders/${order.id}/cancellation`, {})
    expect(await invoice('F-2026-000005')).toMatchObject({ openCents: 96_00 })
    const again = await remit('2026-03-31')
    await approve(again)
    expect(await remittanceOf(SOUTH)).toMatchObject({ agencyCents: 96_00, netCents: 304_00 })
    expect(await fundsOf(stack)).toEqual({ bank: 502_06, transit: -304_00, agency: -198_06 })
  })
})

describe('April', () => {
  it('earns an indemnity of a file that its creditor takes back', async () => {
    on('2026-04-10')
    const { creditorId } = await stack.db.debtFile.findUniqueOrThrow({ where: { id: south } })
    const days = { closedOn: new Date('2026-04-10'), closedAt: now, retainUntil: new Date('2031-04-10') }
    const closingRow = { id: randomUUID(), tenantId: stack.tenantId, creditorId, fileId: south, reason: 'recalled', ...days, report: {} }
    await stack.db.fileClosing.create({ data: closingRow })
    on('2026-05-04')
    const { invoices } = await issued('2026-04')
    // A: 1000.00 − 200.00 − 500.00 = 300.00; B: 500.00 − 100.33 − 50.00 = 349.67; 5 % of 649.67 is 32.4835
    expect(invoices[0]).toMatchObject({ netCents: 32_48, vatCents: 6_50 })

    on('2026-05-20')
    await stack.db.fileClosing.update({ where: { id: closingRow.id }, data: { reopenedAt: now } })
    on('2026-06-02')
    const [credit] = (await issued('2026-05')).invoices
    expect(credit).toMatchObject({ kind: 'credit-note', netCents: -32_48 })
    expect((await invoice(credit?.number ?? '')).settlements).toMatchObject([{ how: 'set-off', amountCents: -38_98 }])
  })

  it('has a margin: what was earned less what its money cost', async () => {
    on('2026-06-03')
    const card = { source: 'stripe', method: 'card', where: 'provider', feeCents: 1_55 } as const
    await comesIn({ fileId: south, cents: 100_00, claims: [A], ...card })
    // 2.50 + 15.05 + 7.50 + 40.00 + 100.00, and 20.00 of the card
    expect(MarginView.parse(await anne.get(`/v1/files/${south}/margin`))).toMatchObject({
      earnedCents: 185_05,
      contactsCents: 0,
      feesCents: 1_55,
      marginCents: 183_50,
    })
  })

  it('numbers have no gap, whatever they are of', async () => {
    const { invoices } = InvoiceList.parse(await anne.get('/v1/commission/invoices'))
    const numbers = invoices.map(({ number }) => Number(number.slice(-6)))
    expect(numbers).toEqual(Array.from(numbers, (_, index) => numbers.length - index))
    expect(refusalIn(await anne.ask('GET', '/v1/commission/invoices/F-2025-000001'))).toBe('404 resource-unknown')
  })
})
