import { euros } from '../../domain/money.js'
import type { MessageFacts } from './facts.js'
import { oneLine } from './format.js'

/** Longest name of a beneficiary, and largest sum in cents, that the code may hold. */
const LONGEST_NAME = 70
const LARGEST_CENTS = 999_999_999_99

/** What is transferred, whom to, and by which reference. */
export type Transfer = Pick<MessageFacts, 'currency' | 'amountCents' | 'creditorReference'> & {
  sender: Pick<MessageFacts['sender'], 'name' | 'iban'>
}

/**
 * A credit transfer as banking applications read it from a QR code: the European Payments Council's EPC069-12, version 002, in
 * UTF-8. Its lines are tag, version, characters, kind, BIC (not needed within the EEA), holder, IBAN, sum, purpose (none) and
 * structured reference; nothing follows the last line that says something. Null where there is no account, or no euro to pay.
 */
export function transferCode({ sender, currency, amountCents, creditorReference }: Transfer): string | null {
  const iban = sender.iban.replace(/\s/g, '')
  if (iban === '' || currency !== 'EUR' || amountCents < 1 || amountCents > LARGEST_CENTS) return null
  const holder = Array.from(oneLine(sender.name)).slice(0, LONGEST_NAME).join('').trim()
  return ['BCD', '002', '1', 'SCT', '', holder, iban, `EUR${euros(amountCents)}`, '', creditorReference].join('\n')
}
