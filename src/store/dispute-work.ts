import { Prisma } from '../generated/prisma/client.js'

/** Disputes that nobody has answered, on closed files as well: what was paid under protest may have to be given back. */
export function disputeItems(tenantId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT 'dispute', u.recorded_at, u.id::text, json_build_object('id', f.id, 'reference', f.reference), p.name,
           json_build_object('matter', json_build_object('id', u.id, 'state', CASE WHEN EXISTS (SELECT FROM proceeding_report r JOIN proceeding q ON q.id = r.proceeding_id AND q.end_reason IS NULL
                             WHERE q.file_id = f.id AND r.kind = 'disputed' AND r.body->>'of' = u.id::text) THEN 'open:proceeding-runs' ELSE u.state END, 'dueBy', u.answer_by))
      FROM dispute u JOIN debt_file f ON f.id = u.file_id JOIN party p ON p.id = f.debtor_id
     WHERE u.tenant_id = ${tenantId}::uuid AND u.state = 'open'`
}
