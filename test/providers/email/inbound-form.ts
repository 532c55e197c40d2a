import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { Callback } from '../../../src/providers/delivery.js'

/** A request as SendGrid's documentation of Inbound Parse has it, put together byte by byte. */

export interface Mail {
  headers?: string[]
  from?: string
  to?: string
  envelope?: { to: string[]; from: string }
  subject?: string
  text?: string | Buffer
  html?: string
  charsets?: Record<string, string>
  attachments?: { name: string; type: string; bytes: Buffer; contentId?: string }[]
}

const BOUNDARY = 'xYzZY'

export function formOf(mail: Mail): { body: Buffer; contentType: string } {
  const { headers = ['Message-ID: <1@mail.example>'], from = 'Nadia Blanc <Nadia@Example.org>', to = 'reponses@relance.example' } = mail
  const { attachments = [], envelope = { to: [to], from: 'nadia@example.org' }, subject = 'Re: Votre facture' } = mail
  const info = attachments.map(({ name, type, contentId }, index) => [
    `attachment${index + 1}`,
    { filename: name, name, type, ...(contentId && { 'content-id': contentId }) },
  ])
  const ids = attachments.flatMap(({ contentId }, index) => (contentId ? [[contentId, `attachment${index + 1}`]] : []))
  const fields: Record<string, string | Buffer | undefined> = {
    headers: headers.join('\n'),
    dkim: '{@example.org : pass}',
    to,
    html: mail.html,
    from,
    text: mail.text,
    sender_ip: '192.0.2.7',
    envelope: JSON.stringify(envelope),
    attachments: String(attachments.length),
    subject,
    'attachment-info': attachments.length > 0 ? JSON.stringify(Object.fromEntries(info)) : undefined,
    'content-ids': ids.length > 0 ? JSON.stringify(Object.fromEntries(ids)) : undefined,
    charsets: JSON.stringify(mail.charsets ?? { to: 'UTF-8', from: 'UTF-8', subject: 'UTF-8', text: 'utf-8', html: 'utf-8' }),
    SPF: 'pass',
  }
  const parts = [
    ...Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [part(`name="${name}"`, null, Buffer.from(value))])),
    ...attachments.map(({ name, type, bytes }, index) => part(`name="attachment${index + 1}"; filename="${name}"`, type, bytes)),
  ]
  return {
    body: Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${BOUNDARY}`,
  }
}

function part(disposition: string, type: string | null, content: Buffer): Buffer {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\n${type ? `Content-Type: ${type}\r\n` : ''}\r\n`
  return Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n')])
}

export const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
export const publicKeyOf = (key: KeyObject) => key.export({ type: 'spki', format: 'der' }).toString('base64')

/** Headers of a signed request. */
export function signedHeaders(body: Buffer, contentType: string, at: Date, key: KeyObject = pair.privateKey): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signature = sign('sha256', Buffer.concat([Buffer.from(timestamp), body]), key)
  return {
    'content-type': contentType,
    'x-twilio-email-event-webhook-timestamp': timestamp,
    'x-twilio-email-event-webhook-signature': signature.toString('base64'),
  }
}

export function callbackOf(body: Buffer, headers: Record<string, string>): Callback {
  return { url: 'https://relance.example/callbacks/sendgrid/inbound', header: (name) => headers[name.toLowerCase()], body }
}
