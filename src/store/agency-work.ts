import type { AgencyFile } from '../contracts/agency-paper.js'
import { paperAlarm } from '../domain/agency-paper.js'
import { addDays, type LegalDay } from '../domain/legal-day.js'
import { Prisma } from '../generated/prisma/client.js'
import { EXPIRY_ALARM_DAYS } from '../law/agency-papers.js'
import { agencyFactsOf, listPapers } from './agency-paper.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { BOOK_ZONE } from './funds.js'

const { sql } = Prisma

const ALARMS = EXPIRY_ALARM_DAYS.value
const FIRST_ALARM_DAYS = Math.max(...ALARMS)

/** What the law asks of a tenant, how it stands with it on a day, and every paper that it has had. */
export async function viewAgency(db: Database, tenantId: string, today: LegalDay): Promise<AgencyFile> {
  const facts = (await agencyFactsOf(db, tenantId)) ?? []
  const required = facts.map((fact) => {
    const alarm = paperAlarm(fact, today, ALARMS)
    return { kind: fact.kind, source: fact.source, state: alarm?.state ?? ('in-force' as const), lastDay: alarm?.lastDay ?? null }
  })
  return { required, papers: (await listPapers(db, tenantId)).map(paperView) }
}

type PaperRow = Awaited<ReturnType<typeof listPapers>>[number]

export function paperView({ kind, validFrom, validUntil, recordedAt, ...row }: PaperRow): AgencyFile['papers'][number] {
  const { reference, issuer, proofSha256, actor } = row
  return {
    kind: kind as AgencyFile['papers'][number]['kind'],
    reference,
    issuer,
    validFrom: fromDay(validFrom),
    validUntil: validUntil && fromDay(validUntil),
    proofSha256,
    actor,
    recordedAt: recordedAt.toISOString(),
  }
}

/** Papers of a tenant's that are missing, lapsed or soon will: a table of them for the worklist's statement. */
export async function paperItems(db: Database, tenantId: string, today: LegalDay): Promise<Prisma.Sql> {
  const facts = (await agencyFactsOf(db, tenantId)) ?? []
  const rows = facts.flatMap((fact) => {
    const alarm = paperAlarm(fact, today, ALARMS)
    return alarm ? [{ kind: fact.kind, source: fact.source, ...alarm }] : []
  })
  return sql`
    SELECT 'agency-paper', coalesce(r.since::timestamp AT TIME ZONE ${BOOK_ZONE}, t.created_at), r.kind, NULL::json, '',
           json_build_object('paper', json_build_object('kind', r.kind, 'state', r.state, 'lastDay', r."lastDay", 'daysBefore', r."daysBefore", 'source', r.source))
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(kind text, source text, state text, "lastDay" date, "daysBefore" int, since date)
      JOIN tenant t ON t.id = ${tenantId}::uuid`
}

/** Mandates that end soon and that none carries on. */
export function mandateItems(tenantId: string, today: LegalDay): Prisma.Sql {
  return sql`
    SELECT 'mandate', (m.valid_until - ${FIRST_ALARM_DAYS}::int)::timestamp AT TIME ZONE ${BOOK_ZONE}, m.id::text, NULL::json, '', json_build_object('mandate',
           json_build_object('creditor', o.reference, 'name', o.name, 'reference', m.reference, 'lastDay', m.valid_until, 'ended', m.end_reason IS NOT NULL,
             'openFiles', (SELECT count(*) FROM debt_file f WHERE f.mandate_id = m.id AND f.status = 'open')))
      FROM mandate m JOIN organisation o ON o.id = m.creditor_id
     WHERE m.tenant_id = ${tenantId}::uuid AND m.valid_until BETWEEN ${today}::date AND ${addDays(today, FIRST_ALARM_DAYS)}::date
       AND NOT EXISTS (SELECT FROM mandate n WHERE n.creditor_id = m.creditor_id AND n.id <> m.id AND n.signed_on IS NOT NULL
                          AND n.valid_from <= m.valid_until + 1 AND (n.valid_until IS NULL OR n.valid_until > m.valid_until))`
}
