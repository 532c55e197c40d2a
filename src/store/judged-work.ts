import { statementsOf } from '../domain/account.js'
import { Prisma } from '../generated/prisma/client.js'
import type { Database } from './database.js'
import { loadCases } from './facts.js'
import { REJECTED } from './judged-claim.js'
import { legalToday } from './legal-today.js'

interface Rejected {
  id: string
  claimId: string
  claim: string
  currency: string
  fileId: string
  file: string
  debtor: string
  legalOffsetMs: bigint
  country: string
  since: Date
}

/** Claims of which a judgment has left less than was collected, until the rest is given back: by what each stands at on its file's legal day. */
export async function owedBackItems(db: Database, tenantId: string, now: Date): Promise<Prisma.Sql> {
  const rejected = await rejectedClaims(db, tenantId)
  const cases = await loadCases(db, [...new Set(rejected.map(({ fileId }) => fileId))])
  const rows = rejected.map((row) => {
    const found = cases.get(row.fileId)
    const statements = found ? statementsOf(found.facts, found.law, legalToday(row, now)) : []
    const cents = statements.find(({ claimId }) => claimId === row.claimId)?.overpaidCents ?? 0
    const { id, claim, currency, fileId, file, debtor, since } = row
    return { id, claim, currency, file_id: fileId, file, debtor, since, cents }
  })
  return Prisma.sql`
    SELECT 'owed-back', r.since, r.id, json_build_object('id', r.file_id, 'reference', r.file), r.debtor,
           json_build_object('owedBack', json_build_object('claim', r.claim, 'currency', r.currency, 'amountCents', r.cents))
      FROM jsonb_to_recordset(${JSON.stringify(rows.filter(({ cents }) => cents > 0))}::jsonb)
           AS r(id text, claim text, currency text, file_id uuid, file text, debtor text, since timestamptz, cents bigint)`
}

const rejectedClaims = (db: Database, tenantId: string): Promise<Rejected[]> => db.$queryRaw<Rejected[]>`
  SELECT n.id::text, c.id::text AS "claimId", c.reference AS claim, c.currency, f.id::text AS "fileId", f.reference AS file, p.name AS debtor,
         f.legal_offset_ms AS "legalOffsetMs", f.country, n.recorded_at AS since
    FROM title t JOIN title_claim k ON k.title_id = t.id JOIN claim c ON c.id = k.claim_id
    JOIN ledger_entry n ON n.claim_id = c.id AND n.kind = 'credit_note' AND starts_with(n.reference, ${REJECTED} || t.id || ':')
    JOIN debt_file f ON f.id = t.file_id JOIN party p ON p.id = f.debtor_id
   WHERE t.tenant_id = ${tenantId}::uuid AND t.end_reason IN ('replaced', 'annulled')
     AND NOT EXISTS (SELECT FROM ledger_entry x WHERE x.claim_id = c.id AND x.kind = 'cancellation' AND x.reference = n.reference)`
