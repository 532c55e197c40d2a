import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NoticeList } from '../../src/contracts/creditor-notice.js'
import type { DisputeList, DisputeView } from '../../src/contracts/dispute.js'
import type { FileDocument } from '../../src/contracts/document.js'
import { Worklist } from '../../src/contracts/worklist.js'
import { openDispute } from '../../src/store/dispute.js'
import { eventually } from '../support/eventually.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, CREDITOR, claim, debtor, joinAgency, mobile, refusalIn } from './caller.js'

/** A debtor owes two invoices of 1,250.00 and 400.00 euros since 5 January 2026. */
let stack: TestStack
let api: Caller

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
})
afterAll(() => stack.close())

async function opened() {
  const [a, b] = [claim(), claim({ amountCents: 400_00 })]
  const { id } = await api.open({ claims: [a, b] as never })
  return { id, a: a.reference, b: b.reference }
}

const contest = (id: string, body: object, key?: string) => api.post(`/v1/files/${id}/disputes`, body, key)
const contested = async (id: string, body: object) => JSON.parse((await contest(id, body)).text) as DisputeView
const disputes = async (id: string) => (await api.get<DisputeList>(`/v1/files/${id}/disputes`)).disputes
const worklist = async (id: string) =>
  Worklist.parse(await api.get('/v1/worklist?kind=dispute&limit=100')).items.filter(({ file }) => file?.id === id)
const notices = async () => NoticeList.parse(await api.get(`/v1/creditors/${CREDITOR}/notices?limit=100`)).notices

describe('a dispute', () => {
  it('is recorded for the debtor: not asked for any more, on the worklist, and known to the creditor', async () => {
    const { id, b } = await opened()
    const answer = await contest(id, { claim: b, reason: 'defective', contestedCents: 150_00, words: 'Cassé.', origin: 'call' })
    expect(answer.status).toBe(201)
    const dispute = JSON.parse(answer.text) as DisputeView
    expect(dispute).toMatchObject({ claim: b, contestedCents: 150_00, state: 'open', receivedOn: '2026-01-05', answerBy: '2026-02-04' })
    const view = await api.file(id)
    expect(view).toMatchObject({ balanceCents: 1_650_00, askedCents: 1_500_00, disputes: [dispute] })
    expect(view.claims.map(({ contestedCents }) => contestedCents)).toEqual([0, 150_00])
    expect(await worklist(id)).toMatchObject([{ matter: { id: dispute.id, state: 'open', dueBy: '2026-02-04' } }])
    expect(await notices()).toContainEqual(
      expect.objectContaining({ kind: 'dispute', reason: 'opened', reference: b, amountCents: 150_00 }),
    )
  })

  it('is one under its key, and a claim has one at a time', async () => {
    const { id, b } = await opened()
    const key = randomUUID()
    const body = { claim: b, reason: 'price' }
    const first = await contest(id, body, key)
    expect(JSON.parse((await contest(id, body, key)).text)).toEqual(JSON.parse(first.text))
    expect(refusalIn(await contest(id, { ...body, reason: 'other' }, key))).toBe('409 key-reused')
    expect(refusalIn(await contest(id, body))).toBe('409 dispute-open')
    expect(await disputes(id)).toHaveLength(1)
  })

  it('is about a claim of the file that is owed, and no more of it than that', async () => {
    const { id, a, b } = await opened()
    expect(refusalIn(await contest(id, { claim: 'F-0', reason: 'price' }))).toBe('404 claim-unknown')
    expect(refusalIn(await contest(id, { claim: b, reason: 'price', contestedCents: 400_01 }))).toBe('422 contested-exceeds-claim')
    expect(await contested(id, { claim: b, reason: 'price', contestedCents: 400_00 })).toMatchObject({ contestedCents: null })
    await api.made(`/v1/files/${id}/payments`, { reference: randomUUID(), amountCents: 1_250_00, currency: 'EUR', claims: [a] })
    expect(refusalIn(await contest(id, { claim: a, reason: 'paid' }))).toBe('409 claim-settled')
  })

  it('with a file that is not taken is not there at all', async () => {
    const { id, b } = await opened()
    const act = { tenantId: stack.tenantId, fileId: id, actor: 'debtor', key: randomUUID(), now: new Date() }
    const documents = [
      { name: 'bon.txt', bytes: new TextEncoder().encode('Bon') },
      { name: 'page.pdf', bytes: new TextEncoder().encode('<html>') },
    ]
    const said = { claim: b, reason: 'other' as const, contestedCents: null, words: null, origin: 'page' as const }
    await expect(openDispute(stack.db, act, { ...said, documents })).rejects.toThrow('upload-type-refused')
    expect(await disputes(id)).toEqual([])
    expect(await stack.db.storedDocument.count({ where: { fileId: id } })).toBe(0)
  })

  it('has its papers', async () => {
    const { id, b } = await opened()
    const { id: dispute } = await contested(id, { claim: b, reason: 'other' })
    const response = await fetch(new URL(`/v1/files/${id}/documents?name=note.txt&dispute=${dispute}`, api.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${api.apiKey}`, 'content-type': 'application/octet-stream', 'idempotency-key': randomUUID() },
      body: 'Une chaise cassée',
    })
    const { id: document, about } = (await response.json()) as FileDocument
    expect(about).toBe(`dispute:${dispute}`)
    expect((await disputes(id))[0]?.documents).toMatchObject([{ id: document, name: 'note.txt', mediaType: 'text/plain' }])
  })
})

describe('the answer to a dispute', () => {
  const answer = (id: string, dispute: string, body: object, key?: string) =>
    api.post(`/v1/files/${id}/disputes/${dispute}/answer`, body, key)

  it('upheld in part lowers the claim from its due date, and the rest is asked for', async () => {
    const { id, b } = await opened()
    const { id: dispute } = await contested(id, { claim: b, reason: 'price', contestedCents: 150_00 })
    const key = randomUUID()
    const body = { outcome: 'partly-upheld', upheldCents: 50_00, reason: 'La remise était convenue.' }
    expect((await answer(id, dispute, body, key)).status).toBe(200)
    expect((await answer(id, dispute, body, key)).status).toBe(200)
    expect(await api.file(id)).toMatchObject({ balanceCents: 1_600_00, askedCents: 1_600_00 })
    expect((await disputes(id))[0]).toMatchObject({ state: 'partly-upheld', upheldCents: 50_00, answer: body.reason })
    expect(await worklist(id)).toEqual([])
    const credit = await stack.db.ledgerEntry.findFirstOrThrow({ where: { reference: `dispute:${dispute}` } })
    expect(credit).toMatchObject({ kind: 'credit_note', amountCents: 50_00n, valueOn: new Date('2026-01-05T00:00:00Z') })
    expect(refusalIn(await answer(id, dispute, { outcome: 'rejected', reason: 'Non.' }))).toBe('409 dispute-answered')
  })

  it('upheld for all of a claim leaves nothing of it', async () => {
    const { id, b } = await opened()
    await api.made(`/v1/files/${id}/payments`, { reference: randomUUID(), amountCents: 100_00, currency: 'EUR', claims: [b] })
    const { id: dispute } = await contested(id, { claim: b, reason: 'not-ordered' })
    await answer(id, dispute, { outcome: 'upheld', reason: 'Rien n’a été commandé.' })
    const view = await api.file(id)
    expect(view).toMatchObject({ balanceCents: 1_250_00, askedCents: 1_250_00, status: 'open' })
    expect(view.disputes[0]).toMatchObject({ state: 'upheld', upheldCents: 300_00 })
  })

  it('rejected asks for all of it again', async () => {
    const { id, b } = await opened()
    const { id: dispute } = await contested(id, { claim: b, reason: 'price' })
    expect(await api.file(id)).toMatchObject({ askedCents: 1_250_00 })
    await answer(id, dispute, { outcome: 'rejected', reason: 'Le prix est celui du devis.' })
    expect(await api.file(id)).toMatchObject({ balanceCents: 1_650_00, askedCents: 1_650_00 })
  })

  it.each([
    ['more than is contested', { outcome: 'partly-upheld', upheldCents: 150_00, reason: 'x' }, '422 contested-exceeds-claim'],
    ['a part without a sum', { outcome: 'partly-upheld', reason: 'x' }, '400 request-invalid'],
    ['no reason', { outcome: 'rejected' }, '400 request-invalid'],
  ])('%s is none', async (_, body, refusal) => {
    const { id, b } = await opened()
    const { id: dispute } = await contested(id, { claim: b, reason: 'price', contestedCents: 150_00 })
    expect(refusalIn(await answer(id, dispute, body))).toBe(refusal)
    expect((await disputes(id))[0]?.state).toBe('open')
  })

  it('is only given to the file’s own dispute', async () => {
    const [{ id, b }, other] = [await opened(), await opened()]
    const { id: dispute } = await contested(id, { claim: b, reason: 'price' })
    expect(refusalIn(await answer(other.id, dispute, { outcome: 'rejected', reason: 'x' }))).toBe('404 dispute-unknown')
    expect(refusalIn(await answer(id, randomUUID(), { outcome: 'rejected', reason: 'x' }))).toBe('404 dispute-unknown')
  })
})

describe('besides', () => {
  it('the creditor says what it has to say, and the debtor may withdraw', async () => {
    const { id, b } = await opened()
    const { id: dispute } = await contested(id, { claim: b, reason: 'price' })
    await api.made(`/v1/files/${id}/disputes/${dispute}/position`, { says: 'Le devis est signé.' })
    expect((await disputes(id))[0]).toMatchObject({ creditorSays: 'Le devis est signé.', creditorSaidOn: '2026-01-05', state: 'open' })
    await api.made(`/v1/files/${id}/disputes/${dispute}/withdrawal`, {})
    expect((await disputes(id))[0]).toMatchObject({ state: 'withdrawn' })
    expect(await api.file(id)).toMatchObject({ askedCents: 1_650_00 })
    expect(refusalIn(await api.post(`/v1/files/${id}/disputes/${dispute}/position`, { says: 'x' }))).toBe('409 dispute-answered')
  })

  it('who owes the same claim with another is not asked for it either', async () => {
    const { id, b } = await opened()
    const address = { lines: ['8 quai du Test'], postcode: '69002', city: 'Lyon' }
    const anne = { name: 'Anne Test', phones: [mobile()], addresses: [address] }
    const body = { liability: 'co-debtor', debtor: anne, strategy: 'letters' }
    const other = await api.made<{ id: string }>(`/v1/files/${id}/co-debtors`, body)
    const { id: dispute } = await contested(id, { claim: b, reason: 'price' })
    expect(await api.file(other.id)).toMatchObject({ balanceCents: 1_650_00, askedCents: 1_250_00, disputes: [] })
    await api.made(`/v1/files/${id}/disputes/${dispute}/answer`, { outcome: 'upheld', reason: 'Oui.' })
    expect(await api.file(other.id)).toMatchObject({ balanceCents: 1_250_00, askedCents: 1_250_00 })
    await eventually(async () => expect((await api.file(other.id)).events.map(({ kind }) => kind)).toContain('dispute-answered'))
  })

  it('the debtor is offered to pay what it is asked for, and may pay all', async () => {
    const { id, b } = await opened()
    await contested(id, { claim: b, reason: 'price', contestedCents: 150_00 })
    const checkout = (body: object) => api.post(`/v1/files/${id}/checkouts`, body)
    expect(JSON.parse((await checkout({})).text)).toMatchObject({ amountCents: 1_500_00 })
    expect(JSON.parse((await checkout({ amountCents: 1_650_00 })).text)).toMatchObject({ amountCents: 1_650_00 })
    expect(refusalIn(await checkout({ amountCents: 1_650_01 }))).toBe('422 payment-exceeds-balance')
  })

  it('a debit that would take what is contested is cancelled, and none of it is planned', async () => {
    const { id, a, b } = await opened()
    await api.made('/v1/debit-identifier', { identifier: 'FR72 ZZZ 123456' })
    const mandate = { reference: 'RUM-1', holder: 'Garage Martin', iban: 'FR7630006000011234567890189', signedOn: '2026-01-04' }
    await api.made(`/v1/files/${id}/debit-mandates`, { ...mandate, recurrent: true, proofSha256: 'a'.repeat(64) })
    const plan = (amountCents: number, collectOn: string) =>
      api.post(`/v1/files/${id}/debits`, { mandate: 'RUM-1', amountCents, collectOn })
    const states = async () =>
      (await stack.db.directDebit.findMany({ where: { fileId: id }, orderBy: { id: 'asc' } })).map((one) => one.cancelledOn)
    expect((await plan(1_250_00, '2026-01-19')).status).toBe(201)
    await contested(id, { claim: b, reason: 'price' })
    expect(await states()).toEqual([null])
    await contested(id, { claim: a, reason: 'price', contestedCents: 250_00 })
    expect(await states()).toEqual([new Date('2026-01-05T00:00:00Z')])
    expect(refusalIn(await plan(1_000_01, '2026-01-20'))).toBe('422 payment-exceeds-balance')
    expect((await plan(1_000_00, '2026-01-20')).status).toBe(201)
  })

  it('it goes with its claim where two files of the debtor are merged', async () => {
    const customer = { ...debtor(), customerReference: randomUUID() }
    const [kept, merged] = [await api.open({ debtor: customer }), await api.open({ debtor: customer })]
    const { id: dispute } = await contested(merged.id, { claim: merged.claims[0]?.reference, reason: 'price' })
    await api.made(`/v1/files/${kept.reference}/merge`, { merge: merged.reference })
    expect(await api.file(kept.id)).toMatchObject({ balanceCents: 2_500_00, askedCents: 1_250_00, disputes: [{ id: dispute }] })
    await api.made(`/v1/files/${kept.id}/disputes/${dispute}/answer`, { outcome: 'rejected', reason: 'Non.' })
    expect(await api.file(kept.id)).toMatchObject({ askedCents: 2_500_00 })
  })

  it('what a creditor declares of the same claim stands by itself: ended, it does not answer the debtor', async () => {
    const { id, b } = await opened()
    await contested(id, { claim: b, reason: 'price' })
    const declare = (kind: string) =>
      api.made(`/v1/creditors/${CREDITOR}/declarations`, { kind, reference: `${kind}-${b}`, claim: b, on: '2026-01-05' })
    await declare('dispute')
    await declare('dispute-ended')
    expect(await api.file(id)).toMatchObject({ askedCents: 1_250_00, disputes: [{ state: 'open' }] })
  })
})
