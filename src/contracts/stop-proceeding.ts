import { z } from 'zod'
import type { StopReason } from '../domain/procedure/winding-up.js'

/** Why a person stops a proceeding. */
export const STOP_REASONS = [
  'creditor-asks',
  'out-of-proportion',
  'proof-missing',
  'agreement-sought',
  'begun-in-error',
  'other',
] as const satisfies readonly StopReason[]

export const StopBody = z
  .strictObject({ reason: z.enum(STOP_REASONS) })
  .meta({ id: 'StopProceeding', example: { reason: 'creditor-asks' } })

const LastStage = z.object({
  stage: z.string(),
  on: z.iso.date(),
  /** Where it stands that it was reached. */
  source: z.string(),
  end: z.string().nullable(),
})

/** What became of a proceeding, and what somebody has to do still to take it back. */
export const StoppedView = z
  .object({
    id: z.uuid(),
    passages: z.array(LastStage),
    /** Tasks that take back what was begun: they are handed over by themselves. */
    tasks: z.array(z.object({ kind: z.string(), to: z.string(), state: z.string() })),
    /** What it has cost, and still does. */
    spentCents: z.int(),
    currency: z.string(),
  })
  .meta({ id: 'StoppedProceeding' })
export type StoppedView = z.infer<typeof StoppedView>
