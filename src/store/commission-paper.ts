import type { CommissionKind, InvoicePaperLine, InvoiceParty, PrecedingInvoice } from '../domain/invoice-paper.js'
import { cents } from '../domain/money.js'
import type { Organisation } from '../generated/prisma/client.js'
import { euroAccount } from './at-bank.js'
import { shownNumber } from './commission-settlement.js'
import type { Transaction } from './database.js'
import { fromDay } from './day.js'
import { DIRECT } from './ledger.js'

/** The agency as it stands on its invoices, and the account that it is paid to: its own, and never the one of client funds. */
export async function sellerOf(tx: Transaction, tenantId: string): Promise<{ seller: InvoiceParty; iban: string | null }> {
  const own = await tx.organisation.findFirstOrThrow({ where: { tenantId, own: true } })
  const account = await euroAccount(tx, tenantId, 'own')
  return { seller: partyOf(own), iban: account?.identification ?? own.iban }
}

export const partyOf = ({ name, addressLines, postcode, city, country, siren, vat }: Organisation): InvoiceParty => ({
  name,
  addressLines,
  postcode,
  city,
  country,
  siren,
  vat,
})

interface Row {
  kind: CommissionKind
  reference: string
  on: string
  file: string | null
  debtor: string | null
  payment: string | null
  baseCents: number
  ppm: number
  amountCents: number
}

/** Lines of an invoice as it prints them, in the order of their days. */
export async function paperLines(tx: Transaction, invoiceId: string): Promise<InvoicePaperLine[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT n.kind, n.reference, to_char(n.earned_on, 'YYYY-MM-DD') AS on, f.reference AS file, d.name AS debtor, p.reference AS payment,
           n.base_cents::float8 AS "baseCents", n.ppm, n.amount_cents::float8 AS "amountCents"
      FROM commission_line n LEFT JOIN debt_file f ON f.id = n.file_id LEFT JOIN party d ON d.id = f.debtor_id
      LEFT JOIN payment p ON n.kind = 'collected' AND p.id::text = split_part(n.reference, ':', 1)
     WHERE n.invoice_id = ${invoiceId}::uuid ORDER BY n.earned_on, f.reference, n.id`
  return rows.map(({ reference, payment, baseCents, amountCents, ...line }) => ({
    ...line,
    payment: line.kind === 'direct' ? directReference(reference) : payment,
    baseCents: cents(baseCents),
    amountCents: cents(amountCents),
  }))
}

/** The creditor's own reference of a payment to itself, which stands in the line between its file and its rate. */
function directReference(reference: string): string {
  const from = reference.indexOf(DIRECT) + DIRECT.length
  return reference.slice(from, reference.lastIndexOf(':'))
}

/** Invoices of which one gives something back, the oldest first. */
export async function precedingInvoices(tx: Transaction, invoiceId: string): Promise<PrecedingInvoice[]> {
  const rows = await tx.$queryRaw<{ number: number; issuedOn: Date }[]>`
    SELECT DISTINCT i.number, i.issued_on AS "issuedOn"
      FROM commission_line n JOIN commission_line b ON b.tenant_id = n.tenant_id AND b.kind = n.kind AND b.amount_cents > 0
                              AND b.creditor_id = n.creditor_id AND regexp_replace(b.reference, '/[0-9]+$', '') = regexp_replace(n.reference, '/[0-9]+$', '')
      JOIN commission_invoice i ON i.id = b.invoice_id
     WHERE n.invoice_id = ${invoiceId}::uuid AND n.amount_cents < 0 AND i.id <> n.invoice_id ORDER BY 1`
  return rows.map((row) => ({ number: shownNumber(row), issuedOn: fromDay(row.issuedOn) }))
}
