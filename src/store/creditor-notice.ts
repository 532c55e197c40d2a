import type { NoticeList, NoticeQuery, NoticeView } from '../contracts/creditor-notice.js'
import { DomainError } from '../domain/errors.js'
import { cents } from '../domain/money.js'
import type { Prisma } from '../generated/prisma/client.js'
import { creditorStep } from '../strategies/templates/creditor-step.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { isId } from './file-view.js'
import { findCreditor } from './organisation.js'
import { cursorOf, idOfCursor } from './page.js'

/** A file is in one currency, that of its claims. */
const WITH_FILE = {
  file: { select: { reference: true, claims: { take: 1, select: { claim: { select: { currency: true } } } } } },
} as const satisfies Prisma.CreditorNoticeInclude

type NoticeRow = Prisma.CreditorNoticeGetPayload<{ include: typeof WITH_FILE }>

/** What a creditor was told of the money of its files, the newest first. @throws DomainError creditor-unknown, request-invalid for a cursor that is none */
export async function listNotices(db: Database, tenantId: string, creditor: string, query: NoticeQuery): Promise<NoticeList> {
  const { cursor, limit, unread } = query
  const { id: creditorId } = await findCreditor(db, tenantId, creditor)
  const where: Prisma.CreditorNoticeWhereInput = {
    creditorId,
    ...(unread !== undefined && { readAt: unread === 'true' ? null : { not: null } }),
    ...(cursor !== undefined && { id: { lt: idOfCursor(cursor) } }),
  }
  const rows = await db.creditorNotice.findMany({ where, include: WITH_FILE, orderBy: { id: 'desc' }, take: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const isMore = last !== undefined && rows.length > limit
  return { notices: page.map(noticeView), next: isMore ? cursorOf(last.recordedAt.toISOString(), last.id) : null }
}

/** Notes that a creditor has read a notice; read again it keeps its first time. @throws DomainError creditor-unknown, resource-unknown */
export async function readNotice(db: Database, tenantId: string, creditor: string, id: string, now: Date): Promise<NoticeView> {
  const { id: creditorId } = await findCreditor(db, tenantId, creditor)
  if (!isId(id)) throw new DomainError('resource-unknown', 'notice')
  await db.creditorNotice.updateMany({ where: { id, creditorId, readAt: null }, data: { readAt: now } })
  const row = await db.creditorNotice.findFirst({ where: { id, creditorId }, include: WITH_FILE })
  if (!row) throw new DomainError('resource-unknown', 'notice')
  return noticeView(row)
}

function noticeView(row: NoticeRow): NoticeView {
  const { id, kind, reason, reference, amountCents, happenedOn, nextKind, nextOn, recordedAt, readAt, file } = row
  const next = nextKind !== null && nextOn !== null ? { kind: nextKind, lastDay: fromDay(nextOn) } : null
  return {
    id,
    kind: kind as NoticeView['kind'],
    reason,
    file: file.reference,
    reference,
    amountCents: cents(amountCents),
    currency: file.claims[0]?.claim.currency ?? 'EUR',
    on: fromDay(happenedOn),
    next,
    words: kind === 'judicial-step' ? creditorStep({ reason, on: fromDay(happenedOn), next }) : null,
    recordedAt: recordedAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  }
}
