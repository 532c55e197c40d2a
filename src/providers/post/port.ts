import type { ActProvider } from '../act.js'

/** A postal address as it stands in the window of an envelope, without the name. */
export interface PostalAddress {
  /** Street and what else stands before the town: at most four lines of 38 characters. */
  lines: string[]
  postcode: string
  city: string
  /** ISO 3166-1, two letters. */
  country: string
}

/** A letter, ready to be printed and posted. */
export interface Letter {
  /** The contact's id: a provider that has taken a letter with this key takes it once. */
  key: string
  /** The file's reference, which providers print on the proof of posting. */
  reference: string
  to: { name: string; address: PostalAddress }
  from: { name: string; address: PostalAddress }
  pdf: Uint8Array
  pages: number
  /** With acknowledgement of receipt (lettre recommandée avec avis de réception). */
  registered: boolean
}

export type PostProvider = ActProvider<Letter>
