import { Prisma } from '../generated/prisma/client.js'

const { sql } = Prisma

/** A row of an open file that waits for an answer until its last day. */
function items(kind: string, table: Prisma.Sql, states: readonly string[], tenantId: string): Prisma.Sql {
  return sql`
    SELECT ${kind}::text, o.recorded_at, o.id::text, json_build_object('id', f.id, 'reference', f.reference), p.name,
           json_build_object('matter', json_build_object('id', o.id, 'state', o.state, 'dueBy', o.answer_by))
      FROM ${table} o JOIN debt_file f ON f.id = o.file_id JOIN party p ON p.id = f.debtor_id
     WHERE o.tenant_id = ${tenantId}::uuid AND o.state = ANY(${[...states]}::text[]) AND f.status = 'open'`
}

/** Payments that debtors say they have made, and nobody has confirmed or denied. */
export const assertionItems = (tenantId: string): Prisma.Sql => items('assertion', sql`payment_assertion`, ['open'], tenantId)

/** Debtors who have told of their means. */
export const meansItems = (tenantId: string): Prisma.Sql => items('means', sql`means_statement`, ['open'], tenantId)

/** Settlements that an operator or the creditor has to answer. */
export const settlementItems = (tenantId: string): Prisma.Sql => items('settlement', sql`settlement`, ['proposed', 'asked'], tenantId)
