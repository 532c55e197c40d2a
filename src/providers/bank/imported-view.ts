import type { ImportedStatement } from '../../contracts/statement.js'
import type { ReadStatement } from '../../domain/bank-statement.js'

/** What became of a statement and its entries, where anything did. */
export interface ImportedAs {
  id: string | null
  decision: ImportedStatement['decision']
  entries: Pick<ImportedStatement['entries'][number], 'match' | 'decision'>[]
}

/** A statement as it was read, for people and programs. */
export function importedView(statement: ReadStatement, as: ImportedAs): ImportedStatement {
  const { account, format, key, currency, sumCents, opening, closing, balanced, faults } = statement
  const entries = statement.entries.map((entry, index) => ({
    key: entry.key,
    date: entry.bookedOn,
    amountCents: entry.amountCents,
    currency: entry.currency,
    counterparty: entry.counterparty.name,
    remittance: entry.remittance,
    reference: entry.reference,
    match: as.entries[index]?.match ?? null,
    decision: as.entries[index]?.decision ?? null,
    kind: entry.kind,
  }))
  const balances = { openingCents: opening?.amountCents ?? null, closingCents: closing?.amountCents ?? null }
  return { id: as.id, account, format, key, decision: as.decision, currency, entries, sumCents, ...balances, balanced, faults }
}

/** A statement that was read and nothing else. What no format books is said all the same: a notice is one wherever it is read. */
export function readOnlyView(statement: ReadStatement): ImportedStatement {
  const isBooked = statement.kind === 'statement'
  const entries = statement.entries.map(({ status }) => ({
    match: null,
    decision: isBooked ? (status === 'booked' ? null : ('not-booked' as const)) : ('notification' as const),
  }))
  return importedView(statement, { id: null, decision: isBooked ? null : 'notification', entries })
}
