import { z } from 'zod'
import type { ChequeState } from '../domain/cheque.js'
import { amountCents, currency, day, text } from './fields.js'
import { next, pageQuery } from './page.js'

export const CHEQUE_STATES = ['received', 'given-back', 'deposited', 'credited', 'paid', 'unpaid'] as const satisfies readonly ChequeState[]
/** Why banks send cheques back. */
export const UNPAID_REASONS = [
  'insufficient-funds',
  'account-closed',
  'drawer-banned',
  'lost',
  'stolen',
  'fraud',
  'bearer-insolvent',
  'forged',
  'irregular',
  'other',
] as const

/** A cheque that arrived for a file. With its bank its number is that of one cheque only. */
export const ChequeBody = z
  .strictObject({
    number: z.string().regex(/^\d{4,12}$/, 'the digits of the cheque’s number'),
    bank: text(60),
    /** Who signed it. */
    drawer: text(200),
    amountCents,
    currency: currency.default('EUR'),
    /** Day on which it arrived; today where it is left out. */
    receivedOn: day.optional(),
  })
  .meta({
    id: 'NewCheque',
    example: { number: '1234567', bank: 'Crédit Lyonnais', drawer: 'Garage Martin', amountCents: 125_000, receivedOn: '2026-01-12' },
  })

export const ChequeView = z
  .object({
    id: z.uuid(),
    number: z.string(),
    bank: z.string(),
    drawer: z.string(),
    amountCents: z.int(),
    currency: z.string(),
    file: z.object({ id: z.uuid(), reference: z.string() }),
    /** `credited`: booked by the bank, subject to its being paid. `paid`: for good. */
    state: z.enum(CHEQUE_STATES),
    receivedOn: z.iso.date(),
    /** Reference of the slip that it was deposited with. */
    slip: z.string().nullable(),
    creditedOn: z.iso.date().nullable(),
    paidOn: z.iso.date().nullable(),
    unpaidOn: z.iso.date().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Cheque' })
export type ChequeView = z.infer<typeof ChequeView>

export const ChequeQuery = z.strictObject({
  ...pageQuery,
  state: z.enum(CHEQUE_STATES).optional(),
  /** Reference of the file. */
  file: text(60).optional(),
})
export type ChequeQuery = z.infer<typeof ChequeQuery>
export const ChequeList = z.object({ items: z.array(ChequeView), next }).meta({ id: 'ChequeList' })
export type ChequeList = z.infer<typeof ChequeList>

export const UnpaidChequeBody = z
  .strictObject({
    /** Day on which the bank said so. */
    on: day,
    reason: z.enum(UNPAID_REASONS),
    /** What the bank charges for it, which the agency bears. */
    feeCents: z.int().min(0).max(1_000_00).default(0),
  })
  .meta({ id: 'UnpaidCheque', example: { on: '2026-02-03', reason: 'insufficient-funds', feeCents: 1500 } })

const SLIP = /^[A-Za-z0-9-]{1,35}$/

/** Cheques that are taken to the bank together. */
export const SlipBody = z
  .strictObject({
    reference: z.string().regex(SLIP, 'up to 35 letters, digits and dashes'),
    /** IBAN of the account for client funds; the only one where it is left out. */
    account: text(42).optional(),
    /** Day on which they are taken there; today where it is left out. */
    depositedOn: day.optional(),
    /** Their ids. */
    cheques: z.array(z.uuid()).min(1).max(200),
  })
  .meta({
    id: 'NewChequeSlip',
    example: { reference: 'BR-2026-004', depositedOn: '2026-01-13', cheques: ['01998d3c-7c3e-7a51-9d53-2f1f6f0a9b11'] },
  })

export const SlipView = z
  .object({
    id: z.uuid(),
    reference: z.string(),
    /** The account that it is for: IBAN, or the bank's own number. */
    account: z.string(),
    holder: z.string(),
    depositedOn: z.iso.date(),
    currency: z.string(),
    totalCents: z.int(),
    cheques: z.array(ChequeView),
  })
  .meta({ id: 'ChequeSlip' })
export type SlipView = z.infer<typeof SlipView>

/** The bank's credit of a slip, as somebody has seen it. */
export const SlipCreditBody = z.strictObject({ on: day }).meta({ id: 'ChequeSlipCredit', example: { on: '2026-01-14' } })

/** Up to when the bank's returns of cheques are known. */
export const SettleChequesBody = z.strictObject({ through: day }).meta({ id: 'SettleCheques', example: { through: '2026-02-02' } })
export const SettledCheques = z.object({ through: z.iso.date(), cheques: z.array(ChequeView) }).meta({ id: 'SettledCheques' })
export type SettledCheques = z.infer<typeof SettledCheques>

export const SlipPdf = z.string().meta({ id: 'ChequeSlipPdf', format: 'binary' })
export const SlipCsv = z.string().meta({ id: 'ChequeSlipCsv' })
