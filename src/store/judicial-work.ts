import { Prisma } from '../generated/prisma/client.js'

const { sql } = Prisma

const FILE = sql`json_build_object('id', f.id, 'reference', f.reference)`

/** Proposals to sue that wait for an answer, or for the second of two. */
export const proposalItems = (tenantId: string): Prisma.Sql => sql`
  SELECT 'proposal', j.recorded_at, j.id::text, ${FILE}, p.name, json_build_object('matter', json_build_object('id', j.id,
         'state', CASE WHEN j.chosen IS NOT NULL THEN 'one-agreed' WHEN j.reminded_on IS NOT NULL THEN 'reminded' ELSE 'open' END,
         'dueBy', j.answer_by))
    FROM judicial_proposal j JOIN debt_file f ON f.id = j.file_id JOIN party p ON p.id = f.debtor_id
   WHERE j.tenant_id = ${tenantId}::uuid AND j.state = 'open' AND f.status = 'open'`

/**
 * Proceedings that still run and whose last day comes near or was missed, or whose officer is silent: of each last day the latest alarm, and of
 * silence while the task is still in hand. One that a person has acknowledged is left out: the next one of that last day is there again.
 */
export const proceedingItems = (tenantId: string): Prisma.Sql => sql`
  SELECT 'proceeding', r.recorded_at, r.id || ':' || r.alarm || ':' || r.last_day, json_build_object('id', f.id, 'reference', f.reference), p.name,
         json_build_object('matter', json_build_object('id', r.id, 'state', split_part(r.alarm, ':', 1) || CASE
           WHEN r.alarm LIKE 'silence:%' THEN '' ELSE ':' || split_part(r.alarm, ':', 2) END, 'dueBy', r.last_day))
    FROM (SELECT DISTINCT ON (a.proceeding_id, CASE WHEN a.alarm LIKE 'silence:%' THEN a.alarm ELSE split_part(a.alarm, ':', 1) END, a.last_day)
                 q.id::text, q.file_id, q.tenant_id, a.alarm, a.last_day, a.raised_on::timestamp AT TIME ZONE 'UTC' AS recorded_at
            FROM proceeding_alarm a JOIN proceeding q ON q.id = a.proceeding_id
            LEFT JOIN proceeding_task t ON a.alarm = 'silence:' || t.id
           WHERE q.end_reason IS NULL AND (t.id IS NULL OR t.state = 'handed-over' AND t.answer_by = a.last_day)
             AND (t.id IS NOT NULL OR NOT EXISTS (SELECT FROM proceeding_passage s
                   WHERE s.proceeding_id = q.id AND s.superseded_on IS NULL AND s.recorded_on > a.raised_on))
           ORDER BY a.proceeding_id, CASE WHEN a.alarm LIKE 'silence:%' THEN a.alarm ELSE split_part(a.alarm, ':', 1) END, a.last_day, a.raised_on DESC) r
    JOIN debt_file f ON f.id = r.file_id JOIN party p ON p.id = f.debtor_id
   WHERE r.tenant_id = ${tenantId}::uuid
     AND NOT EXISTS (SELECT FROM alarm_acknowledgement k WHERE k.proceeding_id::text = r.id AND k.alarm = r.alarm AND k.last_day = r.last_day)`

/**
 * Tasks that the agency has in hand itself, tasks that nobody is named for (`unassigned`), and packages that nobody knows to have arrived
 * (`unknown`).
 */
export const taskItems = (tenantId: string): Prisma.Sql => sql`
  SELECT 'judicial-task', t.recorded_at, t.id::text, json_build_object('id', f.id, 'reference', f.reference), p.name,
         json_build_object('matter', json_build_object('id', t.id, 'state', w.state, 'dueBy', t.do_by))
    FROM proceeding_task t JOIN proceeding q ON q.id = t.proceeding_id JOIN debt_file f ON f.id = q.file_id JOIN party p ON p.id = f.debtor_id
   CROSS JOIN LATERAL (SELECT CASE
            WHEN t.state = 'unknown' THEN 'unknown'
            WHEN t.state = 'handed-over' AND t.assignee = 'agency' THEN t.kind
            WHEN t.state = 'due' AND t.assignee IN ('officer', 'lawyer') AND t.organisation_id IS NULL THEN 'unassigned' END AS state) w
   WHERE t.tenant_id = ${tenantId}::uuid AND w.state IS NOT NULL`

/** Pieces that a case lacks, and who was asked for them. */
export const pieceItems = (tenantId: string): Prisma.Sql => sql`
  SELECT 'piece', r.asked_on::timestamptz, r.id::text, ${FILE}, p.name,
         json_build_object('matter', json_build_object('id', r.id, 'state', r.asked_of || ':' || r.kinds, 'dueBy', NULL))
    FROM piece_request r JOIN proceeding q ON q.id = r.proceeding_id AND q.end_reason IS NULL
    JOIN debt_file f ON f.id = q.file_id JOIN party p ON p.id = f.debtor_id
   WHERE r.tenant_id = ${tenantId}::uuid AND r.met_on IS NULL AND f.status = 'open'`
