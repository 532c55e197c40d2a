import type { FundsOfCurrency } from '../../contracts/client-funds.js'
import type { InvoiceView } from '../../contracts/commission.js'
import { viewFunds } from '../../store/client-funds-view.js'
import { viewInvoices } from '../../store/commission-view.js'
import { commissionReport } from '../../store/report-commission.js'
import { agencyNow } from './month.js'
import { EXECUTED, LAST_DAY, MONTH, type PlayedMonth } from './play.js'

/** What the month came to, as the rows tell it. */
export interface MonthFigures {
  placed: number
  refused: { reason: string; count: number }[]
  files: { state: string; count: number }[]
  creditors: CreditorFigures[]
  invoices: InvoiceView[]
  /** The books once the bank has paid. */
  funds: FundsOfCurrency
  /** What the bank itself says is there. */
  bankCents: number
  /** Acts that were let go after the money that settled the file. */
  contactsAfterPayment: number
}

export interface CreditorFigures {
  reference: string
  name: string
  files: number
  /** To the agency and to the creditor itself, less what went back. */
  collectedCents: number
  directCents: number
  /** Commission earned, and what of it was kept of the remittance, with VAT. */
  earnedCents: number
  keptCents: number
  remittedCents: number
  /** Collected, and not there for good yet. */
  heldCents: number
}

/** The demonstration does not bear out what it claims. */
export class ClaimFailed extends Error {
  override readonly name = 'ClaimFailed'
}

export async function figuresOf(played: PlayedMonth): Promise<MonthFigures> {
  const { month, files, refused, invoices: placed, issued } = played
  const { context, tenantId, bank } = month
  const { db } = context
  const { funds } = await viewFunds(db, tenantId, { on: EXECUTED, currency: 'EUR' }, agencyNow(month))
  const [books] = funds
  if (!books) throw new ClaimFailed('There are no books of client funds.')
  return {
    placed,
    refused: counted(refused.map(({ reason }) => reason)).map(([reason, count]) => ({ reason, count })),
    files: await statesOf(played),
    creditors: await creditorsOf(played),
    invoices: await viewInvoices(db, tenantId, issued),
    funds: books,
    bankCents: bank.balanceCents,
    contactsAfterPayment: await contactsAfterPayment(played, files),
  }
}

function counted(words: readonly string[]): [word: string, count: number][] {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Files by where they stand: closed for a reason, held for one, or at the stage of their last act. */
async function statesOf({ month }: PlayedMonth): Promise<MonthFigures['files']> {
  return month.context.db.$queryRaw<MonthFigures['files']>`
    SELECT CASE WHEN f.status = 'closed' THEN 'closed: ' || f.closed_reason
                WHEN h.reason IS NOT NULL THEN 'goes on, held: ' || h.reason
                ELSE 'goes on: ' || COALESCE(k.stage, 'no act yet') END AS state, count(*)::int AS count
      FROM debt_file f
      LEFT JOIN LATERAL (SELECT reason FROM hold WHERE file_id = f.id AND lifted_at IS NULL AND (until IS NULL OR until > ${LAST_DAY}::date)
                          ORDER BY placed_at DESC, id DESC LIMIT 1) h ON true
      LEFT JOIN LATERAL (SELECT stage FROM contact WHERE file_id = f.id AND state = 'sent' ORDER BY id DESC LIMIT 1) k ON true
     WHERE f.tenant_id = ${month.tenantId}::uuid GROUP BY 1 ORDER BY 1`
}

interface FundsRow {
  id: string
  collected: number
  remitted: number
  kept: number
  held: number
}

async function creditorsOf({ month, files }: PlayedMonth): Promise<CreditorFigures[]> {
  const { context, tenantId } = month
  const { db } = context
  const { rows } = await commissionReport(db, tenantId, { from: `${MONTH}-01`, through: LAST_DAY }, agencyNow(month))
  const funds = await db.$queryRaw<FundsRow[]>`
    SELECT o.reference AS id,
           COALESCE(-sum(l.amount_cents) FILTER (WHERE e.kind IN ('allocated', 'taken-back')), 0)::float8 AS collected,
           COALESCE(sum(l.amount_cents) FILTER (WHERE e.kind IN ('remitted', 'bounced')), 0)::float8 AS remitted,
           COALESCE(sum(l.amount_cents) FILTER (WHERE e.kind = 'commission'), 0)::float8 AS kept,
           COALESCE(-sum(l.amount_cents), 0)::float8 AS held
      FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id JOIN organisation o ON o.id = l.creditor_id
     WHERE e.tenant_id = ${tenantId}::uuid GROUP BY 1 ORDER BY 1`
  return funds.flatMap(({ id: reference, collected, remitted, kept, held }): CreditorFigures[] => {
    const row = rows.find(({ creditor }) => creditor?.reference === reference)
    if (!row?.creditor) return []
    const { directCents, earnedCents } = row
    const sums = { collectedCents: collected, directCents, earnedCents, keptCents: kept, remittedCents: remitted, heldCents: held }
    return [{ ...row.creditor, files: files.filter(({ creditor }) => creditor === reference).length, ...sums }]
  })
}

/** Acts that were let go when the claims’ accounts, as the last thing posted had left them, held no debt any more. */
async function contactsAfterPayment({ month }: PlayedMonth, files: PlayedMonth['files']): Promise<number> {
  const ids = files.map(({ id }) => id)
  const [row] = await month.context.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM contact k
     WHERE k.file_id = ANY(${ids}::uuid[]) AND k.released_at IS NOT NULL
       AND (SELECT sum(l.amount_cents) FROM file_claim fc JOIN ledger_entry e ON e.claim_id = fc.claim_id JOIN ledger_leg l ON l.entry_id = e.id
             WHERE fc.file_id = k.file_id AND l.account IN ('principal', 'interest', 'indemnity', 'costs') AND e.recorded_at < k.released_at) <= 0`
  return row?.count ?? 0
}

/** @throws ClaimFailed with the first of the demonstration's claims that does not hold, in one sentence */
export function requireTrue(figures: MonthFigures, opened: number): void {
  const { funds, bankCents, placed, refused, files, creditors, invoices, contactsAfterPayment } = figures
  const { equation, comparison } = funds
  const there = equation.bankCents + equation.providerCents + equation.clearingCents + equation.shortfallCents
  const owed = equation.creditorsCents + equation.unallocatedCents + equation.refundsCents + equation.agencyCents + equation.transitCents
  claim(there === owed, `What is there (${there} cents) is not what is owed (${owed}).`)
  claim(equation.bankCents === bankCents, `The books have ${equation.bankCents} cents at the bank, and the bank has ${bankCents}.`)
  claim(
    comparison?.statementCents === bankCents,
    `The last statement says ${comparison?.statementCents} cents, and the bank has ${bankCents}.`,
  )
  claim(funds.blocks.length === 0, `Client funds may not be passed on: ${funds.blocks[0]?.text}`)
  const count = (items: readonly { count: number }[]) => items.reduce((all, one) => all + one.count, 0)
  claim(count(refused) + opened === placed, `${placed} invoices were placed, and ${count(refused)} refused and ${opened} opened.`)
  claim(count(files) === opened, `${opened} files were opened, and ${count(files)} stand somewhere.`)
  for (const { reference, collectedCents, keptCents, remittedCents, heldCents } of creditors)
    claim(
      collectedCents === keptCents + remittedCents + heldCents,
      `Of ${collectedCents} cents collected for ${reference}, ${keptCents} were kept, ${remittedCents} passed on and ${heldCents} are held.`,
    )
  const earned = creditors.reduce((all, one) => all + one.earnedCents, 0)
  const invoiced = invoices.reduce((all, { netCents }) => all + netCents, 0)
  claim(earned === invoiced, `${earned} cents of commission were earned, and ${invoiced} invoiced.`)
  claim(contactsAfterPayment === 0, `${contactsAfterPayment} acts went out after the money.`)
}

function claim(holds: boolean, sentence: string): void {
  if (!holds) throw new ClaimFailed(sentence)
}
