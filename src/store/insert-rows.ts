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
  claim_act: Prisma.ClaimActCreateManyInput
  claim_document: Prisma.ClaimDocumentCreateManyInput
  outbox: Prisma.OutboxCreateManyInput
  decision: Prisma.DecisionCreateManyInput
  contact: Prisma.ContactCreateManyInput
  contact_claim: Prisma.ContactClaimCreateManyInput
  contact_message: Prisma.ContactMessageCreateManyInput
  payment: Prisma.PaymentCreateManyInput
  funds_entry: Prisma.FundsEntryCreateManyInput
  funds_leg: Prisma.FundsLegCreateManyInput
  payment_payer: Prisma.PaymentPayerCreateManyInput
  payment_event: Prisma.PaymentEventCreateManyInput
  creditor_notice: Prisma.CreditorNoticeCreateManyInput
  payment_receipt: Prisma.PaymentReceiptCreateManyInput
  bank_entry: Prisma.BankEntryCreateManyInput
}

/**
 * Adds rows to a table in their order, by one statement that is the same for any number of them: the client's own
 * createMany is written anew for each batch, which takes longer than the database needs to write it. All rows have the
 * fields of the first; a column that is no field has its default.
 */
export async function insertRows<T extends keyof Tables>(tx: Transaction, table: T, rows: readonly Tables[T][]): Promise<void> {
  if (rows.length > 0) await tx.$executeRaw`${insertion(table, rows)}`
}

/** Rows of several tables. */
export type Batch = { [T in keyof Tables]?: readonly Tables[T][] }

/** Adds rows to several tables by one statement. What one table's rows refer to in another's is checked when all are there. */
export async function insertBatch(tx: Transaction, batch: Batch): Promise<void> {
  const inserts = Object.entries(batch).flatMap(([table, rows]) => (rows && rows.length > 0 ? [insertion(table, rows)] : []))
  if (inserts.length === 0) return
  const named = inserts.map((insert, index) => Prisma.sql`${Prisma.raw(`t${index}`)} AS (${insert})`)
  await tx.$executeRaw`WITH ${Prisma.join(named)} SELECT 1`
}

function insertion(table: string, rows: readonly object[]): Prisma.Sql {
  const fields = Object.keys(rows[0] as object)
  const columns = Prisma.raw(fields.map((field) => `"${columnOf(field)}"`).join(', '))
  const values = rows.map((row) => Object.fromEntries(fields.map((field) => [columnOf(field), asJson(row[field as never])])))
  return Prisma.sql`
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
