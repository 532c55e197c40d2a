import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CardView, CheckoutView } from '../../src/contracts/checkout.js'
import type { DebitList } from '../../src/contracts/direct-debit.js'
import type { PlanDraftView, PlanList, PlanView } from '../../src/contracts/payment-plan.js'
import type { SignatureLinkView, SignatureRequestList, ToSignView } from '../../src/contracts/signature.js'
import { SendgridEmail } from '../../src/providers/email/sendgrid.js'
import { BuiltInSignature } from '../../src/providers/signature/built-in.js'
import { TwilioSms } from '../../src/providers/sms/twilio.js'
import { ACCOUNTS, ownSandbox } from '../providers/own-sandbox.js'
import { eventually } from '../support/eventually.js'
import { Life } from '../support/life.js'
import { PlanDesk } from '../support/plan-desk.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, creditorBody, debtor, joinAgency, mandateBody, mobile, refusalIn } from './caller.js'
import { PUBLIC_URL, serveApi } from './own-api.js'

/**
 * Payment plans over HTTP: signed by the debtor with the code that its telephone gets, collected from its card and its account by the
 * sandbox that stands in for the providers.
 */

let stack: TestStack
let api: Caller
let own: Awaited<ReturnType<typeof serveApi>>
let sandbox: Awaited<ReturnType<typeof ownSandbox>>
const CREDITOR = 'plans'

beforeAll(async () => {
  const joined = await joinAgency()
  stack = joined.stack
  sandbox = await ownSandbox('http://127.0.0.1:1', { callbackPausesMs: [] })
  const at = { baseUrl: sandbox.url }
  const sms = new TwilioSms({ ...ACCOUNTS.twilio, ...at, from: 'RELANCE', callbackUrl: `${PUBLIC_URL}/sms`, microsPerSegment: 1 })
  const email = new SendgridEmail({ ...ACCOUNTS.sendgrid, ...at, from: 'agence@example.test', microsPerEmail: 1 })
  own = await serveApi(stack, { signatures: new BuiltInSignature({ sms, email }) })
  api = joined.api
  await api.made('/v1/creditors', creditorBody({ reference: CREDITOR }))
  await api.made(`/v1/creditors/${CREDITOR}/mandates`, mandateBody({ longestPlanMonths: 12 }))
})

afterAll(async () => {
  await own.close()
  await sandbox.close()
  await stack.close()
})

const wish = (changes: object = {}) => ({ instalments: 3, firstOn: '2026-02-05', ...changes })
const open = (more: object = {}) => api.open({ creditor: CREDITOR, debtor: debtor({ emails: ['garage@example.test'], ...more }) })
const plansAt = (file: string) => `/v1/files/${file}/plans`
const newest = async (file: string) => (await api.get<PlanList>(plansAt(file))).plans[0] as PlanView
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const bytesAt = async (url: string, headers = {}) => new Uint8Array(await (await fetch(url, { headers })).arrayBuffer())

/** As the debtor does it: without a key. */
async function without<T>(path: string, body?: unknown): Promise<{ status: number; headers: Headers; text: string; json: () => T }> {
  const sent = body !== undefined && { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const response = await fetch(own.url + path, { ...sent })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) as T }
}

describe('a plan that its debtor signs', () => {
  it('is in force with the code from its telephone, and its evidence says what was signed, when, and where the code went', async () => {
    const phone = mobile()
    const { id } = await open({ phones: [phone] })
    const proposed = await api.made<PlanView>(plansAt(id), wish())
    expect(proposed).toMatchObject({ state: 'offered', totalCents: 125_000, answerBy: '2026-01-19', signedOn: null })
    const { link } = await api.at(own.url).made<SignatureLinkView>(`${plansAt(id)}/${proposed.id}/signature-requests`, {})
    const path = link.slice(PUBLIC_URL.length)

    const shown = (await without<ToSignView>(path)).json()
    const paper = await bytesAt(`${own.url}${path}/document`)
    expect(shown).toMatchObject({ state: 'open', signer: 'Garage Martin', documentSha256: sha256(paper) })
    expect((await without(`${path}/code`, {})).status).toBe(200)
    const { body } = await sandbox.request('GET', '/messages?limit=1')
    const [message] = body.messages
    expect(message).toMatchObject({ channel: 'sms', to: { address: phone } })
    const code = (/code (\d{6})/.exec(message.text) ?? [])[1]
    expect(refusalIn(await without(`${path}/sign`, { code: code === '000000' ? '000001' : '000000', consent: true }))).toBe(
      '422 signature-code-wrong',
    )
    expect(await newest(id)).toMatchObject({ state: 'offered' })
    expect((await without(`${path}/sign`, { code, consent: true })).status).toBe(200)

    expect(await newest(id)).toMatchObject({ state: 'active', signedOn: '2026-01-05' })
    const { requests } = await api.get<SignatureRequestList>(`${plansAt(id)}/${proposed.id}/signature-requests`)
    const evidence = requests[0]?.evidence
    expect(evidence).toMatchObject({ documentSha256: sha256(paper), consent: shown.consent, codeSentTo: phone, signer: 'Garage Martin' })
    const [sentAt, signedAt] = [String(evidence?.codeSentAt), String(evidence?.signedAt)]
    expect(Date.parse(sentAt)).toBeLessThanOrEqual(Date.parse(signedAt))
    const signed = await bytesAt(`${api.url}${plansAt(id)}/${proposed.id}/document`, { authorization: `Bearer ${stack.apiKey}` })
    expect(sha256(signed)).toBe(evidence?.signedSha256)
    const kept = await stack.db.storedDocument.findMany({ where: { subject: `plan:${proposed.id}` }, orderBy: { id: 'asc' } })
    expect(kept.map(({ kind, bytes }) => [kind, sha256(bytes)])).toEqual([
      ['plan', sha256(paper)],
      ['plan-signed', sha256(signed)],
    ])

    const { plans, events } = await api.file(id)
    expect(plans).toMatchObject([{ id: proposed.id, state: 'active' }])
    expect(events.find(({ kind }) => kind === 'plan-signed')?.data).toEqual({ planId: proposed.id, documentSha256: sha256(signed) })
    const acknowledged = await stack.db.acknowledgement.findMany({ where: { reference: `plan:${proposed.id}` } })
    expect(acknowledged).toMatchObject([{ accepted: null }])
  })

  it('can be signed no more once it was cancelled', async () => {
    const { id } = await open()
    const proposed = await api.made<PlanView>(plansAt(id), wish())
    const { link } = await api.at(own.url).made<SignatureLinkView>(`${plansAt(id)}/${proposed.id}/signature-requests`, {})
    const path = link.slice(PUBLIC_URL.length)
    await without(`${path}/code`, {})
    const { body } = await sandbox.request('GET', '/messages?limit=1')
    const code = (/code (\d{6})/.exec(body.messages[0].text) ?? [])[1]
    await api.made(`${plansAt(id)}/${proposed.id}/cancellation`, { reason: 'agreed otherwise' })
    expect(refusalIn(await without(`${path}/sign`, { code, consent: true }))).toBe('409 plan-state')
    expect(refusalIn(await api.at(own.url).post(`${plansAt(id)}/${proposed.id}/signature-requests`, {}))).toBe('409 plan-state')
    expect(await newest(id)).toMatchObject({ state: 'cancelled', reason: 'agreed otherwise' })
  })
})

describe('a plan that is asked for', () => {
  it('is reckoned without being written, with what stands against it', async () => {
    const { id } = await open()
    const draft = await api.made<PlanDraftView>(`${plansAt(id)}/simulation`, wish({ instalments: 14, method: 'card' }))
    expect(draft).toMatchObject({ totalCents: 125_000, interestCents: 0, grantedBy: 'creditor', faults: ['card-missing'] })
    expect(draft.instalments.at(-1)).toEqual({ number: 14, dueOn: '2027-03-05', amountCents: 8_936 })
    expect((await api.get<PlanList>(plansAt(id))).plans).toEqual([])
    expect(refusalIn(await api.post(plansAt(id), wish({ method: 'card' })))).toBe('409 card-missing')
    expect(refusalIn(await api.post(plansAt(id), wish({ method: 'direct-debit' })))).toBe('422 debit-mandate-unknown')
    expect(refusalIn(await api.post(plansAt(id), wish({ firstOn: '2026-01-05' })))).toBe('422 plan-days-wrong')
    expect(refusalIn(await api.post(plansAt(id), wish({ withInterest: true })))).toBe('422 plan-interest-consumer')
    expect(refusalIn(await api.post(`${plansAt(id)}/${crypto.randomUUID()}/answer`, { accepted: true }))).toBe('404 plan-unknown')
  })

  it('is one plan under its key', async () => {
    const { id } = await open()
    const key = crypto.randomUUID()
    const first = await api.made<PlanView>(plansAt(id), wish(), key)
    expect((await api.made<PlanView>(plansAt(id), wish(), key)).id).toBe(first.id)
    expect(refusalIn(await api.post(plansAt(id), wish({ instalments: 4 }), key))).toBe('409 key-reused')
    expect(refusalIn(await api.post(plansAt(id), wish()))).toBe('409 plan-open')
  })
})

/** A plan over what is left after the debtor has paid a part and let its card be kept, signed by hand. */
async function withCard(later: 'pays' | 'declined'): Promise<PlanDesk> {
  const { id } = await open()
  const checkout = { amountCents: 25_000, keepCard: { consent: 'J’accepte que le solde soit prélevé sur cette carte.' } }
  const { reference } = await api.made<CheckoutView>(`/v1/files/${id}/checkouts`, checkout)
  const paying = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ later }) }
  await fetch(`${stack.environment.RELANCE_SANDBOX_URL}/sandbox/stripe/sessions/${reference}/pay`, paying)
  await eventually(async () => expect((await api.get<{ cards: CardView[] }>(`/v1/files/${id}/cards`)).cards).toHaveLength(1))
  const desk = PlanDesk.of(stack, Life.of(stack, id))
  await desk.agree({ instalments: 2, firstOn: '2026-02-05', every: 'month', method: 'card' })
  return desk
}

/** What the card was asked for: the day, the instalment, and why there was nothing. */
async function askedOf({ life }: PlanDesk): Promise<string[]> {
  const rows = await stack.db.planCollection.findMany({
    where: { plan: { fileId: life.id } },
    orderBy: [{ number: 'asc' }, { attempt: 'asc' }],
  })
  return rows.map(({ askedOn, number, failureCode }) => `${askedOn.toISOString().slice(0, 10)} ${number} ${failureCode ?? ''}`.trim())
}

describe('a plan that a card is asked for', () => {
  it('takes each instalment on its day, once, and is kept', async () => {
    const desk = await withCard('pays')
    const { life } = desk
    await desk.goTo('2026-02-04')
    expect((await life.view()).balanceCents).toBe(100_000)
    await desk.goTo('2026-02-05')
    await eventually(async () => expect((await life.view()).balanceCents).toBe(50_000))
    await desk.goTo('2026-03-05')
    await eventually(async () =>
      expect(await life.view()).toMatchObject({ status: 'closed', closedReason: 'paid', plans: [{ state: 'kept' }] }),
    )
    expect((await life.happened()).filter((kind) => kind === 'plan-collected')).toHaveLength(2)
    expect(await askedOf(desk)).toEqual(['2026-02-05 1', '2026-03-05 2'])
    expect(await stack.db.checkout.count({ where: { fileId: life.id, kind: 'stored-card' } })).toBe(2)
  })

  it('asks a card that was declined once more, then gives the debtor notice', async () => {
    const desk = await withCard('declined')
    const { life } = desk
    await desk.goTo('2026-02-11')
    const { plans, balanceCents } = await life.view()
    expect(await askedOf(desk)).toEqual(['2026-02-05 1 insufficient_funds', '2026-02-08 1 insufficient_funds'])
    expect((await life.happened()).filter((kind) => kind === 'plan-collection-failed')).toHaveLength(2)
    expect({ balanceCents, state: plans[0]?.state }).toEqual({ balanceCents: 100_000, state: 'active' })
    expect((await life.acts()).at(-1)).toBe('2026-02-11 @plan-default')
  })
})

describe('a plan that is debited', () => {
  const debitsOf = async (reference: string) =>
    (await api.get<DebitList>(`/v1/debits?file=${reference}&limit=50`)).items
      .map(({ collectOn, amountCents, state, announcedOn }) => `${collectOn} ${amountCents} ${state} ${announcedOn}`)
      .sort()

  it('has its debits planned by the signature, on days on which banks settle, and holds no file; ended, they are dropped', async () => {
    await api.made('/v1/debit-identifier', { identifier: 'FR72ZZZ123456' })
    const { id, reference } = await open()
    const mandate = { scheme: 'core', holder: 'Garage Martin', iban: 'FR7630006000011234567890189', proofSha256: 'b'.repeat(64) }
    const signed = { reference: `RUM-${reference}`, signedOn: '2026-01-05', recurrent: true, ...mandate }
    await api.made(`/v1/files/${id}/debit-mandates`, signed)
    const { id: plan } = await api.made<PlanView>(plansAt(id), wish({ method: 'direct-debit' }))
    await api.made(`${plansAt(id)}/${plan}/signature`, { signedOn: '2026-01-05', proofSha256: 'c'.repeat(64) })
    // 5 April is Easter Sunday: banks settle again on Tuesday.
    expect(await debitsOf(reference)).toEqual([
      '2026-02-05 41666 announced 2026-01-05',
      '2026-03-05 41666 announced 2026-01-05',
      '2026-04-07 41668 announced 2026-01-05',
    ])
    expect((await api.file(id)).holds).toEqual([])
    await api.made(`${plansAt(id)}/${plan}/changes`, { instalments: [{ dueOn: '2026-02-20', amountCents: 125_000 }] })
    expect((await debitsOf(reference)).filter((line) => line.includes('announced'))).toEqual(['2026-02-20 125000 announced 2026-01-05'])
    await api.made(`${plansAt(id)}/${plan}/cancellation`, { reason: 'agreed otherwise' })
    expect((await debitsOf(reference)).filter((line) => line.includes('announced'))).toEqual([])
  })
})
