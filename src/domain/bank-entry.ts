import type { ReadEntry } from './bank-statement.js'

/**
 * What became of an entry of a statement. Money that came: `posted` to files; `proposed`, files that it may be for wait for a person;
 * `to-allocate`, nobody knows what it is for; `cleared`, it had been told of before (a cheque, a direct debit, a payment recorded by
 * hand); `payout`, a payment provider has passed on what it held; `topped-up`, the agency made good what it owed the
 * account, from an account of its own. Money that left: `executed`, a transfer that was ordered; `returned`,
 * a payment that had come was taken back; `charged`, the bank's price; `unexplained`, it is listed for a person. `bounced`: a transfer
 * that was ordered came back. Not booked: `to-check`, left until its statement adds up; `other-currency`; `ignored`, on the tenant's own
 * account; `not-booked`, the bank has not; `notification`, a statement will book it; `duplicate`; `account-unknown`.
 */
export const ENTRY_DECISIONS = [
  'posted',
  'proposed',
  'to-allocate',
  'cleared',
  'payout',
  'topped-up',
  'executed',
  'returned',
  'charged',
  'unexplained',
  'bounced',
  'to-check',
  'other-currency',
  'ignored',
  'not-booked',
  'notification',
  'duplicate',
  'account-unknown',
] as const
export type EntryDecision = (typeof ENTRY_DECISIONS)[number]

/** What an entry was matched by. */
export const MATCHES = ['reference', 'iban', 'amount-and-name'] as const
export type MatchedBy = (typeof MATCHES)[number]

/** What banks write where no end-to-end reference was given. */
const NO_REFERENCE = 'NOTPROVIDED'
const SHORTEST_REFERENCE = 6

type Written = Pick<ReadEntry, 'remittance' | 'reference' | 'endToEndId' | 'mandateId'>

/** All that an entry says of what it is for. */
export function wordsOf({ remittance, reference, endToEndId }: Written): string {
  return [reference, isGiven(endToEndId) ? endToEndId : null, remittance].filter(Boolean).join(' ')
}

/** Whether somebody has given a reference. */
export const isGiven = (reference: string | null): reference is string =>
  reference !== null && reference !== '' && reference !== NO_REFERENCE

/** Whatever in an entry can be a reference that we have given: its references, and each word of its text. */
export function referencesGiven(entry: Written): string[] {
  const words = wordsOf(entry).split(/[\s,;:]+/)
  return [...new Set([...words, ...words.flatMap((word) => word.split('/'))])].filter((word) => word.length >= SHORTEST_REFERENCE)
}

/** Whether an entry names a reference of ours, however it is spaced and spelt. */
export function names(entry: Written, reference: string): boolean {
  const plain = (text: string) => text.replace(/[^A-Za-z0-9]/g, '').toUpperCase()
  return plain(reference).length >= SHORTEST_REFERENCE && plain(wordsOf(entry)).includes(plain(reference))
}

/** Whether an entry's text has a number as a word of its own, zeros before it aside: that of a cheque. */
export function hasNumber(entry: Written, number: string): boolean {
  const digits = number.replace(/\D/g, '').replace(/^0+/, '')
  return digits.length >= 4 && (wordsOf(entry).match(/\d+/g) ?? []).some((word) => word.replace(/^0+/, '') === digits)
}
