import type { DeliveryStatus } from '../../domain/delivery.js'
import type { Callback, CallbackReader, DeliveryReport } from '../delivery.js'
import { signedForm } from './twilio-signature.js'

const STATUSES: Record<string, DeliveryStatus> = {
  accepted: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'accepted',
  delivered: 'delivered',
  read: 'delivered',
  canceled: 'failed',
}

/** Twilio's codes of a number that no message reaches: unreachable, unknown, a landline, or none at all. */
const UNREACHABLE = ['30003', '30005', '30006', '21211', '21614']
const OPTED_OUT = '21610'

/** Reads Twilio's status callbacks. The contact's id comes back in the address that was given with the message. */
export class TwilioCallbackReader implements CallbackReader {
  constructor(private readonly authToken: string) {}

  read(callback: Callback, now: Date): DeliveryReport[] | null {
    const form = signedForm(callback, this.authToken)
    if (!form) return null
    const [reference, sent, code] = [form.get('MessageSid'), form.get('MessageStatus'), form.get('ErrorCode')]
    const status = sent && statusOf(sent, code)
    if (!reference || !status) return []
    const key = new URL(callback.url).searchParams.get('key')
    // Twilio does not say when.
    return [{ eventId: `${reference}:${sent}`, key, reference, status, at: now, code }]
  }
}

function statusOf(sent: string, code: string | null): DeliveryStatus | undefined {
  if (sent !== 'undelivered' && sent !== 'failed') return STATUSES[sent]
  if (code === OPTED_OUT) return 'opted-out'
  return code && UNREACHABLE.includes(code) ? 'bounced' : 'failed'
}
