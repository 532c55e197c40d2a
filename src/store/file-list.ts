import type { FileList, FileQuery, FileSummary } from '../contracts/file-list.js'
import { balanceOn } from '../domain/account.js'
import { DomainError } from '../domain/errors.js'
import { legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { normaliseReference } from '../domain/reference.js'
import { STAGES } from '../domain/stage.js'
import { Prisma } from '../generated/prisma/client.js'
import { lawOf } from '../law/book.js'
import type { Database } from './database.js'
import { loadCase } from './facts.js'
import { isId } from './file-view.js'
import { cursorOf, readCursor } from './page.js'

const { sql, join } = Prisma

/**
 * A tenant's files that meet a query, the newest first. Files that are opened meanwhile come before what was read, so
 * that no page repeats or leaves out a file. Only the files of the page are summed up; a filter on what rows elsewhere
 * say is asked of the files one by one until the page is full.
 * @throws DomainError request-invalid for a cursor that is none
 */
export async function listFiles(db: Database, tenantId: string, query: FileQuery, now: Date): Promise<FileList> {
  const rows = await db.$queryRaw<(Omit<FileSummary, 'openedAt' | 'balanceCents'> & { createdAt: Date; legalOffsetMs: bigint })[]>`
    WITH page AS (
      SELECT f.* FROM debt_file f
       WHERE ${join(conditions(tenantId, query, now), ' AND ')}
       ORDER BY f.created_at DESC, f.id DESC LIMIT ${query.limit + 1}
    )
    SELECT f.id::text, f.reference, f.status::text, f.closed_reason AS "closedReason", f.created_at AS "createdAt",
           json_build_object('reference', o.reference, 'name', o.name) AS creditor,
           json_build_object('kind', p.kind, 'name', p.name) AS debtor,
           c.count AS claims, c.oldest AS "oldestDueDate", c.currency, f.legal_offset_ms AS "legalOffsetMs", ${stageOfFile()} AS stage,
           CASE WHEN f.status = 'open' THEN ${QUESTION} END AS question, ${isHeld(now)} AS paused
      FROM page f JOIN organisation o ON o.id = f.creditor_id JOIN party p ON p.id = f.debtor_id
     CROSS JOIN LATERAL (SELECT count(*)::int AS count, to_char(min(c.due_date), 'YYYY-MM-DD') AS oldest, coalesce(min(c.currency), 'EUR') AS currency
                           FROM file_claim fc JOIN claim c ON c.id = fc.claim_id WHERE fc.file_id = f.id) c
     ORDER BY f.created_at DESC, f.id DESC`
  const files = await Promise.all(
    rows.slice(0, query.limit).map(async ({ createdAt, legalOffsetMs, ...file }) => {
      const balanceCents = await balanceNow(db, file.id, legalNow({ legalOffsetMs }, now))
      return { ...file, balanceCents, openedAt: createdAt.toISOString() }
    }),
  )
  const last = files.at(-1)
  return { files, next: last && rows.length > query.limit ? cursorOf(last.openedAt, last.id) : null }
}

/** What is owed on a file, as its own view says it: interest is in no column. */
async function balanceNow(db: Database, fileId: string, at: Date): Promise<number> {
  const { facts, law } = await loadCase(db, fileId)
  return balanceOn(facts, law, legalDayOf(at, law.zone))
}

/** What must hold of a file `f` that a query asks for. */
export function conditions(tenantId: string, query: FileQuery, now: Date): Prisma.Sql[] {
  const { cursor, status, creditor, stage, question, text, minPrincipalCents, maxPrincipalCents, paused } = query
  const where = [sql`f.tenant_id = ${tenantId}::uuid`]
  if (cursor !== undefined) where.push(isAfter(cursor))
  if (status !== undefined) where.push(sql`f.status::text = ${status}`)
  if (creditor !== undefined)
    where.push(sql`f.creditor_id = (SELECT id FROM organisation WHERE tenant_id = ${tenantId}::uuid AND reference = ${creditor})`)
  if (text !== undefined) where.push(mentions(text))
  if (paused !== undefined) where.push(sql`(${isHeld(now)}) = ${paused === 'true'}`)
  if (question !== undefined) where.push(sql`f.status = 'open' AND ${QUESTION} = ${question}`)
  if (minPrincipalCents !== undefined) where.push(sql`${PRINCIPAL} >= ${minPrincipalCents}`)
  if (maxPrincipalCents !== undefined) where.push(sql`${PRINCIPAL} <= ${maxPrincipalCents}`)
  if (stage !== undefined) where.push(sql`${stageOfFile()} = ${stage}`)
  return where
}

/** What must hold of a file `f` that comes after a cursor, the newest first. */
export function isAfter(cursor: string): Prisma.Sql {
  const [openedAt, id = ''] = readCursor(cursor, 2)
  if (!isId(id)) throw new DomainError('request-invalid', 'cursor')
  return sql`(f.created_at, f.id) < (${openedAt}::timestamptz, ${id}::uuid)`
}

/** Principal still owed on a file, in cents, as its accounts have it. */
const PRINCIPAL = sql`(
  SELECT coalesce(sum(l.amount_cents), 0)
    FROM file_claim fc JOIN ledger_entry e ON e.claim_id = fc.claim_id JOIN ledger_leg l ON l.entry_id = e.id
   WHERE fc.file_id = f.id AND l.account = 'principal')`

/** What a person was last asked about a file, if the last decision asks. */
const QUESTION = sql`(
  SELECT d.outcome->>'question' FROM decision d WHERE d.file_id = f.id ORDER BY d.at DESC, d.recorded_at DESC LIMIT 1)`

/** Whether a hold stops the file on the day that its legal time shows. */
function isHeld(now: Date): Prisma.Sql {
  const today = sql`((${now}::timestamptz + f.legal_offset_ms * interval '1 millisecond') AT TIME ZONE ${lawOf('FR').zone})::date`
  return sql`EXISTS (SELECT FROM hold h WHERE h.file_id = f.id AND h.lifted_at IS NULL AND (h.until IS NULL OR h.until > ${today}))`
}

/** The furthest stage that was served, here or before; what did not reach the debtor in the sense of the law does not count. */
function stageOfFile(): Prisma.Sql {
  const notServed = Object.entries(lawOf('FR').packs[0].noticeOutcomes.value).flatMap(([status, is]) =>
    is === 'not-served' ? [status] : [],
  )
  return sql`(
    SELECT s.stage FROM unnest(${[...STAGES]}::text[]) WITH ORDINALITY AS s(stage, place)
     WHERE EXISTS (SELECT FROM contact k WHERE k.file_id = f.id AND k.stage = s.stage AND k.state = 'sent'
                      AND (k.delivery IS NULL OR k.delivery <> ALL(${notServed}::text[])))
        OR EXISTS (SELECT FROM file_claim fc JOIN claim_notice n ON n.claim_id = fc.claim_id WHERE fc.file_id = f.id AND n.kind = s.stage)
     ORDER BY s.place DESC LIMIT 1)`
}

/** The file's reference, part of the debtor's name, or an invoice number: whatever a caller has on the letter in hand. */
function mentions(text: string): Prisma.Sql {
  const part = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return sql`(f.reference = ${normaliseReference(text)}
    OR EXISTS (SELECT FROM party p WHERE p.id = f.debtor_id AND p.name ILIKE ${part})
    OR EXISTS (SELECT FROM file_claim fc JOIN claim c ON c.id = fc.claim_id WHERE fc.file_id = f.id AND c.reference = ${text}))`
}
