import { z } from 'zod'
import { DebtorBody } from './debt-file.js'
import { text } from './fields.js'

/** Somebody else who owes a file's claims. */
export const CoDebtorBody = z
  .strictObject({
    debtor: DebtorBody,
    liability: z.enum(['co-debtor', 'guarantor']),
    /** Numbers of the invoices that it owes too; all that are open where it is left out. */
    claims: z.array(text(100)).min(1).max(500).optional(),
    /** Without one its file gets the strategy that is meant for such debtors, else `standard`. */
    strategy: text(60).optional(),
  })
  .meta({
    id: 'CoDebtor',
    example: {
      liability: 'co-debtor',
      debtor: { name: 'Anne Martin', addresses: [{ lines: ['1 rue de la Paix'], postcode: '75002', city: 'Paris' }] },
      claims: ['F-2026-001'],
    },
  })
export type CoDebtorBody = z.infer<typeof CoDebtorBody>
