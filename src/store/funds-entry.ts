import type { FundsEntryList, FundsEntryQuery, FundsEntryView } from '../contracts/client-funds.js'
import { cents } from '../domain/money.js'
import type { Prisma } from '../generated/prisma/client.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { findCreditor } from './organisation.js'
import { cursorOf, idOfCursor } from './page.js'

const WITH_ALL = {
  legs: { orderBy: { line: 'asc' }, include: { creditor: { select: { reference: true } } } },
  payment: { select: { reference: true } },
  file: { select: { reference: true } },
  reason: { select: { text: true } },
} as const satisfies Prisma.FundsEntryInclude

type EntryRow = Prisma.FundsEntryGetPayload<{ include: typeof WITH_ALL }>

/** Movements of client funds with their legs, the newest first. @throws DomainError creditor-unknown, request-invalid for a cursor that is none */
export async function listEntries(db: Database, tenantId: string, query: FundsEntryQuery): Promise<FundsEntryList> {
  const { limit } = query
  const where = { tenantId, ...(await conditions(db, tenantId, query)) }
  const rows = await db.fundsEntry.findMany({ where, include: WITH_ALL, orderBy: { id: 'desc' }, take: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const isMore = last !== undefined && rows.length > limit
  return { entries: page.map(entryView), next: isMore ? cursorOf(last.recordedAt.toISOString(), last.id) : null }
}

async function conditions(db: Database, tenantId: string, query: FundsEntryQuery): Promise<Prisma.FundsEntryWhereInput> {
  const { cursor, from, to, currency, kind, account, creditor } = query
  const creditorId = creditor === undefined ? undefined : (await findCreditor(db, tenantId, creditor)).id
  const leg = { ...(account && { account }), ...(creditorId !== undefined && { creditorId }) }
  return {
    ...(currency !== undefined && { currency }),
    ...(kind !== undefined && { kind }),
    ...((from ?? to) !== undefined && { bookedOn: { ...(from && { gte: toDay(from) }), ...(to && { lte: toDay(to) }) } }),
    ...(Object.keys(leg).length > 0 && { legs: { some: leg } }),
    ...(cursor !== undefined && { id: { lt: idOfCursor(cursor) } }),
  }
}

/** One movement, as lists show it. */
export async function viewEntry(tx: Transaction, id: string): Promise<FundsEntryView> {
  return entryView(await tx.fundsEntry.findUniqueOrThrow({ where: { id }, include: WITH_ALL }))
}

function entryView({ id, kind, reference, currency, actor, ...row }: EntryRow): FundsEntryView {
  return {
    id,
    kind,
    reference,
    on: fromDay(row.bookedOn),
    currency,
    actor,
    recordedAt: row.recordedAt.toISOString(),
    payment: row.payment?.reference ?? null,
    file: row.file?.reference ?? null,
    reason: row.reason?.text ?? null,
    legs: row.legs.map(({ account, creditor, amountCents }) => ({
      account,
      creditor: creditor?.reference ?? null,
      amountCents: cents(amountCents),
    })),
  }
}
