import { DomainError } from '../domain/errors.js'
import type { BankAccount } from '../generated/prisma/client.js'
import type { Transaction } from './database.js'

/** The tenant's account for client funds that is named by IBAN, or its only one where none is. @throws DomainError account-unknown */
export async function clientAccount(
  tx: Transaction,
  tenantId: string,
  currency: string,
  identification: string | undefined,
): Promise<BankAccount> {
  const named = identification === undefined ? {} : { identification: identification.replace(/\s/g, '').toUpperCase() }
  const accounts = await tx.bankAccount.findMany({ where: { tenantId, kind: 'client-funds', currency, ...named }, take: 2 })
  const [account, ...others] = accounts
  if (!account || others.length > 0) throw new DomainError('account-unknown', 'account')
  return account
}
