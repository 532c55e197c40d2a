import { z } from 'zod'
import { amountCents, day, writing } from './fields.js'
import { next, pageQuery } from './page.js'
import { ORIGINS } from './promise.js'

export const PAID_BY = ['transfer', 'card', 'cheque', 'cash', 'direct-debit', 'other'] as const
export const PAID_TO = ['agency', 'creditor', 'unknown'] as const
export const ASSERTION_STATES = ['open', 'confirmed', 'denied'] as const

/** What a debtor says of a payment that nobody here has seen. */
export const AssertionBody = z
  .strictObject({
    amountCents: amountCents.nullable().default(null),
    paidOn: day.nullable().default(null),
    means: z.enum(PAID_BY),
    paidTo: z.enum(PAID_TO).default('unknown'),
    words: writing(2000).nullable().default(null),
    origin: z.enum(ORIGINS).default('operator'),
  })
  .meta({
    id: 'NewPaymentAssertion',
    example: { amountCents: 125_000, paidOn: '2026-01-12', means: 'transfer', paidTo: 'creditor', words: null, origin: 'call' },
  })

export const AssertionView = z
  .object({
    id: z.uuid(),
    amountCents: z.int().nullable(),
    paidOn: z.iso.date().nullable(),
    means: z.enum(PAID_BY),
    paidTo: z.enum(PAID_TO),
    /** The debtor's own words; null also once they are erased. */
    words: z.string().nullable(),
    origin: z.enum(ORIGINS),
    saidOn: z.iso.date(),
    /** Last day on which the creditor's answer is waited for; then a person is asked. */
    answerBy: z.iso.date(),
    state: z.enum(ASSERTION_STATES),
    answeredOn: z.iso.date().nullable(),
    /** A person, `creditor`, or `declaration` where the creditor's list said so. */
    answeredBy: z.string().nullable(),
    /** What the debtor is told where it was denied. */
    answer: z.string().nullable(),
    /** What the debtor has sent with it, to be downloaded. */
    proof: z.array(z.object({ id: z.uuid(), name: z.string(), mediaType: z.string() })),
  })
  .meta({ id: 'PaymentAssertion' })
export type AssertionView = z.infer<typeof AssertionView>

/** `confirmed-direct`: the creditor had it. `confirmed-here`: it is in the ledger already. `denied`: nobody had it. */
export const AssertionAnswerBody = z
  .discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('confirmed-direct'), amountCents, on: day }),
    z.strictObject({ outcome: z.literal('confirmed-here') }),
    /** With words for the debtor. */
    z.strictObject({ outcome: z.literal('denied'), words: writing(2000) }),
  ])
  .meta({ id: 'PaymentAssertionAnswer', example: { outcome: 'confirmed-direct', amountCents: 125_000, on: '2026-01-13' } })

export const AssertionQuery = z.strictObject({ ...pageQuery, state: z.enum(ASSERTION_STATES).optional() })
export type AssertionQuery = z.infer<typeof AssertionQuery>
/** What debtors of a creditor say that they have paid, each with the file that it is about. */
export const AssertionList = z
  .object({ assertions: z.array(AssertionView.extend({ file: z.string() })), next })
  .meta({ id: 'PaymentAssertionList' })
export type AssertionList = z.infer<typeof AssertionList>
