import type { FundsOfCurrency, FundsView } from '../contracts/client-funds.js'
import { ageBands, blocksOf, disposableOf, equationOf, topUpDue } from '../domain/client-funds.js'
import { daysBetween, type LegalDay } from '../domain/legal-day.js'
import { cents } from '../domain/money.js'
import { holdsForOthers, loadFunds } from './client-funds.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { bookDay } from './funds.js'

const OWN_MONEY = 'This tenant collects its own claims: what comes in is its own, and there are no client funds to balance.'

/** Client funds at the end of a day in each currency that has books, or in one. */
export async function viewFunds(
  db: Database,
  tenantId: string,
  { on, currency }: { on?: LegalDay | undefined; currency?: string | undefined },
  now: Date,
): Promise<FundsView> {
  const day = on ?? bookDay(now)
  if (!(await holdsForOthers(db, tenantId))) return { on: day, heldForOthers: false, note: OWN_MONEY, funds: [] }
  const currencies = currency === undefined ? await currenciesOf(db, tenantId, day) : [currency]
  const funds: FundsOfCurrency[] = []
  for (const one of currencies) funds.push(await viewCurrency(db, tenantId, one, day))
  return { on: day, heldForOthers: true, note: currencies.length > 0 ? null : 'No money has come in yet.', funds }
}

/** Currencies in which something was booked by a day, or an account of client funds is held. */
export async function currenciesOf(db: Database, tenantId: string, on: LegalDay): Promise<string[]> {
  const rows = await db.$queryRaw<{ currency: string }[]>`
    SELECT currency::text FROM funds_entry WHERE tenant_id = ${tenantId}::uuid AND booked_on <= ${on}::date
     UNION SELECT currency::text FROM bank_account WHERE tenant_id = ${tenantId}::uuid AND kind = 'client-funds' ORDER BY 1`
  return rows.map(({ currency }) => currency)
}

async function viewCurrency(db: Database, tenantId: string, currency: string, on: LegalDay): Promise<FundsOfCurrency> {
  const state = await loadFunds(db, tenantId, currency, on)
  const unallocated = (await waitingPayments(db, { tenantId, currency, on, account: 'unallocated' })).map(asWaiting(on))
  const refunds = await waitingPayments(db, { tenantId, currency, on, account: 'refunds' })
  return {
    currency,
    equation: equationOf(state.totals),
    disposableCents: disposableOf(state.totals),
    topUpDueCents: topUpDue(state),
    blocks: blocksOf(state),
    comparison: state.comparison,
    accounts: state.accounts.map(({ account, closing }) => ({ account, closing })),
    creditors: [...state.creditors],
    unallocated,
    ageBands: ageBands(unallocated),
    refunds: refunds.map((row) => ({ ...asWaiting(on)(row), by: wayBack(row) })),
    shortfall: await shortfallByKind(db, tenantId, currency, on),
  }
}

interface WaitingRow {
  paymentId: string
  reference: string
  method: string
  receivedOn: Date
  cents: bigint
  payerId: string | null
  name: string | null
  iban: string | null
}

interface Waiting {
  tenantId: string
  currency: string
  on: LegalDay
  account: 'unallocated' | 'refunds'
}

/** Payments of which an account owes something to whoever paid, the oldest first. */
function waitingPayments(db: Database, { tenantId, currency, on, account }: Waiting): Promise<WaitingRow[]> {
  return db.$queryRaw<WaitingRow[]>`
    SELECT p.id::text AS "paymentId", p.reference, p.method::text, p.received_on AS "receivedOn", held.cents,
           y.payment_id::text AS "payerId", y.name, y.iban
      FROM (SELECT e.payment_id, -sum(l.amount_cents)::bigint AS cents FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id
             WHERE e.tenant_id = ${tenantId}::uuid AND e.currency = ${currency} AND e.booked_on <= ${on}::date
               AND l.account = ${account}::funds_account GROUP BY e.payment_id HAVING sum(l.amount_cents) < 0) held
      JOIN payment p ON p.id = held.payment_id LEFT JOIN payment_payer y ON y.payment_id = p.id
     ORDER BY p.received_on, p.id`
}

const asWaiting = (on: LegalDay) => (row: WaitingRow) => ({
  paymentId: row.paymentId,
  reference: row.reference,
  method: row.method,
  on: fromDay(row.receivedOn),
  ageDays: daysBetween(fromDay(row.receivedOn), on),
  amountCents: cents(row.cents),
  payer: row.payerId === null ? null : { name: row.name, iban: row.iban },
})

/** How money goes back to its payer: as it came where it came by card, else to the account that is known. */
function wayBack({ method, iban }: WaitingRow): 'card' | 'transfer' | 'account-wanted' {
  if (method === 'card') return 'card'
  return iban === null ? 'account-wanted' : 'transfer'
}

async function shortfallByKind(db: Database, tenantId: string, currency: string, on: LegalDay) {
  const rows = await db.$queryRaw<{ kind: string; cents: bigint }[]>`
    SELECT e.kind, sum(l.amount_cents)::bigint AS cents FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id
     WHERE e.tenant_id = ${tenantId}::uuid AND e.currency = ${currency} AND e.booked_on <= ${on}::date AND l.account = 'shortfall'
     GROUP BY 1 ORDER BY 1`
  return rows.map(({ kind, cents: amount }) => ({ kind, amountCents: cents(amount) }))
}
