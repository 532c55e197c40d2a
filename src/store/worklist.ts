import type { WorkItem, Worklist, WorklistQuery } from '../contracts/worklist.js'
import { SITUATIONS } from '../domain/situation.js'
import { Prisma } from '../generated/prisma/client.js'
import { addressItems } from './address-work.js'
import { mandateItems, paperItems } from './agency-work.js'
import { assertionItems, meansItems, settlementItems } from './agreement-work.js'
import { STOPS } from './claim-stops.js'
import { type OverdueRemittance, overdueRemittances } from './creditor-movements.js'
import type { Database } from './database.js'
import { disputeItems } from './dispute-work.js'
import { BOOK_ZONE, bookDay } from './funds.js'
import { owedBackItems } from './judged-work.js'
import { pieceItems, proceedingItems, proposalItems, taskItems } from './judicial-work.js'
import { acknowledgementItems, limitationItems, type RaisedAlarm, withProcedures } from './limitation-work.js'
import { cursorOf, readCursor } from './page.js'
import { planItems } from './plan-work.js'
import { identityItems, insolvencyItems } from './register-work.js'
import { alertItems } from './security-work.js'
import { situationItems } from './situation-work.js'

const { sql } = Prisma

/** What items are about: each kind says one or two of these, and the rest is null. */
type About = Omit<WorkItem, 'kind' | 'since' | 'file' | 'debtor'>

/** An item as its query gives it: kind, since when, what tells it from others of its kind, file, debtor, and what it is about. */
interface Row extends Pick<WorkItem, 'kind' | 'file' | 'debtor'> {
  since: Date
  item: string
  about: Partial<Omit<About, 'limitation'> & { limitation: RaisedAlarm }>
}

const NOTHING: About = {
  contact: null,
  question: null,
  message: null,
  limitation: null,
  acknowledgement: null,
  remittance: null,
  money: null,
  paper: null,
  mandate: null,
  insolvency: null,
  identity: null,
  matter: null,
  owedBack: null,
}

/**
 * What waits for a person, the longest waiting first, read in one statement. An act that nobody knows the end of is one
 * item: the question that its file asks because of it is not another.
 * @throws DomainError request-invalid for a cursor that is none
 */
export async function listWork(db: Database, tenantId: string, { cursor, limit, kind }: WorklistQuery, now: Date): Promise<Worklist> {
  const today = bookDay(now)
  const queries = [
    contactItems(tenantId, today),
    questionItems(tenantId),
    stopItems(tenantId),
    messageItems(tenantId),
    limitationItems(tenantId),
    acknowledgementItems(tenantId),
    remittanceItems(await overdueRemittances(db, tenantId, today)),
    moneyItems(tenantId),
    await paperItems(db, tenantId, today),
    mandateItems(tenantId, today),
    insolvencyItems(tenantId),
    identityItems(tenantId),
    assertionItems(tenantId),
    meansItems(tenantId),
    planItems(tenantId),
    settlementItems(tenantId),
    disputeItems(tenantId),
    situationItems(tenantId, today),
    addressItems(tenantId),
    alertItems(tenantId),
    proposalItems(tenantId),
    proceedingItems(tenantId),
    taskItems(tenantId),
    pieceItems(tenantId),
    // Reckoned from whole accounts, so only where it is asked for.
    ...(kind === undefined || kind === 'owed-back' ? [await owedBackItems(db, tenantId, now)] : []),
  ]
  const rows = await db.$queryRaw<Row[]>`
    SELECT w.kind, w.since, w.item, w.file, w.debtor, w.about
      FROM (${Prisma.join(queries, ' UNION ALL ')}) w(kind, since, item, file, debtor, about)
     WHERE ${kind === undefined ? sql`true` : sql`w.kind = ${kind}`} AND ${cursor === undefined ? sql`true` : isAfter(cursor)}
     ORDER BY w.since, w.kind COLLATE "C", w.item COLLATE "C" LIMIT ${limit + 1}`
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const isMore = last !== undefined && rows.length > limit
  return { items: page.map(itemView), next: isMore ? cursorOf(last.since.toISOString(), last.kind, last.item) : null }
}

function itemView({ kind, since, file, debtor, about: { limitation, ...about } }: Row): WorkItem {
  return {
    kind,
    since: since.toISOString(),
    file,
    debtor,
    ...NOTHING,
    ...about,
    limitation: limitation ? withProcedures(limitation) : null,
  }
}

function isAfter(cursor: string): Prisma.Sql {
  const [since, kind, item] = readCursor(cursor, 3)
  return sql`(w.since, w.kind COLLATE "C", w.item COLLATE "C") > (${since}::timestamptz, ${kind}, ${item})`
}

const FILE = sql`json_build_object('id', f.id, 'reference', f.reference)`

/**
 * Acts whose end nobody knows, letters that lie printed, and calls to be made. A debtor whose file is closed is not called, and to one that is
 * protected nothing is posted either.
 */
function contactItems(tenantId: string, today: string): Prisma.Sql {
  return sql`
    SELECT CASE WHEN k.state = 'unknown' THEN 'contact-unresolved' WHEN k.channel = 'letter' THEN 'letter' ELSE 'call' END,
           coalesce(k.released_at, k.reserved_at), k.id::text, ${FILE}, p.name, json_build_object('contact', k.id)
      FROM contact k JOIN debt_file f ON f.id = k.file_id JOIN party p ON p.id = f.debtor_id
     WHERE f.tenant_id = ${tenantId}::uuid
       AND (k.state = 'unknown'
        OR (k.state = 'sent' AND k.channel = 'letter' AND k.posted_on IS NULL AND (k.delivery IS NULL OR k.delivery IN ('accepted', 'printed'))
            OR k.state = 'sent' AND k.channel = 'call' AND k.delivery IS NULL AND f.status = 'open')
           AND NOT EXISTS (SELECT FROM hold h WHERE h.file_id = f.id AND h.lifted_at IS NULL AND h.reason = ANY(${[...SITUATIONS]}::text[])
                              AND (h.until IS NULL OR h.until > ${today}::date)))`
}

function questionItems(tenantId: string): Prisma.Sql {
  return sql`
    SELECT 'question', d.recorded_at, f.id::text, ${FILE}, p.name, json_build_object('question', d.outcome->>'question')
      FROM debt_file f JOIN party p ON p.id = f.debtor_id
     CROSS JOIN LATERAL (SELECT recorded_at, outcome FROM decision WHERE file_id = f.id ORDER BY at DESC, recorded_at DESC LIMIT 1) d
     WHERE f.tenant_id = ${tenantId}::uuid AND f.status = 'open' AND d.outcome->>'do' = 'ask-human'
       AND d.outcome->>'question' <> 'contact-unresolved'`
}

/** Files that a dispute, or goods that came back, stop until somebody has answered their creditor’s declaration. */
function stopItems(tenantId: string): Prisma.Sql {
  return sql`
    SELECT 'question', coalesce(d.since, h.placed_at), f.id::text || ':' || h.reason, ${FILE}, p.name,
           json_build_object('question', CASE h.reason WHEN 'dispute' THEN 'claim-disputed' ELSE h.reason END)
      FROM hold h JOIN debt_file f ON f.id = h.file_id JOIN party p ON p.id = f.debtor_id
      LEFT JOIN LATERAL (SELECT max(c.recorded_at) AS since FROM creditor_declaration c WHERE c.file_id = f.id AND c.outcome = 'applied'
                            AND c.kind = CASE h.reason WHEN 'dispute' THEN 'dispute' ELSE 'return' END) d ON true
     WHERE f.tenant_id = ${tenantId}::uuid AND f.status = 'open' AND h.lifted_at IS NULL AND h.reason = ANY(${[...STOPS]}::text[])`
}

function messageItems(tenantId: string): Prisma.Sql {
  return sql`
    SELECT 'message', m.received_at, m.provider || ':' || m.message_id || ':' || m.party_id,
           CASE WHEN f.id IS NOT NULL THEN json_build_object('id', f.id, 'reference', f.reference) END, p.name,
           json_build_object('message', json_build_object('id', m.provider || ':' || m.message_id || ':' || m.party_id, 'channel', m.channel,
             'nature', m.nature, 'subject', m.subject, 'text', m.text))
      FROM inbound_message m JOIN party p ON p.id = m.party_id LEFT JOIN debt_file f ON f.id = m.file_id
     WHERE m.tenant_id = ${tenantId}::uuid AND m.read_at IS NULL`
}

/** What creditors should have had: it waits since the day after the last one on which it was to be passed on. */
function remittanceItems(overdue: readonly OverdueRemittance[]): Prisma.Sql {
  const rows = overdue.map(({ creditor, ...rest }) => ({ id: creditor.id, creditor: creditor.reference, name: creditor.name, ...rest }))
  return sql`
    SELECT 'remittance', (r."dueBy" + 1)::timestamp AT TIME ZONE ${BOOK_ZONE}, r.id || ':' || r.currency, NULL::json, '',
           json_build_object('remittance', json_build_object('creditor', r.creditor, 'name', r.name, 'currency', r.currency, 'amountCents', r."amountCents", 'dueBy', r."dueBy"))
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           AS r(id text, creditor text, name text, currency text, "amountCents" bigint, "dueBy" date)`
}

/** Money that came in and is for no file yet. */
function moneyItems(tenantId: string): Prisma.Sql {
  return sql`
    SELECT 'money', p.recorded_at, p.id::text, NULL::json, '',
           json_build_object('money', json_build_object('payment', p.id, 'reference', p.reference, 'currency', p.currency, 'amountCents', u.cents, 'payer', y.name))
      FROM (SELECT e.payment_id, -sum(l.amount_cents) AS cents FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id AND l.account = 'unallocated'
             WHERE e.tenant_id = ${tenantId}::uuid AND e.payment_id IS NOT NULL GROUP BY e.payment_id HAVING sum(l.amount_cents) < 0) u
      JOIN payment p ON p.id = u.payment_id LEFT JOIN payment_payer y ON y.payment_id = p.id`
}
