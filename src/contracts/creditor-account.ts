import { z } from 'zod'
import { text } from './fields.js'

/** Where a creditor's money is to go. IBAN and BIC are checked by their form and check digits. */
export const CreditorAccountBody = z
  .strictObject({
    iban: text(42),
    bic: text(11).optional(),
    /** Whose account it is; the creditor's where it is left out. */
    holder: text(70).optional(),
  })
  .meta({ id: 'NewCreditorAccount', example: { iban: 'FR14 2004 1010 0505 0001 3M02 606' } })

/** Who has agreed, and when. */
export const ApprovalView = z.object({ person: z.string(), at: z.iso.datetime() }).meta({ id: 'Approval' })

/**
 * `proposed`: two people have not agreed yet. `waiting`: they have, and the delay runs. `in-use`: money goes there. `replaced`: it went
 * there. `rejected`: it never will.
 */
export const CreditorAccountView = z
  .object({
    id: z.uuid(),
    state: z.enum(['proposed', 'waiting', 'in-use', 'replaced', 'rejected']),
    holder: z.string(),
    iban: z.string(),
    bic: z.string().nullable(),
    proposedBy: z.string(),
    proposedAt: z.iso.datetime(),
    approvals: z.array(ApprovalView),
    /** First day on which it may be used. */
    usableFrom: z.iso.date().nullable(),
    rejectedBy: z.string().nullable(),
    rejectedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'CreditorAccount' })
export type CreditorAccountView = z.infer<typeof CreditorAccountView>
export const CreditorAccountList = z.object({ accounts: z.array(CreditorAccountView) }).meta({ id: 'CreditorAccountList' })
export type CreditorAccountList = z.infer<typeof CreditorAccountList>
