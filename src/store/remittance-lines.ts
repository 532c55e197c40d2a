import type { RemittanceLineView } from '../contracts/remittance.js'
import type { PaymentMethod, TakenBackReason } from '../domain/money-event.js'
import type { Transaction } from './database.js'

interface Row {
  kind: string
  on: string
  file: string | null
  debtor: string | null
  claims: string[]
  payment: string | null
  method: PaymentMethod | null
  reason: TakenBackReason | null
  amountCents: number
}

/** What the kinds of movements in the books are for a creditor; any other is a correction by hand. */
const KINDS: Record<string, RemittanceLineView['kind']> = {
  allocated: 'collected',
  'taken-back': 'taken-back',
  bounced: 'transfer-returned',
}

/**
 * What a remittance is made of, in the order of its days: of which file and invoices it came, how, and why it went again. A payment counts
 * from the day on which it came in, anything else from its booking.
 */
export async function remittanceLines(tx: Transaction, remittanceId: string): Promise<RemittanceLineView[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT e.kind, to_char(CASE WHEN e.kind = 'allocated' THEN p.received_on ELSE e.booked_on END, 'YYYY-MM-DD') AS on,
           f.reference AS file, d.name AS debtor, p.reference AS payment, p.method::text, n.amount_cents::float8 AS "amountCents",
           ARRAY(SELECT DISTINCT c.reference FROM ledger_entry g JOIN claim c ON c.id = g.claim_id JOIN file_claim fc ON fc.claim_id = c.id
                  WHERE fc.file_id = e.file_id AND g.kind = 'payment' AND g.reference = p.reference ORDER BY 1) AS claims,
           (SELECT x.reason FROM creditor_notice x
             WHERE e.kind = 'taken-back' AND x.file_id = e.file_id AND x.kind = 'taken-back' AND x.reference = p.reference
               AND x.amount_cents = -n.amount_cents AND x.happened_on = e.booked_on ORDER BY x.id LIMIT 1) AS reason
      FROM remittance_line n JOIN funds_entry e ON e.id = n.entry_id
      LEFT JOIN payment p ON p.id = e.payment_id LEFT JOIN debt_file f ON f.id = e.file_id LEFT JOIN party d ON d.id = f.debtor_id
     WHERE n.remittance_id = ${remittanceId}::uuid ORDER BY 2, e.id`
  return rows.map(({ kind, ...row }) => ({ kind: KINDS[kind] ?? 'corrected', ...row }))
}
