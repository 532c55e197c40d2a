import twilio from 'twilio'
import type RequestClient from 'twilio/lib/base/RequestClient.js'
import { segments } from '../../domain/gsm7.js'
import { ActRefused, type Receipt, type Whereabouts } from '../act.js'
import type { Sms, SmsProvider } from './port.js'

export interface TwilioSmsOptions {
  accountSid: string
  authToken: string
  /** The sender: a number in E.164 or an alphanumeric name. */
  from: string
  /** Where Twilio's API is spoken, for a sandbox; Twilio itself when it is not given. */
  baseUrl?: string
  /** Public address of the status callback. */
  callbackUrl: string
  microsPerSegment: number
}

const TIMEOUT_MS = 5_000
/** By how much the provider's clock may be behind ours; its dates carry whole seconds besides. */
const CLOCK_SKEW_MS = 60_000
const LISTED = 100

const TOO_MANY_REQUESTS = 429
const REQUEST_TIMEOUT = 408
/** Twilio's codes: not a number, not a mobile, or one that no message reaches. */
const UNUSABLE_NUMBER = [21211, 21214, 21217, 21614]
const OPTED_OUT = 21610

type Client = ReturnType<typeof twilio>

/** Text messages by Twilio, which knows no idempotency key: a message whose answer was lost is looked for by its marker. */
export class TwilioSms implements SmsProvider {
  private readonly client: Client

  constructor(private readonly options: TwilioSmsOptions) {
    const { accountSid, authToken, baseUrl } = options
    const http = { timeout: TIMEOUT_MS }
    const httpClient = baseUrl ? new RedirectedClient(baseUrl, http) : new twilio.RequestClient(http)
    // Its own retries repeat a message without a word to us.
    this.client = twilio(accountSid, authToken, { httpClient, autoRetry: false })
  }

  async hand({ key, to, text }: Sms): Promise<Receipt> {
    const { from, callbackUrl } = this.options
    const statusCallback = `${callbackUrl}?key=${encodeURIComponent(key)}`
    try {
      const { sid } = await this.client.messages.create({ to, from, body: text, statusCallback })
      return this.receipt(sid, text)
    } catch (error) {
      throw refusal(error) ?? error
    }
  }

  /** Not filtered by the date of sending, which a queued message has none of. */
  async find({ to, marker }: Sms, since: Date): Promise<Whereabouts> {
    const earliest = new Date(since.getTime() - CLOCK_SKEW_MS)
    const listed = await this.client.messages.list({ to, limit: LISTED })
    const recent = listed.filter(({ dateCreated }) => dateCreated >= earliest)
    const found = recent.find(({ body }) => body.includes(marker))
    if (found) return { taken: true, ...this.receipt(found.sid, found.body) }
    return { taken: recent.length < LISTED ? false : 'unknown' }
  }

  private receipt(reference: string, text: string): Receipt {
    return { reference, costMicros: segments(text).segments * this.options.microsPerSegment }
  }
}

/** The SDK has no setting for its address. */
class RedirectedClient extends twilio.RequestClient {
  constructor(
    private readonly baseUrl: string,
    options: ConstructorParameters<typeof twilio.RequestClient>[0],
  ) {
    super(options)
  }

  override request<T>(options: RequestClient.RequestOptions<T>) {
    return super.request<T>({ ...options, uri: options.uri.replace(/^https:\/\/[a-z0-9.-]+\.twilio\.com/, this.baseUrl) })
  }
}

/** An answer of 4xx says for certain that the message was not taken, but for the one that says that reading it took too long. */
function refusal(error: unknown): ActRefused | null {
  const { status, code } = error as { status?: unknown; code?: unknown }
  if (typeof status !== 'number' || status < 400 || status >= 500 || status === REQUEST_TIMEOUT) return null
  if (status === TOO_MANY_REQUESTS) return new ActRefused('rate-limited', 'other')
  const reason = `twilio-${typeof code === 'number' ? code : `http-${status}`}`
  if (code === OPTED_OUT) return new ActRefused(reason, 'opted-out')
  return new ActRefused(reason, UNUSABLE_NUMBER.includes(code as number) ? 'destination' : 'other')
}
