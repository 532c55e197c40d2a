import {
  type AccountTotals,
  ASSETS,
  type BankFigure,
  type Block,
  blocksOf,
  type Comparison,
  type FundsState,
  LIABILITIES,
  type OverdrawnPayment,
} from '../domain/client-funds.js'
import { earlier, type LegalDay } from '../domain/legal-day.js'
import { type Cents, cents, sum } from '../domain/money.js'
import { statementAgeDays } from '../law/house.js'
import type { Transaction } from './database.js'
import { fromDay } from './day.js'

export type { Block } from '../domain/client-funds.js'

/**
 * Why no client funds in a currency may be remitted on a day; nothing where they may. Called before an order to the bank is made,
 * in its transaction. A tenant that collects its own claims alone holds no money for others, and nothing stands against it.
 */
export async function blocksOfRemittance(db: Transaction, tenantId: string, currency: string, on: LegalDay): Promise<Block[]> {
  if (!(await holdsForOthers(db, tenantId))) return []
  return blocksOf(await loadFunds(db, tenantId, currency, on))
}

/** Whether a tenant holds money for others: it has creditors besides itself. */
export async function holdsForOthers(db: Transaction, tenantId: string): Promise<boolean> {
  return (await db.organisation.findFirst({ where: { tenantId, kind: 'creditor', own: false }, select: { id: true } })) !== null
}

/** Client funds in one currency as they stood at the end of a day, by the days on which movements were booked. */
export async function loadFunds(db: Transaction, tenantId: string, currency: string, on: LegalDay): Promise<FundsState> {
  const [totals, creditors, overdrawn, accounts] = [
    await accountTotals(db, tenantId, currency, on),
    await creditorBalances(db, tenantId, currency, on),
    await overdrawnPayments(db, tenantId, currency, on),
    await bankFigures(db, tenantId, currency, on),
  ]
  const comparison = await compareWithBank(db, tenantId, currency, accounts)
  return { on, totals, creditors, overdrawn, accounts, comparison, statementAgeDays: statementAgeDays.value }
}

/** What each account holds of one currency at the end of a day. */
export async function accountTotals(db: Transaction, tenantId: string, currency: string, on: LegalDay): Promise<AccountTotals> {
  const rows = await db.$queryRaw<{ account: string; cents: bigint }[]>`
    SELECT l.account::text, sum(l.amount_cents)::bigint AS cents FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id
     WHERE e.tenant_id = ${tenantId}::uuid AND e.currency = ${currency} AND e.booked_on <= ${on}::date GROUP BY 1`
  const held = (account: string): Cents => cents(rows.find((row) => row.account === account)?.cents ?? 0)
  return Object.fromEntries([...ASSETS, ...LIABILITIES].map((account) => [account, held(account)])) as unknown as AccountTotals
}

/** Creditors with a balance, by reference. */
async function creditorBalances(db: Transaction, tenantId: string, currency: string, on: LegalDay) {
  const rows = await db.$queryRaw<{ reference: string; name: string; own: boolean; cents: bigint }[]>`
    SELECT o.reference, o.name, o.own, -sum(l.amount_cents)::bigint AS cents
      FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id JOIN organisation o ON o.id = l.creditor_id
     WHERE e.tenant_id = ${tenantId}::uuid AND e.currency = ${currency} AND e.booked_on <= ${on}::date
     GROUP BY 1, 2, 3 HAVING sum(l.amount_cents) <> 0 ORDER BY 1`
  return rows.map(({ cents: owed, ...creditor }) => ({ ...creditor, owedCents: cents(owed) }))
}

/** Payments of which more left an account than it held of them. */
async function overdrawnPayments(db: Transaction, tenantId: string, currency: string, on: LegalDay): Promise<OverdrawnPayment[]> {
  const rows = await db.$queryRaw<{ reference: string; cents: bigint }[]>`
    SELECT p.reference, held.cents FROM payment p JOIN (
      SELECT e.payment_id, sum(l.amount_cents)::bigint AS cents FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id
       WHERE e.tenant_id = ${tenantId}::uuid AND e.currency = ${currency} AND e.booked_on <= ${on}::date AND l.account IN ('unallocated', 'refunds')
       GROUP BY e.payment_id, l.account HAVING sum(l.amount_cents) > 0) held ON held.payment_id = p.id
     ORDER BY p.reference`
  return rows.map(({ reference, cents: amount }) => ({ reference, overdrawnCents: cents(amount) }))
}

/** Bank accounts of client funds, each with the last closing balance by a day. Of two on one day the later in the bank's own order counts. */
async function bankFigures(db: Transaction, tenantId: string, currency: string, on: LegalDay): Promise<(BankFigure & { id: string })[]> {
  const rows = await db.$queryRaw<{ id: string; name: string; closedOn: Date | null; cents: bigint | null; balanced: boolean | null }[]>`
    SELECT a.id::text, a.name, s.closed_on AS "closedOn", s.closing_cents AS cents, s.balanced
      FROM bank_account a LEFT JOIN LATERAL (
        SELECT closed_on, closing_cents, balanced FROM bank_statement
         WHERE account_id = a.id AND closed_on <= ${on}::date AND closing_cents IS NOT NULL
         ORDER BY closed_on DESC, opened_on DESC NULLS LAST, imported_at DESC, id DESC LIMIT 1) s ON true
     WHERE a.tenant_id = ${tenantId}::uuid AND a.currency = ${currency} AND a.kind = 'client-funds' ORDER BY a.name, a.id`
  return rows.map(({ id, name, closedOn, cents: closing, balanced }) => ({
    id,
    account: name,
    closing: closedOn && closing !== null ? { on: fromDay(closedOn), cents: cents(closing), balanced } : null,
  }))
}

/** Accounts whose newest statements end on different days are compared on the earliest of these, until when each has figures. */
async function compareWithBank(
  db: Transaction,
  tenantId: string,
  currency: string,
  accounts: readonly BankFigure[],
): Promise<Comparison | null> {
  const days = accounts.flatMap(({ closing }) => (closing ? [closing.on] : []))
  if (days.length === 0 || days.length < accounts.length) return null
  const on = days.reduce(earlier)
  const figures = days.every((day) => day === on) ? accounts : await bankFigures(db, tenantId, currency, on)
  const closings = figures.flatMap(({ closing }) => (closing ? [closing.cents] : []))
  if (closings.length < figures.length) return null
  const { bank } = await accountTotals(db, tenantId, currency, on)
  return { on, statementCents: sum(closings), booksCents: bank }
}
