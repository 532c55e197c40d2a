import { z } from 'zod'
import { text } from './fields.js'

/** Two debtors that are one, each named by a file of its own. */
export const PartyMergeBody = z
  .strictObject({
    /** Reference of a file whose debtor stays. */
    keep: text(36),
    /** Reference of a file whose debtor turned out to be that one. */
    merge: text(36),
  })
  .meta({ id: 'NewDebtorMerge', example: { keep: 'K7M2P9QRS', merge: 'QX4T8WBNC' } })

const WHO = {
  actor: z.string(),
  mergedAt: z.iso.datetime(),
  undoneBy: z.string().nullable(),
  undoneAt: z.iso.datetime().nullable(),
}

export const PartyMergeView = z
  .object({
    id: z.uuid(),
    /** Ids of the debtors: the one that stays, and the one that is merged into it. */
    kept: z.uuid(),
    merged: z.uuid(),
    /** References of the files that came from the one merged. */
    files: z.array(z.string()),
    ...WHO,
  })
  .meta({ id: 'DebtorMerge' })
export type PartyMergeView = z.infer<typeof PartyMergeView>

/** The file whose claims the one at the address goes on with. */
export const FileMergeBody = z.strictObject({ merge: text(36) }).meta({ id: 'NewFileMerge', example: { merge: 'QX4T8WBNC' } })

export const FileMergeView = z
  .object({
    id: z.uuid(),
    /** References of the files: the one that goes on, and the one that is closed as a duplicate. */
    kept: z.string(),
    merged: z.string(),
    /** Numbers of the invoices that moved. */
    claims: z.array(z.string()),
    ...WHO,
  })
  .meta({ id: 'FileMerge' })
export type FileMergeView = z.infer<typeof FileMergeView>
