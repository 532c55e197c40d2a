import { v7 as uuidv7 } from 'uuid'
import type { Cents } from '../domain/money.js'
import type { Transaction } from './database.js'
import { insertRows } from './insert-rows.js'

/** What a payment has given to a file. */
export interface NewReceipt {
  tenantId: string
  paymentId: string
  fileId: string
  amountCents: Cents
  /** Legal time of the file. */
  at: Date
}

/**
 * Issues the receipt of what a payment has given to a file, once its money is there for good. Its number, the next of the tenant
 * and without gaps, is given as the transaction commits: nobody waits for it before that. A payment that gives to a file more
 * than once has a receipt for each time.
 */
export async function issueReceipt(tx: Transaction, { at, ...receipt }: NewReceipt): Promise<void> {
  await insertRows(tx, 'payment_receipt', [{ id: uuidv7(), ...receipt, issuedAt: at }])
}

/** Cancels the receipts of a payment for a file. Where only part of it was taken back, what is left wants a receipt of its own. */
export async function cancelReceipts(tx: Transaction, paymentId: string, fileId: string, at: Date): Promise<void> {
  await tx.paymentReceipt.updateMany({ where: { paymentId, fileId, cancelledAt: null }, data: { cancelledAt: at } })
}
