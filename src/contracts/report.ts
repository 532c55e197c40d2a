import { z } from 'zod'
import { day, text } from './fields.js'

/** Figures of an agency's trade. Sums are whole minor units of the currency, shares millionths. */

const cents = z.int()
const ppm = z.int().nullable()
const month = z.string().regex(/^\d{4}-\d{2}$/)

const period = {
  /** First day; where it is left out, the first of the month eleven months before the last day. */
  from: day.optional(),
  /** Last day, as of which the figures stand; today where it is left out. */
  through: day.optional(),
  /** Reference of one creditor alone. */
  creditor: text(60).optional(),
}

const inOrder = ({ from, through }: { from?: string | undefined; through?: string | undefined }) =>
  from === undefined || through === undefined || from <= through
const ORDER = { path: ['through'], message: 'must not be before from' }

export const ReportQuery = z.strictObject(period).refine(inOrder, ORDER)
export const ClientFundsReportQuery = z.strictObject({ ...period, by: z.enum(['month', 'day']).default('month') }).refine(inOrder, ORDER)
export type ReportQuery = z.infer<typeof ReportQuery>
export type ClientFundsReportQuery = z.infer<typeof ClientFundsReportQuery>

const creditor = z.object({ reference: z.string(), name: z.string() })

/** What the figures are about. */
const head = { from: z.iso.date(), through: z.iso.date() }

/** Claims that one creditor placed in one month, and what came of them until the day of the figures. */
export const PlacementRow = z
  .object({
    month,
    creditor,
    currency: z.string(),
    files: z.int(),
    claims: z.int(),
    /** Principal open when the claims were placed. */
    placedCents: cents,
    /** Principal open on files that went back to the creditor: recalled, or their mandate ended. */
    recalledCents: cents,
    /** To the agency and to the creditor itself, less what went back. */
    agencyCents: cents,
    directCents: cents,
    /** Both, as a share of what was placed and not taken back; null where that is nothing. */
    ratePpm: ppm,
    /** Month by month since the placement; `totalCents` and its share run up to the end of the month. */
    curve: z.array(z.object({ month: z.int(), agencyCents: cents, directCents: cents, totalCents: cents, ratePpm: ppm })),
  })
  .meta({ id: 'PlacementRow' })
export type PlacementRow = z.infer<typeof PlacementRow>
export const PlacementReport = z.object({ ...head, rows: z.array(PlacementRow) }).meta({ id: 'PlacementReport' })
export type PlacementReport = z.infer<typeof PlacementReport>

/** What one creditor's files brought and cost the agency in a month. Without VAT, where nothing else is said. */
export const CommissionRow = z
  .object({
    month,
    /** Null for what belongs to no creditor: a fee of money that nobody was given. */
    creditor: creditor.nullable(),
    currency: z.string(),
    /** Collected by the agency and paid to the creditor itself, less what went back. */
    collectedCents: cents,
    directCents: cents,
    /** Commission on the month's events, whether or not it is invoiced. */
    earnedCents: cents,
    /** Invoices about the month, less credit notes; `invoicedTotalCents` with VAT. */
    invoicedCents: cents,
    invoicedTotalCents: cents,
    /** What of these invoices was kept of remittances, and what the creditor paid: with VAT. */
    nettedCents: cents,
    paidCents: cents,
    /** Letters, messages and calls; what payment providers and banks took. */
    actsCents: cents,
    feesCents: cents,
    /** Earned, less acts and fees. */
    marginCents: cents,
  })
  .meta({ id: 'CommissionRow' })
export type CommissionRow = z.infer<typeof CommissionRow>
export const CommissionReport = z.object({ ...head, rows: z.array(CommissionRow) }).meta({ id: 'CommissionReport' })
export type CommissionReport = z.infer<typeof CommissionReport>

/** Client funds in one currency at the end of a day: what is there, and whose it is. Both sides are the same to the cent. */
export const ClientFundsRow = z
  .object({
    on: z.iso.date(),
    currency: z.string(),
    bankCents: cents,
    providerCents: cents,
    clearingCents: cents,
    shortfallCents: cents,
    creditorsCents: cents,
    unallocatedCents: cents,
    refundsCents: cents,
    agencyCents: cents,
    transitCents: cents,
    /** What the bank says, as of the last day by then until which there are statements of every account, and what the books said that day. */
    statement: z.object({ on: z.iso.date(), cents, booksCents: cents }).nullable(),
    /** What each creditor is owed; below zero where it owes the account. */
    creditors: z.array(z.object({ reference: z.string(), name: z.string(), owedCents: cents })),
  })
  .meta({ id: 'ClientFundsRow' })
export type ClientFundsRow = z.infer<typeof ClientFundsRow>
export const ClientFundsReport = z.object({ ...head, rows: z.array(ClientFundsRow) }).meta({ id: 'ClientFundsReport' })
export type ClientFundsReport = z.infer<typeof ClientFundsReport>
