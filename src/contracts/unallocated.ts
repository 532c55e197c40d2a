import { z } from 'zod'
import { amountCents, text } from './fields.js'

export const UnallocatedQuery = z.strictObject({ state: z.literal('to-allocate') })

/** Money that waits for a person, and the files that it may be for, the likeliest first. */
export const UnallocatedPayment = z
  .object({
    id: z.uuid(),
    reference: z.string(),
    method: z.string(),
    on: z.iso.date(),
    ageDays: z.int(),
    currency: z.string(),
    amountCents: z.int(),
    unallocatedCents: z.int(),
    /** Reference that the payer gave, as it was written. */
    named: z.string().nullable(),
    payer: z.object({ name: z.string().nullable(), iban: z.string().nullable(), text: z.string().nullable() }).nullable(),
    proposals: z.array(
      z.object({ file: z.object({ id: z.uuid(), reference: z.string() }), score: z.int().min(0).max(100), why: z.array(z.string()) }),
    ),
  })
  .meta({ id: 'UnallocatedPayment' })
export type UnallocatedPayment = z.infer<typeof UnallocatedPayment>

/** Oldest first. */
export const UnallocatedList = z.object({ payments: z.array(UnallocatedPayment) }).meta({ id: 'UnallocatedPayments' })
export type UnallocatedList = z.infer<typeof UnallocatedList>

export const AllocationBody = z
  .strictObject({
    /** Files that it is for, by id or reference. Without a sum a file is given all that is left and fits. */
    shares: z
      .array(z.strictObject({ file: text(100), amountCents: amountCents.optional() }))
      .min(1)
      .max(100),
  })
  .meta({ id: 'Allocation', example: { shares: [{ file: 'K7M2P9QR7', amountCents: 104_50 }, { file: 'B4XN8T3CV' }] } })

export const DismissalBody = z.strictObject({ file: text(100) }).meta({ id: 'Dismissal', example: { file: 'K7M2P9QR7' } })

export const RefundDueBody = z
  .strictObject({
    /** All that is left of it where it is not said. */
    amountCents: amountCents.optional(),
  })
  .meta({ id: 'RefundDue', example: { amountCents: 104_50 } })

/** What is left of a payment to be allocated. */
export const LeftToAllocate = z.object({ id: z.uuid(), unallocatedCents: z.int() }).meta({ id: 'LeftToAllocate' })
export type LeftToAllocate = z.infer<typeof LeftToAllocate>
