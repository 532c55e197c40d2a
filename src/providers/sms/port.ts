import type { ActProvider } from '../act.js'

/** A text message to a mobile phone. */
export interface Sms {
  /** The contact's id. */
  key: string
  /** E.164: `+33612345678`. */
  to: string
  text: string
  /** A part of the text that no other message has: by it the message is found again. */
  marker: string
}

export type SmsProvider = ActProvider<Sms>
