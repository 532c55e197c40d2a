import { z } from 'zod'
import type { CommissionKind } from '../domain/invoice-paper.js'
import { amountCents, day, text } from './fields.js'
import { next, pageQuery } from './page.js'

export const INVOICE_KINDS = ['invoice', 'credit-note'] as const
export const SETTLED_BY = ['netted', 'paid', 'set-off'] as const
export const LINE_KINDS = ['collected', 'direct', 'placement', 'minimum', 'withdrawal'] as const satisfies readonly CommissionKind[]

/** A month whose commission is invoiced. */
export const IssueBody = z
  .strictObject({ month: z.string().regex(/^(?:19|20|21)\d{2}-(?:0[1-9]|1[0-2])$/, 'a month is written as 2026-01') })
  .meta({ id: 'NewCommissionInvoices', example: { month: '2026-01' } })
export type IssueBody = z.infer<typeof IssueBody>

/** What of an invoice was settled: kept of a remittance, paid to the agency (or, of a credit note, paid out by it), or set off. */
export const SettlementView = z
  .object({
    how: z.enum(SETTLED_BY),
    /** Of the remittance, the payment, or the invoice or credit note that it was set off against. */
    reference: z.string(),
    amountCents: z.int(),
    on: z.iso.date(),
    /** When the remittance that it was kept of was cancelled, so that it is open again. */
    cancelledAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'CommissionSettlement' })

/** An invoice of the agency to a creditor, or a credit note, whose sums are below zero. */
export const InvoiceView = z
  .object({
    /** `F-2026-000123`: invoices and credit notes have one row of numbers, without gaps. */
    number: z.string(),
    kind: z.enum(INVOICE_KINDS),
    creditor: z.object({ reference: z.string(), name: z.string() }),
    /** Month that it is about. */
    from: z.iso.date(),
    through: z.iso.date(),
    issuedOn: z.iso.date(),
    dueOn: z.iso.date(),
    currency: z.string(),
    netCents: z.int(),
    vatPercent: z.number(),
    vatCents: z.int(),
    vatRule: z.string(),
    totalCents: z.int(),
    /** What is not settled; of a credit note what the creditor is owed, below zero. */
    openCents: z.int(),
    /** Whether it is kept of what is passed on to the creditor. */
    netted: z.boolean(),
    settlements: z.array(SettlementView),
  })
  .meta({ id: 'CommissionInvoice' })
export type InvoiceView = z.infer<typeof InvoiceView>

/** What something was earned for. */
export const InvoiceLineView = z
  .object({
    kind: z.enum(LINE_KINDS),
    on: z.iso.date(),
    file: z.string().nullable(),
    debtor: z.string().nullable(),
    payment: z.string().nullable(),
    /** What it is a share of; nothing for a flat sum. */
    baseCents: z.int(),
    ratePercent: z.number(),
    /** Below zero where it is given back. */
    amountCents: z.int(),
  })
  .meta({ id: 'CommissionLine' })

export const InvoiceDetail = InvoiceView.extend({ lines: z.array(InvoiceLineView) }).meta({ id: 'CommissionInvoiceDetail' })
export type InvoiceDetail = z.infer<typeof InvoiceDetail>

export const InvoiceQuery = z.strictObject({ ...pageQuery, creditor: text(60).optional() })
export type InvoiceQuery = z.infer<typeof InvoiceQuery>
export const InvoiceList = z.object({ invoices: z.array(InvoiceView), next }).meta({ id: 'CommissionInvoiceList' })
export type InvoiceList = z.infer<typeof InvoiceList>

/** What a run has issued, and for whom it could not. */
export const IssuedView = z
  .object({
    invoices: z.array(InvoiceView),
    refused: z.array(z.object({ creditor: z.string(), code: z.string(), title: z.string() })),
  })
  .meta({ id: 'IssuedCommissionInvoices' })
export type IssuedView = z.infer<typeof IssuedView>

/** That an invoice was paid to the agency’s own account, or a credit note out of it. */
export const InvoicePaymentBody = z
  .strictObject({ reference: text(100), amountCents, on: day.optional() })
  .meta({ id: 'CommissionInvoicePayment', example: { reference: 'VIR-2026-0317', amountCents: 24_22, on: '2026-03-02' } })

/** What a file has brought the agency, and what it has cost. Sums in cents of euros, without VAT. */
export const MarginView = z
  .object({
    file: z.string(),
    /** With what no line says yet, and no part of a monthly minimum. */
    earnedCents: z.int(),
    /** Letters and messages; what providers and banks took of its payments. */
    contactsCents: z.int(),
    feesCents: z.int(),
    marginCents: z.int(),
  })
  .meta({ id: 'FileMargin' })
export type MarginView = z.infer<typeof MarginView>

export const InvoicePdf = z.string().meta({ id: 'CommissionInvoicePdf', format: 'binary' })
export const InvoiceXml = z.string().meta({ id: 'CommissionInvoiceXml' })
