import type { ClientFundsReport, ClientFundsReportQuery, ClientFundsRow } from '../contracts/report.js'
import { equationOf } from '../domain/client-funds.js'
import { DomainError } from '../domain/errors.js'
import { addDays, addMonths, type LegalDay } from '../domain/legal-day.js'
import { loadFunds } from './client-funds.js'
import { currenciesOf } from './client-funds-view.js'
import type { Database } from './database.js'
import { findCreditor } from './organisation.js'
import { firstOf, type Period, periodOf } from './report-period.js'

/** More days than these are asked for month by month: the books are read anew for each. */
const MOST_DAYS = 100

/**
 * Client funds at the end of each month of a period, or of each day: whatever moved since, as the books stood then.
 * @throws DomainError creditor-unknown, request-invalid for more days than are reckoned at once
 */
export async function clientFundsReport(
  db: Database,
  tenantId: string,
  query: ClientFundsReportQuery,
  now: Date,
): Promise<ClientFundsReport> {
  const period = periodOf(query, now)
  if (query.creditor !== undefined) await findCreditor(db, tenantId, query.creditor)
  const days = query.by === 'day' ? eachDay(period) : monthEnds(period)
  if (days.length > MOST_DAYS) throw new DomainError('request-invalid', 'from')
  const rows: ClientFundsRow[] = []
  for (const on of days)
    for (const currency of await currenciesOf(db, tenantId, on)) rows.push(await rowOf(db, tenantId, currency, on, query.creditor))
  return { ...period, rows }
}

async function rowOf(db: Database, tenantId: string, currency: string, on: LegalDay, only: string | undefined): Promise<ClientFundsRow> {
  const { totals, creditors, comparison } = await loadFunds(db, tenantId, currency, on)
  return {
    on,
    currency,
    ...equationOf(totals),
    statement: comparison && { on: comparison.on, cents: comparison.statementCents, booksCents: comparison.booksCents },
    creditors: creditors
      .filter(({ reference }) => only === undefined || reference === only)
      .map(({ reference, name, owedCents }) => ({ reference, name, owedCents })),
  }
}

function eachDay({ from, through }: Period): LegalDay[] {
  const days: LegalDay[] = []
  for (let day = from; day <= through && days.length <= MOST_DAYS; day = addDays(day, 1)) days.push(day)
  return days
}

/** Last days of the months of a period; of its last month the period's own last day. */
function monthEnds({ from, through }: Period): LegalDay[] {
  const days: LegalDay[] = []
  for (let first = firstOf(from); days.length <= MOST_DAYS; first = addMonths(first, 1)) {
    const last = addDays(addMonths(first, 1), -1)
    if (last >= through) return [...days, through]
    days.push(last)
  }
  return days
}
