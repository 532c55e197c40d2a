import type { DeclarationList, DeclarationQuery, DeclarationView } from '../contracts/declaration.js'
import type { Prisma } from '../generated/prisma/client.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { findCreditor } from './organisation.js'
import { cursorOf, idOfCursor } from './page.js'

export const WITH_FILE = { file: { select: { id: true, reference: true } } } as const satisfies Prisma.CreditorDeclarationInclude

type Row = Prisma.CreditorDeclarationGetPayload<{ include: typeof WITH_FILE }>

export function declarationView(row: Row): DeclarationView {
  const { id, kind, reference, file, ofReference, detail, outcome, refusal, actor } = row
  const amountCents = row.amountCents === null ? null : Number(row.amountCents)
  const appliedCents = row.appliedCents === null ? null : Number(row.appliedCents)
  return {
    id,
    kind: kind as DeclarationView['kind'],
    reference,
    claim: row.claimReference,
    file,
    amountCents,
    appliedCents,
    excessCents: amountCents !== null && appliedCents !== null ? amountCents - appliedCents : 0,
    currency: row.currency ?? 'EUR',
    on: fromDay(row.happenedOn),
    of: ofReference,
    detail,
    outcome: outcome as DeclarationView['outcome'],
    refusal,
    actor,
    recordedAt: row.recordedAt.toISOString(),
  }
}

/** What a creditor has declared, the newest first. @throws DomainError creditor-unknown, request-invalid for a cursor that is none */
export async function listDeclarations(
  db: Database,
  tenantId: string,
  creditor: string,
  { cursor, limit, kind, outcome }: DeclarationQuery,
): Promise<DeclarationList> {
  const { id: creditorId } = await findCreditor(db, tenantId, creditor)
  const where = {
    tenantId,
    creditorId,
    ...(kind && { kind }),
    ...(outcome && { outcome }),
    ...(cursor && { id: { lt: idOfCursor(cursor) } }),
  }
  const rows = await db.creditorDeclaration.findMany({ where, include: WITH_FILE, orderBy: { id: 'desc' }, take: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const isMore = last !== undefined && rows.length > limit
  return { declarations: page.map(declarationView), next: isMore ? cursorOf(last.recordedAt.toISOString(), last.id) : null }
}
