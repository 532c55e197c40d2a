import type { StatementEntry, StatementHead, StatementList, StatementView } from '../contracts/statement.js'
import { DomainError } from '../domain/errors.js'
import type { BankAccount, BankStatement } from '../generated/prisma/client.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { isId } from './file-view.js'
import { cursorOf, type Page, readCursor } from './page.js'

/** Statements of a tenant, the last imported first. @throws DomainError request-invalid for a cursor that is none */
export async function listStatements(db: Database, tenantId: string, { cursor, limit }: Page): Promise<StatementList> {
  const after = cursor === undefined ? null : readCursor(cursor, 2)
  const rows = await db.bankStatement.findMany({
    where: {
      tenantId,
      ...(after && { OR: [{ importedAt: { lt: after[0] } }, { importedAt: after[0], id: { lt: idOf(after[1] ?? '') } }] }),
    },
    include: { account: true, _count: { select: { entries: true } } },
    orderBy: [{ importedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    statements: page.map((row) => ({ ...headOf(row), entries: row._count.entries })),
    next: last && rows.length > limit ? cursorOf(last.importedAt.toISOString(), last.id) : null,
  }
}

/** @throws DomainError request-invalid */
function idOf(text: string): string {
  if (!isId(text)) throw new DomainError('request-invalid', 'cursor')
  return text
}

/** A statement with its entries, in the order in which they were taken. @throws DomainError resource-unknown */
export async function viewStatement(db: Database, tenantId: string, id: string): Promise<StatementView> {
  const include = { account: true, entries: { orderBy: { id: 'asc' } } } as const
  const row = isId(id) ? await db.bankStatement.findFirst({ where: { id, tenantId }, include }) : null
  if (!row) throw new DomainError('resource-unknown', 'statement')
  const entries = row.entries.map((entry) => ({
    key: entry.entryKey,
    date: fromDay(entry.bookedOn),
    amountCents: Number(entry.amountCents),
    currency: entry.currency,
    counterparty: entry.counterparty,
    iban: entry.iban,
    remittance: entry.remittance ?? '',
    reference: entry.reference,
    match: entry.match as StatementEntry['match'],
    decision: entry.decision as StatementEntry['decision'],
    kind: entry.kind as StatementEntry['kind'],
    payment: entry.paymentId,
  }))
  return { ...headOf(row), sha256: row.sha256, entries }
}

function headOf({ account, ...row }: BankStatement & { account: BankAccount }): Omit<StatementHead, 'entries'> {
  return {
    id: row.id,
    account: account.identification,
    format: row.format,
    key: row.statementKey,
    currency: account.currency,
    openedOn: row.openedOn && fromDay(row.openedOn),
    closedOn: row.closedOn && fromDay(row.closedOn),
    openingCents: row.openingCents === null ? null : Number(row.openingCents),
    closingCents: row.closingCents === null ? null : Number(row.closingCents),
    balanced: row.balanced,
    importedAt: row.importedAt.toISOString(),
  }
}
