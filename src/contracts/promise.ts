import { z } from 'zod'
import { amountCents, day } from './fields.js'

/** How a debtor's word came in. */
export const ORIGINS = ['page', 'message', 'call', 'operator'] as const

export const PromiseBody = z
  .strictObject({
    amountCents,
    /** Last day on which the debtor says that it pays. */
    payBy: day,
    /** How it was given: by a message, on the telephone, to the operator. */
    origin: z.enum(ORIGINS).default('operator'),
  })
  .meta({ id: 'NewPromise', example: { amountCents: 25_000, payBy: '2026-01-30', origin: 'call' } })

export const PromiseView = z
  .object({
    id: z.uuid(),
    amountCents: z.int(),
    payBy: z.iso.date(),
    /** Last day on which the money may still come in. */
    waitsUntil: z.iso.date(),
    origin: z.enum(ORIGINS),
    madeOn: z.iso.date(),
    actor: z.string(),
    /** `open`, or what became of it. */
    state: z.enum(['open', 'kept', 'broken', 'cancelled', 'replaced']),
    endedOn: z.iso.date().nullable(),
  })
  .meta({ id: 'Promise' })
export type PromiseView = z.infer<typeof PromiseView>
