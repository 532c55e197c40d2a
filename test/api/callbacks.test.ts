import { createHmac, randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isOptOut } from '../../src/domain/opt-out.js'
import type { Callback, DeliveryReport } from '../../src/providers/delivery.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, debtor, joinAgency, mobile, problemIn } from './caller.js'
import { PUBLIC_URL, serveApi } from './own-api.js'
import { writeContact } from './rows.js'

/** What is signed, and how, is each provider's own matter and tested with its reader; here a signature covers address and bytes. */
const signatureOf = (url: string, body: string | Buffer) =>
  createHmac('sha256', 'shared with the provider').update(url).update(body).digest('hex')
const isSigned = (callback: Callback) => callback.header('x-signature') === signatureOf(callback.url, callback.body)

let stack: TestStack
let api: Caller
let own: Awaited<ReturnType<typeof serveApi>>

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
  own = await serveApi(stack, {
    callbacks: {
      twilio: { read: (callback) => (isSigned(callback) ? reportsIn(callback) : null) },
      sendgrid: { read: (callback) => (isSigned(callback) ? reportsIn(callback) : null) },
    },
    inboundReader: { read: (callback) => (isSigned(callback) ? JSON.parse(callback.body.toString()) : null) },
  })
})
afterAll(async () => {
  await own.close()
  await stack.close()
})

const reportsIn = ({ body }: Callback): DeliveryReport[] =>
  (JSON.parse(body.toString()) as DeliveryReport[]).map((report) => ({ ...report, at: new Date(report.at) }))

async function send(path: string, content: unknown, signature?: string) {
  const body = JSON.stringify(content)
  const headers = { 'content-type': 'text/plain', 'x-signature': signature ?? signatureOf(PUBLIC_URL + path, body) }
  const response = await fetch(new URL(path, own.url), { method: 'POST', headers, body })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const report = (changes: Partial<DeliveryReport>) => ({
  eventId: randomUUID(),
  key: null,
  reference: '',
  status: 'delivered',
  at: '2026-01-15T10:00:00Z',
  code: null,
  ...changes,
})

const deliveryOf = async (id: string) => (await stack.db.contact.findUniqueOrThrow({ where: { id } })).delivery

describe('a report', () => {
  it.each(['twilio', 'sendgrid'])('of %s is recorded once, by the contact’s id or the provider’s reference', async (provider) => {
    const { id } = await api.open()
    const byKey = await writeContact(stack, id, { channel: 'sms' })
    const byReference = await writeContact(stack, id, { channel: 'sms', actId: 'second-letter', stepId: 'second-letter' })
    const reports = [report({ key: byKey }), report({ reference: byReference, status: 'bounced' })]
    for (let n = 0; n < 2; n++) expect((await send(`/callbacks/${provider}?k=1`, reports)).status).toBe(204)
    expect([await deliveryOf(byKey), await deliveryOf(byReference)]).toEqual(['delivered', 'bounced'])
    expect(await stack.db.deliveryEvent.count({ where: { contactId: { in: [byKey, byReference] } } })).toBe(2)
  })

  it('on an act that is not ours is taken and forgotten', async () => {
    const reports = [report({ reference: randomUUID() }), report({ key: 'no id', reference: randomUUID() }), report({ key: randomUUID() })]
    expect(await send('/callbacks/twilio', reports)).toMatchObject({ status: 204, text: '' })
  })

  it.each([
    ['a wrong signature', 'f00d'],
    ['no signature', ''],
    ['the signature of another address', signatureOf(`${PUBLIC_URL}/callbacks/sendgrid`, '[]')],
  ])('with %s is refused, and nothing is recorded', async (_, signature) => {
    const contact = await writeContact(stack, (await api.open()).id, { channel: 'sms' })
    const answer = await send('/callbacks/twilio', [report({ key: contact })], signature)
    expect(problemIn(answer)).toMatchObject({ status: 403, code: 'callback-forged' })
    expect(await deliveryOf(contact)).toBeNull()
  })

  it('is held against the configured address, whatever the request calls itself', async () => {
    const { hostname, port } = new URL(own.url)
    const status = await new Promise((resolve, reject) => {
      const headers = {
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        'x-signature': signatureOf(`${PUBLIC_URL}/callbacks/twilio`, '[]'),
      }
      const sent = request({ hostname, port, path: '/callbacks/twilio', method: 'POST', headers }, (response) =>
        resolve(response.statusCode),
      )
      sent.on('error', reject)
      sent.end('[]')
    })
    expect(status).toBe(204)
  })

  it('of a provider that is not set up has no address', async () => {
    expect(problemIn(await send('/callbacks/merci-facteur', []))).toMatchObject({ status: 404, code: 'route-unknown' })
    const shared = await fetch(new URL('/callbacks/nobody', own.url), { method: 'POST' })
    expect(shared.status).toBe(404)
  })

  it('larger than any provider’s is 413', async () => {
    expect(problemIn(await send('/callbacks/twilio', 'x'.repeat(9_000_000)))).toMatchObject({ status: 413, code: 'body-too-large' })
  })
})

describe('a text message', () => {
  const receive = (from: string, text: string, messageId: string = randomUUID()) =>
    send('/callbacks/twilio/inbound', { from, text, messageId })
  const pointsOf = async (file: string) => (await api.file(file)).debtor.points.filter(({ kind }) => kind === 'phone')
  const received = async (file: string) => (await api.file(file)).events.filter(({ kind }) => kind === 'message-received').length

  it('stands once in every open file of its sender, whichever agency’s', async () => {
    const from = mobile()
    const { stack: other, api: stranger } = await joinAgency()
    const customerReference = `C-${randomUUID()}`
    const mine = [
      await api.open({ debtor: debtor({ customerReference, phones: [from] }) }),
      await api.open({ debtor: debtor({ customerReference }) }),
    ]
    const theirs = await stranger.open({ debtor: debtor({ phones: [from] }) })
    const messageId = randomUUID()
    for (let n = 0; n < 2; n++) expect((await receive(from, 'Je paie vendredi', messageId)).status).toBe(204)
    for (const { id } of mine) expect(await received(id)).toBe(1)
    expect((await stranger.file(theirs.id)).events.filter(({ kind }) => kind === 'message-received')).toHaveLength(1)
    expect(await stack.db.inboundMessage.count({ where: { messageId } })).toBe(2)
    expect(await pointsOf(mine[0]?.id as string)).toMatchObject([{ status: 'usable' }])
    await other.close()
  })

  it('that refuses further ones is obeyed at once', async () => {
    const from = mobile()
    const { id } = await api.open({ debtor: debtor({ phones: [from] }) })
    expect((await receive(from, 'Stop !')).status).toBe(204)
    expect(await pointsOf(id)).toMatchObject([{ status: 'opted_out' }])
    expect((await api.file(id)).events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['message-received', 'opted-out']))
  })

  it('from nobody we know is taken and forgotten', async () => {
    expect((await receive(mobile(), 'STOP')).status).toBe(204)
  })

  it('that is forged is refused', async () => {
    const from = mobile()
    const { id } = await api.open({ debtor: debtor({ phones: [from] }) })
    const answer = await send('/callbacks/twilio/inbound', { from, text: 'STOP', messageId: randomUUID() }, 'f00d')
    expect(problemIn(answer)).toMatchObject({ status: 403, code: 'callback-forged' })
    expect(await pointsOf(id)).toMatchObject([{ status: 'usable' }])
  })
})

it.each([
  ['STOP', true],
  [' stop.', true],
  ['Stop SMS svp', true],
  ['Arrêt', true],
  ['ARRETEZ !', true],
  ['Arrêt maladie, je paie en mars', false],
  ['Je ne peux pas stopper le virement', false],
  ['Non-stop depuis lundi', false],
  ['', false],
])('“%s” refuses further messages: %s', (text, expected) => expect(isOptOut(text)).toBe(expected))
