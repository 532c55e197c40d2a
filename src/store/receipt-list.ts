import type { ReceiptList, ReceiptQuery, ReceiptView } from '../contracts/receipt.js'
import { DomainError } from '../domain/errors.js'
import { addDays } from '../domain/legal-day.js'
import { cents } from '../domain/money.js'
import type { Prisma } from '../generated/prisma/client.js'
import type { Database } from './database.js'
import { fromDay, toDay } from './day.js'
import { findCreditor } from './organisation.js'
import { cursorOf, readCursor } from './page.js'

const WITH_ALL = {
  payment: { select: { reference: true, method: true, currency: true, receivedOn: true } },
  file: { select: { reference: true, creditor: { select: { reference: true } } } },
} as const satisfies Prisma.PaymentReceiptInclude

type ReceiptRow = Prisma.PaymentReceiptGetPayload<{ include: typeof WITH_ALL }>

/** A tenant's receipts, the highest number first. @throws DomainError creditor-unknown, request-invalid for a cursor that is none */
export async function listReceipts(db: Database, tenantId: string, query: ReceiptQuery): Promise<ReceiptList> {
  const { cursor, limit, from, to, creditor } = query
  const creditorId = creditor === undefined ? undefined : (await findCreditor(db, tenantId, creditor)).id
  const where: Prisma.PaymentReceiptWhereInput = {
    tenantId,
    ...((from ?? to) !== undefined && { issuedAt: { ...(from && { gte: toDay(from) }), ...(to && { lt: toDay(addDays(to, 1)) }) } }),
    ...(creditorId !== undefined && { file: { creditorId } }),
    ...(cursor !== undefined && { number: { lt: numberOf(cursor) } }),
  }
  const rows = await db.paymentReceipt.findMany({ where, include: WITH_ALL, orderBy: { number: 'desc' }, take: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const isMore = last !== undefined && rows.length > limit
  return { receipts: page.map(receiptView), next: isMore ? cursorOf(last.issuedAt.toISOString(), String(last.number)) : null }
}

function numberOf(cursor: string): number {
  const number = Number(readCursor(cursor, 2)[1])
  if (!Number.isInteger(number) || number < 1 || number > MOST) throw new DomainError('request-invalid', 'cursor')
  return number
}

/** What a number of receipts can be at most: a column of four bytes. */
const MOST = 2 ** 31 - 1

/** All receipts of a file, in the order of their numbers. */
export async function receiptsOfFile(db: Database, fileId: string): Promise<ReceiptView[]> {
  const rows = await db.paymentReceipt.findMany({ where: { fileId }, include: WITH_ALL, orderBy: { number: 'asc' } })
  return rows.map(receiptView)
}

function receiptView({ number, issuedAt, cancelledAt, amountCents, payment, file }: ReceiptRow): ReceiptView {
  return {
    number: numberGiven(number),
    issuedAt: issuedAt.toISOString(),
    cancelledAt: cancelledAt?.toISOString() ?? null,
    amountCents: cents(amountCents),
    currency: payment.currency,
    payment: payment.reference,
    method: payment.method,
    on: fromDay(payment.receivedOn),
    file: file.reference,
    creditor: file.creditor.reference,
  }
}

/** The number of a receipt, which it has from the end of its transaction on. @throws RangeError within that transaction */
export function numberGiven(number: number | null): number {
  if (number === null) throw new RangeError('a receipt is numbered as its transaction commits')
  return number
}
