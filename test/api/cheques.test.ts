import { randomInt } from 'node:crypto'
import { afterAll, beforeEach, expect, it } from 'vitest'
import type { ChequeList, ChequeView, SettledCheques, SlipView } from '../../src/contracts/cheque.js'
import type { ReadEntry } from '../../src/domain/bank-statement.js'
import { importStatements } from '../../src/store/import-statement.js'
import { creditEntry, statementOf } from '../support/bank-credit.js'
import { addClientAccount, fundsOf } from '../support/client-funds.js'
import { eventually } from '../support/eventually.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, claim, joinAgency, refusalIn } from './caller.js'

/**
 * A cheque’s life. The files begin on 5 January 2026, and owe 1,250.00 euros each, on which no interest runs yet. Each test has a
 * tenant of its own, so that its client funds are all there are.
 */
let stack: TestStack
let api: Caller
let account: string
const stacks: TestStack[] = []

beforeEach(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
  stacks.push(stack)
  account = await addClientAccount(stack)
})
afterAll(async () => {
  for (const one of stacks) await one.close()
})

const number = () => String(randomInt(1_000_000, 9_999_999))
const body = (changes: Record<string, unknown> = {}) => ({
  number: number(),
  bank: 'Crédit Lyonnais',
  drawer: 'Garage Martin',
  amountCents: 125_000,
  receivedOn: '2026-01-05',
  ...changes,
})
const register = (file: string, changes: Record<string, unknown> = {}) => api.made<ChequeView>(`/v1/files/${file}/cheques`, body(changes))
const slipOf = (reference: string, cheques: ChequeView[]) => ({
  reference,
  depositedOn: '2026-01-05',
  cheques: cheques.map(({ id }) => id),
})
const deposit = (reference: string, ...cheques: ChequeView[]) => api.made<SlipView>('/v1/cheque-slips', slipOf(reference, cheques))
const credit = (slip: string, on: string) => api.made<SlipView>(`/v1/cheque-slips/${slip}/credit`, { on })
const unpaid = (cheque: ChequeView, on: string, more: object = {}) =>
  api.made<ChequeView>(`/v1/cheques/${cheque.id}/unpaid`, { on, reason: 'insufficient-funds', ...more })
const closed = (id: string) => eventually(async () => expect(await api.file(id)).toMatchObject({ status: 'closed', balanceCents: 0 }))
const receipts = () => stack.db.paymentReceipt.findMany({ where: { tenantId: stack.tenantId } })
const notices = async () =>
  (await stack.db.creditorNotice.findMany({ where: { tenantId: stack.tenantId }, orderBy: { id: 'asc' } })).map(({ kind, reason }) => [
    kind,
    reason,
  ])

it('a cheque that is registered pays nothing', async () => {
  const { id, reference } = await api.open()
  const cheque = await register(id)
  expect(cheque).toMatchObject({ state: 'received', file: { id, reference }, amountCents: 125_000, slip: null })
  expect((await api.file(id)).balanceCents).toBe(125_000)
  expect(await fundsOf(stack)).toEqual({})
})

it('a deposited cheque pays its file and closes it, and its receipt waits', async () => {
  const { id } = await api.open()
  const slip = await deposit('BR-1', await register(id))
  expect(slip).toMatchObject({ reference: 'BR-1', totalCents: 125_000, cheques: [{ state: 'deposited' }] })
  await closed(id)
  expect(await fundsOf(stack)).toEqual({ clearing: 125_000, creditor: -125_000 })
  expect(await receipts()).toEqual([])
})

it('a cheque that comes back after its file was closed opens it again, and nothing is left in the books', async () => {
  const { id } = await api.open()
  const cheque = await register(id)
  await deposit('BR-1', cheque)
  await closed(id)
  expect(await unpaid(cheque, '2026-01-15')).toMatchObject({ state: 'unpaid', unpaidOn: '2026-01-15', reason: 'insufficient-funds' })
  await eventually(async () => expect(await api.file(id)).toMatchObject({ status: 'open', balanceCents: 125_000 }))
  expect(await fundsOf(stack)).toEqual({})
  expect(await notices()).toEqual([
    ['payment', null],
    ['closed', 'paid'],
    ['taken-back', 'unpaid'],
  ])
})

it('the bank’s credit moves the money there; the receipt comes when the cheque counts as paid for good', async () => {
  const { id } = await api.open()
  await deposit('BR-1', await register(id))
  expect((await credit('BR-1', '2026-01-06')).cheques).toMatchObject([{ state: 'credited', creditedOn: '2026-01-06' }])
  expect(await fundsOf(stack)).toEqual({ bank: 125_000, creditor: -125_000 })
  const early = await api.made<SettledCheques>('/v1/cheques/settlement', { through: '2026-01-19' })
  expect([early.cheques, await receipts()]).toEqual([[], []])
  const settled = await api.made<SettledCheques>('/v1/cheques/settlement', { through: '2026-01-20' })
  expect(settled.cheques).toMatchObject([{ state: 'paid', paidOn: '2026-01-20' }])
  expect(await receipts()).toMatchObject([{ amountCents: 125_000n, cancelledAt: null, number: 1 }])
  expect((await api.made<SettledCheques>('/v1/cheques/settlement', { through: '2026-01-20' })).cheques).toEqual([])
})

it('statements of its account credit a slip, and count its cheques as paid for good once they tell of no return', async () => {
  const { id } = await api.open()
  await deposit('BR-1', await register(id))
  const take = (closedOn: string, entries: ReadEntry[] = []) =>
    importStatements(
      stack.db,
      { tenantId: stack.tenantId, actor: 'test' },
      { sha256: '0'.repeat(64), statements: [statementOf(account, closedOn, entries)] },
      { dryRun: false },
      () => new Date(),
    )
  const [taken] = await take('2026-01-06', [creditEntry('E-1', '2026-01-06', 125_000, { remittance: 'REMISE CHEQUES BR-1' })])
  expect(taken?.entries).toMatchObject([{ decision: 'cleared' }])
  expect(await fundsOf(stack)).toEqual({ bank: 125_000, creditor: -125_000 })
  await take('2026-01-19')
  expect(await receipts()).toEqual([])
  await take('2026-01-20')
  expect(await receipts()).toMatchObject([{ amountCents: 125_000n, cancelledAt: null }])
})

it('one that comes back even after that cancels its receipt, and what the bank charges is the agency’s', async () => {
  const { id } = await api.open()
  const cheque = await register(id)
  await deposit('BR-1', cheque)
  await credit('BR-1', '2026-01-06')
  await api.made('/v1/cheques/settlement', { through: '2026-01-20' })
  await unpaid(cheque, '2026-02-20', { reason: 'stolen', feeCents: 15_00 })
  expect((await api.file(id)).balanceCents).toBe(125_000)
  expect(await receipts()).toMatchObject([{ cancelledAt: expect.any(Date) }])
  expect(await fundsOf(stack)).toEqual({ bank: -15_00, shortfall: 15_00 })
})

it('what a slip is credited for leaves out the cheque that came back before', async () => {
  const [one, other] = [await api.open(), await api.open()]
  const [good, bad] = [await register(one.id), await register(other.id)]
  await deposit('BR-1', good, bad)
  await unpaid(bad, '2026-01-06')
  await credit('BR-1', '2026-01-07')
  await credit('BR-1', '2026-01-07')
  expect(await fundsOf(stack)).toEqual({ bank: 125_000, creditor: -125_000 })
})

it('what is more than the debt is owed back to who paid it, and leaves with the cheque that came back', async () => {
  const { id } = await api.open()
  const cheque = await register(id, { amountCents: 130_000 })
  await deposit('BR-1', cheque)
  expect(await fundsOf(stack)).toEqual({ clearing: 130_000, creditor: -125_000, refunds: -5_000 })
  await unpaid(cheque, '2026-01-15')
  expect(await fundsOf(stack)).toEqual({})
})

it('a cheque is known by its bank and number', async () => {
  const [one, other] = [await api.open(), await api.open()]
  const { number: taken } = await register(one.id)
  const again = (changes: object) => api.post(`/v1/files/${other.id}/cheques`, body({ number: taken, ...changes }))
  expect(refusalIn(await again({}))).toBe('409 cheque-duplicate')
  expect(refusalIn(await again({ bank: 'crédit lyonnais' }))).toBe('409 cheque-duplicate')
  expect((await again({ bank: 'La Banque Postale' })).status).toBe(201)
})

it('a cheque is for a file that is there, in its currency, and came no later than today', async () => {
  const { id } = await api.open()
  expect(refusalIn(await api.post('/v1/files/K7M2P9QRS/cheques', body()))).toBe('404 file-unknown')
  expect(refusalIn(await api.post(`/v1/files/${id}/cheques`, body({ currency: 'CHF' })))).toBe('422 currency-mismatch')
  expect(refusalIn(await api.post(`/v1/files/${id}/cheques`, body({ receivedOn: '2199-01-01' })))).toBe('422 day-impossible')
})

it('of two deposits of one cheque at once, one counts', async () => {
  const { id } = await api.open({ claims: [claim({ amountCents: 300_000 })] })
  const cheque = await register(id)
  const answers = await Promise.all(['BR-1', 'BR-2', 'BR-3'].map((reference) => api.post('/v1/cheque-slips', slipOf(reference, [cheque]))))
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409, 409])
  expect(await fundsOf(stack)).toEqual({ clearing: 125_000, creditor: -125_000 })
  expect((await api.file(id)).balanceCents).toBe(175_000)
})

it('the same deposit told again changes nothing, another under its reference is refused', async () => {
  const { id } = await api.open()
  const [cheque, other] = [await register(id), await register(id)]
  await deposit('BR-1', cheque)
  expect((await deposit('BR-1', cheque)).totalCents).toBe(125_000)
  expect(refusalIn(await api.post('/v1/cheque-slips', slipOf('BR-1', [other])))).toBe('409 slip-duplicate')
  expect(refusalIn(await api.post('/v1/cheque-slips', slipOf('BR-2', [cheque])))).toBe('409 cheque-moved-on')
  expect(await fundsOf(stack)).toEqual({ clearing: 125_000, creditor: -125_000 })
})

it('what was not deposited can be given back, and then nothing else', async () => {
  const { id } = await api.open()
  const cheque = await register(id)
  expect(refusalIn(await api.post(`/v1/cheques/${cheque.id}/unpaid`, { on: '2026-01-06', reason: 'lost' }))).toBe('409 cheque-moved-on')
  expect((await api.made<ChequeView>(`/v1/cheques/${cheque.id}/giving-back`)).state).toBe('given-back')
  expect(refusalIn(await api.post('/v1/cheque-slips', slipOf('BR-1', [cheque])))).toBe('409 cheque-moved-on')
})

it('an unpaid cheque is unpaid once', async () => {
  const { id } = await api.open()
  const cheque = await register(id)
  await deposit('BR-1', cheque)
  const path = `/v1/cheques/${cheque.id}/unpaid`
  const answers = await Promise.all([1, 2].map(() => api.post(path, { on: '2026-01-06', reason: 'lost' })))
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409])
  expect(await fundsOf(stack)).toEqual({})
})

it('another tenant’s cheques and slips are not there', async () => {
  const { id } = await api.open()
  const cheque = await register(id)
  await deposit('BR-1', cheque)
  const { stack: elsewhere, api: other } = await joinAgency()
  stacks.push(elsewhere)
  await addClientAccount(elsewhere)
  expect(refusalIn(await other.post(`/v1/cheques/${cheque.id}/giving-back`))).toBe('404 resource-unknown')
  expect(refusalIn(await other.post('/v1/cheque-slips', slipOf('BR-9', [cheque])))).toBe('404 resource-unknown')
  expect(refusalIn(await other.ask('GET', '/v1/cheque-slips/BR-1'))).toBe('404 resource-unknown')
  expect((await other.get<ChequeList>('/v1/cheques')).items).toEqual([])
})

it('the slip goes to the bank as PDF and as a table', async () => {
  const { id, reference } = await api.open()
  const cheque = await register(id, { drawer: '=Garage;Martin' })
  await deposit('BR-1', cheque)
  const pdf = await api.ask('GET', '/v1/cheque-slips/BR-1/pdf')
  expect([pdf.headers.get('content-type'), pdf.text.slice(0, 5)]).toEqual(['application/pdf', '%PDF-'])
  expect((await api.ask('GET', '/v1/cheque-slips/BR-1/pdf')).text).toBe(pdf.text)
  const [, row] = (await api.ask('GET', '/v1/cheque-slips/BR-1/csv')).text.split('\r\n')
  expect(row?.split(';').slice(3)).toEqual([cheque.number, 'CRÉDIT LYONNAIS', `"'=Garage`, `Martin"`, reference, '1250.00', 'EUR'])
})

it('cheques are listed page by page, by their state', async () => {
  const { id } = await api.open({ claims: [claim({ amountCents: 900_000 })] })
  const days = ['2026-01-03', '2026-01-05', '2026-01-04']
  const [first, second, third] = [
    await register(id, { receivedOn: days[0] }),
    await register(id, { receivedOn: days[1] }),
    await register(id, { receivedOn: days[2] }),
  ]
  const page = await api.get<ChequeList>('/v1/cheques?limit=2')
  expect(page.items.map((cheque) => cheque.id)).toEqual([second.id, third.id])
  const rest = await api.get<ChequeList>(`/v1/cheques?limit=2&cursor=${page.next}`)
  expect([rest.items.map((cheque) => cheque.id), rest.next]).toEqual([[first.id], null])
  await deposit('BR-1', first)
  await credit('BR-1', '2026-01-06')
  for (const [state, ids] of [
    ['received', [second.id, third.id]],
    ['credited', [first.id]],
    ['deposited', []],
    ['paid', []],
    ['unpaid', []],
    ['given-back', []],
  ] as const)
    expect((await api.get<ChequeList>(`/v1/cheques?state=${state}`)).items.map((cheque) => cheque.id)).toEqual(ids)
})
