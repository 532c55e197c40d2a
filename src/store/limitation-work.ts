import type { WorkItem } from '../contracts/worklist.js'
import type { LegalDay } from '../domain/legal-day.js'
import { daysToBegin } from '../domain/limitation.js'
import { Prisma } from '../generated/prisma/client.js'
import { lawOf } from '../law/book.js'

const { sql } = Prisma

/** An alarm as its rows have it. */
export interface RaisedAlarm {
  country: string
  claim: string
  alarm: string
  lastDay: LegalDay
}

/** The last alarm of each claim of an open file on which something is owed, until an act has moved what it speaks of. */
export function limitationItems(tenantId: string): Prisma.Sql {
  return sql`
    SELECT 'limitation', a.raised_at, f.id::text || ':' || c.id, json_build_object('id', f.id, 'reference', f.reference), p.name,
           json_build_object('limitation', json_build_object('country', f.country, 'claim', c.reference, 'alarm', a.alarm, 'lastDay', a.last_day))
      FROM debt_file f JOIN party p ON p.id = f.debtor_id JOIN file_claim fc ON fc.file_id = f.id JOIN claim c ON c.id = fc.claim_id
     CROSS JOIN LATERAL (SELECT alarm, last_day, raised_at FROM limitation_alarm WHERE claim_id = c.id ORDER BY raised_at DESC, alarm LIMIT 1) a
     WHERE f.tenant_id = ${tenantId}::uuid AND f.status = 'open'
       AND NOT EXISTS (SELECT FROM claim_act t WHERE t.claim_id = c.id AND t.recorded_at > a.raised_at)
       AND (SELECT sum(l.amount_cents) FROM ledger_entry e JOIN ledger_leg l ON l.entry_id = e.id
             WHERE e.claim_id = c.id AND l.account IN ('principal', 'interest', 'indemnity', 'costs', 'unallocated')) > 0`
}

/** Part payments of which nobody has said yet whether they acknowledge their claim. */
export function acknowledgementItems(tenantId: string): Prisma.Sql {
  return sql`
    SELECT 'acknowledgement', k.proposed_at, f.id::text || ':' || c.id || ':' || k.reference, json_build_object('id', f.id, 'reference', f.reference), p.name,
           json_build_object('acknowledgement', json_build_object('claim', c.reference, 'reference', k.reference, 'on', k.made_on))
      FROM acknowledgement k JOIN claim c ON c.id = k.claim_id JOIN file_claim fc ON fc.claim_id = c.id
      JOIN debt_file f ON f.id = fc.file_id JOIN party p ON p.id = f.debtor_id
     WHERE f.tenant_id = ${tenantId}::uuid AND f.status = 'open' AND k.accepted IS NULL`
}

/** An alarm with the last day on which each procedure of the file's country can still be begun. */
export function withProcedures({ country, ...alarm }: RaisedAlarm): NonNullable<WorkItem['limitation']> {
  return { ...alarm, procedures: daysToBegin(alarm.lastDay, lawOf(country)).map(({ procedure, lastDay }) => ({ procedure, lastDay })) }
}
