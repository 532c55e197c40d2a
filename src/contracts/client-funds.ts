import { z } from 'zod'
import { amountCents, currency, day, text } from './fields.js'
import { next, pageQuery } from './page.js'

const cents = z.int()

/** Accounts of the books, as API and command line name them. */
export const FUNDS_ACCOUNTS = [
  'bank',
  'provider',
  'clearing',
  'shortfall',
  'creditor',
  'unallocated',
  'refunds',
  'agency',
  'transit',
] as const

export const FundsQuery = z.strictObject({
  /** The day at whose end the books are read; today where it is left out. */
  on: day.optional(),
  /** One currency alone; every one that has books where it is left out. */
  currency: currency.optional(),
})

/** Why nothing is remitted: the rule, the sum that it is about (0 where it is about none), and a sentence. */
export const FundsBlock = z.object({ rule: z.string(), cents, text: z.string() }).meta({ id: 'FundsBlock' })

const payer = z.object({ name: z.string().nullable(), iban: z.string().nullable() }).nullable()

/** A payment of which something waits. */
const waiting = {
  paymentId: z.uuid(),
  reference: z.string(),
  method: z.string(),
  on: z.iso.date(),
  /** Days since it came in. */
  ageDays: z.int(),
  amountCents: cents,
  payer,
}

/** Books of client funds in one currency at the end of a day. Both sides of the equation are the same to the cent. */
export const FundsOfCurrency = z
  .object({
    currency: z.string(),
    /** What is there. `shortfallCents` is what the agency owes the account, below zero what it has advanced to it. */
    equation: z.object({
      bankCents: cents,
      providerCents: cents,
      clearingCents: cents,
      shortfallCents: cents,
      creditorsCents: cents,
      unallocatedCents: cents,
      refundsCents: cents,
      agencyCents: cents,
      transitCents: cents,
    }),
    /** At the bank and not ordered out of it already: no more can be remitted. */
    disposableCents: cents,
    /** What the agency has to pay in from an account of its own. */
    topUpDueCents: cents,
    /** Empty where remittance may go on. */
    blocks: z.array(FundsBlock),
    /** What the bank says against the books, as of the last day until which there are statements of every account. */
    comparison: z.object({ on: z.iso.date(), statementCents: cents, booksCents: cents }).nullable(),
    accounts: z.array(
      z.object({
        account: z.string(),
        closing: z.object({ on: z.iso.date(), cents, balanced: z.boolean().nullable() }).nullable(),
      }),
    ),
    /** Below zero where a creditor owes the account. */
    creditors: z.array(z.object({ reference: z.string(), name: z.string(), own: z.boolean(), owedCents: cents })),
    unallocated: z.array(z.object(waiting)),
    ageBands: z.array(z.object({ fromDays: z.int(), toDays: z.int().nullable(), count: z.int(), amountCents: cents })),
    /** Owed to payers; `by` says how it goes back: to the card, by transfer, or once the payer has named an account. */
    refunds: z.array(z.object({ ...waiting, by: z.enum(['card', 'transfer', 'account-wanted']) })),
    /** What made the shortfall, by kind of movement; what lowered it is below zero. */
    shortfall: z.array(z.object({ kind: z.string(), amountCents: cents })),
  })
  .meta({ id: 'FundsOfCurrency' })
export type FundsOfCurrency = z.infer<typeof FundsOfCurrency>

/** Client funds at the end of a day, one entry a currency. */
export const FundsView = z
  .object({
    on: z.iso.date(),
    /** False for a tenant that collects its own claims alone: the money is its own, and there is nothing to balance. */
    heldForOthers: z.boolean(),
    note: z.string().nullable(),
    funds: z.array(FundsOfCurrency),
  })
  .meta({ id: 'Funds' })
export type FundsView = z.infer<typeof FundsView>

export const FundsEntryQuery = z.strictObject({
  ...pageQuery,
  from: day.optional(),
  to: day.optional(),
  currency: currency.optional(),
  kind: text(30).optional(),
  account: z.enum(FUNDS_ACCOUNTS).optional(),
  /** Reference of a creditor. */
  creditor: text(60).optional(),
})
export type FundsEntryQuery = z.infer<typeof FundsEntryQuery>

/** A movement of client funds with its legs, which sum to zero. Debits are positive. */
export const FundsEntryView = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    reference: z.string(),
    on: z.iso.date(),
    currency: z.string(),
    actor: z.string(),
    recordedAt: z.iso.datetime(),
    /** Reference of its payment, and of the file that it is about. */
    payment: z.string().nullable(),
    file: z.string().nullable(),
    /** Why, of one that was booked by hand. */
    reason: z.string().nullable(),
    legs: z.array(z.object({ account: z.enum(FUNDS_ACCOUNTS), creditor: z.string().nullable(), amountCents: cents })),
  })
  .meta({ id: 'FundsEntry' })
export type FundsEntryView = z.infer<typeof FundsEntryView>
export const FundsEntryList = z.object({ entries: z.array(FundsEntryView), next }).meta({ id: 'FundsEntryList' })
export type FundsEntryList = z.infer<typeof FundsEntryList>

/** What every movement by hand says. */
const byHand = {
  /** Its own reference, by which it counts once. */
  reference: text(60),
  amountCents,
  currency: currency.default('EUR'),
  /** Day on which it is booked; today where it is left out. */
  on: day.optional(),
}

/** Money that the agency has paid into the account of client funds from one of its own. */
export const TopUpBody = z
  .strictObject(byHand)
  .meta({ id: 'NewTopUp', example: { reference: 'VIR-AGENCE-3', amountCents: 1_250, currency: 'EUR', on: '2026-03-09' } })
export type TopUpBody = z.infer<typeof TopUpBody>

const account = z.enum(FUNDS_ACCOUNTS)

/** A movement between two accounts of the books, with its reason. Nothing is ever deleted: a wrong one is booked back. */
export const CorrectionBody = z
  .strictObject({
    ...byHand,
    debit: account,
    credit: account,
    /** Reference of the creditor, where one of the sides is the account `creditor`. */
    creditor: text(60).optional(),
    /** The payment that it is about, by its id or reference: needed where a side is `unallocated`, `refunds` or `clearing`. */
    payment: text(120).optional(),
    reason: text(500),
  })
  .refine(({ debit, credit }) => debit !== credit, { path: ['credit'], message: 'must be another account than debit' })
  .refine(({ debit, credit, creditor }) => (debit === 'creditor' || credit === 'creditor') === (creditor !== undefined), {
    path: ['creditor'],
    message: 'is named where a side is the account creditor, and only there',
  })
  .refine(({ debit, credit, payment }) => payment !== undefined || ![debit, credit].some((one) => OF_PAYMENTS.has(one)), {
    path: ['payment'],
    message: 'is named where a side is unallocated, refunds or clearing',
  })
  .meta({
    id: 'NewCorrection',
    example: {
      reference: 'OD-2026-04',
      debit: 'shortfall',
      credit: 'provider',
      amountCents: 1_450,
      currency: 'EUR',
      reason: 'fee of March that Stripe took at the end of the month',
    },
  })
export type CorrectionBody = z.infer<typeof CorrectionBody>

/** Accounts that hold the money of payments, each on its own. */
const OF_PAYMENTS: ReadonlySet<string> = new Set(['unallocated', 'refunds', 'clearing'])

/** Day on which money that was recorded by hand was at the bank. */
export const ClearanceBody = z
  .strictObject({
    /** Today where it is left out. */
    on: day.optional(),
  })
  .meta({ id: 'NewClearance', example: { on: '2026-03-10' } })

export const ClearanceView = z
  .object({
    paymentId: z.uuid(),
    reference: z.string(),
    clearedOn: z.iso.date(),
    /** Numbers of its receipts. */
    receipts: z.array(z.int()),
  })
  .meta({ id: 'Clearance' })
export type ClearanceView = z.infer<typeof ClearanceView>
