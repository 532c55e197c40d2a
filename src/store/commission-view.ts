import type { InvoiceDetail, InvoiceList, InvoiceQuery, InvoiceView } from '../contracts/commission.js'
import { runningNumber } from '../domain/commission.js'
import { DomainError } from '../domain/errors.js'
import { percentOf } from '../domain/rate.js'
import type { Prisma } from '../generated/prisma/client.js'
import { paperLines } from './commission-paper.js'
import { findInvoice, openOf, shownNumber } from './commission-settlement.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { findCreditor } from './organisation.js'
import { cursorOf, readCursor } from './page.js'

const included = {
  creditor: { select: { reference: true, name: true } },
  settlements: { orderBy: { id: 'asc' } },
} as const satisfies Prisma.CommissionInvoiceInclude
type Row = Prisma.CommissionInvoiceGetPayload<{ include: typeof included }>

/** Invoices and credit notes, the highest number first. @throws DomainError creditor-unknown, request-invalid for a cursor that is none */
export async function listInvoices(db: Database, tenantId: string, { cursor, limit, creditor }: InvoiceQuery): Promise<InvoiceList> {
  const creditorId = creditor === undefined ? undefined : (await findCreditor(db, tenantId, creditor)).id
  const where = {
    tenantId,
    ...(creditorId !== undefined && { creditorId }),
    ...(cursor !== undefined && { number: { lt: numberIn(cursor) } }),
  }
  const rows = await db.commissionInvoice.findMany({ where, include: included, orderBy: { number: 'desc' }, take: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const isMore = last !== undefined && rows.length > limit
  return { invoices: page.map(viewOf), next: isMore ? cursorOf(last.createdAt.toISOString(), shownNumber(last)) : null }
}

function numberIn(cursor: string): number {
  const number = runningNumber(readCursor(cursor, 2)[1] ?? '')
  if (number === null) throw new DomainError('request-invalid', 'cursor')
  return number
}

/** Invoices by their numbers, in that order. */
export async function viewInvoices(db: Database, tenantId: string, numbers: readonly string[]): Promise<InvoiceView[]> {
  const where = { tenantId, number: { in: numbers.map((shown) => runningNumber(shown) ?? 0) } }
  return (await db.commissionInvoice.findMany({ where, include: included, orderBy: { number: 'asc' } })).map(viewOf)
}

/** An invoice line by line. @throws DomainError resource-unknown */
export async function viewInvoice(db: Database, tenantId: string, shown: string): Promise<InvoiceDetail> {
  const { id } = await findInvoice(db, tenantId, shown)
  const row = await db.commissionInvoice.findUniqueOrThrow({ where: { id }, include: included })
  const lines = (await paperLines(db, id)).map(({ ppm, ...line }) => ({ ...line, ratePercent: percentOf(ppm) }))
  return { ...viewOf(row), lines }
}

function viewOf(row: Row): InvoiceView {
  const { kind, creditor, fromDay: from, through, issuedOn, dueOn, currency, vatPpm, vatRule, netted, settlements } = row
  return {
    number: shownNumber(row),
    kind: kind as InvoiceView['kind'],
    creditor,
    from: fromDay(from),
    through: fromDay(through),
    issuedOn: fromDay(issuedOn),
    dueOn: fromDay(dueOn),
    currency,
    netCents: Number(row.netCents),
    vatPercent: percentOf(vatPpm),
    vatCents: Number(row.vatCents),
    vatRule,
    totalCents: Number(row.totalCents),
    openCents: openOf(row),
    netted,
    settlements: settlements.map(({ how, reference, amountCents, settledOn, cancelledAt }) => ({
      how: how as InvoiceView['settlements'][number]['how'],
      reference,
      amountCents: Number(amountCents),
      on: fromDay(settledOn),
      cancelledAt: cancelledAt?.toISOString() ?? null,
    })),
  }
}
