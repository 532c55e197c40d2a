import type { LegalDay } from '../../domain/legal-day.js'
import type { PostalAddress } from './port.js'

/** A part of a letter's body, its text formatted and ready to be read. */
export type LetterBlock =
  | { kind: 'paragraph'; text: string }
  /** The last `sums` columns are sums and stand to the right. The head is repeated on every page. */
  | { kind: 'table'; head: string[]; rows: string[][]; sums: number }
  /** The sum item by item, its total, and until when exactly that total is valid. */
  | { kind: 'sum'; items: Array<{ label: string; amount: string }>; total: { label: string; amount: string }; note: string }
  /** Ways to pay, with the payment page as a QR code (of `code`) and, where there is one, the transfer as another. */
  | {
      kind: 'payment'
      title: string
      url: string
      code: string
      link: string
      lines: string[]
      transfer: { code: string; caption: string } | null
    }
  /** Small print under a title of its own. */
  | { kind: 'notice'; title: string; paragraphs: string[] }

/** All that is printed of a letter. The same document makes the same bytes. */
export interface LetterDocument {
  language: 'fr' | 'en' | 'de' | 'nl'
  /** The letter's date: also the date of the PDF itself, which shows no clock. */
  date: LegalDay
  /** The date in words, `le 5 janvier 2026`. */
  dated: string
  /** Town the letter is written in; null leaves it out of the date line. */
  place: string | null
  /** Block at the top left. `details` are lines under the address, as a telephone number. */
  from: { name: string; address: PostalAddress; details: string[] }
  to: { name: string; address: PostalAddress }
  subject: string
  references: Array<{ label: string; value: string }>
  body: LetterBlock[]
  /** Stands on every page beside its number. */
  reference: string
}
