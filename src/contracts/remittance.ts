import { z } from 'zod'
import type { PaymentMethod, TakenBackReason } from '../domain/money-event.js'
import { ApprovalView } from './creditor-account.js'
import { amountCents, day, text } from './fields.js'
import { next, pageQuery } from './page.js'

/** What is passed on to creditors and given back to payers, by one order to the bank. */
export const RemittanceBody = z
  .strictObject({
    /** Last day of the collections that are passed on; today where it is left out. */
    through: day.optional(),
    /** What the agency keeps of what is due to a creditor whose mandates have no tariff, in cents of euros; nothing where it is left out. */
    shares: z
      .array(z.strictObject({ creditor: text(60), agencyCents: amountCents }))
      .max(1000)
      .default([]),
  })
  .meta({ id: 'NewRemittance', example: { through: '2026-03-31' } })
export type RemittanceBody = z.infer<typeof RemittanceBody>

/**
 * Why something stays. `account-missing`: two people have not agreed to an account of the creditor, or its delay is not over. `not-euro`: another
 * currency, which is passed on by hand. `carried`: more was taken back than came in. `payer-unknown`: the payer's name or IBAN is not known.
 * `by-provider`: it goes back by the provider that took the payment. `not-at-bank`: what is at the bank is ordered for others, or it is not there yet.
 */
export const HELD_BACK = ['account-missing', 'not-euro', 'carried', 'payer-unknown', 'by-provider', 'not-at-bank'] as const
export type HeldBackReason = (typeof HELD_BACK)[number]

/** Money that is due to somebody and goes into no order. */
export const HeldBack = z
  .object({
    kind: z.enum(['remittance', 'refund', 'agency']),
    /** Reference of the creditor, or of the payment that is refunded; what the agency's own transfer is called. */
    reference: z.string(),
    name: z.string().nullable(),
    currency: z.string(),
    amountCents: z.int(),
    dueBy: z.iso.date().nullable(),
    why: z.enum(HELD_BACK),
  })
  .meta({ id: 'HeldBack' })
export type HeldBack = z.infer<typeof HeldBack>

/** `prepared`: in an order that two people have not agreed to. `ordered`: the bank is told. `executed`, `returned`: what it did. */
export const REMITTANCE_STATES = ['prepared', 'ordered', 'executed', 'returned', 'cancelled'] as const
export const RemittanceView = z
  .object({
    id: z.uuid(),
    reference: z.string(),
    state: z.enum(REMITTANCE_STATES),
    creditor: z.object({ reference: z.string(), name: z.string() }),
    currency: z.string(),
    through: z.iso.date(),
    dueBy: z.iso.date(),
    collectedCents: z.int(),
    /** Below zero. */
    takenBackCents: z.int(),
    agencyCents: z.int(),
    /** Invoices of commission that the agency’s share settles, and how much of each. */
    netted: z.array(z.object({ invoice: z.string(), amountCents: z.int() })),
    netCents: z.int(),
    /** What stays with the agency for the creditor: not there for good yet, or collected later. */
    carriedCents: z.int(),
    /** The order that it is transferred by, and where to. */
    order: z.string().nullable(),
    iban: z.string().nullable(),
    preparedBy: z.string(),
    preparedAt: z.iso.datetime(),
  })
  .meta({ id: 'Remittance' })
export type RemittanceView = z.infer<typeof RemittanceView>

export const METHODS = ['card', 'transfer', 'direct_debit', 'cheque', 'cash', 'other'] as const satisfies readonly PaymentMethod[]
export const REASONS = ['refund', 'chargeback', 'returned', 'unpaid', 'error'] as const satisfies readonly TakenBackReason[]

/** What came in or went again, and of which file and invoices. */
export const RemittanceLineView = z
  .object({
    kind: z.enum(['collected', 'taken-back', 'transfer-returned', 'corrected']),
    on: z.iso.date(),
    file: z.string().nullable(),
    debtor: z.string().nullable(),
    claims: z.array(z.string()),
    payment: z.string().nullable(),
    method: z.enum(METHODS).nullable(),
    reason: z.enum(REASONS).nullable(),
    amountCents: z.int(),
  })
  .meta({ id: 'RemittanceLine' })
export type RemittanceLineView = z.infer<typeof RemittanceLineView>

export const RemittanceDetail = RemittanceView.extend({ lines: z.array(RemittanceLineView) }).meta({ id: 'RemittanceDetail' })
export type RemittanceDetail = z.infer<typeof RemittanceDetail>

export const RemittanceQuery = z.strictObject({ ...pageQuery, creditor: text(60).optional() })
export type RemittanceQuery = z.infer<typeof RemittanceQuery>

export const RemittanceList = z
  .object({
    /** The newest first. */
    remittances: z.array(RemittanceView),
    next,
    /** What creditors should have had before today. */
    overdue: z.array(z.object({ creditor: z.string(), name: z.string(), currency: z.string(), amountCents: z.int(), dueBy: z.iso.date() })),
    /** What would go into no order made now. */
    heldBack: z.array(HeldBack),
  })
  .meta({ id: 'RemittanceList' })
export type RemittanceList = z.infer<typeof RemittanceList>

export const TransferItemView = z
  .object({
    kind: z.enum(['remittance', 'refund', 'agency']),
    /** Of the remittance, or of the payment that is refunded. */
    reference: z.string().nullable(),
    endToEndId: z.string(),
    holder: z.string(),
    iban: z.string(),
    bic: z.string().nullable(),
    amountCents: z.int(),
    currency: z.string(),
    text: z.string(),
    executedOn: z.iso.date().nullable(),
    returnedOn: z.iso.date().nullable(),
  })
  .meta({ id: 'TransferItem' })

export const TransferOrderView = z
  .object({
    id: z.uuid(),
    reference: z.string(),
    state: z.enum(['prepared', 'approved', 'executed', 'cancelled']),
    through: z.iso.date(),
    executeOn: z.iso.date(),
    /** Account that it is paid from. */
    iban: z.string(),
    totalCents: z.int(),
    items: z.array(TransferItemView),
    preparedBy: z.string(),
    preparedAt: z.iso.datetime(),
    approvals: z.array(ApprovalView),
    /** Who wants it cancelled, once it is approved. */
    cancellations: z.array(ApprovalView),
    approvedAt: z.iso.datetime().nullable(),
    cancelledAt: z.iso.datetime().nullable(),
    /** SHA-256 of the file for the bank, from its approval on. */
    sha256: z.string().nullable(),
  })
  .meta({ id: 'TransferOrder' })
export type TransferOrderView = z.infer<typeof TransferOrderView>

export const PreparedOrder = z.object({ order: TransferOrderView, heldBack: z.array(HeldBack) }).meta({ id: 'PreparedOrder' })
export type PreparedOrder = z.infer<typeof PreparedOrder>

export const TransferOrderList = z.object({ orders: z.array(TransferOrderView), next }).meta({ id: 'TransferOrderList' })
export type TransferOrderList = z.infer<typeof TransferOrderList>
export const TransferOrderQuery = z.strictObject(pageQuery)

export const StatementPdf = z.string().meta({ id: 'RemittanceStatementPdf', format: 'binary' })
export const StatementCsv = z.string().meta({ id: 'RemittanceStatementCsv' })
export const Pain001File = z.string().meta({ id: 'Pain001File' })
/** Version of ISO 20022 that the bank takes; banks that have not moved on ask for the older. */
export const Pain001Query = z.strictObject({ version: z.enum(['pain.001.001.09', 'pain.001.001.03']).optional() })
