import { z } from 'zod'
import type { EntryDecision, MatchedBy } from '../domain/bank-entry.js'
import { currency, text } from './fields.js'
import { next, pageQuery } from './page.js'

const DECISIONS = [
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
] as const satisfies readonly EntryDecision[]
const MATCHES = ['reference', 'iban', 'amount-and-name'] as const satisfies readonly MatchedBy[]

export const BankAccountBody = z
  .strictObject({
    kind: z.enum(['client-funds', 'own']),
    name: text(100),
    /** IBAN, or the bank's own number where it has none. */
    identification: text(40),
    bic: text(11).optional(),
    currency: currency.default('EUR'),
  })
  .meta({
    id: 'NewBankAccount',
    example: { kind: 'client-funds', name: 'Compte de tiers', identification: 'FR76 3000 6000 0112 3456 7890 189', currency: 'EUR' },
  })

export const BankAccountView = z
  .object({
    id: z.uuid(),
    kind: z.enum(['client-funds', 'own']),
    name: z.string(),
    identification: z.string(),
    bic: z.string().nullable(),
    currency: z.string(),
  })
  .meta({ id: 'BankAccount' })
export type BankAccountView = z.infer<typeof BankAccountView>

export const BankAccountList = z.object({ accounts: z.array(BankAccountView) }).meta({ id: 'BankAccounts' })
export type BankAccountList = z.infer<typeof BankAccountList>

const cents = z.int()

/** One entry of a statement, and what became of it. Sums are below zero where money left. */
export const StatementEntry = z
  .object({
    key: z.string(),
    date: z.iso.date(),
    amountCents: cents,
    currency: z.string(),
    counterparty: z.string().nullable(),
    remittance: z.string(),
    reference: z.string().nullable(),
    /** What it was matched by; null where nothing was found. */
    match: z.enum(MATCHES).nullable(),
    /** What became of it; null where it was read and nothing else. */
    decision: z.enum(DECISIONS).nullable(),
    kind: z.enum(['credit', 'debit', 'return', 'reversal', 'charge']),
  })
  .meta({ id: 'StatementEntry' })
export type StatementEntry = z.infer<typeof StatementEntry>

/** A statement as it was read, and what became of it. */
export const ImportedStatement = z
  .object({
    /** Null where none was kept. */
    id: z.uuid().nullable(),
    account: z.string(),
    format: z.string(),
    key: z.string(),
    decision: z.enum(['taken', 'duplicate', 'notification', 'account-unknown']).nullable(),
    currency: z.string(),
    entries: z.array(StatementEntry),
    /** Of the booked entries in the account's currency. */
    sumCents: cents,
    openingCents: cents.nullable(),
    closingCents: cents.nullable(),
    /** Whether opening and entries make closing; null where one of the balances is not there. */
    balanced: z.boolean().nullable(),
    faults: z.array(z.string()),
  })
  .meta({ id: 'ImportedStatement' })
export type ImportedStatement = z.infer<typeof ImportedStatement>

export const ImportedStatements = z.object({ statements: z.array(ImportedStatement) }).meta({ id: 'ImportedStatements' })
export type ImportedStatements = z.infer<typeof ImportedStatements>

export const StatementImportQuery = z.strictObject({
  /** Takes nothing: says what would become of each entry. */
  dryRun: z.stringbool().default(false),
})

export const StatementListQuery = z.strictObject(pageQuery)

const head = {
  id: z.uuid(),
  account: z.string(),
  format: z.string(),
  key: z.string(),
  currency: z.string(),
  openedOn: z.iso.date().nullable(),
  closedOn: z.iso.date().nullable(),
  openingCents: cents.nullable(),
  closingCents: cents.nullable(),
  balanced: z.boolean().nullable(),
  importedAt: z.iso.datetime(),
} as const

export const StatementHead = z.object({ ...head, entries: z.int() }).meta({ id: 'StatementHead' })
export type StatementHead = z.infer<typeof StatementHead>

/** The last imported first. */
export const StatementList = z.object({ statements: z.array(StatementHead), next }).meta({ id: 'Statements' })
export type StatementList = z.infer<typeof StatementList>

export const StatementView = z
  .object({
    ...head,
    sha256: z.string(),
    entries: z.array(StatementEntry.extend({ iban: z.string().nullable(), payment: z.uuid().nullable() })),
  })
  .meta({ id: 'Statement' })
export type StatementView = z.infer<typeof StatementView>
