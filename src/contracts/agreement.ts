import { z } from 'zod'
import { MeansSummary } from './means.js'
import { AssertionView } from './payment-assertion.js'
import { PromiseView } from './promise.js'
import { SettlementView } from './settlement.js'

/** What a debtor has said, and what was agreed with it: open and past, the newest first. */
export const Agreements = z
  .object({
    promises: z.array(PromiseView),
    assertions: z.array(AssertionView),
    settlements: z.array(SettlementView),
    means: z.array(MeansSummary),
  })
  .meta({ id: 'Agreements' })
export type Agreements = z.infer<typeof Agreements>
