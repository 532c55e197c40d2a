import { isValidIBAN } from 'ibantools'
import { disposableOf } from '../domain/client-funds.js'
import type { LegalDay } from '../domain/legal-day.js'
import { type Cents, cents } from '../domain/money.js'
import type { BankAccount } from '../generated/prisma/client.js'
import { accountTotals } from './client-funds.js'
import type { Transaction } from './database.js'

/** Transfers in the Single Euro Payments Area are in euros; nothing else is ordered. */
export const ORDERED_CURRENCY = 'EUR'

/** The account of a kind that transfers are ordered from or to: the first in euros with an IBAN. */
export async function euroAccount(tx: Transaction, tenantId: string, kind: 'client-funds' | 'own'): Promise<BankAccount | null> {
  const accounts = await tx.bankAccount.findMany({ where: { tenantId, kind, currency: ORDERED_CURRENCY }, orderBy: { createdAt: 'asc' } })
  return accounts.find(({ identification }) => isValidIBAN(identification)) ?? null
}

/** What of client funds is at the bank on a day and not ordered out of it, whether or not the order is agreed to. */
export async function freeAtBank(tx: Transaction, tenantId: string, on: LegalDay): Promise<Cents> {
  const order = { tenantId, approvedAt: null, cancelledAt: null }
  const { _sum } = await tx.transferItem.aggregate({ where: { order }, _sum: { amountCents: true } })
  return cents((await disposableAtBank(tx, tenantId, on)) - Number(_sum.amountCents ?? 0n))
}

/** The same, before what orders hold that two people have not agreed to. */
export async function disposableAtBank(tx: Transaction, tenantId: string, on: LegalDay): Promise<Cents> {
  return disposableOf(await accountTotals(tx, tenantId, ORDERED_CURRENCY, on))
}

/** Takes sums out of what is there, one after the other: one that is more than what is left is not taken, and a smaller one after it may be. */
export function takingFrom(free: Cents): (amount: Cents) => boolean {
  let left: number = free
  return (amount) => {
    if (amount > left) return false
    left -= amount
    return true
  }
}
