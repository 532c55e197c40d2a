import type { Callback } from '../delivery.js'
import { signedForm } from './twilio-signature.js'

/** A text message that somebody sent to us. */
export interface InboundSms {
  /** Unique: the same message may be handed over more than once. */
  messageId: string
  /** E.164. */
  from: string
  text: string
}

/** Reads the text messages that Twilio passes on. */
export class TwilioInboundReader {
  constructor(private readonly authToken: string) {}

  /** @returns null when the signature is missing or wrong, or when it is no message */
  read(callback: Callback): InboundSms | null {
    const form = signedForm(callback, this.authToken)
    const [messageId, from] = [form?.get('MessageSid'), form?.get('From')]
    return messageId && from ? { messageId, from, text: form?.get('Body') ?? '' } : null
  }
}
