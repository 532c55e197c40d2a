import {
  type ClosingList,
  ClosingReport,
  type ClosingSummary,
  type ClosingsQuery,
  type ClosingView,
  closingWords,
  type OrderSummary,
} from '../contracts/closing.js'
import { DomainError } from '../domain/errors.js'
import { legalNow } from '../domain/legal-time.js'
import type { ClosingOrder, FileClosing, Prisma } from '../generated/prisma/client.js'
import { attestable } from './attestable.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { appendEvent } from './file-event.js'
import { lockFileOf } from './file-row.js'
import { latestDay } from './legal-today.js'
import { findCreditor } from './organisation.js'
import { cursorOf, idOfCursor } from './page.js'

export const WITH_FILE = {
  creditor: true,
  file: {
    select: {
      reference: true,
      country: true,
      claims: { select: { claim: { select: { reference: true, documents: { orderBy: { id: 'asc' } } } } }, orderBy: { claimId: 'asc' } },
      commissions: { select: { amountCents: true } },
    },
  },
} satisfies Prisma.FileClosingInclude
export type ClosingRow = Prisma.FileClosingGetPayload<{ include: typeof WITH_FILE }>

/** The last closing of a file. @throws DomainError resource-unknown where it was never closed, or before closings were written down */
export async function findClosing(tx: Transaction, tenantId: string, fileId: string): Promise<ClosingRow> {
  const row = await tx.fileClosing.findFirst({ where: { tenantId, fileId }, include: WITH_FILE, orderBy: { closedAt: 'desc' } })
  if (!row) throw new DomainError('resource-unknown', 'closing')
  return row
}

/** The same while it is in force: the file was not opened again since. @throws DomainError resource-unknown */
export async function closingInForce(tx: Transaction, tenantId: string, fileId: string): Promise<ClosingRow> {
  const row = await findClosing(tx, tenantId, fileId)
  if (row.reopenedAt) throw new DomainError('resource-unknown', 'closing')
  return row
}

/** What a file came to, as its creditor is told. @throws DomainError resource-unknown */
export async function viewClosing(db: Database, tenantId: string, fileId: string): Promise<ClosingView> {
  return closingView(db, await findClosing(db, tenantId, fileId))
}

export async function closingView(tx: Transaction, row: ClosingRow): Promise<ClosingView> {
  const { id, fileId, report, returnedOn, retainUntil, reopenedAt, creditor, file } = row
  return {
    ...ClosingReport.parse(report),
    id,
    file: file.reference,
    creditor: { reference: creditor.reference, name: creditor.name },
    commissionCents: file.commissions.reduce((total, { amountCents }) => total + Number(amountCents), 0),
    documents: file.claims.flatMap(({ claim }) =>
      claim.documents.map(({ name, kind, sha256 }) => ({ claim: claim.reference, name, kind, sha256 })),
    ),
    returnedOn: returnedOn && fromDay(returnedOn),
    retainUntil: fromDay(retainUntil),
    reopenedAt: reopenedAt?.toISOString() ?? null,
    irrecoverability: await attestable(tx, { fileId, country: file.country, reason: row.reason, reopenedAt }),
  }
}

/** A creditor's closings, the newest first. @throws DomainError creditor-unknown, request-invalid for a cursor that is none */
export async function listClosings(db: Database, tenantId: string, creditor: string, query: ClosingsQuery): Promise<ClosingList> {
  const { cursor, limit, ...days } = query
  const { id: creditorId } = await findCreditor(db, tenantId, creditor)
  const where = { ...onDays(creditorId, days), ...(cursor !== undefined && { id: { lt: idOfCursor(cursor) } }) }
  const rows = await db.fileClosing.findMany({ where, include: WITH_FILE, orderBy: { id: 'desc' }, take: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const closings: ClosingView[] = []
  for (const row of page) closings.push(await closingView(db, row))
  return { closings, next: last && rows.length > limit ? cursorOf(last.closedAt.toISOString(), last.id) : null }
}

/** All of them, for a spreadsheet. @throws DomainError creditor-unknown */
export async function allClosings(
  db: Database,
  tenantId: string,
  creditor: string,
  days: Pick<ClosingsQuery, 'from' | 'through'>,
): Promise<ClosingView[]> {
  const { id: creditorId } = await findCreditor(db, tenantId, creditor)
  const rows = await db.fileClosing.findMany({ where: onDays(creditorId, days), include: WITH_FILE, orderBy: { id: 'asc' } })
  const closings: ClosingView[] = []
  for (const row of rows) closings.push(await closingView(db, row))
  return closings
}

function onDays(creditorId: string, { from, through }: Pick<ClosingsQuery, 'from' | 'through'>): Prisma.FileClosingWhereInput {
  return {
    creditorId,
    closedOn: { ...(from !== undefined && { gte: toDay(from) }), ...(through !== undefined && { lte: toDay(through) }) },
  }
}

/** The closing that is in force, in short. */
export function closingSummary([closing]: readonly FileClosing[]): ClosingSummary | null {
  if (!closing) return null
  const { reason, closedOn, retainUntil, returnedOn } = closing
  return {
    reason: reason as ClosingSummary['reason'],
    words: closingWords(reason),
    closedOn: fromDay(closedOn),
    retainUntil: fromDay(retainUntil),
    returnedOn: returnedOn && fromDay(returnedOn),
  }
}

/** The order to close that is in force, in short. */
export function orderSummary([order]: readonly ClosingOrder[]): OrderSummary | null {
  if (!order) return null
  const { reason, actor, orderedAt } = order
  return { reason: reason as OrderSummary['reason'], words: closingWords(reason), actor, orderedAt: orderedAt.toISOString() }
}

/**
 * Notes the day on which a creditor had its documents back; the same day again changes nothing.
 * @throws DomainError file-unknown, resource-unknown, return-day-impossible, documents-returned-already
 */
export async function returnDocuments(
  db: Database,
  { tenantId, fileId, actor, on }: { tenantId: string; fileId: string; actor: string; on: string },
  now: Date,
): Promise<ClosingView> {
  return db.$transaction(async (tx) => {
    const file = await lockFileOf(tx, tenantId, fileId)
    const { id, closedOn, returnedOn } = await closingInForce(tx, tenantId, fileId)
    if (returnedOn && fromDay(returnedOn) !== on) throw new DomainError('documents-returned-already', 'on')
    if (on < fromDay(closedOn) || on > latestDay(file, now)) throw new DomainError('return-day-impossible', 'on')
    if (!returnedOn) {
      await tx.fileClosing.update({ where: { id }, data: { returnedOn: toDay(on) } })
      await appendEvent(tx, fileId, { kind: 'documents-returned', actor, legalTime: legalNow(file, now), data: { on } })
    }
    return closingView(tx, await findClosing(tx, tenantId, fileId))
  })
}
