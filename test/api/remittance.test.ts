import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CreditorAccountList } from '../../src/contracts/creditor-account.js'
import {
  type TransferOrderView as OrderView,
  PreparedOrder,
  RemittanceDetail,
  RemittanceList,
  TransferOrderView,
} from '../../src/contracts/remittance.js'
import { Worklist } from '../../src/contracts/worklist.js'
import { cents } from '../../src/domain/money.js'
import { addKey } from '../../src/store/api-key.js'
import { moveFunds } from '../../src/store/funds.js'
import { type IncomingPayment, receivePayment } from '../../src/store/receive-payment.js'
import { takeBackPayment } from '../../src/store/take-back-payment.js'
import { markBounced, markExecuted } from '../../src/store/transfer-order.js'
import { joinStack, type TestStack } from '../support/stack.js'
import { Caller, creditorBody, letters, mandateBody, openBody, problemIn, refusalIn, viewIn } from './caller.js'
import { serveApi } from './own-api.js'

/**
 * One agency, two creditors, from their first account to the second order, told in order. All sums are reckoned by hand:
 *
 *   10 Feb  energie-sud    transfer      300.00  at the bank the same day
 *   12 Feb  energie-sud    card          120.50  paid out on 16 February
 *   20 Feb  energie-sud    cheque        200.00  cleared on 9 March
 *   15 Feb  mobilier-est   direct debit   75.25  at the bank the same day
 *   18 Feb  mobilier-est   transfer       80.00  for an invoice of 50.00: 30.00 go back
 *
 *   first order, 2 March, through 28 February: energie-sud 300.00 + 120.50 = 420.50; mobilier-est 75.25 + 50.00 = 125.25, of which
 *   the agency keeps 12.00: 113.25; the payer 30.00; together 563.75
 *
 *   second order, 1 April, through 31 March: energie-sud 200.00 − 120.50 (charged back on 20 March) = 79.50; mobilier-est 113.25
 *   (its transfer came back on 6 March); together 192.75
 */

let stack: TestStack
let now: Date
let closing: (() => Promise<void>)[] = []
let program: Caller
let anne: Caller
let bruno: Caller
let chloe: Caller

const IBAN_SOUTH = 'FR1420041010050500013M02606'
const IBAN_SOUTH_NEW = 'BE68539007547034'
const IBAN_EAST = 'DE89370400440532013000'
const IBAN_PAYER = 'NL91ABNA0417164300'
const IBAN_FUNDS = 'FR7610107001011234567890129'
const SOUTH = 'energie-sud'
const EAST = 'mobilier-est'

/** Nine in the morning of a day, in Paris. */
const on = (day: string) => {
  now = new Date(`${day}T08:00:00Z`)
}

async function person(name: string, url: string): Promise<Caller> {
  const key = `test_${randomUUID()}`
  await addKey(stack.db, stack.tenantId, name, key)
  return new Caller(url, key)
}

/** What the bank has told of its account: closing at the end of a day. */
async function bankSays(day: string, closingCents: number): Promise<void> {
  const account = await stack.db.bankAccount.findFirstOrThrow({ where: { tenantId: stack.tenantId, kind: 'client-funds' } })
  const closedOn = new Date(`${day}T00:00:00Z`)
  await stack.db.bankStatement.create({
    data: {
      id: randomUUID(),
      tenantId: stack.tenantId,
      accountId: account.id,
      format: 'camt.053.001.08',
      statementKey: day,
      openedOn: closedOn,
      closedOn,
      openingCents: 0,
      closingCents,
      balanced: true,
      sha256: '0'.repeat(64),
      actor: 'bank',
      importedAt: closedOn,
    },
  })
}

async function comesIn(payment: Partial<IncomingPayment> & { cents: number; on: string; fileId: string }): Promise<string> {
  const { cents: amount, ...rest } = payment
  const reference = `P-${randomUUID()}`
  const incoming: IncomingPayment = {
    tenantId: stack.tenantId,
    source: 'bank',
    sourceReference: reference,
    reference,
    method: 'transfer',
    money: { cents: cents(amount), currency: 'EUR' },
    named: null,
    payer: null,
    where: 'bank',
    clearedOn: payment.on,
    actor: 'bank',
    ...rest,
  }
  const { paymentId } = await stack.db.$transaction((tx) => receivePayment(tx, incoming, now))
  return paymentId
}

/** Money that was at the provider, or not seen yet, is at the bank. */
async function clears(paymentId: string, day: string, from: 'provider' | 'clearing', amount: number): Promise<void> {
  await stack.db.$transaction(async (tx) => {
    const kind = from === 'provider' ? 'payout' : 'cleared'
    const movement = { tenantId: stack.tenantId, kind, reference: paymentId, currency: 'EUR', on: day, actor: 'bank', paymentId } as const
    await moveFunds(tx, movement, { account: from }, { account: 'bank' }, cents(amount))
    await tx.payment.update({ where: { id: paymentId }, data: { clearedOn: new Date(`${day}T00:00:00Z`) } })
  })
}

async function holds(account: 'creditor' | 'transit' | 'agency' | 'refunds' | 'bank', creditor?: string): Promise<number> {
  const legs = await stack.db.fundsLeg.aggregate({
    where: { account, entry: { tenantId: stack.tenantId }, ...(creditor && { creditor: { reference: creditor } }) },
    _sum: { amountCents: true },
  })
  return Number(legs._sum.amountCents ?? 0n)
}

const read = async (one: Caller, path: string) => JSON.parse((await one.ask('GET', path)).text) as unknown
const list = async () => RemittanceList.parse(await read(program, '/v1/remittances'))
const remittanceOf = async (creditor: string) => {
  const [newest] = RemittanceList.parse(await read(program, `/v1/remittances?creditor=${creditor}`)).remittances
  return RemittanceDetail.parse(await read(program, `/v1/remittances/${newest?.id}`))
}
const orderIn = (answer: { text: string }): OrderView => TransferOrderView.parse(JSON.parse(answer.text))
const approve = (one: Caller, order: OrderView) => one.post(`/v1/transfer-orders/${order.id}/approvals`, {})
const accounts = async (creditor: string) => CreditorAccountList.parse(await read(program, `/v1/creditors/${creditor}/accounts`)).accounts

beforeAll(async () => {
  stack = await joinStack([letters])
  on('2026-01-05')
  const api = await serveApi(stack, { now: () => now })
  closing = [() => api.close(), () => stack.close()]
  program = new Caller(api.url, stack.apiKey)
  anne = await person('Anne Roy', api.url)
  bruno = await person('Bruno Petit', api.url)
  chloe = await person('Chloé Blanc', api.url)
  await stack.db.bankAccount.create({
    data: {
      id: randomUUID(),
      tenantId: stack.tenantId,
      kind: 'client-funds',
      name: 'Fonds de tiers',
      identification: IBAN_FUNDS,
      currency: 'EUR',
    },
  })
})
afterAll(async () => {
  for (const close of closing) await close()
})

describe('a creditor’s account', () => {
  it('given when the creditor is added counts as proposed by whoever added it', async () => {
    await program.made('/v1/creditors', creditorBody({ iban: IBAN_SOUTH }))
    await program.made('/v1/creditors', creditorBody({ reference: EAST, name: 'Mobilier Est' }))
    for (const creditor of [SOUTH, EAST]) await program.made(`/v1/creditors/${creditor}/mandates`, mandateBody())
    expect(await accounts(SOUTH)).toMatchObject([
      { state: 'proposed', iban: IBAN_SOUTH, proposedBy: 'api', approvals: [], usableFrom: null },
    ])
    expect(await accounts(EAST)).toEqual([])
  })

  it('is agreed to by persons, who have not proposed it and have not agreed before', async () => {
    const proposed = CreditorAccountList.parse(await anne.made(`/v1/creditors/${EAST}/accounts`, { iban: IBAN_EAST, bic: 'COBADEFFXXX' }))
    expect(proposed.accounts).toMatchObject([{ state: 'proposed', proposedBy: 'Anne Roy', bic: 'COBADEFFXXX', holder: 'Mobilier Est' }])
    const path = `/v1/creditors/${EAST}/accounts/${proposed.accounts[0]?.id}/approvals`
    expect(refusalIn(await program.post(path, {}))).toBe('403 person-needed')
    expect(refusalIn(await anne.post(path, {}))).toBe('403 approval-own')
    expect((await bruno.post(path, {})).status).toBe(201)
    expect(refusalIn(await bruno.post(path, {}))).toBe('409 approval-twice')
    expect(await accounts(EAST)).toMatchObject([{ state: 'proposed', usableFrom: null }])
    expect((await chloe.post(path, {})).status).toBe(201)
    expect(refusalIn(await anne.post(path, {}))).toBe('409 account-agreed')
  })

  it('is used five days after the second agreement, and not before', async () => {
    const [south] = await accounts(SOUTH)
    for (const one of [anne, bruno]) await one.made(`/v1/creditors/${SOUTH}/accounts/${south?.id}/approvals`, {})
    on('2026-01-09')
    expect(await accounts(SOUTH)).toMatchObject([{ state: 'waiting', usableFrom: '2026-01-10' }])
    on('2026-01-10')
    expect(await accounts(SOUTH)).toMatchObject([
      { state: 'in-use', usableFrom: '2026-01-10', approvals: [{ person: 'Anne Roy' }, { person: 'Bruno Petit' }] },
    ])
  })

  it.each([
    ['with a wrong digit', { iban: 'FR1420041010050500013M02607' }, '422 number-invalid'],
    ['that is the agency’s own', { iban: 'FR7630006000011234567890189' }, '422 account-own'],
    ['that holds the client funds', { iban: IBAN_FUNDS }, '422 account-own'],
    ['at a bank that cannot be', { iban: IBAN_EAST, bic: 'COBA' }, '422 number-invalid'],
  ])('%s is refused', async (_, body, refusal) => {
    expect(refusalIn(await anne.post(`/v1/creditors/${SOUTH}/accounts`, body))).toBe(refusal)
  })

  it('proposed again is the same, and is rejected by one person until it is in use', async () => {
    const path = `/v1/creditors/${EAST}/accounts`
    expect((await bruno.post(path, { iban: IBAN_PAYER })).status).toBe(201)
    expect((await chloe.post(path, { iban: IBAN_PAYER })).status).toBe(200)
    const [proposed, inUse] = await accounts(EAST)
    expect(refusalIn(await program.post(`${path}/${proposed?.id}/rejection`, {}))).toBe('403 person-needed')
    expect((await bruno.post(`${path}/${proposed?.id}/rejection`, {})).status).toBe(201)
    expect(refusalIn(await anne.post(`${path}/${proposed?.id}/approvals`, {}))).toBe('409 account-rejected')
    expect(refusalIn(await bruno.post(`${path}/${inUse?.id}/rejection`, {}))).toBe('409 account-in-use')
    expect(await accounts(EAST)).toMatchObject([{ state: 'rejected', rejectedBy: 'Bruno Petit' }, { state: 'in-use' }])
  })
})

const paid: Record<string, string> = {}
let first: OrderView

describe('the first order', () => {
  it('is refused, with the reason, while the bank has not borne the books out', async () => {
    const problem = problemIn(await anne.post('/v1/remittances', {}))
    expect(problem).toMatchObject({ status: 409, code: 'remittance-blocked', faults: [{ field: 'statement-missing' }] })
  })

  it('is refused while nothing is there to transfer', async () => {
    await bankSays('2026-01-09', 0)
    expect(refusalIn(await anne.post('/v1/remittances', {}))).toBe('409 remittance-empty')
    expect(refusalIn(await anne.post('/v1/remittances', { through: '2026-01-11' }))).toBe('422 remittance-day-future')
  })

  it('has what was received for good, what is due to a payer, and nothing else', async () => {
    on('2026-01-05')
    const open = async (creditor: string, amountCents: number) => {
      const claims = [{ reference: `F-${randomUUID()}`, amountCents, currency: 'EUR', dueDate: '2026-01-05' }]
      return viewIn(await program.post('/v1/files', openBody({ creditor, claims, legalStart: now.toISOString() }))).id
    }
    const [south, east, small] = [await open(SOUTH, 125_000), await open(EAST, 125_000), await open(EAST, 5_000)]
    on('2026-02-10')
    await comesIn({ fileId: south, cents: 30_000, on: '2026-02-10' })
    on('2026-02-12')
    const card = { source: 'stripe', method: 'card', where: 'provider', clearedOn: null } as const
    paid.card = await comesIn({ fileId: south, cents: 12_050, on: '2026-02-12', ...card })
    await clears(paid.card, '2026-02-16', 'provider', 12_050)
    on('2026-02-20')
    await comesIn({ fileId: east, cents: 7_525, on: '2026-02-15', method: 'direct_debit' })
    const payer = { name: 'Jean Dupont', iban: IBAN_PAYER, text: null }
    paid.over = await comesIn({ fileId: small, cents: 8_000, on: '2026-02-18', payer })
    const cheque = { source: 'cheque', method: 'cheque', where: 'clearing', clearedOn: null } as const
    paid.cheque = await comesIn({ fileId: south, cents: 20_000, on: '2026-02-20', ...cheque })

    on('2026-03-02')
    await bankSays('2026-03-01', 30_000 + 12_050 + 7_525 + 8_000)
    const body = { through: '2026-02-28', shares: [{ creditor: EAST, agencyCents: 1_200 }] }
    const key = randomUUID()
    const answer = await anne.post('/v1/remittances', body, key)
    const prepared = PreparedOrder.parse(JSON.parse(answer.text))
    first = prepared.order
    expect({ status: answer.status, heldBack: prepared.heldBack }).toEqual({ status: 201, heldBack: [] })
    expect(first).toMatchObject({
      state: 'prepared',
      totalCents: 56_375,
      preparedBy: 'Anne Roy',
      executeOn: '2026-03-03',
      iban: IBAN_FUNDS,
    })
    expect(first.items).toMatchObject([
      { kind: 'remittance', reference: 'REM-2026-0001', iban: IBAN_SOUTH, amountCents: 42_050 },
      { kind: 'remittance', reference: 'REM-2026-0002', iban: IBAN_EAST, bic: 'COBADEFFXXX', amountCents: 11_325 },
      { kind: 'refund', holder: 'Jean Dupont', iban: IBAN_PAYER, amountCents: 3_000 },
    ])
    const again = await anne.post('/v1/remittances', body, key)
    expect([again.status, PreparedOrder.parse(JSON.parse(again.text)).order.id]).toEqual([200, first.id])
    expect(refusalIn(await anne.post('/v1/remittances', { through: '2026-03-01' }, key))).toBe('409 key-reused')
    expect(refusalIn(await anne.post('/v1/remittances', body))).toBe('422 creditor-unknown')
    expect(refusalIn(await anne.post('/v1/remittances', {}))).toBe('409 remittance-empty')
  })

  it('says of each remittance what it is made of and by when it is due', async () => {
    const south = await remittanceOf(SOUTH)
    expect(south).toMatchObject({ collectedCents: 42_050, takenBackCents: 0, agencyCents: 0, netCents: 42_050, carriedCents: 20_000 })
    expect(south).toMatchObject({ state: 'prepared', through: '2026-02-28', dueBy: '2026-03-10' })
    expect(south.lines).toMatchObject([
      { kind: 'collected', on: '2026-02-10', method: 'transfer', amountCents: 30_000 },
      { kind: 'collected', on: '2026-02-12', method: 'card', amountCents: 12_050 },
    ])
    expect(south.lines.every(({ claims, debtor }) => claims.length === 1 && debtor === 'Garage Martin')).toBe(true)
    const east = await remittanceOf(EAST)
    expect(east).toMatchObject({ collectedCents: 12_525, agencyCents: 1_200, netCents: 11_325, carriedCents: 0, dueBy: '2026-03-15' })
  })

  it('moves nothing, and is not for the bank, before two persons besides its maker have agreed', async () => {
    const file = `/v1/transfer-orders/${first.id}/pain.001`
    expect(refusalIn(await program.ask('GET', file))).toBe('409 approval-missing')
    expect(refusalIn(await program.post(`/v1/transfer-orders/${first.id}/approvals`, {}))).toBe('403 person-needed')
    expect(refusalIn(await approve(anne, first))).toBe('403 approval-own')
    expect((await approve(bruno, first)).status).toBe(201)
    expect(refusalIn(await approve(bruno, first))).toBe('409 approval-twice')
    expect(refusalIn(await program.ask('GET', file))).toBe('409 approval-missing')
    expect(await holds('transit')).toBe(0)
    expect(orderIn(await approve(chloe, first))).toMatchObject({
      state: 'approved',
      approvals: [{ person: 'Bruno Petit' }, { person: 'Chloé Blanc' }],
    })
    expect(refusalIn(await approve(anne, first))).toBe('409 order-approved')
  })

  it('is in the books to the cent', async () => {
    expect(await holds('transit')).toBe(-56_375)
    expect(await holds('creditor', SOUTH)).toBe(-20_000)
    expect(await holds('creditor', EAST)).toBe(0)
    expect([await holds('agency'), await holds('refunds')]).toEqual([-1_200, 0])
  })

  it('is the same file for the bank however often it is asked for, by its hash', async () => {
    const path = `/v1/transfer-orders/${first.id}/pain.001`
    const [one, two] = [await anne.ask('GET', path), await program.ask('GET', path)]
    expect(one.headers.get('content-type')).toMatch(/^application\/xml/)
    expect(two.text).toBe(one.text)
    expect(createHash('sha256').update(one.text).digest('hex')).toBe(
      orderIn(await anne.ask('GET', `/v1/transfer-orders/${first.id}`)).sha256,
    )
    expect(one.text).toContain('urn:iso:std:iso:20022:tech:xsd:pain.001.001.09')
    expect(one.text.match(/<CtrlSum>563\.75<\/CtrlSum>/g)).toHaveLength(2)
    for (const item of first.items) expect(one.text).toContain(`<EndToEndId>${item.endToEndId}</EndToEndId>`)
    expect((await anne.ask('GET', `${path}?version=pain.001.001.03`)).text).toContain('xsd:pain.001.001.03')
  })

  it('makes a statement for each creditor, on paper and for a spreadsheet', async () => {
    const { id } = await remittanceOf(SOUTH)
    const pdf = await anne.ask('GET', `/v1/remittances/${id}/statement.pdf`)
    expect([pdf.status, pdf.headers.get('content-type'), pdf.text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-'])
    const csv = await anne.ask('GET', `/v1/remittances/${id}/statement.csv`)
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/)
    const rows = csv.text
      .trim()
      .split('\r\n')
      .map((row) => row.split(';'))
    expect(rows.map((row) => [row[1], row[8]])).toEqual([
      ['opération', 'montant'],
      ['Encaissement', '300,00'],
      ['Encaissement', '120,50'],
      ['Part de l’agence', '0,00'],
      ['Net reversé', '420,50'],
      ['Reporté au prochain reversement', '200,00'],
    ])
  })
})

const item = (order: OrderView, iban: string) => {
  const found = order.items.find((one) => one.iban === iban)
  if (!found) throw new Error(`no transfer to ${iban}`)
  return stack.db.transferItem.findUniqueOrThrow({ where: { endToEndId: found.endToEndId } })
}

describe('what the bank does', () => {
  it('is booked once: transfers are debited', async () => {
    for (const iban of [IBAN_SOUTH, IBAN_EAST, IBAN_PAYER]) {
      const row = await item(first, iban)
      const told = await stack.db.$transaction(async (tx) => [
        await markExecuted(tx, row, '2026-03-03'),
        await markExecuted(tx, row, '2026-03-03'),
      ])
      expect(told).toEqual([true, false])
    }
    expect([await holds('transit'), await holds('bank')]).toEqual([0, 57_575 - 56_375])
    expect((await remittanceOf(SOUTH)).state).toBe('executed')
    on('2026-03-04')
    expect(refusalIn(await anne.post(`/v1/transfer-orders/${first.id}/cancellation`, {}))).toBe('409 order-executed')
  })

  it('a transfer that comes back is due to the creditor again, by the day that it was due', async () => {
    const row = await item(first, IBAN_EAST)
    const told = await stack.db.$transaction(async (tx) => [
      await markBounced(tx, row, '2026-03-06', 'bank'),
      await markBounced(tx, row, '2026-03-06', 'bank'),
    ])
    expect(told).toEqual([true, false])
    expect(await holds('creditor', EAST)).toBe(-11_325)
    expect((await remittanceOf(EAST)).state).toBe('returned')
    on('2026-03-15')
    expect((await list()).overdue).toEqual([])
    on('2026-03-16')
    const overdue = { name: 'Mobilier Est', currency: 'EUR', amountCents: 11_325, dueBy: '2026-03-15' }
    expect((await list()).overdue).toEqual([{ creditor: EAST, ...overdue }])
    const { items } = Worklist.parse(await read(program, '/v1/worklist?kind=remittance'))
    expect(items).toMatchObject([{ kind: 'remittance', file: null, remittance: { creditor: EAST, ...overdue } }])
  })
})

let second: OrderView

/** The transfer that came back, which is due first; and 200.00 of the cheque, less 120.50 of the card. */
const SECOND = [
  { kind: 'remittance', iban: IBAN_EAST, amountCents: 11_325 },
  { kind: 'remittance', amountCents: 7_950 },
]

describe('the second order', () => {
  it('is not made of what was taken back alone: that waits for what comes in', async () => {
    await clears(paid.cheque ?? '', '2026-03-09', 'clearing', 20_000)
    on('2026-03-20')
    const chargeback = {
      paymentId: paid.card ?? '',
      reference: 'dp_1',
      amountCents: null,
      reason: 'chargeback',
      where: 'provider',
    } as const
    await stack.db.$transaction((tx) => takeBackPayment(tx, { tenantId: stack.tenantId, ...chargeback, actor: 'stripe' }, now))
    await bankSays('2026-03-19', 57_575 - 56_375 + 11_325 + 20_000)
    const { order, heldBack } = PreparedOrder.parse(await anne.made('/v1/remittances', { through: '2026-03-06' }))
    expect(heldBack).toMatchObject([{ kind: 'remittance', reference: SOUTH, amountCents: -12_050, why: 'carried' }])
    await program.made(`/v1/transfer-orders/${order.id}/cancellation`, {})
  })

  it('nets what was charged back after it had been passed on, and says so', async () => {
    on('2026-03-30')
    const change = CreditorAccountList.parse(await anne.made(`/v1/creditors/${SOUTH}/accounts`, { iban: IBAN_SOUTH_NEW }))
    const path = `/v1/creditors/${SOUTH}/accounts/${change.accounts[0]?.id}/approvals`
    for (const one of [bruno, chloe]) await one.made(path, {})
    on('2026-04-01')
    await bankSays('2026-03-31', 32_525)
    second = PreparedOrder.parse(await anne.made('/v1/remittances', { through: '2026-03-31' })).order
    expect(second.items).toMatchObject(SECOND)
    const south = await remittanceOf(SOUTH)
    expect(south).toMatchObject({ collectedCents: 20_000, takenBackCents: -12_050, netCents: 7_950, dueBy: '2026-04-09', iban: IBAN_SOUTH })
    expect(south.lines).toMatchObject([
      { kind: 'collected', on: '2026-02-20', method: 'cheque', amountCents: 20_000 },
      { kind: 'taken-back', method: 'card', reason: 'chargeback', amountCents: -12_050 },
    ])
    expect((await remittanceOf(EAST)).lines).toMatchObject([{ kind: 'transfer-returned', on: '2026-03-06', amountCents: 11_325 }])
  })

  it('is not agreed to once an account has changed: it is cancelled and made anew', async () => {
    expect((await approve(bruno, second)).status).toBe(201)
    on('2026-04-04')
    await bankSays('2026-04-03', 32_525)
    expect(refusalIn(await approve(chloe, second))).toBe('409 remittance-outdated')
    expect(await holds('transit')).toBe(0)
    expect(orderIn(await program.post(`/v1/transfer-orders/${second.id}/cancellation`, {})).state).toBe('cancelled')
    expect(refusalIn(await approve(chloe, second))).toBe('409 order-cancelled')
    second = PreparedOrder.parse(await anne.made('/v1/remittances', { through: '2026-03-31' })).order
    expect(second.items).toMatchObject([SECOND[0], { ...SECOND[1], iban: IBAN_SOUTH_NEW }])
  })

  it('is taken back by two persons after it was agreed to, and leaves the books as they were', async () => {
    for (const one of [bruno, chloe]) await approve(one, second)
    expect([await holds('transit'), await holds('creditor')]).toEqual([-19_275, 0])
    const path = `/v1/transfer-orders/${second.id}/cancellation`
    expect(refusalIn(await program.post(path, {}))).toBe('403 person-needed')
    expect(orderIn(await anne.post(path, {}))).toMatchObject({ state: 'approved', cancellations: [{ person: 'Anne Roy' }] })
    expect(refusalIn(await anne.post(path, {}))).toBe('409 approval-twice')
    expect(orderIn(await bruno.post(path, {})).state).toBe('cancelled')
    expect([await holds('transit'), await holds('creditor')]).toEqual([0, -19_275])
    const third = PreparedOrder.parse(await anne.made('/v1/remittances', { through: '2026-03-31' })).order
    expect(third.items).toMatchObject([SECOND[0], { ...SECOND[1], iban: IBAN_SOUTH_NEW }])
    second = third
  })

  it('is not agreed to once money that it would pass on was taken back', async () => {
    expect((await approve(bruno, second)).status).toBe(201)
    const unpaid = { paymentId: paid.cheque ?? '', reference: 'UNPAID-1', amountCents: null, reason: 'unpaid', where: 'bank' } as const
    await stack.db.$transaction((tx) => takeBackPayment(tx, { tenantId: stack.tenantId, ...unpaid, actor: 'bank' }, now))
    await bankSays('2026-04-04', 32_525 - 20_000)
    expect(refusalIn(await approve(chloe, second))).toBe('409 remittance-outdated')
    expect(await holds('transit')).toBe(0)
  })
})

it('histories name the person whose key it was', async () => {
  const entries = await stack.db.fundsEntry.findMany({ where: { tenantId: stack.tenantId, kind: 'remitted' }, select: { actor: true } })
  expect(new Set(entries.map(({ actor }) => actor))).toEqual(new Set(['Chloé Blanc', 'Bruno Petit']))
})
