import { Prisma } from '../generated/prisma/client.js'
import type { Transaction } from './database.js'

/** Tables that rows are added to on the roads that every file takes, with what a row of each says. */
export interface Tables {
  party: Prisma.PartyCreateManyInput
  party_identifier: Prisma.PartyIdentifierCreateManyInput
  contact_point: Prisma.ContactPointCreateManyInput
  debt_file: Prisma.DebtFileCreateManyInput
  claim: Prisma.ClaimCreateManyInput
  file_claim: Prisma.FileClaimCreateManyInput
  ledger_entry: Prisma.LedgerEntryCreateManyInput
  ledger_leg: Prisma.LedgerLegCreateManyInput
  claim_notice: Prisma.ClaimNoticeCreateManyInput
  claim_document: Prisma.ClaimDocumentCreateManyInput
  outbox: Prisma.OutboxCreateManyInput
  decision: Prisma.DecisionCreateManyInput
  contact: Prisma.ContactCreateManyInput
  contact_claim: Prisma.ContactClaimCreateManyInput
  contact_message: Prisma.ContactMessageCreateManyInput
}

/**
 * Adds rows to a table in their order, by one statement that is the same for any number of them: the client's own
 * createMany is written anew for each batch, which takes longer than the database needs to write it. All rows have the
 * fields of the first; a column that is no field has its default.
 */
export async function insertRows<T extends keyof Tables>(tx: Transaction, table: T, rows: readonly Tables[T][]): Promise<void> {
  const [first] = rows
  if (!first) return
  const fields = Object.keys(first)
  const columns = Prisma.raw(fields.map((field) => `"${columnOf(field)}"`).join(', '))
  const values = rows.map((row) => Object.fromEntries(fields.map((field) => [columnOf(field), asJson(row[field as keyof typeof row])])))
  await tx.$executeRaw`
    INSERT INTO ${Prisma.raw(`"${table}"`)} (${columns})
    SELECT ${columns} FROM jsonb_populate_recordset(NULL::${Prisma.raw(`"${table}"`)}, ${JSON.stringify(values)}::jsonb)`
}

/** Bytes are written as the database reads them in a text. */
const asJson = (value: unknown): unknown => (value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value)

/** `legalStart` is in the column `legal_start`. */
const columnOf = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Puts rows in the order of a text of theirs. */
export function by<T>(key: (row: T) => string): (a: T, b: T) => number {
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0)
}
