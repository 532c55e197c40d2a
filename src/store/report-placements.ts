import type { PlacementReport, PlacementRow, ReportQuery } from '../contracts/report.js'
import { addDays, instantOf, type LegalDay } from '../domain/legal-day.js'
import { cents } from '../domain/money.js'
import { monthsBetween, type Recovered, recoveryCurve, shareOf } from '../domain/recovery.js'
import type { Database } from './database.js'
import { BOOK_ZONE } from './funds.js'
import { ofCreditor, periodOf } from './report-period.js'

interface Row {
  month: string
  reference: string
  name: string
  currency: string
  files: number
  claims: number
  placedCents: number
  recalledCents: number
  /** By months since the placement, those in which something moved. */
  recovered: { month: number; agencyCents: number; directCents: number }[] | null
}

/** Why a file went back to its creditor: it is no longer there to be collected. */
const WENT_BACK = ['recalled', 'mandate-ended']

/**
 * What was placed in each month of a period, and what came of it until its last day: by creditor and currency. A claim is placed with the
 * first file that it is on; what was paid or credited before is not placed, and no recovery.
 * @throws DomainError creditor-unknown
 */
export async function placementReport(db: Database, tenantId: string, query: ReportQuery, now: Date): Promise<PlacementReport> {
  const { from, through } = periodOf(query, now)
  const creditor = await ofCreditor(db, tenantId, query.creditor, 'c.creditor_id')
  const end = endOf(through)
  const rows = await db.$queryRaw<Row[]>`
    WITH placed AS (
      SELECT DISTINCT ON (c.id) c.id AS claim_id, c.creditor_id, c.currency, c.amount_cents, f.id AS file_id,
             (COALESCE(a.legal_time, f.legal_start) AT TIME ZONE ${BOOK_ZONE})::date AS placed_on
        FROM claim c JOIN file_claim fc ON fc.claim_id = c.id JOIN debt_file f ON f.id = fc.file_id
        LEFT JOIN file_event a ON a.file_id = f.id AND a.kind = 'claim-added' AND a.data->>'reference' = c.reference
       WHERE c.tenant_id = ${tenantId}::uuid AND ${creditor}
       ORDER BY c.id, COALESCE(a.legal_time, f.legal_start), f.id
    ), cohort AS (
      SELECT * FROM placed WHERE placed_on BETWEEN ${from}::date AND ${through}::date
    ), facts AS (
      SELECT e.claim_id, e.value_on, e.kind::text, e.reference, l.account::text, l.amount_cents
        FROM cohort c JOIN ledger_entry e ON e.claim_id = c.claim_id JOIN ledger_leg l ON l.entry_id = e.id
       WHERE e.value_on <= ${through}::date
    ), claims AS (
      SELECT c.*, to_char(c.placed_on, 'YYYY-MM') AS month,
             GREATEST(0, c.amount_cents + COALESCE(sum(f.amount_cents) FILTER (WHERE f.account = 'unallocated' AND f.value_on < c.placed_on
               AND f.kind IN ('payment', 'direct_payment', 'credit_note', 'withdrawal', 'remission', 'write_off', 'reversal', 'cancellation')), 0)) AS placed_cents,
             CASE WHEN went.back THEN GREATEST(0, c.amount_cents + COALESCE(sum(f.amount_cents)
               FILTER (WHERE f.account = 'principal' AND f.kind <> 'claim'), 0)) ELSE 0 END AS recalled_cents
        FROM cohort c LEFT JOIN facts f ON f.claim_id = c.claim_id
        LEFT JOIN LATERAL (SELECT v.kind = 'closed' AND v.data->>'reason' = ANY(${WENT_BACK}) AS back FROM file_event v
                            WHERE v.file_id = c.file_id AND v.kind IN ('closed', 'reopened') AND v.legal_time < ${end}
                            ORDER BY v.sequence DESC LIMIT 1) went ON true
       GROUP BY c.claim_id, c.creditor_id, c.currency, c.amount_cents, c.file_id, c.placed_on, went.back
    ), recovered AS (
      SELECT c.month, c.creditor_id, c.currency,
             (EXTRACT(YEAR FROM f.value_on) - EXTRACT(YEAR FROM c.placed_on)) * 12
               + EXTRACT(MONTH FROM f.value_on) - EXTRACT(MONTH FROM c.placed_on) AS since,
             COALESCE(sum(f.amount_cents) FILTER (WHERE f.account = 'funds'), 0) AS agency,
             COALESCE(sum(f.amount_cents) FILTER (WHERE f.account = 'creditor'), 0) AS direct
        FROM claims c JOIN facts f ON f.claim_id = c.claim_id AND f.value_on >= c.placed_on
       WHERE f.account = 'funds' OR (f.account = 'creditor' AND f.kind IN ('direct_payment', 'reversal'))
       GROUP BY 1, 2, 3, 4
    )
    SELECT c.month, o.reference, o.name, c.currency, count(DISTINCT c.file_id)::int AS files, count(*)::int AS claims,
           sum(c.placed_cents)::float8 AS "placedCents", sum(c.recalled_cents)::float8 AS "recalledCents",
           (SELECT json_agg(json_build_object('month', r.since, 'agencyCents', r.agency, 'directCents', r.direct) ORDER BY r.since)
              FROM recovered r WHERE r.month = c.month AND r.creditor_id = c.creditor_id AND r.currency = c.currency) AS recovered
      FROM claims c JOIN organisation o ON o.id = c.creditor_id
     GROUP BY c.month, c.creditor_id, o.reference, o.name, c.currency ORDER BY c.month, o.reference, c.currency`
  return { from, through, rows: rows.map((row) => asPlacement(row, through)) }
}

/** The instant at which a day is over where the books are kept. */
const endOf = (day: LegalDay): Date => instantOf(addDays(day, 1), '00:00', BOOK_ZONE)

function asPlacement({ month, reference, name, recovered, ...row }: Row, through: LegalDay): PlacementRow {
  const moved: Recovered[] = (recovered ?? []).map((one) => ({
    month: one.month,
    agencyCents: cents(one.agencyCents),
    directCents: cents(one.directCents),
  }))
  const total = (of: 'agencyCents' | 'directCents') => moved.reduce((all, one) => all + one[of], 0)
  const [agencyCents, directCents] = [total('agencyCents'), total('directCents')]
  const net = cents(row.placedCents - row.recalledCents)
  const ratePpm = shareOf(cents(agencyCents + directCents), net)
  const curve = recoveryCurve(moved, monthsBetween(month, through), net)
  return { month, creditor: { reference, name }, ...row, agencyCents, directCents, ratePpm, curve }
}
