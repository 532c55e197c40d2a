import { Prisma } from '../generated/prisma/client.js'

/** Lost addresses that are searched, once for each debtor. */
export function addressItems(tenantId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT 'address', a.recorded_at, a.id::text, json_build_object('id', f.id, 'reference', f.reference), p.name, json_build_object('matter',
           json_build_object('id', a.id, 'state', a.state, 'dueBy', a.ends_on))
      FROM address_search a JOIN party p ON p.id = a.party_id
      JOIN LATERAL (SELECT id, reference FROM debt_file WHERE debtor_id = p.id AND status = 'open' ORDER BY id LIMIT 1) f ON true
     WHERE a.tenant_id = ${tenantId}::uuid AND a.state = 'open'`
}
