import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BankAccountList, ImportedStatements, StatementList, StatementView } from '../../src/contracts/statement.js'
import { UnallocatedList } from '../../src/contracts/unallocated.js'
import { Worklist } from '../../src/contracts/worklist.js'
import { statementOf } from '../support/bank-world.js'
import { type CamtEntry, camt, IBAN } from '../support/camt.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, joinAgency, problemIn, refusalIn } from './caller.js'

let stack: TestStack
let api: Caller

const account = { kind: 'client-funds', name: 'Compte de tiers', identification: 'FR76 3000 6000 0112 3456 7890 189', currency: 'EUR' }

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
}, 60_000)
afterAll(() => stack.close())

const credit = (amountCents: number, text: string): CamtEntry => ({
  amountCents,
  bookedOn: '2026-11-10',
  bankReference: randomUUID(),
  transactions: [{ debtor: 'A Payer', remittance: [text] }],
})

const send = (body: string, { type = 'application/xml', dryRun = false } = {}) =>
  api.ask('POST', `/v1/statements?dryRun=${dryRun}`, { body, headers: { 'content-type': type } })
const imported = async (entries: CamtEntry[], how = {}) =>
  ImportedStatements.parse(JSON.parse((await send(camt([statementOf(entries)]), how)).text))
const waiting = async () => UnallocatedList.parse(await api.get('/v1/payments?state=to-allocate')).payments

describe('bank accounts', () => {
  it('are added once, with their check digits looked at, and listed', async () => {
    expect((await api.post('/v1/accounts', account)).status).toBe(201)
    expect((await api.post('/v1/accounts', account)).status).toBe(200)
    expect(refusalIn(await api.post('/v1/accounts', { ...account, kind: 'own' }))).toBe('409 account-duplicate')
    expect(refusalIn(await api.post('/v1/accounts', { ...account, identification: 'FR7630006000011234567890188' }))).toBe(
      '422 number-invalid',
    )
    const { accounts } = BankAccountList.parse(await api.get('/v1/accounts'))
    expect(accounts.map(({ identification, kind }) => `${identification} ${kind}`)).toEqual([`${IBAN} client-funds`])
  })
})

describe('statements', () => {
  it.each(['application/xml', 'text/xml', 'text/plain', 'application/octet-stream'])('are taken as %s', async (type) => {
    const { statements } = await imported([credit(1_00, 'rien')], { type })
    expect(statements[0]).toMatchObject({ account: IBAN, decision: 'taken', sumCents: 1_00, balanced: true, faults: [] })
    expect(statements[0]?.entries[0]).toMatchObject({
      date: '2026-11-10',
      amountCents: 1_00,
      counterparty: 'A Payer',
      decision: 'to-allocate',
    })
  })

  it('are foreseen by a dry run, which leaves nothing behind', async () => {
    const before = (await waiting()).length
    const file = await api.open()
    const { statements } = await imported([credit(2_00, file.reference)], { dryRun: true })
    expect(statements[0]?.entries[0]).toMatchObject({ match: 'reference', decision: 'posted' })
    expect((await api.file(file.id)).balanceCents).toBe(file.balanceCents)
    expect((await waiting()).length).toBe(before)
  })

  it('post what is certain, and are listed and seen with what became of their entries', async () => {
    const file = await api.open()
    const { statements } = await imported([credit(2_00, file.reference)])
    const id = statements[0]?.id ?? ''
    expect((await api.file(file.id)).claims[0]?.paidCents).toBe(2_00)
    const list = StatementList.parse(await api.get('/v1/statements?limit=1'))
    expect(list.statements[0]).toMatchObject({ id, account: IBAN, entries: 1, balanced: true })
    const view = StatementView.parse(await api.get(`/v1/statements/${id}`))
    expect(view.entries[0]).toMatchObject({ amountCents: 2_00, match: 'reference', decision: 'posted', payment: expect.any(String) })
    const second = StatementList.parse(await api.get(`/v1/statements?limit=1&cursor=${list.next}`))
    expect(second.statements[0]?.id).not.toBe(id)
  })

  it('that cannot be read are refused in one sentence, and nothing of them is kept', async () => {
    const answer = await send('<Document><nothing/></Document>')
    expect(problemIn(answer)).toMatchObject({ status: 422, code: 'statement-unreadable', faults: [{ field: 'body' }] })
    expect(refusalIn(await send(''))).toBe('422 statement-unreadable')
    expect(refusalIn(await api.ask('GET', '/v1/statements/none'))).toBe('404 resource-unknown')
  })

  it('are no JSON, and other requests are nothing else', async () => {
    expect(refusalIn(await send('{}', { type: 'application/json' }))).toBe('400 request-invalid')
    const xml = { body: '<a/>', headers: { 'content-type': 'application/xml' } }
    expect(refusalIn(await api.ask('POST', '/v1/accounts', xml))).toBe('400 request-invalid')
  })
})

describe('money to allocate', () => {
  const cameIn = async (amountCents: number, text = 'rien') => {
    const { statements } = await imported([credit(amountCents, text)])
    const view = StatementView.parse(await api.get(`/v1/statements/${statements[0]?.id}`))
    const payment = (await waiting()).find(({ id }) => id === view.entries[0]?.payment)
    if (!payment) throw new Error('it does not wait')
    return payment
  }

  it('is listed, and waits on the worklist', async () => {
    const payment = await cameIn(12_34)
    expect(payment).toMatchObject({ unallocatedCents: 12_34, payer: { name: 'A Payer' }, proposals: [] })
    const { items } = Worklist.parse(await api.get('/v1/worklist?kind=money&limit=200'))
    const item = items.find(({ money }) => money?.payment === payment.id)
    expect(item).toMatchObject({ kind: 'money', money: { amountCents: 12_34, currency: 'EUR', payer: 'A Payer' } })
  })

  it('is given to files, once under one key', async () => {
    const file = await api.open()
    const { id } = await cameIn(10_00)
    const key = randomUUID()
    const body = { shares: [{ file: file.reference, amountCents: 4_00 }] }
    expect(await api.made(`/v1/payments/${id}/allocations`, body, key)).toEqual({ id, unallocatedCents: 6_00 })
    expect(await api.made(`/v1/payments/${id}/allocations`, body, key)).toEqual({ id, unallocatedCents: 6_00 })
    const other = { shares: [{ file: file.reference, amountCents: 5_00 }] }
    expect(refusalIn(await api.post(`/v1/payments/${id}/allocations`, other, key))).toBe('409 key-reused')
    expect((await api.file(file.id)).claims[0]?.paidCents).toBe(4_00)
    const more = { shares: [{ file: file.reference, amountCents: 7_00 }] }
    expect(refusalIn(await api.post(`/v1/payments/${id}/allocations`, more))).toBe('422 payment-exceeds-unallocated')
    expect(await api.made(`/v1/payments/${id}/allocations`, { shares: [{ file: file.id }] })).toEqual({ id, unallocatedCents: 0 })
  })

  it('goes back to its payer', async () => {
    const { id } = await cameIn(10_00)
    expect(await api.made(`/v1/payments/${id}/refund-due`, { amountCents: 3_00 })).toEqual({ id, unallocatedCents: 7_00 })
    expect(await api.made(`/v1/payments/${id}/refund-due`, {})).toEqual({ id, unallocatedCents: 0 })
    expect(refusalIn(await api.post(`/v1/payments/${id}/refund-due`, {}))).toBe('422 payment-exceeds-unallocated')
  })

  it('holds the files that it may be for, until it is said that it is not', async () => {
    const [one, other] = [await api.open(), await api.open()]
    const payment = await cameIn(10_00, `${one.reference} ${other.reference}`)
    expect(payment.proposals.map(({ file }) => file.reference).sort()).toEqual([one.reference, other.reference].sort())
    const held = () => stack.db.hold.count({ where: { fileId: one.id, reason: 'money-to-allocate', liftedAt: null } })
    expect(await held()).toBe(1)
    await api.made(`/v1/payments/${payment.id}/dismissals`, { file: one.reference })
    expect(await held()).toBe(0)
    expect(refusalIn(await api.post(`/v1/payments/${randomUUID()}/dismissals`, { file: one.reference }))).toBe('404 payment-unknown')
  })
})
