import type { AssertionList, AssertionQuery } from '../contracts/payment-assertion.js'
import { DomainError } from '../domain/errors.js'
import type { Prisma } from '../generated/prisma/client.js'
import { withProof } from './agreement-view.js'
import type { Database } from './database.js'
import { isId } from './file-view.js'
import { findCreditor } from './organisation.js'
import { cursorOf, readCursor } from './page.js'

/** What debtors of a creditor say that they have paid, the newest first. @throws DomainError creditor-unknown, request-invalid for a cursor that is none */
export async function listAssertions(db: Database, tenantId: string, creditor: string, query: AssertionQuery): Promise<AssertionList> {
  const { cursor, limit, state } = query
  const { id: creditorId } = await findCreditor(db, tenantId, creditor)
  const where: Prisma.PaymentAssertionWhereInput = {
    file: { creditorId },
    ...(state !== undefined && { state }),
    ...(cursor !== undefined && after(cursor)),
  }
  const include = { file: { select: { reference: true } } } as const
  const rows = await db.paymentAssertion.findMany({ where, include, orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }], take: limit + 1 })
  const page = rows.slice(0, limit)
  const views = await withProof(db, page)
  const last = page.at(-1)
  const isMore = last !== undefined && rows.length > limit
  return {
    assertions: views.map((view, index) => ({ ...view, file: page[index]?.file.reference ?? '' })),
    next: isMore ? cursorOf(last.recordedAt.toISOString(), last.id) : null,
  }
}

function after(cursor: string): Prisma.PaymentAssertionWhereInput {
  const [recordedAt, id = ''] = readCursor(cursor, 2)
  if (!isId(id)) throw new DomainError('request-invalid', 'cursor')
  return { OR: [{ recordedAt: { lt: recordedAt } }, { recordedAt, id: { lt: id } }] }
}

/** The file that an assertion is about. @throws DomainError creditor-unknown, assertion-unknown also for another creditor's */
export async function fileOfAssertion(db: Database, tenantId: string, creditor: string, id: string): Promise<string> {
  const { id: creditorId } = await findCreditor(db, tenantId, creditor)
  const row = isId(id) ? await db.paymentAssertion.findFirst({ where: { id, file: { creditorId } }, select: { fileId: true } }) : null
  if (!row) throw new DomainError('assertion-unknown')
  return row.fileId
}
