import { randomUUID, sign } from 'node:crypto'
import type { OutgoingCallback } from './callbacks.js'
import type { SandboxContext } from './context.js'

/** An e-mail that somebody sends to us. */
export interface SentEmail {
  from: string
  to: string
  subject: string
  text: string
}

const BOUNDARY = 'xYzZY'

/** An e-mail to us, as SendGrid's Inbound Parse passes it on; null when nobody wants to hear. */
export function inboundEmailCallback({ accounts, eventKey, now }: SandboxContext, email: SentEmail): OutgoingCallback | null {
  const { inboundUrl } = accounts.sendgrid
  if (!inboundUrl) return null
  const body = formOf({
    headers: headersOf(email, now()),
    from: email.from,
    to: email.to,
    subject: email.subject,
    text: email.text,
    envelope: JSON.stringify({ to: [email.to], from: email.from }),
    attachments: '0',
    charsets: JSON.stringify({ to: 'UTF-8', from: 'UTF-8', subject: 'UTF-8', text: 'utf-8' }),
    SPF: 'pass',
    dkim: 'none',
  })
  const timestamp = String(Math.floor(now().getTime() / 1000))
  return {
    url: inboundUrl,
    headers: {
      'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
      'X-Twilio-Email-Event-Webhook-Timestamp': timestamp,
      'X-Twilio-Email-Event-Webhook-Signature': sign('sha256', Buffer.from(timestamp + body), eventKey).toString('base64'),
    },
    body,
  }
}

const headersOf = ({ from, to, subject }: SentEmail, now: Date) =>
  [
    `Message-ID: <${randomUUID()}@sandbox.example>`,
    `Date: ${now.toUTCString()}`,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    'Content-Type: text/plain; charset=utf-8',
  ].join('\n')

function formOf(fields: Record<string, string>): string {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return `${parts.join('')}--${BOUNDARY}--\r\n`
}
