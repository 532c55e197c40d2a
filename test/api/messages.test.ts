import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReplyWritten, Thread, ThreadRead } from '../../src/contracts/message.js'
import type { Worklist } from '../../src/contracts/worklist.js'
import { ReplyAddresses } from '../../src/providers/email/reply-address.js'
import { SendgridInboundReader } from '../../src/providers/email/sendgrid-inbound.js'
import { recordInbound } from '../../src/store/inbound.js'
import { receivePageMessage } from '../../src/store/thread.js'
import { formOf, type Mail, pair, publicKeyOf, signedHeaders } from '../providers/email/inbound-form.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, debtor, joinAgency, mobile, problemIn, refusalIn } from './caller.js'
import { serveApi } from './own-api.js'
import { writeContact } from './rows.js'

/** Files begin on Monday 5 January 2026: a message that comes in then holds until 12 January. */

const INBOX = 'reponses@relance.example'
const replies = new ReplyAddresses(INBOX, [Buffer.alloc(32, 3)])

let stack: TestStack
let api: Caller
let own: Awaited<ReturnType<typeof serveApi>>

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
  own = await serveApi(stack, {
    inboundReader: { read: ({ body }) => JSON.parse(body.toString()) },
    inboundMail: { reader: new SendgridInboundReader({ publicKey: publicKeyOf(pair.publicKey) }), replies },
  })
})
afterAll(async () => {
  await own.close()
  await stack.close()
})

const address = () => `camille-${randomUUID()}@example.org`
const named = () => [`Message-ID: <${randomUUID()}@mail.example>`]

async function sms(from: string, text: string): Promise<void> {
  const body = JSON.stringify({ from, text, messageId: randomUUID() })
  expect((await fetch(new URL('/callbacks/twilio/inbound', own.url), { method: 'POST', body })).status).toBe(204)
}

async function send(mail: Mail, changes: Record<string, string> = {}) {
  const { body, contentType } = formOf({ headers: named(), envelope: { to: [mail.to ?? INBOX], from: mail.from ?? '' }, ...mail })
  const headers = { ...signedHeaders(body, contentType, new Date()), ...changes }
  const response = await fetch(new URL('/callbacks/sendgrid/inbound', own.url), { method: 'POST', headers, body: new Uint8Array(body) })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

async function email(from: string, text: string, mail: Mail = {}): Promise<void> {
  expect((await send({ from, text, ...mail })).status).toBe(204)
}

const thread = async (file: string) => (await api.get<Thread>(`/v1/files/${file}/messages`)).messages
const waiting = async (file: string) =>
  (await api.get<Worklist>('/v1/worklist?kind=message&limit=200')).items.filter((item) => item.file?.id === file)
const unreadHolds = async (fileId: string) =>
  (await stack.db.hold.findMany({ where: { fileId, reason: 'unread-message', liftedAt: null } })).map(({ until }) =>
    until?.toISOString().slice(0, 10),
  )
const statusOf = async (file: string, kind: string) =>
  (await api.file(file)).debtor.points.filter((point) => point.kind === kind).map(({ status }) => status)
const happened = async (file: string) => (await api.file(file)).events.map(({ kind }) => kind)
const read = (file: string) => api.made<ThreadRead>(`/v1/files/${file}/messages/read`, {})
const reply = (file: string, body: unknown, key?: string) => api.post(`/v1/files/${file}/replies`, body, key)

const HELD = ['2026-01-12']

describe('STOP', () => {
  it('by text message is obeyed at once, and needs nobody', async () => {
    const [from, to] = [mobile(), address()]
    const { id } = await api.open({ debtor: debtor({ phones: [from], emails: [to] }) })
    await sms(from, 'STOP')
    expect([await statusOf(id, 'phone'), await statusOf(id, 'email')]).toEqual([['opted_out'], ['usable']])
    expect(await thread(id)).toMatchObject([
      { direction: 'in', channel: 'sms', nature: 'opt-out', text: 'STOP', readAt: expect.any(String) },
    ])
    expect([await waiting(id), await unreadHolds(id)]).toEqual([[], []])
    expect(await happened(id)).toEqual(expect.arrayContaining(['message-received', 'opted-out']))
  })

  it('by e-mail, above what it quotes, opts the address out and not the telephone', async () => {
    const [from, phone] = [address(), mobile()]
    const { id } = await api.open({ debtor: debtor({ phones: [phone], emails: [from] }) })
    await email(from, 'Stop.\n\nLe 12 janv. 2026 à 09:14, Agence <a@b.example> a écrit :\n> Payez votre facture.')
    expect([await statusOf(id, 'phone'), await statusOf(id, 'email')]).toEqual([['usable'], ['opted_out']])
    expect([await waiting(id), await unreadHolds(id)]).toEqual([[], []])
  })

  it('« arrêtez » alone is one too', async () => {
    const from = mobile()
    const { id } = await api.open({ debtor: debtor({ phones: [from] }) })
    await sms(from, 'Arrêtez')
    expect(await statusOf(id, 'phone')).toEqual(['opted_out'])
    expect(await thread(id)).toMatchObject([{ nature: 'opt-out' }])
  })

  it('with more to say is obeyed, and read', async () => {
    const from = mobile()
    const { id } = await api.open({ debtor: debtor({ phones: [from] }) })
    await sms(from, 'STOP ou je porte plainte')
    expect(await statusOf(id, 'phone')).toEqual(['opted_out'])
    expect(await waiting(id)).toMatchObject([{ message: { nature: 'complaint', text: 'STOP ou je porte plainte' } }])
    expect(await unreadHolds(id)).toEqual(HELD)
  })

  it('from another address than the one written to is obeyed at all of them', async () => {
    const { id, reference } = await api.open({ debtor: debtor({ emails: [address(), address()] }) })
    await email(address(), 'STOP', { to: replies.of({ id, reference }) })
    expect(await statusOf(id, 'email')).toEqual(['opted_out', 'opted_out'])
  })

  it('refuses what every agency sends there', async () => {
    const from = mobile()
    const { stack: other, api: stranger } = await joinAgency()
    const mine = await api.open({ debtor: debtor({ phones: [from] }) })
    const theirs = await stranger.open({ debtor: debtor({ phones: [from] }) })
    await sms(from, 'STOP')
    expect(await statusOf(mine.id, 'phone')).toEqual(['opted_out'])
    expect((await stranger.file(theirs.id)).debtor.points.find(({ kind }) => kind === 'phone')?.status).toBe('opted_out')
    await other.close()
  })
})

describe('a reply in anger', () => {
  it('is flagged, holds reminders for seven days and opts nobody out', async () => {
    const from = address()
    const { id, reference } = await api.open({ debtor: debtor({ emails: [from] }) })
    await email(from, 'Arrêtez de me harceler !!! Mon avocat vous écrira.', { to: replies.of({ id, reference }) })
    expect(await statusOf(id, 'email')).toEqual(['usable'])
    expect(await waiting(id)).toMatchObject([{ message: { channel: 'email', nature: 'complaint', subject: 'Re: Votre facture' } }])
    expect(await unreadHolds(id)).toEqual(HELD)
    expect(await happened(id)).toContain('message-received')
  })
})

describe('what no person wrote', () => {
  it.each<[string, Mail]>([
    [
      'an automatic out-of-office',
      { headers: [...named(), 'Auto-Submitted: auto-replied'], subject: 'Réponse automatique : Votre facture' },
    ],
    ['an answer without an address to return to', { envelope: { to: [INBOX], from: '' } }],
  ])('%s is kept, needs nobody and holds nothing', async (_, mail) => {
    const from = address()
    const { id } = await api.open({ debtor: debtor({ emails: [from] }) })
    await email(from, 'Je suis absente jusqu’au 12 janvier.', mail)
    expect(await thread(id)).toMatchObject([{ nature: 'automatic', readAt: expect.any(String) }])
    expect([await waiting(id), await unreadHolds(id)]).toEqual([[], []])
    expect(await stack.db.inboundMessage.findFirst({ where: { fileId: id } })).toMatchObject({ readBy: null, sender: from })
  })

  it('an empty mail is kept, needs nobody and holds nothing', async () => {
    const from = address()
    const { id } = await api.open({ debtor: debtor({ emails: [from] }) })
    await email(from, '\n\n-- \nCamille')
    expect(await thread(id)).toMatchObject([{ nature: 'empty', readAt: expect.any(String) }])
    expect([await waiting(id), await unreadHolds(id)]).toEqual([[], []])
  })
})

describe('an e-mail', () => {
  const pdf = (bytes: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(bytes, 'a')])
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

  it('of 10 MB is taken with its words and what may be kept; the rest is named', async () => {
    const from = address()
    const { id } = await api.open({ debtor: debtor({ emails: [from] }) })
    const [receipt, large] = [pdf(9_500_000), pdf(11_000_000)]
    const attachments = [
      { name: 'reçu.pdf', type: 'application/pdf', bytes: receipt },
      { name: 'outil.exe', type: 'application/octet-stream', bytes: Buffer.from('MZ\u0090\u0000program') },
      { name: 'scan.pdf', type: 'application/pdf', bytes: large },
    ]
    await email(from, 'Voici le reçu.', { attachments })
    const [message] = await thread(id)
    expect(message?.text).toBe('Voici le reçu.\n[pièce jointe non conservée: outil.exe]\n[pièce jointe non conservée: scan.pdf]')
    expect(message?.attachments).toEqual([{ id: expect.any(String), name: 'reçu.pdf', mediaType: 'application/pdf' }])
    const path = `/messages/attachments/${message?.attachments[0]?.id}`
    const response = await fetch(new URL(`/v1/files/${id}${path}`, api.url), { headers: { authorization: `Bearer ${api.apiKey}` } })
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(sha256(new Uint8Array(await response.arrayBuffer()))).toBe(sha256(receipt))
    const other = await api.open()
    expect(refusalIn(await api.ask('GET', `/v1/files/${other.id}${path}`))).toBe('404 resource-unknown')
  })

  it('that is forged leaves nothing behind', async () => {
    const from = address()
    const { id } = await api.open({ debtor: debtor({ emails: [from] }) })
    const forged = { 'x-twilio-email-event-webhook-signature': Buffer.from('forged').toString('base64') }
    expect(problemIn(await send({ from, text: 'STOP' }, forged))).toMatchObject({ status: 403, code: 'callback-forged' })
    expect([await thread(id), await statusOf(id, 'email')]).toEqual([[], ['usable']])
  })

  it('in HTML alone has its words', async () => {
    const from = address()
    const { id } = await api.open({ debtor: debtor({ emails: [from] }) })
    expect((await send({ from, html: '<div>Je paie <b>vendredi</b>.</div>' })).status).toBe(204)
    expect(await thread(id)).toMatchObject([{ nature: 'message', text: 'Je paie vendredi.' }])
  })

  it('that is told again counts once', async () => {
    const from = address()
    const { id } = await api.open({ debtor: debtor({ emails: [from] }) })
    const headers = named()
    for (let n = 0; n < 2; n++) await email(from, 'Je paie vendredi.', { headers })
    expect(await thread(id)).toHaveLength(1)
    expect((await happened(id)).filter((kind) => kind === 'message-received')).toHaveLength(1)
  })

  it('to the address of a file is of that file, whoever sends it, and only of that', async () => {
    const from = address()
    const customerReference = randomUUID()
    const [one, other] = [
      await api.open({ debtor: debtor({ customerReference, emails: [from] }) }),
      await api.open({ debtor: debtor({ customerReference }) }),
    ]
    await email(address(), 'C’est mon frère qui paie.', { to: replies.of(one) })
    expect([(await thread(one.id)).length, (await thread(other.id)).length]).toEqual([1, 0])
    expect([await unreadHolds(one.id), await unreadHolds(other.id)]).toEqual([HELD, []])
  })

  it('to an address with a wrong code is looked for by its sender, and may be about each of its files', async () => {
    const from = address()
    const customerReference = randomUUID()
    const [one, other] = [
      await api.open({ debtor: debtor({ customerReference, emails: [from] }) }),
      await api.open({ debtor: debtor({ customerReference }) }),
    ]
    const to = replies.of(one).replace(/-[a-z2-7]{8}@/, '-aaaaaaaa@')
    await email(from.toUpperCase(), 'Je paie vendredi.', { to })
    expect((await stack.db.inboundMessage.findFirstOrThrow({ where: { sender: from } })).fileId).toBeNull()
    expect([await unreadHolds(one.id), await unreadHolds(other.id)]).toEqual([HELD, HELD])
    expect([(await thread(one.id)).length, (await thread(other.id)).length]).toEqual([1, 1])
    expect(await read(one.id)).toEqual({ read: 1 })
    expect([await unreadHolds(one.id), await unreadHolds(other.id)]).toEqual([[], []])
  })

  it('from nobody we know is taken and forgotten', async () => {
    const from = address()
    await email(from, 'Bonjour')
    expect(await stack.db.inboundMessage.count({ where: { sender: from } })).toBe(0)
  })
})

it('two debtors with one number have the message each, and wait for their own reader', async () => {
  const from = mobile()
  const [one, other] = [await api.open({ debtor: debtor({ phones: [from] }) }), await api.open({ debtor: debtor({ phones: [from] }) })]
  await sms(from, 'Je paie vendredi')
  expect([await unreadHolds(one.id), await unreadHolds(other.id)]).toEqual([HELD, HELD])
  await read(one.id)
  expect([await unreadHolds(one.id), await unreadHolds(other.id)]).toEqual([[], HELD])
  expect([(await waiting(one.id)).length, (await waiting(other.id)).length]).toEqual([0, 1])
})

describe('reading', () => {
  it('lets the file go on once nothing is unread any more, and says who has read', async () => {
    const from = mobile()
    const { id } = await api.open({ debtor: debtor({ phones: [from] }) })
    await sms(from, 'Je paie vendredi')
    await sms(from, 'ou samedi')
    const [first] = await waiting(id)
    await api.made(`/v1/messages/${encodeURIComponent(String(first?.message?.id))}/reading`)
    expect(await unreadHolds(id)).toEqual(HELD)
    expect(await read(id)).toEqual({ read: 1 })
    expect(await read(id)).toEqual({ read: 0 })
    expect(await unreadHolds(id)).toEqual([])
    const events = (await api.file(id)).events.filter(({ kind }) => kind === 'message-read')
    expect(events).toMatchObject([
      { actor: 'api', data: { messages: 1 } },
      { actor: 'api', data: { messages: 1 } },
    ])
    expect(await stack.db.outbox.count({ where: { fileId: id, fact: 'message-read' } })).toBe(1)
    expect((await stack.db.inboundMessage.findFirst({ where: { fileId: id } }))?.readBy).toBe('api')
  })
})

it('a second message, three days later, holds for seven days from its own', async () => {
  const from = mobile()
  const { id } = await api.open({ debtor: debtor({ phones: [from] }) })
  await sms(from, 'Je paie vendredi')
  const later = new Date(Date.now() + 3 * 24 * 3_600_000)
  await recordInbound(stack.db, { provider: 'test', messageId: randomUUID(), channel: 'sms', from, text: 'ou samedi' }, later)
  expect(await unreadHolds(id)).toEqual(['2026-01-15'])
})

describe('a message on the page', () => {
  const act = (fileId: string, key: string = randomUUID()) => ({ tenantId: stack.tenantId, fileId, actor: 'debtor', key, now: new Date() })

  it('stands in the thread once, with what came with it, and holds until it is read', async () => {
    const { id } = await api.open()
    const key = randomUUID()
    const documents = [{ name: 'reçu.txt', bytes: new Uint8Array(Buffer.from('payé')) }]
    const once = await receivePageMessage(stack.db, act(id, key), ' J’ai payé. ', documents)
    expect(await receivePageMessage(stack.db, act(id, key), 'J’ai payé.', documents)).toBe(once)
    expect(await thread(id)).toMatchObject([
      { channel: 'page', nature: 'message', text: 'J’ai payé.', attachments: [{ name: 'reçu.txt' }] },
    ])
    expect(await unreadHolds(id)).toEqual(HELD)
  })

  it('that is empty is refused', async () => {
    const { id } = await api.open()
    await expect(receivePageMessage(stack.db, act(id), ' ', [])).rejects.toMatchObject({ code: 'request-invalid', field: 'text' })
  })

  it('whose file is refused leaves nothing behind', async () => {
    const { id } = await api.open()
    const documents = [{ name: 'x.exe', bytes: new Uint8Array(Buffer.from('MZ\u0090\u0000')) }]
    await expect(receivePageMessage(stack.db, act(id), 'Voici', documents)).rejects.toMatchObject({ code: 'upload-type-refused' })
    expect([await thread(id), await unreadHolds(id)]).toEqual([[], []])
  })
})

describe('writing back', () => {
  it('reads what came in, stands in the thread, and is one reply for one key', async () => {
    const from = address()
    const { id } = await api.open({ debtor: debtor({ emails: [from] }) })
    await writeContact(stack, id)
    await email(from, 'Puis-je payer en deux fois ?')
    const [key, body] = [randomUUID(), { channel: 'email', text: 'Oui, bien sûr.' }]
    const first = await api.made<ReplyWritten>(`/v1/files/${id}/replies`, body, key)
    expect(await api.made(`/v1/files/${id}/replies`, body, key)).toEqual(first)
    expect(refusalIn(await reply(id, { ...body, text: 'Non.' }, key))).toBe('409 key-reused')
    expect([await waiting(id), await unreadHolds(id)]).toEqual([[], []])
    expect((await thread(id)).map(({ direction, text }) => `${direction} ${text}`)[0]).toBe('in Puis-je payer en deux fois ?')
    expect((await happened(id)).filter((kind) => /reply|read/.test(kind))).toEqual(['reply-written', 'message-read'])
    expect(await stack.db.reply.count({ where: { fileId: id } })).toBe(1)
  })

  it('by text message has 480 characters at most', async () => {
    const { id } = await api.open({ debtor: debtor({ phones: [mobile()] }) })
    expect((await reply(id, { channel: 'sms', text: 'x'.repeat(480) })).status).toBe(201)
    expect(problemIn(await reply(id, { channel: 'sms', text: 'x'.repeat(481) }))).toMatchObject({
      code: 'request-invalid',
      faults: [{ field: 'text', message: expect.stringContaining('480 characters') }],
    })
  })

  it('to a debtor whom the law protects is refused', async () => {
    const { id } = await api.open()
    await stack.db.hold.create({ data: { id: randomUUID(), fileId: id, reason: 'over-indebtedness', placedAt: new Date() } })
    expect(refusalIn(await reply(id, { channel: 'letter', text: 'Bonjour' }))).toBe('409 debtor-protected')
  })

  it('on another agency’s file finds none', async () => {
    const { stack: other, api: stranger } = await joinAgency()
    const { id } = await api.open()
    expect(refusalIn(await stranger.post(`/v1/files/${id}/replies`, { channel: 'letter', text: 'Bonjour' }))).toBe('404 file-unknown')
    expect(refusalIn(await stranger.ask('GET', `/v1/files/${id}/messages`))).toBe('404 file-unknown')
    await other.close()
  })
})
