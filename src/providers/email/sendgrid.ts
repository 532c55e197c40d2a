import sgClient from '@sendgrid/client'
import sgMail from '@sendgrid/mail'
import { ActRefused, type Receipt, type Whereabouts } from '../act.js'
import type { Attachment, Email, EmailProvider } from './port.js'

export interface SendgridEmailOptions {
  apiKey: string
  /** The sender's address; its name comes with each e-mail. */
  from: string
  /** Where SendGrid's API is spoken, for a sandbox or a region; SendGrid itself when it is not given. */
  baseUrl?: string
  microsPerEmail: number
}

const TIMEOUT_MS = 5_000
const TOO_MANY_REQUESTS = 429
const REQUEST_TIMEOUT = 408

type Client = typeof sgClient
type MailService = typeof sgMail

// The packages export one instance that all share; the classes beside it are not in their types.
const { Client } = sgClient as unknown as { Client: new () => Client }
const { MailService } = sgMail as unknown as { MailService: new () => MailService }

/** E-mails by SendGrid. The contact's id travels as a custom argument and comes back with each of its events. */
export class SendgridEmail implements EmailProvider {
  private readonly mail = new MailService()

  constructor(private readonly options: SendgridEmailOptions) {
    const client = new Client()
    client.setApiKey(options.apiKey) // sets the address back, so it comes first
    if (options.baseUrl) client.setDefaultRequest('baseUrl', `${options.baseUrl.replace(/\/$/, '')}/`)
    this.mail.setClient(client)
    this.mail.setTimeout(TIMEOUT_MS)
  }

  async hand({ key, to, fromName, replyTo, subject, text, html, attachments = [] }: Email): Promise<Receipt> {
    try {
      const [{ headers }] = await this.mail.send({
        to: { name: to.name, email: to.address },
        from: { name: fromName, email: this.options.from },
        ...(replyTo !== undefined && { replyTo: { name: fromName, email: replyTo } }),
        subject,
        text,
        html,
        ...(attachments.length > 0 && { attachments: attachments.map(attached) }),
        customArgs: { contact: key },
        // Nobody is followed, and links stay as they were written.
        trackingSettings: { clickTracking: { enable: false }, openTracking: { enable: false } },
      })
      const id = (headers as Record<string, unknown>)['x-message-id']
      return { reference: typeof id === 'string' ? id : key, costMicros: this.options.microsPerEmail }
    } catch (error) {
      throw refusal(error) ?? error
    }
  }

  /** SendGrid cannot be asked for a message: its events say what became of it, or that there is none. */
  async find(): Promise<Whereabouts> {
    return { taken: 'unknown' }
  }
}

const attached = ({ name: filename, mediaType: type, bytes }: Attachment) => ({
  content: Buffer.from(bytes).toString('base64'),
  filename,
  type,
  disposition: 'attachment',
})

interface ResponseError {
  /** The HTTP status; a network error has a word here. */
  code?: unknown
  response?: { body?: { errors?: { field?: string | null }[] } }
}

/** An answer of 4xx says for certain that the e-mail was not taken, but for the one that says that reading it took too long. */
function refusal(error: unknown): ActRefused | null {
  const { code: status, response } = error as ResponseError
  if (typeof status !== 'number' || status < 400 || status >= 500 || status === REQUEST_TIMEOUT) return null
  if (status === TOO_MANY_REQUESTS) return new ActRefused('rate-limited', 'other')
  const fields = response?.body?.errors?.map(({ field }) => field ?? '') ?? []
  const isAddress = fields.some((field) => /^personalizations\.\d+\.to\b/.test(field))
  return new ActRefused(`sendgrid-http-${status}`, isAddress ? 'destination' : 'other')
}
