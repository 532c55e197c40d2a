import type { CommissionReport, CommissionRow, ReportQuery } from '../contracts/report.js'
import { Prisma } from '../generated/prisma/client.js'
import { ORDERED_CURRENCY } from './at-bank.js'
import type { Database } from './database.js'
import { DIRECT } from './ledger.js'
import { ofCreditor, periodOf } from './report-period.js'

interface Row extends Omit<CommissionRow, 'creditor' | 'marginCents'> {
  reference: string | null
  name: string | null
}

/**
 * What the agency collected, earned and spent for each creditor in each month of a period. What is booked counts on the day of its booking,
 * a direct payment on the day on which the creditor had it, an act on the day of the act; an invoice belongs to the month that it is about.
 * @throws DomainError creditor-unknown
 */
export async function commissionReport(db: Database, tenantId: string, query: ReportQuery, now: Date): Promise<CommissionReport> {
  const { from, through } = periodOf(query, now)
  const only = await ofCreditor(db, tenantId, query.creditor, 's.creditor_id')
  const within = (day: string) => Prisma.sql`${Prisma.raw(day)} BETWEEN ${from}::date AND ${through}::date`
  const rows = await db.$queryRaw<Row[]>`
    WITH sums AS (
      SELECT e.booked_on AS day, l.creditor_id, e.currency, 'collected' AS what, -l.amount_cents::numeric AS cents
        FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id AND l.account = 'creditor'
       WHERE e.tenant_id = ${tenantId}::uuid AND e.kind IN ('allocated', 'taken-back') AND ${within('e.booked_on')}
      UNION ALL
      SELECT e.value_on, c.creditor_id, c.currency, 'direct', l.amount_cents
        FROM ledger_entry e JOIN ledger_leg l ON l.entry_id = e.id AND l.account = 'creditor' JOIN claim c ON c.id = e.claim_id
       WHERE e.tenant_id = ${tenantId}::uuid AND ${within('e.value_on')}
         AND (e.kind = 'direct_payment' OR (e.kind = 'reversal' AND starts_with(e.reference, ${DIRECT})))
         AND e.value_on >= (SELECT min(f.legal_start)::date FROM file_claim fc JOIN debt_file f ON f.id = fc.file_id WHERE fc.claim_id = c.id)
      UNION ALL
      SELECT earned_on, creditor_id, currency, 'earned', amount_cents FROM commission_line
       WHERE tenant_id = ${tenantId}::uuid AND ${within('earned_on')}
      UNION ALL
      SELECT from_day, creditor_id, currency, 'invoiced', net_cents FROM commission_invoice
       WHERE tenant_id = ${tenantId}::uuid AND ${within('from_day')}
      UNION ALL
      SELECT from_day, creditor_id, currency, 'invoiced-total', total_cents FROM commission_invoice
       WHERE tenant_id = ${tenantId}::uuid AND ${within('from_day')}
      UNION ALL
      SELECT i.from_day, i.creditor_id, i.currency, s.how, s.amount_cents
        FROM commission_settlement s JOIN commission_invoice i ON i.id = s.invoice_id
       WHERE i.tenant_id = ${tenantId}::uuid AND s.cancelled_at IS NULL AND ${within('i.from_day')}
      UNION ALL
      SELECT k.contacted_on, f.creditor_id, ${ORDERED_CURRENCY}, 'acts', k.cost_micros / 10000.0
        FROM debt_file f JOIN contact k ON k.file_id = f.id
       WHERE f.tenant_id = ${tenantId}::uuid AND k.cost_micros IS NOT NULL AND ${within('k.contacted_on')}
      UNION ALL
      SELECT e.booked_on, COALESCE(f.creditor_id, given.creditor_id), e.currency, 'fees', l.amount_cents
        FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id AND l.account = 'shortfall' LEFT JOIN debt_file f ON f.id = e.file_id
        LEFT JOIN LATERAL (SELECT g.creditor_id FROM funds_entry a JOIN debt_file g ON g.id = a.file_id
                            WHERE a.payment_id = e.payment_id AND a.kind = 'allocated' ORDER BY a.id LIMIT 1) given ON true
       WHERE e.tenant_id = ${tenantId}::uuid AND e.kind IN ('fee', 'charge') AND ${within('e.booked_on')}
    )
    SELECT to_char(s.day, 'YYYY-MM') AS month, o.reference, o.name, s.currency,
           ${sumOf('collected')} AS "collectedCents", ${sumOf('direct')} AS "directCents", ${sumOf('earned')} AS "earnedCents",
           ${sumOf('invoiced')} AS "invoicedCents", ${sumOf('invoiced-total')} AS "invoicedTotalCents",
           ${sumOf('netted')} AS "nettedCents", ${sumOf('paid')} AS "paidCents", ${sumOf('acts')} AS "actsCents", ${sumOf('fees')} AS "feesCents"
      FROM sums s LEFT JOIN organisation o ON o.id = s.creditor_id
     WHERE COALESCE(NOT o.own, true) AND ${only}
     GROUP BY 1, 2, 3, 4 ORDER BY 1, 2 NULLS LAST, 4`
  return { from, through, rows: rows.map(asCommission) }
}

/** Whole cents of one kind of sum: of the cost of acts, which is reckoned more finely, the nearest. */
const sumOf = (what: string) => Prisma.sql`round(COALESCE(sum(s.cents) FILTER (WHERE s.what = ${what}), 0))::float8`

function asCommission({ reference, name, ...row }: Row): CommissionRow {
  const creditor = reference === null || name === null ? null : { reference, name }
  const { month, currency, ...sums } = row
  return { month, creditor, currency, ...sums, marginCents: row.earnedCents - row.actsCents - row.feesCents }
}
