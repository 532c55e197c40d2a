import { createHash } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { DebitBatchView, DebitMandateView, DebitView, NewBatchView } from '../../src/contracts/direct-debit.js'
import type { FileView } from '../../src/contracts/file-view.js'
import { collectDueDebits } from '../../src/store/collect-debits.js'
import { importStatements } from '../../src/store/import-statement.js'
import { creditEntry, statementOf } from '../support/bank-credit.js'
import { addClientAccount, fundsOf } from '../support/client-funds.js'
import { eventually } from '../support/eventually.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, claim, joinAgency, refusalIn } from './caller.js'
import { serveApi } from './own-api.js'

/**
 * Direct debits of files that begin on Monday 5 January 2026 and owe 1,250.00 euros each, on which no interest runs yet. With 14
 * days of notice a debit is on Monday the 19th at the earliest. Each test has a tenant of its own, so that its client funds are
 * all there are.
 */
const IBAN = 'FR7630006000011234567890189'
const FIRST_DAY = '2026-01-19'

let stack: TestStack
let api: Caller
let account: string
const stacks: TestStack[] = []
const servers: { close(): Promise<void> }[] = []

beforeEach(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
  stacks.push(stack)
  account = await addClientAccount(stack)
  await api.made('/v1/debit-identifier', { identifier: 'FR72 ZZZ 123456' })
})
afterAll(async () => {
  for (const one of servers) await one.close()
  for (const one of stacks) await one.close()
})

const mandateBody = (reference: string, changes: Record<string, unknown> = {}) => ({
  reference,
  holder: 'Garage Martin',
  iban: IBAN,
  signedOn: '2026-01-04',
  recurrent: true,
  proofSha256: 'a'.repeat(64),
  ...changes,
})
const sign = (file: FileView, reference = 'RUM-1', changes: Record<string, unknown> = {}) =>
  api.made<DebitMandateView>(`/v1/files/${file.id}/debit-mandates`, mandateBody(reference, changes))
const debitBody = (changes: Record<string, unknown> = {}) => ({ mandate: 'RUM-1', amountCents: 125_000, collectOn: FIRST_DAY, ...changes })
const plan = (file: FileView, changes: Record<string, unknown> = {}) =>
  api.made<DebitView>(`/v1/files/${file.id}/debits`, debitBody(changes))
const tell = (debit: DebitView, on = '2026-01-05') => api.made<DebitView>(`/v1/debits/${debit.id}/announcement`, { on })
const batch = (reference = 'PRLV-1', through = FIRST_DAY) => api.made<NewBatchView>('/v1/debit-batches', { reference, through })
const credit = (reference = 'PRLV-1', on = FIRST_DAY, more: object = {}) =>
  api.made<DebitBatchView>(`/v1/debit-batches/${reference}/credit`, { on, ...more })
const giveBack = (debit: DebitView, code: string, on: string, more: object = {}) =>
  api.made<DebitView>(`/v1/debits/${debit.id}/return`, { code, on, ...more })
const closed = (id: string) => eventually(async () => expect(await api.file(id)).toMatchObject({ status: 'closed', balanceCents: 0 }))
const receipts = () => stack.db.paymentReceipt.findMany({ where: { tenantId: stack.tenantId } })
const heldUntil = async (id: string) =>
  (await api.file(id)).holds.filter(({ reason, liftedAt }) => reason === 'direct-debit' && liftedAt === null).map(({ until }) => until)

const forward = (file: FileView, days: number) => api.made<FileView>(`/v1/files/${file.id}/forward`, { days })

/** A file whose debit of a sum is announced. */
async function announced(amountCents = 125_000): Promise<{ file: FileView; debit: DebitView }> {
  const file = await api.open()
  await sign(file)
  const debit = await plan(file, { amountCents })
  return { file, debit: await tell(debit) }
}

/** A file that a debit has paid and closed. */
async function collected(): Promise<{ file: FileView; debit: DebitView }> {
  const there = await announced()
  await batch()
  await credit()
  await closed(there.file.id)
  return there
}

describe('a mandate', () => {
  it('is kept once, with what it says', async () => {
    const file = await api.open()
    const mandate = await sign(file)
    expect(mandate).toMatchObject({ reference: 'RUM-1', scheme: 'core', iban: IBAN, noticeDays: 14, revokedOn: null })
    expect(await sign(file)).toEqual(mandate)
    const other = await api.post(`/v1/files/${file.id}/debit-mandates`, mandateBody('RUM-1', { holder: 'Garage Durand' }))
    expect(refusalIn(other)).toBe('409 debit-mandate-duplicate')
  })

  it('of the B2B scheme is refused where a claim has the consumer’s rules, and taken from a trader', async () => {
    const b2b = (file: FileView) => api.post(`/v1/files/${file.id}/debit-mandates`, mandateBody('RUM-B2B', { scheme: 'b2b' }))
    const mixed = [claim({ amountCents: 5_000, capacity: 'trader' }), claim({ amountCents: 5_000, capacity: 'undecided' })]
    expect(refusalIn(await b2b(await api.open({ claims: mixed })))).toBe('422 scheme-not-for-consumers')
    expect((await b2b(await api.open({ claims: [claim({ capacity: 'trader' })] }))).status).toBe(201)
  })

  it('wants a right account, a day that was, and the agency’s identifier, which does not change afterwards', async () => {
    const file = await api.open()
    const refused = async (changes: object) =>
      refusalIn(await api.post(`/v1/files/${file.id}/debit-mandates`, mandateBody('RUM-1', { ...changes })))
    expect(await refused({ iban: 'FR7630006000011234567890188' })).toBe('422 number-invalid')
    expect(await refused({ signedOn: '2026-01-06' })).toBe('422 day-impossible')
    expect(refusalIn(await api.post('/v1/debit-identifier', { identifier: 'FR73ZZZ123456' }))).toBe('422 number-invalid')
    await sign(file)
    expect(refusalIn(await api.post('/v1/debit-identifier', { identifier: 'DE98ZZZ09999999999' }))).toBe('409 debit-identifier-fixed')
    expect((await api.post('/v1/debit-identifier', { identifier: 'FR72ZZZ123456' })).status).toBe(200)
  })

  it('is asked for no debit once it is revoked, and one for once for no second', async () => {
    const file = await api.open()
    await sign(file)
    await sign(file, 'RUM-ONCE', { recurrent: false })
    await plan(file, { mandate: 'RUM-ONCE', amountCents: 1_000 })
    await api.made('/v1/debit-mandates/RUM-1/revocation', { on: '2026-01-19' })
    const asked = (changes: object) => api.post(`/v1/files/${file.id}/debits`, debitBody({ amountCents: 2_000, ...changes }))
    expect(refusalIn(await asked({}))).toBe('422 debit-mandate-unusable')
    expect(refusalIn(await asked({ mandate: 'RUM-ONCE' }))).toBe('422 debit-mandate-unusable')
    expect(refusalIn(await asked({ mandate: 'RUM-NONE' }))).toBe('422 debit-mandate-unknown')
  })
})

describe('an announcement', () => {
  it.each([
    ['a day too early', { collectOn: '2026-01-16' }, '422 debit-notice-short'],
    ['a Saturday', { collectOn: '2026-01-24' }, '422 debit-day-closed'],
    ['Good Friday', { collectOn: '2026-04-03' }, '422 debit-day-closed'],
    ['a cent more than is owed', { amountCents: 125_001 }, '422 payment-exceeds-balance'],
    ['another currency', { currency: 'CHF' }, '422 currency-mismatch'],
  ])('is not made for %s', async (_, changes, refusal) => {
    const file = await api.open()
    await sign(file)
    expect(refusalIn(await api.post(`/v1/files/${file.id}/debits`, debitBody(changes)))).toBe(refusal)
  })

  it('counts what is on its way already', async () => {
    const file = await api.open()
    await sign(file)
    const first = await plan(file, { amountCents: 100_000 })
    expect(await plan(file, { amountCents: 100_000 })).toEqual(first) // told again, the same
    const more = { amountCents: 25_001, collectOn: '2026-01-20' }
    expect(refusalIn(await api.post(`/v1/files/${file.id}/debits`, debitBody(more)))).toBe('422 payment-exceeds-balance')
    expect(await plan(file, { ...more, amountCents: 25_000 })).toMatchObject({ state: 'planned' })
  })

  it('names identifier, mandate, sum and day, as a letter and as a text', async () => {
    const file = await api.open()
    await sign(file)
    const { id, reference } = await plan(file, { amountCents: 40_000 })
    const { subject, text } = await api.get<{ subject: string; text: string }>(`/v1/debits/${id}/announcement/text`)
    expect(subject).toContain(file.reference)
    for (const words of ['FR72ZZZ123456', 'RUM-1', '400,00\u00a0€', '19\u00a0janvier\u00a02026', 'se termine par 0189'])
      expect(text).toContain(words)
    const letter = await api.ask('GET', `/v1/debits/${reference}/announcement`)
    expect([letter.status, letter.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  })

  it('lets the file wait until the debit would have come back, and no longer', async () => {
    const { file, debit } = await announced()
    expect(debit).toMatchObject({ state: 'announced', announceBy: '2026-01-05', submitBy: '2026-01-16', announcedOn: '2026-01-05' })
    expect(await heldUntil(file.id)).toEqual(['2026-01-27'])
    await api.made(`/v1/debits/${debit.id}/cancellation`)
    expect(await heldUntil(file.id)).toEqual([])
  })

  it('that came too late is refused', async () => {
    const file = await api.open({ legalStart: '2026-01-06T09:00:00Z' })
    await sign(file)
    const debit = await plan(file, { collectOn: '2026-01-20' })
    await forward(file, 1)
    expect(refusalIn(await api.post(`/v1/debits/${debit.id}/announcement`, { on: '2026-01-07' }))).toBe('422 debit-notice-short')
    expect((await api.post(`/v1/debits/${debit.id}/announcement`, { on: '2026-01-06' })).status).toBe(200)
  })
})

describe('a batch', () => {
  it('holds what was announced, and its file has the bytes that its hash says', async () => {
    const { file, debit } = await announced(40_000)
    await plan(file, { amountCents: 10_000 }) // not announced
    const made = await batch()
    expect(made).toMatchObject({ reference: 'PRLV-1', account, totalCents: 40_000, leftOut: [] })
    expect(made.blocks).toEqual([
      { reference: 'PRLV-1-1', scheme: 'core', sequence: 'FRST', collectOn: FIRST_DAY, totalCents: 40_000, debits: 1 },
    ])
    const { text, headers } = await api.ask('GET', '/v1/debit-batches/PRLV-1/file')
    expect(headers.get('content-type')).toContain('application/xml')
    expect(createHash('sha256').update(text).digest('hex')).toBe(made.sha256)
    for (const words of [debit.reference, IBAN, 'FR72ZZZ123456', 'RUM-1', '<CtrlSum>400.00</CtrlSum>']) expect(text).toContain(words)
    expect((await api.file(file.id)).balanceCents).toBe(125_000) // nothing has left the debtor's account yet
    expect(await fundsOf(stack)).toEqual({})
  })

  it('has the same bytes when a later one has made a second debit of the mandate', async () => {
    const { file } = await announced(40_000)
    const { sha256 } = await batch()
    await tell(await plan(file, { amountCents: 10_000 }))
    const second = await batch('PRLV-2')
    expect(second.blocks).toMatchObject([{ sequence: 'RCUR' }])
    const { text } = await api.ask('GET', '/v1/debit-batches/PRLV-1/file')
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256)
  })

  it('leaves out, and cancels, what is more than is owed since', async () => {
    const { file, debit } = await announced()
    await api.made(`/v1/files/${file.id}/payments`, { reference: 'VIR-1', amountCents: 1, currency: 'EUR' })
    expect(refusalIn(await api.post('/v1/debit-batches', { reference: 'PRLV-1', through: FIRST_DAY }))).toBe('422 debit-batch-empty')
    expect(await api.get(`/v1/debits?state=cancelled`)).toMatchObject({ items: [{ id: debit.id }] })
    expect(await heldUntil(file.id)).toEqual([])
  })

  it('takes nothing of a file that was paid otherwise', async () => {
    const [one, other] = [await announced(), await api.open()]
    await sign(other, 'RUM-2')
    await tell(await plan(other, { mandate: 'RUM-2' }))
    await api.made(`/v1/files/${one.file.id}/payments`, { reference: 'VIR-1', amountCents: 125_000, currency: 'EUR' })
    await closed(one.file.id)
    const made = await batch()
    expect(made).toMatchObject({ leftOut: [], totalCents: 125_000 })
    expect(await api.get(`/v1/debits?file=${one.file.reference}`)).toMatchObject({ items: [{ id: one.debit.id, state: 'cancelled' }] })
  })

  it('takes each debit once, whoever asks at once', async () => {
    await announced()
    const answers = await Promise.all(
      ['PRLV-1', 'PRLV-2'].map((reference) => api.post('/v1/debit-batches', { reference, through: FIRST_DAY })),
    )
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 422])
  })

  it('is not cancelled in part once it is at the bank', async () => {
    const { debit } = await announced()
    await batch()
    expect(refusalIn(await api.post(`/v1/debits/${debit.id}/cancellation`))).toBe('409 debit-moved-on')
  })
})

describe('a collection', () => {
  it('counts as paid from its day on, and not before, and no letter is sent meanwhile', async () => {
    const { file, debit } = await announced()
    await batch()
    await forward(file, 11)
    await collectDueDebits(stack.db, new Date(), 1000)
    expect((await api.file(file.id)).balanceCents).toBe(125_000)
    await forward(file, 3)
    await collectDueDebits(stack.db, new Date(), 1000)
    await closed(file.id)
    expect(await fundsOf(stack)).toEqual({ clearing: 125_000, creditor: -125_000 })
    expect(await receipts()).toEqual([])
    await credit()
    expect(await fundsOf(stack)).toEqual({ bank: 125_000, creditor: -125_000 })
    expect(await receipts()).toMatchObject([{ amountCents: 125_000n, cancelledAt: null }])
    expect(await api.get(`/v1/debits?file=${file.reference}`)).toMatchObject({ items: [{ id: debit.id, state: 'collected' }] })
    expect(await stack.db.contact.count({ where: { fileId: file.id } })).toBe(0) // the first letter was due on 15 January
  })

  it('that a statement books by itself on its day is no other money', async () => {
    const { file, debit } = await announced(40_000)
    await batch()
    await forward(file, 14)
    const entry = creditEntry('E-1', FIRST_DAY, 40_000, {
      endToEndId: debit.reference,
      counterparty: { name: 'Garage Martin', iban: IBAN },
    })
    const given = { sha256: '0'.repeat(64), statements: [statementOf(account, FIRST_DAY, [entry])] }
    await importStatements(stack.db, { tenantId: stack.tenantId, actor: 'test' }, given, { dryRun: false }, () => new Date())
    await collectDueDebits(stack.db, new Date(), 1000)
    expect(await fundsOf(stack)).toEqual({ bank: 40_000, creditor: -40_000 })
    expect((await api.file(file.id)).balanceCents).toBe(85_000)
    expect(await receipts()).toMatchObject([{ amountCents: 40_000n }])
  })

  it('that the bank has booked is booked once, block by block', async () => {
    const one = await announced(40_000)
    const other = await api.open()
    await sign(other, 'RUM-2', { recurrent: false })
    await tell(await plan(other, { mandate: 'RUM-2', amountCents: 30_000 }))
    expect((await batch()).blocks.map(({ reference, sequence }) => [reference, sequence])).toEqual([
      ['PRLV-1-1', 'FRST'],
      ['PRLV-1-2', 'OOFF'],
    ])
    expect(refusalIn(await api.post('/v1/debit-batches/PRLV-1/credit', { on: '2026-01-16' }))).toBe('422 day-impossible')
    await credit('PRLV-1', FIRST_DAY, { block: 'PRLV-1-1' })
    expect(await fundsOf(stack)).toEqual({ bank: 40_000, creditor: -40_000 })
    await Promise.all([credit(), credit()])
    expect(await fundsOf(stack)).toEqual({ bank: 70_000, creditor: -70_000 })
    expect((await api.file(one.file.id)).balanceCents).toBe(85_000)
    expect(await heldUntil(one.file.id)).toEqual([])
  })
})

describe('a return', () => {
  it('seven weeks later opens the closed file again, and nothing is left in the books', async () => {
    const { file, debit } = await collected()
    expect(await giveBack(debit, 'MD06', '2026-03-09')).toMatchObject({ state: 'returned', returned: { code: 'MD06', next: 'ask' } })
    await eventually(async () => expect(await api.file(file.id)).toMatchObject({ status: 'open', balanceCents: 125_000 }))
    expect(await fundsOf(stack)).toEqual({})
    expect(await receipts()).toMatchObject([{ cancelledAt: expect.any(Date) }])
    const notices = await stack.db.creditorNotice.findMany({ where: { fileId: file.id }, orderBy: { id: 'asc' } })
    expect(notices.map(({ kind, reason, amountCents }) => [kind, reason, amountCents])).toEqual([
      ['payment', null, 125_000n],
      ['closed', 'paid', 0n],
      ['taken-back', 'returned', 125_000n],
    ])
  })

  it.each([
    ['on demand', 'MD06', '2026-03-16', '2026-03-17'],
    ['because it was not authorised', 'MD01', '2027-02-19', '2027-02-20'],
  ])('%s comes until its last day, afterwards a person confirms it', async (_, code, lastDay, dayAfter) => {
    const { file, debit } = await collected()
    const at = await laterApi()
    const path = `/v1/debits/${debit.id}/return`
    expect(refusalIn(await at.post(path, { code, on: dayAfter }))).toBe('422 debit-return-late')
    expect((await at.file(file.id)).balanceCents).toBe(0)
    expect((await at.post(path, { code, on: dayAfter, confirmed: true })).status).toBe(200)
    expect(await fundsOf(stack)).toEqual({})
    const { file: second, debit: inTime } = await again()
    expect((await at.post(`/v1/debits/${inTime.id}/return`, { code, on: lastDay })).status).toBe(200)
    expect((await at.file(second.id)).balanceCents).toBe(125_000)
  })

  /** The API as it is when all these days have passed. */
  async function laterApi(): Promise<Caller> {
    const later = await serveApi(stack, { now: () => new Date('2027-03-15T09:00:00Z') })
    servers.push(later)
    return api.at(later.url)
  }

  /** A second file of the same tenant that a debit has paid. */
  async function again(): Promise<{ file: FileView; debit: DebitView }> {
    const file = await api.open()
    await sign(file, 'RUM-2')
    const debit = await tell(await plan(file, { mandate: 'RUM-2' }))
    await batch('PRLV-2')
    await credit('PRLV-2')
    return { file, debit }
  }

  it('before its day has paid nothing, and the bank’s charge is the agency’s', async () => {
    const { file, debit } = await announced()
    await batch()
    await giveBack(debit, 'AC04', '2026-01-16', { feeCents: 5_00 })
    await credit()
    expect((await api.file(file.id)).balanceCents).toBe(125_000)
    expect(await fundsOf(stack)).toEqual({ bank: -5_00, shortfall: 5_00 })
    expect(await heldUntil(file.id)).toEqual([])
  })

  it('of what was collected costs the agency what the bank charges', async () => {
    const { debit } = await collected()
    await giveBack(debit, 'AM04', '2026-01-22', { feeCents: 5_00 })
    expect(await fundsOf(stack)).toEqual({ bank: -5_00, shortfall: 5_00 })
  })

  it('is counted once, whoever tells of it at once', async () => {
    const { file, debit } = await collected()
    await Promise.all([1, 2, 3].map(() => giveBack(debit, 'AM04', '2026-01-22', { feeCents: 5_00 })))
    expect(await fundsOf(stack)).toEqual({ bank: -5_00, shortfall: 5_00 })
    expect((await api.file(file.id)).balanceCents).toBe(125_000)
  })

  it('is refused of what was never at the bank', async () => {
    const { debit } = await announced()
    expect(refusalIn(await api.post(`/v1/debits/${debit.id}/return`, { code: 'AM04', on: '2026-01-22' }))).toBe('409 debit-moved-on')
  })

  it('may be followed by another debit under the same mandate', async () => {
    const { file, debit } = await announced()
    await batch()
    await giveBack(debit, 'AM04', '2026-01-19')
    expect(await plan(file, { collectOn: '2026-01-20' })).toMatchObject({ state: 'planned' })
  })
})

it('another tenant’s mandates, debits and batches are not there', async () => {
  const { file, debit } = await announced()
  await batch()
  const { stack: elsewhere, api: other } = await joinAgency()
  stacks.push(elsewhere)
  expect(refusalIn(await other.post(`/v1/files/${file.id}/debits`, debitBody()))).toBe('404 file-unknown')
  expect(refusalIn(await other.post(`/v1/debits/${debit.id}/cancellation`))).toBe('404 resource-unknown')
  expect(refusalIn(await other.ask('GET', '/v1/debit-batches/PRLV-1'))).toBe('404 resource-unknown')
  expect(refusalIn(await other.post('/v1/debit-mandates/RUM-1/revocation', {}))).toBe('404 resource-unknown')
  expect(await other.get('/v1/debits')).toMatchObject({ items: [] })
})
