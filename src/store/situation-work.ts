import { Prisma } from '../generated/prisma/client.js'
import { SITUATION_LAW } from '../law/situations.js'

const { sql } = Prisma

/** What lasts so many months at most by a country's law. */
const LONGEST = Object.entries(SITUATION_LAW).flatMap(([country, rules]) =>
  Object.entries(rules).flatMap(([kind, { lastsAtMost }]) =>
    lastsAtMost ? [{ country, kind, months: lastsAtMost.value.years * 12 + lastsAtMost.value.months }] : [],
  ),
)

/**
 * What a debtor's situation wants of a person, for each open file: the paper that it calls for, from the day on which it was recorded
 * (`act-due`); that it should have come to its end (`past-end`); that heirs are to be written to by a person (`heirs-accepted`).
 */
export function situationItems(tenantId: string, today: string): Prisma.Sql {
  return sql`
    SELECT 'situation', s.recorded_at, s.id::text || ':' || f.id, json_build_object('id', f.id, 'reference', f.reference), p.name,
           json_build_object('matter', json_build_object('id', s.id, 'state', w.state, 'dueBy', w.due_by))
      FROM situation s JOIN party p ON p.id = s.party_id JOIN debt_file f ON f.debtor_id = p.id AND f.status = 'open'
      LEFT JOIN jsonb_to_recordset(${JSON.stringify(LONGEST)}::jsonb) AS l(country text, kind text, months int) ON l.country = f.country AND l.kind = s.kind
     CROSS JOIN LATERAL (SELECT CASE
              WHEN s.outcome = 'heirs-accepted' THEN 'heirs-accepted'
              WHEN s.outcome IS NULL AND (s.since + make_interval(months => l.months))::date < ${today}::date THEN 'past-end'
              WHEN s.outcome IS NULL AND s.act_by IS NOT NULL AND s.act_done_on IS NULL AND (s.until IS NULL OR s.until >= ${today}::date) THEN 'act-due' END AS state,
            CASE WHEN s.outcome IS NOT NULL THEN NULL
              WHEN (s.since + make_interval(months => l.months))::date < ${today}::date THEN (s.since + make_interval(months => l.months))::date
              ELSE s.act_by END AS due_by) w
     WHERE s.tenant_id = ${tenantId}::uuid AND w.state IS NOT NULL`
}
