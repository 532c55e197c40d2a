import type { TransferOrderList, TransferOrderView } from '../contracts/remittance.js'
import { DomainError } from '../domain/errors.js'
import type { Prisma } from '../generated/prisma/client.js'
import { type ApprovalSubject, approvalsOf } from './approval.js'
import type { Database, Transaction } from './database.js'
import { fromDay } from './day.js'
import { cursorOf, type Page, readCursor } from './page.js'
import { findOrder, isUuid, type OrderRow } from './transfer-order.js'

/** An order by its id or reference, with its transfers and who has agreed. @throws DomainError resource-unknown */
export async function viewOrder(db: Transaction, tenantId: string, id: string): Promise<TransferOrderView> {
  return viewOf(db, await findOrder(db, tenantId, id))
}

/** A tenant's orders, the newest first. */
export async function listOrders(db: Database, tenantId: string, { cursor, limit }: Page): Promise<TransferOrderList> {
  const rows = await db.transferOrder.findMany({
    where: { tenantId, ...(cursor !== undefined && isAfter(cursor)) },
    select: { id: true, createdAt: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const orders = await Promise.all(page.map(({ id }) => viewOrder(db, tenantId, id)))
  return { orders, next: last && rows.length > limit ? cursorOf(last.createdAt.toISOString(), last.id) : null }
}

function isAfter(cursor: string): Prisma.TransferOrderWhereInput {
  const [createdAt, id = ''] = readCursor(cursor, 2)
  if (!isUuid(id)) throw new DomainError('request-invalid', 'cursor')
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] }
}

async function viewOf(db: Transaction, order: OrderRow): Promise<TransferOrderView> {
  const { id, tenantId, reference, through, executeOn, account, items, actor, createdAt, approvedAt, cancelledAt, sha256 } = order
  const refunded = await paymentReferences(db, order)
  const agreed = async (subject: ApprovalSubject) =>
    (await approvalsOf(db, tenantId, subject)).map(({ person, at }) => ({ person, at: at.toISOString() }))
  return {
    id,
    reference,
    state: stateOf(order),
    through: fromDay(through),
    executeOn: fromDay(executeOn),
    iban: account.identification,
    totalCents: items.reduce((total, { amountCents }) => total + Number(amountCents), 0),
    items: items.map(
      ({ kind, remittance, paymentId, endToEndId, holder, iban, bic, amountCents, currency, text, executedOn, returnedOn }) => ({
        kind: kind as TransferOrderView['items'][number]['kind'],
        reference: remittance?.reference ?? refunded.get(paymentId ?? '') ?? null,
        endToEndId,
        holder,
        iban,
        bic,
        amountCents: Number(amountCents),
        currency,
        text,
        executedOn: executedOn && fromDay(executedOn),
        returnedOn: returnedOn && fromDay(returnedOn),
      }),
    ),
    preparedBy: actor,
    preparedAt: createdAt.toISOString(),
    approvals: await agreed(`transfer-order:${id}`),
    cancellations: await agreed(`transfer-cancellation:${id}`),
    approvedAt: approvedAt?.toISOString() ?? null,
    cancelledAt: cancelledAt?.toISOString() ?? null,
    sha256,
  }
}

async function paymentReferences(db: Transaction, { items }: OrderRow): Promise<Map<string, string>> {
  const ids = items.map(({ paymentId }) => paymentId).filter((id) => id !== null)
  const payments = await db.payment.findMany({ where: { id: { in: ids } }, select: { id: true, reference: true } })
  return new Map(payments.map(({ id, reference }) => [id, reference]))
}

function stateOf({ approvedAt, cancelledAt, items }: OrderRow): TransferOrderView['state'] {
  if (cancelledAt) return 'cancelled'
  if (!approvedAt) return 'prepared'
  return items.every(({ executedOn, returnedOn }) => executedOn ?? returnedOn) ? 'executed' : 'approved'
}
