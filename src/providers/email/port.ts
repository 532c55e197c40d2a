import type { ActProvider } from '../act.js'

/** An e-mail, in HTML and plain text. */
export interface Email {
  /** The contact's id. */
  key: string
  to: { name: string; address: string }
  fromName: string
  /** Where an answer goes; to the sender where it is left out. */
  replyTo?: string
  subject: string
  text: string
  html: string
  attachments?: Attachment[]
}

/** A file that goes with an e-mail. */
export interface Attachment {
  name: string
  mediaType: string
  bytes: Uint8Array
}

export type EmailProvider = ActProvider<Email>
