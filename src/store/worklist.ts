import type { WorkItem, Worklist, WorklistQuery } from '../contracts/worklist.js'
import { Prisma } from '../generated/prisma/client.js'
import { type OverdueRemittance, overdueRemittances } from './creditor-movements.js'
import type { Database } from './database.js'
import { BOOK_ZONE, bookDay } from './funds.js'
import { acknowledgementItems, limitationItems, type RaisedAlarm, withProcedures } from './limitation-work.js'
import { cursorOf, readCursor } from './page.js'

const { sql } = Prisma

interface Row extends Omit<WorkItem, 'since' | 'limitation'> {
  since: Date
  limitation: RaisedAlarm | null
  /** Tells items of one kind apart. */
  item: string
}

/**
 * What waits for a person, the longest waiting first, read in one statement. An act that nobody knows the end of is one
 * item: the question that its file asks because of it is not another.
 * @throws DomainError request-invalid for a cursor that is none
 */
export async function listWork(db: Database, tenantId: string, { cursor, limit, kind }: WorklistQuery, now: Date): Promise<Worklist> {
  const overdue = await overdueRemittances(db, tenantId, bookDay(now))
  const rows = await db.$queryRaw<Row[]>`
    SELECT w.kind, w.since, w.item, w.file, w.debtor, w.contact, w.question, w.message, w.limitation, w.acknowledgement, w.remittance, w.money
      FROM (${contactItems(tenantId)} UNION ALL ${questionItems(tenantId)} UNION ALL ${messageItems(tenantId)}
            UNION ALL ${limitationItems(tenantId)} UNION ALL ${acknowledgementItems(tenantId)} UNION ALL ${remittanceItems(overdue)}
            UNION ALL ${moneyItems(tenantId)}) w
     WHERE ${kind === undefined ? sql`true` : sql`w.kind = ${kind}`} AND ${cursor === undefined ? sql`true` : isAfter(cursor)}
     ORDER BY w.since, w.kind COLLATE "C", w.item COLLATE "C" LIMIT ${limit + 1}`
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const items = page.map(({ since, item: _, limitation, ...rest }) => ({
    ...rest,
    since: since.toISOString(),
    limitation: limitation && withProcedures(limitation),
  }))
  return { items, next: last && rows.length > limit ? cursorOf(last.since.toISOString(), last.kind, last.item) : null }
}

function isAfter(cursor: string): Prisma.Sql {
  const [since, kind, item] = readCursor(cursor, 3)
  return sql`(w.since, w.kind COLLATE "C", w.item COLLATE "C") > (${since}::timestamptz, ${kind}, ${item})`
}

const FILE = sql`json_build_object('id', f.id, 'reference', f.reference) AS file`

/** Acts whose end nobody knows, letters that lie printed, and calls to be made. A debtor whose file is closed is not called. */
function contactItems(tenantId: string): Prisma.Sql {
  return sql`
    SELECT CASE WHEN k.state = 'unknown' THEN 'contact-unresolved' WHEN k.channel = 'letter' THEN 'letter' ELSE 'call' END AS kind,
           coalesce(k.released_at, k.reserved_at) AS since, k.id::text AS item, ${FILE}, p.name AS debtor, k.id::text AS contact,
           NULL::text AS question, NULL::json AS message, NULL::json AS limitation, NULL::json AS acknowledgement,
           NULL::json AS remittance, NULL::json AS money
      FROM contact k JOIN debt_file f ON f.id = k.file_id JOIN party p ON p.id = f.debtor_id
     WHERE f.tenant_id = ${tenantId}::uuid
       AND (k.state = 'unknown'
        OR k.state = 'sent' AND k.channel = 'letter' AND k.posted_on IS NULL AND (k.delivery IS NULL OR k.delivery IN ('accepted', 'printed'))
        OR k.state = 'sent' AND k.channel = 'call' AND k.delivery IS NULL AND f.status = 'open')`
}

function questionItems(tenantId: string): Prisma.Sql {
  return sql`
    SELECT 'question', d.recorded_at, f.id::text, ${FILE}, p.name, NULL::text, d.outcome->>'question', NULL::json, NULL::json, NULL::json, NULL::json, NULL::json
      FROM debt_file f JOIN party p ON p.id = f.debtor_id
     CROSS JOIN LATERAL (SELECT recorded_at, outcome FROM decision WHERE file_id = f.id ORDER BY at DESC, recorded_at DESC LIMIT 1) d
     WHERE f.tenant_id = ${tenantId}::uuid AND f.status = 'open' AND d.outcome->>'do' = 'ask-human'
       AND d.outcome->>'question' <> 'contact-unresolved'`
}

function messageItems(tenantId: string): Prisma.Sql {
  return sql`
    SELECT 'message', m.received_at, m.provider || ':' || m.message_id || ':' || m.party_id,
           CASE WHEN f.id IS NOT NULL THEN json_build_object('id', f.id, 'reference', f.reference) END, p.name, NULL::text, NULL::text,
           json_build_object('id', m.provider || ':' || m.message_id || ':' || m.party_id, 'channel', m.channel, 'text', m.text), NULL::json, NULL::json, NULL::json, NULL::json
      FROM inbound_message m JOIN party p ON p.id = m.party_id LEFT JOIN debt_file f ON f.id = m.file_id
     WHERE m.tenant_id = ${tenantId}::uuid AND m.read_at IS NULL`
}

/** What creditors should have had: it waits since the day after the last one on which it was to be passed on. */
function remittanceItems(overdue: readonly OverdueRemittance[]): Prisma.Sql {
  const rows = overdue.map(({ creditor, ...rest }) => ({ id: creditor.id, creditor: creditor.reference, name: creditor.name, ...rest }))
  return sql`
    SELECT 'remittance', (r."dueBy" + 1)::timestamp AT TIME ZONE ${BOOK_ZONE}, r.id || ':' || r.currency, NULL::json, '', NULL::text, NULL::text, NULL::json, NULL::json, NULL::json,
           json_build_object('creditor', r.creditor, 'name', r.name, 'currency', r.currency, 'amountCents', r."amountCents", 'dueBy', r."dueBy"), NULL::json
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           AS r(id text, creditor text, name text, currency text, "amountCents" bigint, "dueBy" date)`
}

/** Money that came in and is for no file yet. */
function moneyItems(tenantId: string): Prisma.Sql {
  return sql`
    SELECT 'money', p.recorded_at, p.id::text, NULL::json, '', NULL::text, NULL::text, NULL::json, NULL::json, NULL::json, NULL::json,
           json_build_object('payment', p.id, 'reference', p.reference, 'currency', p.currency, 'amountCents', u.cents, 'payer', y.name)
      FROM (SELECT e.payment_id, -sum(l.amount_cents) AS cents FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id AND l.account = 'unallocated'
             WHERE e.tenant_id = ${tenantId}::uuid AND e.payment_id IS NOT NULL GROUP BY e.payment_id HAVING sum(l.amount_cents) < 0) u
      JOIN payment p ON p.id = u.payment_id LEFT JOIN payment_payer y ON y.payment_id = p.id`
}
