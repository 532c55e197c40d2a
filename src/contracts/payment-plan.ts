import { z } from 'zod'
import { amountCents, day, writing } from './fields.js'
import { sha256 } from './limitation.js'

const MOST_INSTALMENTS = 120
/** How instalments are paid: by the debtor itself, or taken by direct debit or from the card that it has let be kept. */
const method = z.enum(['by-debtor', 'direct-debit', 'card'])

/** What a plan is asked to look like. */
export const PlanWishBody = z
  .strictObject({
    instalments: z.int().min(1).max(MOST_INSTALMENTS),
    firstOn: day,
    every: z.enum(['week', 'two-weeks', 'month']).default('month'),
    method: method.default('by-debtor'),
    /** Whether late interest that goes on meanwhile is in it. Never of a consumer. */
    withInterest: z.boolean().default(false),
  })
  .meta({ id: 'PlanWish', example: { instalments: 6, firstOn: '2026-02-05', every: 'month', method: 'by-debtor' } })
export type PlanWishBody = z.infer<typeof PlanWishBody>

const Instalment = z.object({ number: z.int(), dueOn: z.iso.date(), amountCents: z.int() })

/** A plan as it would be. */
export const PlanDraftView = z
  .object({
    instalments: z.array(Instalment),
    totalCents: z.int(),
    interestCents: z.int(),
    currency: z.string(),
    /** Who may grant it: the agency by its mandate, or the creditor. */
    grantedBy: z.enum(['agency', 'creditor']),
    /** Why it cannot be as wished, in codes of refusals. */
    faults: z.array(z.string()),
  })
  .meta({ id: 'PlanDraft' })
export type PlanDraftView = z.infer<typeof PlanDraftView>

export const PlanView = z
  .object({
    id: z.uuid(),
    /** `proposed` waits for an operator, `asked` for the creditor, `offered` for the debtor’s signature. */
    state: z.enum(['proposed', 'asked', 'offered', 'active', 'kept', 'broken', 'refused', 'expired', 'cancelled']),
    proposedBy: z.enum(['debtor', 'operator']),
    method,
    currency: z.string(),
    totalCents: z.int(),
    /** Interest that it adds. */
    interestCents: z.int(),
    /** Version of its instalments: new dates are a new one. */
    revision: z.int(),
    instalments: z.array(Instalment.extend({ paidCents: z.int() })),
    proposedOn: z.iso.date(),
    /** Last day on which an answer, or the signature, is waited for. */
    answerBy: z.iso.date(),
    signedOn: z.iso.date().nullable(),
    endedOn: z.iso.date().nullable(),
    /** Why it was refused or cancelled. */
    reason: z.string().nullable(),
  })
  .meta({ id: 'PaymentPlan' })
export type PlanView = z.infer<typeof PlanView>
/** The newest first. */
export const PlanList = z.object({ plans: z.array(PlanView) }).meta({ id: 'PaymentPlanList' })
export type PlanList = z.infer<typeof PlanList>

const reason = writing(500)
export const PlanAnswerBody = z
  .strictObject({ accepted: z.boolean(), /** Why not: the debtor is shown it. */ reason: reason.optional() })
  .meta({ id: 'PlanAnswer', example: { accepted: true } })
export const PlanCancellationBody = z.strictObject({ reason }).meta({ id: 'PlanCancellation', example: { reason: 'agreed otherwise' } })
export const PlanChangeBody = z
  .strictObject({
    /** What is still to come: it adds up to what is not paid yet. */
    instalments: z
      .array(z.strictObject({ dueOn: day, amountCents }))
      .min(1)
      .max(MOST_INSTALMENTS),
  })
  .meta({ id: 'PlanChange', example: { instalments: [{ dueOn: '2026-06-05', amountCents: 20_000 }] } })
export const PlanSignedBody = z
  .strictObject({ signedOn: day, /** Of the signed paper. */ proofSha256: sha256 })
  .meta({ id: 'PlanSignedByHand', example: { signedOn: '2026-01-20', proofSha256: 'a'.repeat(64) } })
export const PlanPdf = z.string().meta({ id: 'PlanPdf', format: 'binary' })
