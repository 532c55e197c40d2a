import { isGiven } from '../domain/bank-entry.js'
import type { ReadEntry } from '../domain/bank-statement.js'
import type { BankAccount } from '../generated/prisma/client.js'
import { toDay } from './day.js'

/** An entry as its row says it, but for what becomes of it. */
export function entryRow({ statementId, account }: { statementId: string; account: BankAccount }, id: string, entry: ReadEntry) {
  const { key: entryKey, bookedOn, valueOn, amountCents, currency, kind, counterparty, remittance, reference, endToEndId } = entry
  return {
    id,
    statementId,
    accountId: account.id,
    entryKey,
    bookedOn: toDay(bookedOn),
    valueOn: toDay(valueOn),
    amountCents,
    currency,
    kind,
    counterparty: counterparty.name,
    iban: counterparty.iban,
    remittance: remittance || null,
    reference,
    endToEndId: isGiven(endToEndId) ? endToEndId : null,
  }
}
