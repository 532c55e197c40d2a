import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../domain/errors.js'
import type { BankAccount } from '../generated/prisma/client.js'
import { type Database, isDuplicate, type Transaction } from './database.js'
import { parseIban } from './identifiers.js'

/** Whose money an account holds: that of others, or the tenant's own. */
export type BankAccountKind = 'client-funds' | 'own'

export interface NewBankAccount {
  kind: BankAccountKind
  name: string
  /** IBAN, or the bank's own number. */
  identification: string
  bic: string | null
  currency: string
}

/** As it is compared: without spaces, in capitals. */
export const plainAccount = (identification: string): string => identification.replace(/\s/g, '').toUpperCase()

/** Adds a bank account of the tenant. The same one added again is found. @throws DomainError number-invalid, account-duplicate for one of another kind or name */
export async function addBankAccount(
  db: Database,
  tenantId: string,
  account: NewBankAccount,
): Promise<{ row: BankAccount; replayed: boolean }> {
  const identification = checked(account.identification)
  try {
    return { row: await db.bankAccount.create({ data: { id: uuidv7(), tenantId, ...account, identification } }), replayed: false }
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const { currency, kind, name, bic } = account
    const row = await db.bankAccount.findUniqueOrThrow({
      where: { tenantId_identification_currency: { tenantId, identification, currency } },
    })
    if (row.kind !== kind || row.name !== name || row.bic !== bic) throw new DomainError('account-duplicate', 'identification')
    return { row, replayed: true }
  }
}

/** An IBAN has its check digits looked at; a bank’s own number is taken as it is. @throws DomainError number-invalid */
function checked(written: string): string {
  const plain = plainAccount(written)
  return /^[A-Z]{2}\d{2}/.test(plain) ? parseIban(plain, 'identification') : plain
}

/** All accounts of a tenant, by name. */
export const listBankAccounts = (db: Database, tenantId: string): Promise<BankAccount[]> =>
  db.bankAccount.findMany({ where: { tenantId }, orderBy: [{ name: 'asc' }, { id: 'asc' }] })

/** A bank's own number of an account is at least so long where it tells the account among all. */
const SHORTEST_NUMBER = 15
/** Country and check digits of an IBAN: what the bank's own number is without. */
const IBAN_HEAD = 4

/**
 * The account that a statement is of; null where the tenant has none such. Formats older than the IBAN give the bank's own number,
 * which an IBAN holds behind its check digits.
 */
export async function accountOfStatement(
  db: Database | Transaction,
  tenantId: string,
  { account, currency }: { account: string; currency: string },
): Promise<BankAccount | null> {
  const accounts = await db.bankAccount.findMany({ where: { tenantId, currency } })
  const number = plainAccount(account)
  const exact = accounts.find(({ identification }) => identification === number)
  if (exact || number.length < SHORTEST_NUMBER) return exact ?? null
  const holding = accounts.filter(({ identification }) => identification.slice(IBAN_HEAD).startsWith(number))
  return holding.length === 1 ? (holding[0] ?? null) : null
}
