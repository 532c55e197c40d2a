import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import type { Transaction } from './database.js'
import { isId } from './file-view.js'

/** What is read of a payment whenever something becomes of it. */
export interface PaymentRow {
  id: string
  tenantId: string
  source: string
  reference: string
  method: string
  currency: string
  on: LegalDay
  clearedOn: LegalDay | null
}

/** The id of a tenant's payment, named by it or by its reference where that is only one's. @throws DomainError payment-unknown */
export async function findPayment(tx: Transaction, tenantId: string, idOrReference: string): Promise<string> {
  const named = isId(idOrReference) ? { id: idOrReference } : { reference: idOrReference }
  const [payment, ...others] = await tx.payment.findMany({ where: { tenantId, ...named }, take: 2, select: { id: true } })
  if (!payment || others.length > 0) throw new DomainError('payment-unknown', 'payment')
  return payment.id
}

/** Takes a payment's lock, before those of any file. @throws DomainError payment-unknown, also for another tenant's */
export async function lockPayment(tx: Transaction, tenantId: string, paymentId: string): Promise<PaymentRow> {
  const [row] = await tx.$queryRaw<PaymentRow[]>`
    SELECT id::text, tenant_id::text AS "tenantId", source, reference, method::text, currency, to_char(received_on, 'YYYY-MM-DD') AS on,
           to_char(cleared_on, 'YYYY-MM-DD') AS "clearedOn"
      FROM payment WHERE id = ${paymentId}::uuid AND tenant_id = ${tenantId}::uuid FOR UPDATE`
  if (!row) throw new DomainError('payment-unknown', 'payment')
  return row
}

/** What is never final by itself: the bank may still refuse it, and a receipt waits for its last word. */
const SUBJECT_TO_CLEARING = ['cheque', 'direct-debit']

/** Whether the receipt of a payment may be made out. */
export const isFinal = ({ source, clearedOn }: { source: string; clearedOn: unknown }) =>
  clearedOn !== null || !SUBJECT_TO_CLEARING.includes(source)
