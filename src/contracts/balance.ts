import { z } from 'zod'
import { day } from './fields.js'

const cents = z.int()

/** A stretch of days on which a sum bears one rate, both days included. */
export const InterestLineView = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  days: z.int(),
  ratePercent: z.number(),
  baseCents: cents,
  amountCents: cents,
  /** True where the rate is not known yet and the last known one stands in for it: the amount is shown, and never asked for. */
  provisional: z.boolean(),
  source: z.string(),
})

/** What is owed, by what it is owed as, at the end of a day. */
export const SUMS = {
  principalCents: cents,
  interestCents: cents,
  indemnityCents: cents,
  costsCents: cents,
  /** The four together: what may be asked for. */
  owedCents: cents,
  /** Interest beyond that, provisional at the last known rate. */
  provisionalCents: cents,
  /** Interest that has become time-barred itself, and is not in the sums. */
  barredInterestCents: cents,
  /** What came in beyond all that was owed. */
  overpaidCents: cents,
} as const

/** Payments less those that were taken back, and what lowered a claim besides: credit notes, remissions, withdrawals, write-offs. */
export const MOVED = { paidCents: cents, loweredCents: cents } as const

export const ClaimBalance = z
  .object({ reference: z.string(), dueDate: z.iso.date(), amountCents: cents, ...SUMS, ...MOVED, interestLines: z.array(InterestLineView) })
  .meta({ id: 'ClaimBalance' })

export const BalanceQuery = z.strictObject({
  /** The day at whose end the balance is struck; today where it is left out. */
  on: day.optional(),
})

/** How a file stood, stands or will stand at the end of a day, by what is known now. */
export const BalanceView = z
  .object({ on: z.iso.date(), currency: z.string(), ...SUMS, claims: z.array(ClaimBalance) })
  .meta({ id: 'Balance' })
export type BalanceView = z.infer<typeof BalanceView>

/** A file's ledger: entries whose legs sum to zero, in the order in which they were recorded. */
export const LedgerView = z
  .object({
    currency: z.string(),
    entries: z.array(
      z.object({
        id: z.uuid(),
        claim: z.string(),
        kind: z.string(),
        /** Of a fact its own; of what follows from one, that of the fact. */
        reference: z.string(),
        on: z.iso.date(),
        recordedAt: z.iso.datetime(),
        amountCents: cents,
        imputation: z.enum(['law', 'principal-first']),
        /** Debits are positive. */
        legs: z.array(z.object({ account: z.string(), amountCents: cents })),
      }),
    ),
  })
  .meta({ id: 'Ledger' })
export type LedgerView = z.infer<typeof LedgerView>

/** A receipt's bytes. */
export const ReceiptPdf = z.string().meta({ id: 'Receipt', format: 'binary' })
