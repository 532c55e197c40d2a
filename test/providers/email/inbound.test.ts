import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ReplyAddresses } from '../../../src/providers/email/reply-address.js'
import { SendgridInboundReader } from '../../../src/providers/email/sendgrid-inbound.js'
import { ownSandbox, receiveCallbacks } from '../own-sandbox.js'
import { callbackOf, formOf, type Mail, pair, publicKeyOf, signedHeaders } from './inbound-form.js'

const NOW = new Date('2026-03-02T09:00:00Z')
const reader = new SendgridInboundReader({ publicKey: publicKeyOf(pair.publicKey) })

function read(mail: Mail) {
  const { body, contentType } = formOf(mail)
  return reader.read(callbackOf(body, signedHeaders(body, contentType, NOW)), NOW)
}

describe('an e-mail that SendGrid passes on', () => {
  it('is read with its sender, its recipients, its headers and its words', async () => {
    const mail = await read({
      headers: ['Received: by mx.example', 'Message-ID: <abc@mail.example>', 'Subject: a subject', '\tthat goes on', 'Auto-Submitted: no'],
      to: 'Agence <reponses+K7M2P9QRS-abcdefgh@relance.example>',
      envelope: { to: ['reponses+K7M2P9QRS-abcdefgh@relance.example'], from: 'bounce@example.org' },
      text: 'Bonjour,\r\nje paie vendredi.',
    })
    expect(mail).toMatchObject({
      from: 'nadia@example.org',
      subject: 'Re: Votre facture',
      text: 'Bonjour,\r\nje paie vendredi.',
      headers: { 'auto-submitted': 'no', subject: 'a subject that goes on' },
      attachments: [],
    })
    expect(new Set(mail?.recipients)).toEqual(new Set(['reponses+k7m2p9qrs-abcdefgh@relance.example']))
  })

  it.each<[string, Buffer, Record<string, string>]>([
    ['UTF-8', Buffer.from('payé 10 €'), { text: 'utf-8' }],
    ['ISO-8859-15', Buffer.from('706179e92031302 0a4'.replace(' ', ''), 'hex'), { text: 'iso-8859-15' }],
    ['Windows-1252', Buffer.from('706179e920313020 80'.replace(' ', ''), 'hex'), { text: 'Windows-1252' }],
    ['a character set that is not what it says', Buffer.from('706179e920313020 80'.replace(' ', ''), 'hex'), { text: 'us-ascii' }],
    ['no known character set', Buffer.from('payé 10 €'), { text: 'x-unknown' }],
  ])('in %s has its letters', async (_, text, charsets) => expect((await read({ text, charsets }))?.text).toBe('payé 10 €'))

  it('in HTML alone is read as people read it', async () => {
    const html =
      '<html><style>p{color:red}</style><body><h1>Bonjour</h1><p>je paie <b>vendredi</b>&nbsp;: <a href="https://bank.example/x">ma banque</a><img src="cid:logo"></p><blockquote>Vous devez</blockquote></body></html>'
    const { text = '' } = (await read({ html, text: ' \n' })) ?? {}
    expect(text).toContain('Bonjour')
    expect(text).toContain('je paie vendredi')
    expect(text).toMatch(/^> Vous devez$/m)
    expect(text).not.toMatch(/https|color|cid/)
  })

  it('brings its attachments byte by byte, and says which stand within the text', async () => {
    const bytes = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x00, 0xff, 0x0d, 0x0a, 0x2d, 0x2d])
    const attachments = [
      { name: 'reçu n°1.pdf', type: 'application/pdf', bytes },
      { name: 'logo.png', type: 'image/png', bytes: Buffer.from('logo'), contentId: 'logo@sig' },
    ]
    const mail = await read({ text: 'Voici', attachments })
    expect(mail?.attachments.map(({ name, inline }) => [name, inline])).toEqual([
      ['reçu n°1.pdf', false],
      ['logo.png', true],
    ])
    expect(Buffer.from(mail?.attachments[0]?.bytes ?? [])).toEqual(bytes)
  })

  it('is the same one whenever it comes, and says by its id nothing of who wrote it', async () => {
    const mail = { headers: ['Message-ID: <nadia.blanc.42@mail.example>'], text: 'Bonjour' }
    const [once, again] = [await read(mail), await read({ ...mail, subject: 'read elsewhere' })]
    expect(once?.messageId).toBe(again?.messageId)
    expect(once?.messageId).toMatch(/^[\w-]{43}$/)
    const nameless = [await read({ headers: ['Date: now'], text: 'one' }), await read({ headers: ['Date: now'], text: 'two' })]
    expect(nameless[0]?.messageId).not.toBe(nameless[1]?.messageId)
    expect((await read({ headers: ['Date: now'], text: 'one' }))?.messageId).toBe(nameless[0]?.messageId)
  })

  it('without an address to return to says so', async () => {
    const mail = await read({ text: 'x', envelope: { to: ['reponses@relance.example'], from: '' } })
    expect(mail?.headers['return-path']).toBe('<>')
  })
})

describe('a request that is not SendGrid’s', () => {
  const { body, contentType } = formOf({ text: 'STOP' })
  const sound = signedHeaders(body, contentType, NOW)
  const stranger = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey

  it.each<[string, Record<string, string>]>([
    ['without a signature', { 'content-type': contentType }],
    ['signed by somebody else', signedHeaders(body, contentType, NOW, stranger)],
    ['with nonsense for a signature', { ...sound, 'x-twilio-email-event-webhook-signature': 'AAAA' }],
    ['signed for another time', { ...sound, 'x-twilio-email-event-webhook-timestamp': String(NOW.getTime() / 1000 - 60) }],
    ['of last week', signedHeaders(body, contentType, new Date(NOW.getTime() - 5 * 24 * 3_600_000))],
  ])('%s is not read', async (_, headers) => expect(await reader.read(callbackOf(body, headers), NOW)).toBeNull())

  it('with one byte changed is not read', async () => {
    const changed = Buffer.from(body)
    changed[changed.indexOf('STOP')] = 0x73
    expect(await reader.read(callbackOf(changed, sound), NOW)).toBeNull()
  })

  it('is told by its headers already, where they claim nothing', () => {
    expect(reader.admits(callbackOf(body, {}), NOW)).toBe(false)
    expect(reader.admits(callbackOf(body, sound), NOW)).toBe(true)
  })

  it('tried for three days is still SendGrid’s', async () =>
    expect(await reader.read(callbackOf(body, sound), new Date(NOW.getTime() + 3 * 24 * 3_600_000))).not.toBeNull())
})

describe('without a signing key', () => {
  const basic = new SendgridInboundReader({ credentials: 'relance:s3cret' })
  const { body, contentType } = formOf({ text: 'Bonjour' })
  const authorization = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`

  it.each([
    ['relance:s3cret', true],
    ['relance:S3cret', false],
    ['', false],
  ])('credentials %j are let in: %s', async (credentials, admitted) => {
    const callback = callbackOf(body, { 'content-type': contentType, authorization: authorization(credentials) })
    expect(basic.admits(callback, NOW)).toBe(admitted)
    expect((await basic.read(callback, NOW)) !== null).toBe(admitted)
  })
})

describe('an address for answers', () => {
  const [key, older] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  const file = { id: '01998d3c-7c3e-7a51-9d53-2f1f6f0a9b11', reference: 'K7M2P9QRS' }
  const replies = new ReplyAddresses('Reponses@relance.example', [key, older])

  it('names its file, however mail systems write it', () => {
    const address = replies.of(file)
    expect(address).toMatch(/^reponses\+K7M2P9QRS-[a-z2-7]{8}@relance\.example$/)
    const named = replies.namedBy(['somebody@example.org', address.toLowerCase()])
    expect(named?.reference).toBe('K7M2P9QRS')
    expect(replies.proves(named?.code ?? '', file.id)).toBe(true)
  })

  it('that was made under an older key still does', () => {
    const { code = '' } = replies.namedBy([new ReplyAddresses('reponses@relance.example', [older]).of(file)]) ?? {}
    expect(replies.proves(code, file.id)).toBe(true)
  })

  it.each(['aaaaaaaa', 'aaaa', ''])('with the code %j proves nothing', (code) => expect(replies.proves(code, file.id)).toBe(false))

  it('proves no other file', () => {
    const { code = '' } = replies.namedBy([replies.of(file)]) ?? {}
    expect(replies.proves(code, '01998d3c-7c3e-7a51-9d53-2f1f6f0a9b12')).toBe(false)
  })

  it.each([
    'reponses@relance.example',
    'reponses+K7M2P9QRS-abcdefgh@elsewhere.example',
    'other+K7M2P9QRS-abcdefgh@relance.example',
    '@',
    '',
  ])('%j is none of ours', (address) => expect(replies.namedBy([address])).toBeNull())
})

describe('the sandbox', () => {
  let receiver: Awaited<ReturnType<typeof receiveCallbacks>>
  let sandbox: Awaited<ReturnType<typeof ownSandbox>>
  beforeEach(async () => {
    receiver = await receiveCallbacks()
    sandbox = await ownSandbox(receiver.url)
  })
  afterEach(async () => {
    await sandbox.close()
    await receiver.close()
  })

  it('passes on an answer as SendGrid does', async () => {
    const { body: keys } = await sandbox.request('GET', '/keys')
    const answer = { from: 'nadia@example.org', to: 'reponses@relance.example', subject: 'Re: Facture', text: 'Payé hier. É' }
    expect((await sandbox.request('POST', '/inbound/email', answer)).status).toBe(202)
    await sandbox.settled()
    const [callback] = receiver.received
    const own = new SendgridInboundReader({ publicKey: keys.sendgrid })
    expect(callback && (await own.read(callback, NOW))).toMatchObject({
      from: answer.from,
      recipients: [answer.to, answer.to],
      subject: answer.subject,
      text: answer.text,
    })
  })
})
