import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Agreements } from '../../src/contracts/agreement.js'
import { MeansList } from '../../src/contracts/means.js'
import { AssertionList, AssertionView } from '../../src/contracts/payment-assertion.js'
import { PromiseView } from '../../src/contracts/promise.js'
import { SettlementView } from '../../src/contracts/settlement.js'
import type { SignatureLinkView } from '../../src/contracts/signature.js'
import { BuiltInSignature } from '../../src/providers/signature/built-in.js'
import { TwilioSms } from '../../src/providers/sms/twilio.js'
import { mediatorOf } from '../../src/store/mediator.js'
import { relance } from '../cli/relance.js'
import { ACCOUNTS, ownSandbox } from '../providers/own-sandbox.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, CREDITOR, claim, creditorBody, joinAgency, mandateBody, refusalIn } from './caller.js'
import { PUBLIC_URL, serveApi } from './own-api.js'

/** What the routes and commands add to test/workflows/agreements.test.ts: files of 1,250.00 euros of Monday 5 January 2026. */
let stack: TestStack
let api: Caller
const DAY = '2026-01-05'

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
  await api.made('/v1/creditors', creditorBody({ reference: 'lenient', name: 'Mobilier Dumas' }))
  await api.made('/v1/creditors/lenient/mandates', mandateBody({ reference: 'M-20', mostRemissionPercent: 20 }))
})
afterAll(() => stack.close())

const lenient = async (changes: Record<string, unknown> = {}) => (await api.open({ creditor: 'lenient', ...changes })).reference
const run = (...args: string[]) => relance(args, { ...stack.environment, RELANCE_PUBLIC_URL: stack.apiUrl, RELANCE_API_KEY: stack.apiKey })

describe('a promise', () => {
  const body = { amountCents: 250_00, payBy: '2026-01-30', origin: 'call' }

  it('is one for its key, stands in the file, and is taken back', async () => {
    const file = await lenient()
    const first = await api.post(`/v1/files/${file}/promises`, body, 'form-1')
    const again = await api.post(`/v1/files/${file}/promises`, body, 'form-1')
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text])
    const promise = PromiseView.parse(JSON.parse(first.text))
    expect(promise).toMatchObject({ state: 'open', amountCents: 250_00, waitsUntil: '2026-02-02', origin: 'call' })
    expect(refusalIn(await api.post(`/v1/files/${file}/promises`, { ...body, amountCents: 1 }, 'form-1'))).toBe('409 key-reused')
    expect(Agreements.parse((await api.file(file)).agreements).promises).toEqual([promise])
    const cancelled = await api.made(`/v1/files/${file}/promises/${promise.id}/cancellation`, {})
    expect(cancelled).toMatchObject({ state: 'cancelled', endedOn: DAY })
    expect(refusalIn(await api.post(`/v1/files/${file}/promises/${promise.id}/cancellation`, {}))).toBe('404 promise-unknown')
    expect(refusalIn(await api.post(`/v1/files/${file}/promises/none/cancellation`, {}))).toBe('404 promise-unknown')
  })

  it.each([
    [{ payBy: '2026-01-04' }, '422 day-impossible'],
    [{ payBy: '2026-02-05' }, '422 promise-day-far'],
    [{ amountCents: 1_250_01 }, '422 payment-exceeds-balance'],
    [{ amountCents: 0 }, '400 request-invalid'],
    [{ origin: 'pigeon' }, '400 request-invalid'],
  ])('with %j is refused with %s', async (changes, refusal) => {
    const file = await lenient()
    expect(refusalIn(await api.post(`/v1/files/${file}/promises`, { ...body, ...changes }))).toBe(refusal)
    expect((await api.file(file)).agreements.promises).toEqual([])
  })

  it('and a settlement are not open together, nor is either of a closed file', async () => {
    const file = await lenient()
    await api.made(`/v1/files/${file}/promises`, body)
    const part = { amountCents: 1_100_00, payBy: '2026-01-30' }
    expect(refusalIn(await api.post(`/v1/files/${file}/settlements`, part))).toBe('409 promise-open')
  })
})

describe('a payment that a debtor says it has made', () => {
  const said = { amountCents: 1_250_00, paidOn: '2026-01-05', means: 'transfer', paidTo: 'creditor', words: 'Payé en agence.' }
  const assertion = async (file: string, body: object = said) => AssertionView.parse(await api.made(`/v1/files/${file}/assertions`, body))

  it('is listed for the creditor, who answers it once', async () => {
    const file = await lenient()
    const { id, answerBy } = await assertion(file)
    expect(answerBy).toBe('2026-01-15')
    const page = AssertionList.parse(await api.get('/v1/creditors/lenient/assertions?state=open&limit=1'))
    expect(page.assertions).toMatchObject([{ id, file, words: 'Payé en agence.' }])
    const answer = { outcome: 'confirmed-direct', amountCents: 1_000_00, on: DAY }
    expect(refusalIn(await api.post(`/v1/creditors/${CREDITOR}/assertions/${id}/answer`, answer))).toBe('404 assertion-unknown')
    expect(refusalIn(await api.post(`/v1/creditors/lenient/assertions/${id}/answer`, { ...answer, on: '2099-01-01' }))).toBe(
      '422 payment-day-future',
    )
    const answered = await api.made<AssertionView>(`/v1/creditors/lenient/assertions/${id}/answer`, answer)
    expect(answered).toMatchObject({ state: 'confirmed', answeredBy: 'creditor', answeredOn: DAY })
    expect(refusalIn(await api.post(`/v1/files/${file}/assertions/${id}/answer`, { outcome: 'confirmed-here' }))).toBe(
      '409 assertion-answered',
    )
    expect((await api.file(file)).balanceCents).toBe(250_00)
  })

  it('is answered by declarations that come to its sum', async () => {
    const claims = [claim({ amountCents: 300_00 }), claim({ amountCents: 200_00 })]
    const file = await lenient({ claims: [...claims, claim({ amountCents: 100_00 })] })
    await assertion(file, { ...said, amountCents: 500_00 })
    for (const [index, { reference, amountCents }] of claims.entries()) {
      expect((await api.file(file)).agreements.assertions).toMatchObject([{ state: 'open' }])
      const declared = { kind: 'direct-payment', reference: `REG-${file}-${index}`, claim: reference, amountCents, on: DAY }
      await api.made('/v1/creditors/lenient/declarations', declared)
    }
    expect((await api.file(file)).agreements.assertions).toMatchObject([{ state: 'confirmed', answeredBy: 'declaration' }])
  })

  it('without a sum is answered by a declaration that leaves nothing owed', async () => {
    const whole = claim()
    const file = await lenient({ claims: [whole] })
    await assertion(file, { means: 'cash' })
    const declared = { kind: 'direct-payment', reference: `REG-${file}`, claim: whole.reference, amountCents: 1_250_00, on: DAY }
    await api.made('/v1/creditors/lenient/declarations', declared)
    expect((await api.file(file)).agreements.assertions).toMatchObject([{ state: 'confirmed' }])
  })

  it('is open once, and not of tomorrow; a denial has words', async () => {
    const file = await lenient()
    expect(refusalIn(await api.post(`/v1/files/${file}/assertions`, { ...said, paidOn: '2026-01-06' }))).toBe('422 day-impossible')
    const { id } = await assertion(file)
    expect(refusalIn(await api.post(`/v1/files/${file}/assertions`, said))).toBe('409 assertion-open')
    expect(refusalIn(await api.post(`/v1/files/${file}/assertions/${id}/answer`, { outcome: 'denied' }))).toBe('400 request-invalid')
    const denied = { outcome: 'denied', words: 'Rien reçu.' }
    expect(await api.made(`/v1/files/${file}/assertions/${id}/answer`, denied)).toMatchObject({ state: 'denied', answer: 'Rien reçu.' })
  })
})

describe('a settlement', () => {
  const part = { amountCents: 1_000_00, payBy: '2026-02-15' }
  const settle = async (file: string, body: object = part) => SettlementView.parse(await api.made(`/v1/files/${file}/settlements`, body))

  it('is approved within the mandate to the cent, and beyond it by the creditor alone', async () => {
    expect(await settle(await lenient())).toMatchObject({ state: 'approved', owedCents: 1_250_00, waitsUntil: '2026-02-18' })
    const file = await lenient()
    const { id, state } = await settle(file, { ...part, amountCents: 999_99 })
    expect(state).toBe('asked')
    const approve = { answer: 'approve' }
    expect(refusalIn(await api.post(`/v1/files/${file}/settlements/${id}/answer`, approve))).toBe('409 settlement-state')
    expect(refusalIn(await api.post(`/v1/creditors/${CREDITOR}/settlements/${id}/answer`, approve))).toBe('404 settlement-unknown')
    expect(await api.made(`/v1/creditors/lenient/settlements/${id}/answer`, approve)).toMatchObject({ state: 'approved' })
    expect(await api.made(`/v1/files/${file}/settlements/${id}/withdrawal`, {})).toMatchObject({ state: 'withdrawn', endedOn: DAY })
    expect(refusalIn(await api.post(`/v1/files/${file}/settlements/${id}/withdrawal`, {}))).toBe('409 settlement-state')
  })

  it.each([
    [{ amountCents: 1_250_00 }, '422 payment-exceeds-balance'],
    [{ payBy: '2026-01-04' }, '422 day-impossible'],
    [{ payBy: '2026-04-06' }, '422 day-impossible'],
  ])('with %j is refused with %s', async (changes, refusal) => {
    expect(refusalIn(await api.post(`/v1/files/${await lenient()}/settlements`, { ...part, ...changes }))).toBe(refusal)
  })

  it('has a protocol that its debtor signs with a code; the signed paper’s fingerprint stays with it', async () => {
    const sandbox = await ownSandbox('http://127.0.0.1:1', { callbackPausesMs: [] })
    const sms = new TwilioSms({
      ...ACCOUNTS.twilio,
      from: 'RELANCE',
      baseUrl: sandbox.url,
      callbackUrl: `${PUBLIC_URL}/sms`,
      microsPerSegment: 1,
    })
    const own = await serveApi(stack, { signatures: new BuiltInSignature({ sms, email: null }) })
    try {
      const file = await lenient()
      const { id } = await settle(file)
      const signer = { name: 'Camille Martin', phone: '06 12 34 56 78' }
      const { link } = await api.at(own.url).made<SignatureLinkView>(`/v1/files/${file}/settlements/${id}/signature-requests`, signer)
      const path = own.url + link.slice(PUBLIC_URL.length)
      const post = (what: string, body: object) =>
        fetch(`${path}/${what}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
      expect((await post('code', {})).status).toBe(200)
      const { body } = await sandbox.request('GET', '/messages?limit=1')
      const code = /code (\d{6})/.exec(body.messages[0].text)?.[1]
      expect((await post('sign', { code, consent: true })).status).toBe(200)
      const signed = new Uint8Array(await (await fetch(`${path}/document`)).arrayBuffer())
      const sha256 = createHash('sha256').update(signed).digest('hex')
      const view = await api.file(file)
      expect(view.agreements.settlements).toMatchObject([{ state: 'approved', signedSha256: sha256 }])
      expect(view.events.at(-1)).toMatchObject({
        kind: 'settlement-signed',
        actor: 'debtor',
        data: { settlementId: id, documentSha256: sha256 },
      })
    } finally {
      await own.close()
      await sandbox.close()
    }
  })
})

describe('what a debtor tells of its means', () => {
  const means = { incomeCents: 1_650_00, housingCents: 620_00, otherChargesCents: 700_00, debtsCents: 120_00, dependants: 0 }

  it('is shown with what fits and who helps, waits on the worklist, and stands in no history', async () => {
    const file = await lenient()
    const { id } = await api.made<{ id: string }>(`/v1/files/${file}/means`, { ...means, words: 'Je suis seule.' })
    const { statements } = MeansList.parse(await api.get(`/v1/files/${file}/means`))
    expect(statements).toMatchObject([
      {
        id,
        answerBy: '2026-01-20',
        means: { words: 'Je suis seule.' },
        help: { leftCents: 210_00, proposals: [{ monthlyCents: 105_00, instalments: 12 }, {}, {}] },
      },
    ])
    expect(refusalIn(await api.post(`/v1/files/${file}/means`, means))).toBe('409 means-open')
    const { items } = await api.get<{ items: { file: { reference: string }; matter: object }[] }>('/v1/worklist?kind=means&limit=200')
    expect(items.find((one) => one.file.reference === file)?.matter).toEqual({ id, state: 'open', dueBy: '2026-01-20' })
    expect(JSON.stringify((await api.file(file)).events)).not.toMatch(/seule|165000/)
    expect(await api.made(`/v1/files/${file}/means/${id}/answer`, {})).toMatchObject({ state: 'answered', answeredOn: DAY })
    expect(refusalIn(await api.post(`/v1/files/${file}/means/${id}/answer`, {}))).toBe('409 means-answered')
    expect(refusalIn(await api.post(`/v1/files/${file}/means/none/answer`, {}))).toBe('404 means-unknown')
  })
})

describe('the mediator of a creditor', () => {
  it('is named to consumers alone', async () => {
    const mediator = { name: 'Médiation Conso', address: null, url: 'https://mediation.example' }
    const answer = await api.ask('PUT', '/v1/creditors/lenient/mediator', { body: mediator })
    expect([answer.status, JSON.parse(answer.text).mediator]).toEqual([200, mediator])
    const of = async (capacity: string) => mediatorOf(stack.db, (await api.open({ creditor: 'lenient', claims: [claim({ capacity })] })).id)
    expect(await of('consumer')).toEqual(mediator)
    expect(await of('trader')).toBeNull()
    expect(await mediatorOf(stack.db, (await api.open()).id)).toBeNull()
    expect(refusalIn(await api.ask('PUT', '/v1/creditors/nobody/mediator', { body: mediator }))).toBe('404 resource-unknown')
  })
})

it('the command line takes, proposes, answers and shows', async () => {
  const file = await lenient()
  expect((await run('promise', 'take', file, '--amount', '250.00', '--pay-by', '2026-01-30')).stdout).toMatch(
    /250,00.€ by 2026-01-30 {2}open, waited for until 2026-02-02/,
  )
  const { code, stderr } = await run('settlement', 'propose', file, '--amount', '1100.00', '--pay-by', '2026-01-30')
  expect([code, stderr.includes('promise')]).toEqual([1, true])
  const bad = await run('assertion', 'answer', file, '01998d3c-7c3e-8a51-9d53-2f1f6f0a9b11', '--outcome', 'denied')
  expect([bad.code, bad.stderr]).toEqual([1, 'The debtor is told why: --words.\n'])
})
