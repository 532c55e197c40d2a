import type { DeliveryStatus } from '../domain/delivery.js'

/** What a provider reports of a message by a callback. */
export interface DeliveryReport {
  /** Unique for the provider: the same report may come twice, and reports may overtake each other. */
  eventId: string
  /** The contact's id, where the provider gives it back. */
  key: string | null
  /** The provider's identifier of the message. */
  reference: string
  status: DeliveryStatus
  at: Date
  /** The provider's own code, for people to look up. */
  code: string | null
}

/** A callback as it came in. The body is the bytes that were signed. */
export interface Callback {
  /** Public address it was sent to, with its query. */
  url: string
  header(name: string): string | undefined
  body: Buffer
}

/** Reads the callbacks of one provider. */
export interface CallbackReader {
  /** @returns the reports, or null when the signature is missing, wrong or too old */
  read(callback: Callback, now: Date): DeliveryReport[] | null
}
