import { Prisma } from '../generated/prisma/client.js'

/** Plans that wait for a person: the debtor's own for an operator, those beyond a mandate for the creditor. */
export function planItems(tenantId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT 'plan', l.recorded_at, l.id::text, json_build_object('id', f.id, 'reference', f.reference), p.name,
           json_build_object('matter', json_build_object('id', l.id, 'state', l.state, 'dueBy', l.answer_by))
      FROM payment_plan l JOIN debt_file f ON f.id = l.file_id JOIN party p ON p.id = f.debtor_id
     WHERE l.tenant_id = ${tenantId}::uuid AND l.state IN ('proposed', 'asked')`
}
