import { DomainError } from '../domain/errors.js'
import { canonicalHash } from './canonical-hash.js'
import type { Database, Transaction } from './database.js'
import { lockPayment } from './payment-row.js'

/** What a person says of a payment, under the client's idempotency key. */
export interface PaymentCommand {
  tenantId: string
  paymentId: string
  key: string
  /** All that the request says. */
  input: object
}

/**
 * Carries out what a person says of a payment, in one transaction under its lock; said again under the same key it changes nothing.
 * @throws DomainError payment-unknown, key-reused
 */
export async function oncePerKey(db: Database, command: PaymentCommand, carryOut: (tx: Transaction) => Promise<void>): Promise<void> {
  const { tenantId, paymentId, key, input } = command
  const inputHash = canonicalHash(input)
  await db.$transaction(async (tx) => {
    await lockPayment(tx, tenantId, paymentId)
    const known = await tx.paymentCommand.findUnique({ where: { paymentId_key: { paymentId, key } } })
    if (known && known.inputHash !== inputHash) throw new DomainError('key-reused', 'Idempotency-Key')
    if (known) return
    await tx.paymentCommand.create({ data: { paymentId, key, inputHash } })
    await carryOut(tx)
  })
}
