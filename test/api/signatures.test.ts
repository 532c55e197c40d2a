import { createHash } from 'node:crypto'
import { PDFDocument } from '@cantoo/pdf-lib'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { USUAL_LIMITS } from '../../src/api/rate-limits.js'
import type { MandateDocumentList, MandateList } from '../../src/contracts/mandate.js'
import type { SignatureLinkView, SignatureRequestList, ToSignView } from '../../src/contracts/signature.js'
import { SendgridEmail } from '../../src/providers/email/sendgrid.js'
import { BuiltInSignature } from '../../src/providers/signature/built-in.js'
import { TwilioSms } from '../../src/providers/sms/twilio.js'
import { ACCOUNTS, ownSandbox } from '../providers/own-sandbox.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, creditorBody, joinAgency, mandateBody, openBody, problemIn, refusalIn } from './caller.js'
import { PUBLIC_URL, serveApi } from './own-api.js'

/**
 * A mandate that is signed by a link and a one-time code, over HTTP, with the code read where its addressee reads it.
 *
 * Not claimed: that who reads the telephone is who the creditor says.
 */

let stack: TestStack
let own: Awaited<ReturnType<typeof serveApi>>
let sandbox: Awaited<ReturnType<typeof ownSandbox>>
let api: Caller
let clock: Date
let serial = 0
/** The creditor of a test, whose mandate awaits its signature. */
let creditor: string

beforeAll(async () => {
  const joined = await joinAgency()
  stack = joined.stack
  sandbox = await ownSandbox('http://127.0.0.1:1', { callbackPausesMs: [] })
  const sms = new TwilioSms({
    ...ACCOUNTS.twilio,
    from: 'RELANCE',
    baseUrl: sandbox.url,
    callbackUrl: `${PUBLIC_URL}/sms`,
    microsPerSegment: 1,
  })
  const email = new SendgridEmail({ ...ACCOUNTS.sendgrid, from: 'agence@example.test', baseUrl: sandbox.url, microsPerEmail: 1 })
  own = await serveApi(stack, {
    signatures: new BuiltInSignature({ sms, email }),
    now: () => clock,
    limits: { ...USUAL_LIMITS, refusedKeysPerMinute: 1_000 },
  })
  api = joined.api.at(own.url)
})

afterAll(async () => {
  await own.close()
  await sandbox.close()
  await stack.close()
})

beforeEach(async () => {
  clock = new Date('2026-03-02T09:00:00Z')
  creditor = `signer-${serial++}`
  await api.made('/v1/creditors', creditorBody({ reference: creditor, name: 'Énergie Sud' }))
  await api.made(`/v1/creditors/${creditor}/mandates`, mandateBody({ reference: 'M', signedOn: null }))
})

const later = (seconds: number) => {
  clock = new Date(clock.getTime() + seconds * 1000)
}

/** Asks for a signature. @returns the part of the link behind the public address */
async function ask(signer: object = { name: 'Jeanne Dumas', phone: '06 12 34 56 78' }): Promise<string> {
  const { link } = await api.made<SignatureLinkView>(`/v1/creditors/${creditor}/mandates/M/signature-requests`, signer)
  expect(link.startsWith(`${PUBLIC_URL}/v1/signatures/`)).toBe(true)
  return link.slice(PUBLIC_URL.length)
}

/** As who signs does it: without a key. */
async function open(path: string, body?: unknown) {
  const response = await fetch(own.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

/** The last code that somebody was sent. */
async function lastCode(): Promise<string> {
  const { body } = await sandbox.request('GET', '/messages?limit=1')
  return (/code (\d{6})/.exec(body.messages[0].text) ?? [])[1] as string
}

async function codeFor(link: string): Promise<string> {
  expect((await open(`${link}/code`, {})).status).toBe(200)
  return lastCode()
}

const sign = (link: string, code: string) => open(`${link}/sign`, { code, consent: true })
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const mandate = async () => (await api.get<MandateList>(`/v1/creditors/${creditor}/mandates`)).mandates[0]
const opened = () => api.post('/v1/files', openBody({ creditor, legalStart: '2026-03-02T09:00:00Z' }))

async function bytesAt(url: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetch(url)).arrayBuffer())
}

describe('a mandate that awaits its signature', () => {
  it('is in force once it is signed, and the signed paper is kept with its page of evidence', async () => {
    expect(refusalIn(await opened())).toBe('422 mandate-unsigned')
    const link = await ask()
    const shown = JSON.parse((await open(link)).text) as ToSignView
    expect(shown).toMatchObject({
      state: 'open',
      title: 'Mandat M – Énergie Sud',
      signer: 'Jeanne Dumas',
      from: 'Test & Fils',
      signedAt: null,
    })
    const paper = await bytesAt(`${own.url}${link}/document`)
    expect(createHash('sha256').update(paper).digest('hex')).toBe(shown.documentSha256)

    const answer = await sign(link, await codeFor(link))
    expect(JSON.parse(answer.text)).toMatchObject({ state: 'signed', signedAt: '2026-03-02T09:00:00.000Z' })
    expect(await mandate()).toMatchObject({ signedOn: '2026-03-02' })
    expect((await opened()).status).toBe(201)

    const { documents } = await api.get<MandateDocumentList>(`/v1/creditors/${creditor}/mandates/M/documents`)
    expect(documents.map(({ kind }) => kind)).toEqual(['mandate-signed', 'mandate'])
    const signed = await bytesAt(`${own.url}${link}/document`)
    expect(createHash('sha256').update(signed).digest('hex')).toBe(documents[0]?.sha256)
    const pages = async (bytes: Uint8Array) => (await PDFDocument.load(bytes)).getPageCount()
    expect(await pages(signed)).toBe((await pages(paper)) + 1)

    const { requests } = await api.get<SignatureRequestList>(`/v1/creditors/${creditor}/mandates/M/signature-requests`)
    expect(requests).toMatchObject([
      {
        state: 'signed',
        signer: 'Jeanne Dumas',
        evidence: { documentSha256: shown.documentSha256, consent: shown.consent, address: '127.0.0.1' },
      },
    ])
  })

  it('sends the code by e-mail to who has no number', async () => {
    const link = await ask({ name: 'Jeanne Dumas', email: 'jeanne@example.test' })
    await codeFor(link)
    const { body } = await sandbox.request('GET', '/messages?limit=1')
    expect(body.messages[0]).toMatchObject({ channel: 'email', to: { address: 'jeanne@example.test' } })
    expect((await sign(link, await lastCode())).status).toBe(200)
  })

  it('keeps of link and code only what does not tell them', async () => {
    const link = await ask()
    const code = await codeFor(link)
    const row = await stack.db.signatureRequest.findFirstOrThrow({
      orderBy: { createdAt: 'desc' },
      where: { tenantId: stack.tenantId, signedAt: null },
    })
    const token = link.split('/').at(-1) as string
    const kept = JSON.stringify(row)
    expect([kept.includes(token), kept.includes(code)]).toEqual([false, false])
    expect(row.codeHash).not.toBe(createHash('sha256').update(code).digest('hex'))
  })

  it('is signed by hand as well: the scan puts it in force', async () => {
    const pdf = Buffer.from(await bytesAt(`${own.url}${await ask()}/document`))
    const hand = (query: string, body: Buffer) =>
      fetch(`${own.url}/v1/creditors/${creditor}/mandates/M/documents?kind=mandate-signed&name=scan.pdf${query}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${stack.apiKey}`,
          'idempotency-key': crypto.randomUUID(),
          'content-type': 'application/octet-stream',
        },
        body: new Uint8Array(body),
      })
    expect((await hand('&signedOn=2026-03-01', Buffer.from('no paper'))).status).toBe(400)
    expect((await hand('&signedOn=2026-03-03', pdf)).status).toBe(422)
    expect((await hand('&signedOn=2026-03-01', pdf)).status).toBe(201)
    expect(await mandate()).toMatchObject({ signedOn: '2026-03-01' })
    expect((await hand('&signedOn=2026-03-01', pdf)).status).toBe(409)
  })
})

describe('a signature is refused', () => {
  const stays = async () => expect(await mandate()).toMatchObject({ signedOn: null })

  it('at a link that is none, in the same words whatever it is', async () => {
    const answers = await Promise.all(['x', 'A'.repeat(43)].map((token) => open(`/v1/signatures/${token}`)))
    const code = await open(`/v1/signatures/${'A'.repeat(43)}/code`, {})
    const signing = await sign(`/v1/signatures/${'A'.repeat(43)}`, '000000')
    expect([...answers, code, signing].map(refusalIn)).toEqual(Array(4).fill('404 signature-unknown'))
  })

  it('with a wrong code, and for good after ten', async () => {
    const link = await ask()
    const code = await codeFor(link)
    for (let attempt = 0; attempt < 10; attempt++) expect(refusalIn(await sign(link, wrong(code)))).toBe('422 signature-code-wrong')
    expect(refusalIn(await sign(link, code))).toBe('409 signature-attempts-spent')
    later(61)
    expect(refusalIn(await open(`${link}/code`, {}))).toBe('409 signature-attempts-spent')
    await stays()
  })

  it('before a code was sent', async () => {
    expect(refusalIn(await sign(await ask(), '123456'))).toBe('422 signature-code-wrong')
    await stays()
  })

  it('with a code of more than ten minutes', async () => {
    const link = await ask()
    const code = await codeFor(link)
    later(600)
    expect((await sign(link, wrong(code))).status).toBe(422)
    later(1)
    expect(refusalIn(await sign(link, code))).toBe('422 signature-code-wrong')
    await stays()
  })

  it('with the code before the last, of which a minute passes between two', async () => {
    const link = await ask()
    const first = await codeFor(link)
    later(59)
    expect(refusalIn(await open(`${link}/code`, {}))).toBe('429 signature-code-early')
    later(1)
    const second = await codeFor(link)
    expect(refusalIn(await sign(link, first === second ? wrong(first) : first))).toBe('422 signature-code-wrong')
    expect((await sign(link, second)).status).toBe(200)
  })

  it('with the code of another link', async () => {
    const [one, other] = [await ask(), await ask()]
    const code = await codeFor(one)
    await codeFor(other)
    expect(refusalIn(await sign(other, (await lastCode()) === code ? wrong(code) : code))).toBe('422 signature-code-wrong')
    await stays()
  })

  it('after fourteen days', async () => {
    const link = await ask()
    later(14 * 86_400 - 60)
    const code = await codeFor(link)
    later(60)
    expect(refusalIn(await sign(link, code))).toBe('410 signature-expired')
    await stays()
  })

  it('the second time, with the same code or by another link', async () => {
    const [link, other] = [await ask(), await ask()]
    const code = await codeFor(link)
    expect((await sign(link, code)).status).toBe(200)
    expect(refusalIn(await sign(link, code))).toBe('409 signature-signed-already')
    expect(refusalIn(await sign(other, await codeFor(other)))).toBe('409 mandate-signed-already')
    expect(
      refusalIn(await api.post(`/v1/creditors/${creditor}/mandates/M/signature-requests`, { name: 'X', email: 'x@example.test' })),
    ).toBe('409 mandate-signed-already')
  })

  it('without consent', async () => {
    const link = await ask()
    const code = await codeFor(link)
    expect(problemIn(await open(`${link}/sign`, { code, consent: false }))).toMatchObject({ status: 400, faults: [{ field: 'consent' }] })
    await stays()
  })

  it('of a paper that was altered meanwhile', async () => {
    const link = await ask()
    const code = await codeFor(link)
    const { documentSha256 } = JSON.parse((await open(link)).text) as ToSignView
    const owner = new pg.Client({ connectionString: stack.urls.ownerUrl })
    await owner.connect()
    await owner.query(`UPDATE stored_document SET bytes = bytes || '\\x00'::bytea WHERE tenant_id = $1 AND sha256 = $2`, [
      stack.tenantId,
      documentSha256,
    ])
    await owner.end()
    expect(refusalIn(await open(`${link}/document`))).toBe('409 signature-document-altered')
    expect(refusalIn(await sign(link, code))).toBe('409 signature-document-altered')
    await stays()
  })

  it('to who can be sent no code', async () => {
    const api2 = await serveApi(stack, { now: () => clock })
    const answer = await api
      .at(api2.url)
      .post(`/v1/creditors/${creditor}/mandates/M/signature-requests`, { name: 'X', phone: '0612345678' })
    expect(problemIn(answer)).toMatchObject({ status: 422, code: 'signer-unreachable', faults: [{ field: 'phone' }] })
    await api2.close()
  })
})

describe('the end of a mandate', () => {
  const end = (on: string, reason = 'collects in-house') => api.post(`/v1/creditors/${creditor}/mandates/M/end`, { on, reason })

  it('is told to its open files, and to no other', async () => {
    const link = await ask()
    await sign(link, await codeFor(link))
    const { id } = JSON.parse((await opened()).text) as { id: string }
    const other = await api.open()
    expect((await end('2026-03-31')).status).toBe(200)
    expect(await mandate()).toMatchObject({ validUntil: '2026-03-31', endReason: 'collects in-house', endActor: 'api' })
    const told = (fileId: string) => stack.db.outbox.count({ where: { fileId, fact: 'mandate' } })
    expect([await told(id), await told(other.id)]).toEqual([1, 0])
    const late = await api.post('/v1/files', openBody({ creditor, legalStart: '2026-04-01T09:00:00Z' }))
    expect(refusalIn(late)).toBe('422 mandate-expired')
  })

  it('lies today or later, and is said once', async () => {
    expect(problemIn(await end('2026-03-01'))).toMatchObject({ code: 'day-impossible', faults: [{ field: 'on' }] })
    expect((await end('2026-03-02')).status).toBe(200)
    expect((await end('2026-03-02')).status).toBe(200)
    expect(refusalIn(await end('2026-03-05'))).toBe('409 mandate-ended-already')
  })

  it('stands on the worklist for sixty days before', async () => {
    await end('2026-05-01')
    const named = async () =>
      (await api.get<{ items: { mandate: { creditor: string } | null }[] }>('/v1/worklist?kind=mandate&limit=100')).items
        .map((item) => item.mandate)
        .filter((one) => one?.creditor === creditor)
    clock = new Date('2026-03-01T22:59:00Z')
    expect(await named()).toEqual([])
    clock = new Date('2026-03-01T23:00:00Z')
    expect(await named()).toEqual([{ creditor, name: 'Énergie Sud', reference: 'M', lastDay: '2026-05-01', ended: true, openFiles: 0 }])
    await api.made(`/v1/creditors/${creditor}/mandates`, mandateBody({ reference: 'M-2', validFrom: '2026-05-02' }))
    expect(await named()).toEqual([])
  })
})
