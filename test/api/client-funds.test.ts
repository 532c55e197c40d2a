import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClearanceView, FundsEntryList, FundsEntryView, FundsView } from '../../src/contracts/client-funds.js'
import { NoticeList, NoticeView } from '../../src/contracts/creditor-notice.js'
import { ReceiptList, ReceiptsOfFile } from '../../src/contracts/receipt.js'
import { relance } from '../cli/relance.js'
import { joinStack, type TestStack } from '../support/stack.js'
import { Caller, CREDITOR, joinAgency, refusalIn } from './caller.js'

let stack: TestStack
let api: Caller

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
})
afterAll(() => stack.close())

const funds = async (query = '') => FundsView.parse(await api.get(`/v1/funds${query}`))
const euros = async () => (await funds('?currency=EUR')).funds[0]
const pay = async (amountCents: number) => {
  const { id, reference: file } = await api.open()
  const reference = `VIR-${randomUUID()}`
  await api.made(`/v1/files/${id}/payments`, { reference, amountCents, currency: 'EUR' })
  return { id, file, reference }
}
const command = (...args: string[]) => relance(args, { ...stack.environment, RELANCE_API_KEY: stack.apiKey })

it('a payment is seen in the books, on its way until a person has seen it at the bank', async () => {
  const before = await euros()
  const { reference } = await pay(100_00)
  const answer = await api.ask('POST', `/v1/payments/${reference}/clearance`, { body: {} })
  expect(ClearanceView.parse(JSON.parse(answer.text))).toMatchObject({ reference, receipts: [expect.any(Number)] })
  const after = await euros()
  expect((after?.equation.bankCents ?? 0) - (before?.equation.bankCents ?? 0)).toBe(100_00)
  expect(after?.creditors).toMatchObject([{ reference: CREDITOR, own: false }])
  expect(after?.blocks.map(({ rule }) => rule)).toEqual(['account-missing'])
  expect(refusalIn(await api.post('/v1/payments/VIR-0/clearance', {}))).toBe('404 payment-unknown')
})

describe('a movement by hand', () => {
  const topUp = () => ({ reference: randomUUID(), amountCents: 12_50 })
  const correction = { amountCents: 5_00, reason: 'fee of March' }

  it('answers 201 when it is booked, 200 when it was, and is in the list', async () => {
    const body = topUp()
    const first = await api.post('/v1/funds/top-ups', body)
    expect([first.status, (await api.post('/v1/funds/top-ups', body)).status]).toEqual([201, 200])
    const { id } = FundsEntryView.parse(JSON.parse(first.text))
    const { entries } = FundsEntryList.parse(await api.get('/v1/funds/entries?kind=topped-up&limit=200'))
    expect(entries.filter((entry) => entry.id === id)).toMatchObject([
      {
        kind: 'topped-up',
        currency: 'EUR',
        reason: null,
        legs: [
          { account: 'bank', amountCents: 12_50, creditor: null },
          { account: 'shortfall', amountCents: -12_50, creditor: null },
        ],
      },
    ])
    expect(refusalIn(await api.post('/v1/funds/top-ups', { ...body, amountCents: 1 }))).toBe('409 movement-duplicate')
  })

  it.each([
    [{ debit: 'bank', credit: 'bank' }, '400 request-invalid'],
    [{ debit: 'bank', credit: 'creditor' }, '400 request-invalid'],
    [{ debit: 'bank', credit: 'provider', creditor: CREDITOR }, '400 request-invalid'],
    [{ debit: 'unallocated', credit: 'bank' }, '400 request-invalid'],
    [{ debit: 'bank', credit: 'provider', reason: '' }, '400 request-invalid'],
    [{ debit: 'bank', credit: 'creditor', creditor: 'nobody' }, '422 creditor-unknown'],
    [{ debit: 'unallocated', credit: 'bank', payment: 'none' }, '404 payment-unknown'],
    [{ debit: 'bank', credit: 'provider', on: '2199-01-01' }, '422 movement-day-future'],
  ])('of %j is refused: %s', async (sides, refusal) => {
    expect(refusalIn(await api.post('/v1/funds/corrections', { reference: randomUUID(), ...correction, ...sides }))).toBe(refusal)
  })

  it('is listed page by page, each once, by account and creditor', async () => {
    const made = []
    for (let times = 0; times < 3; times++) {
      const body = { reference: randomUUID(), ...correction, debit: 'agency', credit: 'creditor', creditor: CREDITOR }
      made.push(FundsEntryView.parse(await api.made('/v1/funds/corrections', body)).id)
    }
    const seen: string[] = []
    for (let cursor = ''; ; ) {
      const page = FundsEntryList.parse(await api.get(`/v1/funds/entries?account=agency&limit=2${cursor}`))
      seen.push(...page.entries.map(({ id }) => id))
      if (page.next === null) break
      cursor = `&cursor=${page.next}`
    }
    expect(seen).toEqual(made.toReversed())
    const ofCreditor = FundsEntryList.parse(await api.get(`/v1/funds/entries?creditor=${CREDITOR}&account=creditor&kind=corrected`))
    expect(ofCreditor.entries.map(({ id }) => id)).toEqual(seen)
    expect(refusalIn(await api.ask('GET', '/v1/funds/entries?cursor=none'))).toBe('400 request-invalid')
  })
})

it('a tenant that collects its own claims is told so', async () => {
  const own = await joinStack()
  const view = FundsView.parse(await new Caller(own.apiUrl, own.apiKey).get('/v1/funds'))
  expect(view).toMatchObject({ heldForOthers: false, funds: [], note: expect.stringContaining('its own claims') })
  await own.close()
})

it('a creditor is told of each payment and each that was taken back, and notes that it has read it', async () => {
  const { id, file, reference } = await pay(70_00)
  await api.made(`/v1/files/${id}/payments/${reference}/reversal`)
  const address = `/v1/creditors/${CREDITOR}/notices`
  const about = async (query = '') =>
    NoticeList.parse(await api.get(`${address}?limit=200${query}`)).notices.filter((notice) => notice.reference === reference)
  const [takenBack, payment] = await about('&unread=true')
  expect([takenBack, payment]).toMatchObject([
    { kind: 'taken-back', reason: 'returned', file, amountCents: 70_00, currency: 'EUR', readAt: null },
    { kind: 'payment', reason: null, file, amountCents: 70_00, currency: 'EUR', readAt: null },
  ])
  const read = NoticeView.parse(await api.made(`${address}/${payment?.id}/read`))
  expect(read.readAt).not.toBeNull()
  expect(NoticeView.parse(await api.made(`${address}/${payment?.id}/read`)).readAt).toBe(read.readAt)
  expect((await about('&unread=true')).map(({ kind }) => kind)).toEqual(['taken-back'])
  expect((await about('&unread=false')).map(({ kind }) => kind)).toEqual(['payment'])
  expect(refusalIn(await api.post(`${address}/${randomUUID()}/read`))).toBe('404 resource-unknown')
  expect(refusalIn(await api.ask('GET', '/v1/creditors/nobody/notices'))).toBe('404 resource-unknown')
})

it('receipts are listed by file, and all of them by number without gaps', async () => {
  const { id, file, reference } = await pay(30_00)
  const { receipts } = ReceiptsOfFile.parse(await api.get(`/v1/files/${id}/receipts`))
  expect(receipts).toMatchObject([{ amountCents: 30_00, currency: 'EUR', payment: reference, file, creditor: CREDITOR, cancelledAt: null }])
  const all = ReceiptList.parse(await api.get(`/v1/receipts?limit=200&creditor=${CREDITOR}`)).receipts.map(({ number }) => number)
  expect(all).toEqual(Array.from({ length: all.length }, (_, index) => all.length - index))
  const first = ReceiptList.parse(await api.get('/v1/receipts?limit=1'))
  const second = ReceiptList.parse(await api.get(`/v1/receipts?limit=1&cursor=${first.next}`))
  expect([...first.receipts, ...second.receipts].map(({ number }) => number)).toEqual(all.slice(0, 2))
  expect(ReceiptList.parse(await api.get('/v1/receipts?to=2020-01-01')).receipts).toEqual([])
})

describe('the command line', () => {
  it('shows the books, in words and as JSON', async () => {
    const { stdout, code } = await command('funds')
    expect(code).toBe(0)
    expect(stdout).toContain('Client funds in EUR')
    expect(stdout).toContain('Nothing is remitted:')
    expect(FundsView.parse(JSON.parse((await command('funds', 'show', '--on', '2020-01-01', '--json')).stdout))).toMatchObject({
      on: '2020-01-01',
      funds: [],
    })
  })

  it('books by hand, with its day and currency', async () => {
    const topUp = ['funds', 'top-up', '--amount', '3.75', '--reference', randomUUID(), '--on', '2026-03-09', '--currency', 'CHF', '--json']
    expect(FundsEntryView.parse(JSON.parse((await command(...topUp)).stdout))).toMatchObject({ on: '2026-03-09', currency: 'CHF' })
    const sides = ['--debit', 'shortfall', '--credit', 'provider', '--amount', '14.50', '--reason', 'fee of March']
    const { stdout } = await command('funds', 'correct', ...sides, '--reference', randomUUID())
    expect(stdout).toMatch(/ fee .*D shortfall 14,50.*C provider 14,50.*fee of March/)
    const listed = await command('funds', 'entries', '--kind', 'topped-up', '--currency', 'CHF', '--json')
    expect(FundsEntryList.parse(JSON.parse(listed.stdout)).entries).toMatchObject([{ on: '2026-03-09', currency: 'CHF' }])
  })

  it('lists notices and receipts, clears a payment, and says in a sentence what it is refused', async () => {
    const { reference, file } = await pay(20_00)
    expect((await command('funds', 'clear', reference)).stdout).toMatch(/was at the bank on .*: receipt \d+\./)
    expect((await command('receipts', '--file', file)).stdout).toContain(reference)
    expect((await command('creditor', 'notices', CREDITOR, '--unread')).stdout).toContain(reference)
    expect(await command('funds', 'clear', 'none')).toMatchObject({ code: 1, stderr: expect.stringMatching(/^There is no payment.*\n$/) })
  })
})
