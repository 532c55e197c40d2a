import { z } from 'zod'
import { amountCents, day, writing } from './fields.js'

export const SETTLEMENT_STATES = ['proposed', 'asked', 'approved', 'paid', 'void', 'refused', 'withdrawn'] as const

export const SettlementBody = z
  .strictObject({
    /** What settles all that is owed, if it is there in time. */
    amountCents,
    payBy: day,
  })
  .meta({ id: 'NewSettlement', example: { amountCents: 100_000, payBy: '2026-02-15' } })

export const SettlementView = z
  .object({
    id: z.uuid(),
    proposedBy: z.enum(['debtor', 'operator']),
    /** `proposed` waits for an operator, `asked` for the creditor, `approved` for the money; `void`: it was not there in time. */
    state: z.enum(SETTLEMENT_STATES),
    currency: z.string(),
    amountCents: z.int(),
    /** What was owed when it was proposed. */
    owedCents: z.int(),
    payBy: z.iso.date(),
    /** Last day on which the money may still come in. */
    waitsUntil: z.iso.date(),
    proposedOn: z.iso.date(),
    answerBy: z.iso.date(),
    approvedBy: z.string().nullable(),
    approvedOn: z.iso.date().nullable(),
    endedOn: z.iso.date().nullable(),
    /** Why it was refused; null also once that is erased. */
    reason: z.string().nullable(),
    /** Fingerprint of the signed protocol, where there is one. */
    signedSha256: z.string().nullable(),
  })
  .meta({ id: 'Settlement' })
export type SettlementView = z.infer<typeof SettlementView>

export const SettlementAnswerBody = z
  .strictObject({
    answer: z.enum(['approve', 'refuse']),
    /** Why it is refused, for the debtor. */
    reason: writing(2000).nullable().default(null),
  })
  .meta({ id: 'SettlementAnswer', example: { answer: 'approve', reason: null } })

export const SettlementPdf = z.string().meta({ id: 'SettlementPdf', format: 'binary' })
