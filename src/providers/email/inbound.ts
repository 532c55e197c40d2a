import type { Callback } from '../delivery.js'

/** A file that came with an e-mail. */
export interface EmailAttachment {
  name: string
  bytes: Uint8Array<ArrayBuffer>
  /** It stands within the text, as the logo of a signature does. */
  inline: boolean
}

/** An e-mail that somebody sent to us. */
export interface InboundEmail {
  /** Unique: the same e-mail may be handed over more than once. It says nothing about who wrote it. */
  messageId: string
  /** Address that it says it is from, in small letters. */
  from: string
  /** Addresses that it was sent to. */
  recipients: string[]
  subject: string | null
  /** Its plain text, or its HTML as text. */
  text: string
  /** By their names in small letters. */
  headers: Record<string, string>
  attachments: EmailAttachment[]
}

/** Reads e-mails that a provider passes on. */
export interface InboundEmailReader {
  /** Whether a request may be the provider's, by its headers: what cannot be is refused before its body is read. */
  admits(callback: Pick<Callback, 'header'>, now: Date): boolean
  /** @returns null when the request is not the provider's @throws Error when it is and cannot be understood */
  read(callback: Callback, now: Date): Promise<InboundEmail | null>
}
