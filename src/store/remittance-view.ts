import type { RemittanceDetail, RemittanceList, RemittanceQuery, RemittanceView } from '../contracts/remittance.js'
import { DomainError } from '../domain/errors.js'
import type { Prisma } from '../generated/prisma/client.js'
import { shownNumber } from './commission-settlement.js'
import { overdueRemittances } from './creditor-movements.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { bookDay } from './funds.js'
import { heldBack } from './held-back.js'
import { cursorOf, readCursor } from './page.js'
import { remittanceLines } from './remittance-lines.js'
import { isUuid } from './transfer-order.js'

const included = {
  creditor: true,
  items: { include: { order: { select: { id: true, reference: true, approvedAt: true } } } },
  settled: { include: { invoice: { select: { number: true, issuedOn: true } } }, orderBy: { id: 'asc' } },
} satisfies Prisma.RemittanceInclude
type Row = Prisma.RemittanceGetPayload<{ include: typeof included }>

/** A tenant's remittances, the newest first, with what is overdue and what goes into no order. */
export async function listRemittances(db: Database, tenantId: string, query: RemittanceQuery, now: Date): Promise<RemittanceList> {
  const { cursor, limit, creditor } = query
  const rows = await db.remittance.findMany({
    where: { tenantId, ...(creditor !== undefined && { creditor: { reference: creditor } }), ...(cursor !== undefined && isAfter(cursor)) },
    include: included,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const today = bookDay(now)
  const overdue = (await overdueRemittances(db, tenantId, today)).map(({ creditor: { reference, name }, ...rest }) => ({
    creditor: reference,
    name,
    ...rest,
  }))
  return {
    remittances: page.map(viewOf),
    next: last && rows.length > limit ? cursorOf(last.createdAt.toISOString(), last.id) : null,
    overdue: overdue.filter((one) => creditor === undefined || one.creditor === creditor),
    heldBack: await heldBack(db, tenantId, today, today),
  }
}

function isAfter(cursor: string): Prisma.RemittanceWhereInput {
  const [createdAt, id = ''] = readCursor(cursor, 2)
  if (!isUuid(id)) throw new DomainError('request-invalid', 'cursor')
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] }
}

async function findRemittance(db: Database, tenantId: string, id: string): Promise<Row> {
  const where = { tenantId, ...(isUuid(id) ? { id } : { reference: id }) }
  const row = await db.remittance.findFirst({ where, include: included })
  if (!row) throw new DomainError('resource-unknown', 'remittance')
  return row
}

/** A remittance by its id or reference, with what it is made of. @throws DomainError resource-unknown */
export async function viewRemittance(db: Database, tenantId: string, id: string): Promise<RemittanceDetail> {
  const row = await findRemittance(db, tenantId, id)
  return { ...viewOf(row), lines: await remittanceLines(db, row.id) }
}

/** What a creditor is told of a remittance: who tells it, to whom, and all that it is made of. @throws DomainError resource-unknown */
export async function loadStatement(db: Database, tenantId: string, id: string) {
  const row = await findRemittance(db, tenantId, id)
  const agency = await db.organisation.findFirstOrThrow({ where: { tenantId, own: true } })
  return { agency, creditor: row.creditor, remittance: viewOf(row), lines: await remittanceLines(db, row.id) }
}

export type CreditorStatement = Awaited<ReturnType<typeof loadStatement>>

function viewOf(row: Row): RemittanceView {
  const { id, reference, creditor, currency, through, dueBy, actor: preparedBy, createdAt } = row
  const { collectedCents, takenBackCents, agencyCents, netCents, carriedCents } = row
  return {
    id,
    reference,
    state: stateOf(row),
    creditor: { reference: creditor.reference, name: creditor.name },
    currency,
    through: fromDay(through),
    dueBy: fromDay(dueBy),
    collectedCents: Number(collectedCents),
    takenBackCents: Number(takenBackCents),
    agencyCents: Number(agencyCents),
    netted: row.settled.map(({ invoice, amountCents }) => ({ invoice: shownNumber(invoice), amountCents: Number(amountCents) })),
    netCents: Number(netCents),
    carriedCents: Number(carriedCents),
    order: row.items[0]?.order.reference ?? null,
    iban: row.items[0]?.iban ?? null,
    preparedBy,
    preparedAt: createdAt.toISOString(),
  }
}

function stateOf({ cancelledAt, items: [item] }: Row): RemittanceView['state'] {
  if (cancelledAt) return 'cancelled'
  if (item?.returnedOn) return 'returned'
  if (item?.executedOn) return 'executed'
  return item?.order.approvedAt ? 'ordered' : 'prepared'
}
