import { v7 as uuidv7 } from 'uuid'
import type { RegisterCheckView } from '../contracts/insolvency.js'
import { DomainError } from '../domain/errors.js'
import { Prisma } from '../generated/prisma/client.js'
import type { Database } from './database.js'
import { isId } from './file-view.js'
import { checkView } from './insolvency-view.js'

const { sql } = Prisma

const FILE = sql`json_build_object('id', f.id, 'reference', f.reference)`

/**
 * Notices of insolvency that want a person, for each open file: whom it is about; that claims are to be declared; that something followed
 * which somebody should know of.
 */
export function insolvencyItems(tenantId: string): Prisma.Sql {
  return sql`
    SELECT 'insolvency', n.recorded_at, n.id::text || ':' || f.id, ${FILE}, p.name, json_build_object('insolvency',
           json_build_object('id', n.id, 'notice', n.notice_id, 'proceeding', n.proceeding, 'state', n.state, 'publishedOn', n.published_on, 'declareBy', n.declare_by))
      FROM insolvency_notice n JOIN party p ON p.id = n.party_id JOIN debt_file f ON f.debtor_id = p.id AND f.status = 'open'
     WHERE n.tenant_id = ${tenantId}::uuid AND n.outcome IS DISTINCT FROM 'ended'
       AND (n.state = 'to-check'
        OR n.state = 'confirmed' AND n.declare_by IS NOT NULL AND n.declared_on IS NULL
        OR n.state = 'confirmed' AND n.declare_by IS NULL AND n.answered_at IS NULL)`
}

/** Debtors whom a register knows otherwise than we do, until a person has accepted just that, or it no longer says so. */
export function identityItems(tenantId: string): Prisma.Sql {
  return sql`
    SELECT 'identity', s.since, c.party_id::text || ':' || c.register, ${FILE}, p.name, json_build_object('identity',
           json_build_object('check', c.id, 'register', c.register, 'outcome', c.outcome, 'facts', c.facts))
      FROM (SELECT DISTINCT ON (party_id, register) * FROM register_check
             WHERE tenant_id = ${tenantId}::uuid AND register IN ('sirene', 'vies') AND outcome <> 'unavailable'
             ORDER BY party_id, register, checked_at DESC, id DESC) c
      JOIN party p ON p.id = c.party_id
      JOIN LATERAL (SELECT id, reference FROM debt_file WHERE debtor_id = p.id AND status = 'open' ORDER BY id LIMIT 1) f ON true
     CROSS JOIN LATERAL (SELECT min(uuid_extract_timestamp(e.id)) AS since FROM register_check e
                          WHERE e.party_id = c.party_id AND e.register = c.register AND e.outcome = c.outcome AND e.facts = c.facts) s
     WHERE c.outcome IN ('ceased', 'differs', 'invalid')
       AND NOT EXISTS (SELECT FROM register_check a WHERE a.party_id = c.party_id AND a.register = c.register AND a.outcome = 'accepted' AND a.facts = c.facts)`
}

/**
 * A person has seen what a register says otherwise, and leaves it at that: it does not come up again while the register says the same.
 * @throws DomainError resource-unknown
 */
export async function acceptCheck(db: Database, tenantId: string, id: string): Promise<RegisterCheckView> {
  const check = isId(id) ? await db.registerCheck.findFirst({ where: { id, tenantId } }) : null
  if (!check) throw new DomainError('resource-unknown', 'check')
  const { partyId, register, facts, checkedAt } = check
  const accepted = { id: uuidv7(), tenantId, partyId, register, facts: facts as object, outcome: 'accepted', cause: 'by-hand', checkedAt }
  return checkView(await db.registerCheck.create({ data: accepted }))
}
