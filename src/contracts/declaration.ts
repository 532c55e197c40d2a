import { z } from 'zod'
import { amountCents, currency, day, text, writing } from './fields.js'
import { next, pageQuery } from './page.js'

/**
 * What a creditor declares of a claim. `direct-payment`: the debtor has paid the creditor itself. `payment-returned`: such a payment did
 * not last. `credit-note`: the claim is lowered. `return`: goods came back, with an amount what is credited for them. `dispute`: the
 * debtor contests the claim. `dispute-ended`: nothing stops the claim any more. `recall`: the creditor takes the file back.
 */
export const DECLARATION_KINDS = [
  'direct-payment',
  'payment-returned',
  'credit-note',
  'return',
  'dispute',
  'dispute-ended',
  'recall',
] as const
export type DeclarationKind = (typeof DECLARATION_KINDS)[number]

const NEEDS_AMOUNT: readonly DeclarationKind[] = ['direct-payment', 'credit-note']
const TAKES_AMOUNT: readonly DeclarationKind[] = [...NEEDS_AMOUNT, 'return']

/** One declaration, without what the kinds ask of each other's fields. */
const fields = z.strictObject({
  kind: z.enum(DECLARATION_KINDS),
  /** The creditor’s own reference of it: it counts once. */
  reference: text(100),
  /** Number of the invoice. */
  claim: text(100),
  amountCents: amountCents.optional(),
  currency: currency.default('EUR'),
  /** Day on which it happened: of a direct payment, the one on which the creditor had it. */
  on: day,
  /** Reference of the direct payment that a `payment-returned` takes back. */
  of: text(100).optional(),
  /** The creditor’s own words. */
  detail: writing(2000).optional(),
})

export const DeclarationBody = fields
  .superRefine(({ kind, amountCents: amount, of }, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (amount === undefined && NEEDS_AMOUNT.includes(kind)) fault('amountCents', `a ${kind} has an amount`)
    if (amount !== undefined && !TAKES_AMOUNT.includes(kind)) fault('amountCents', `a ${kind} has no amount`)
    if (of === undefined && kind === 'payment-returned') fault('of', 'names the direct payment that did not last')
    if (of !== undefined && kind !== 'payment-returned') fault('of', `a ${kind} is of no payment`)
  })
  .meta({
    id: 'NewDeclaration',
    example: { kind: 'direct-payment', reference: 'REG-2026-118', claim: 'F-2026-001', amountCents: 25_000, on: '2026-02-12' },
  })
export type DeclarationBody = z.infer<typeof DeclarationBody>
export type DeclarationInput = z.input<typeof DeclarationBody>

export const DeclarationView = z
  .object({
    id: z.uuid(),
    kind: z.enum(DECLARATION_KINDS),
    reference: z.string(),
    claim: z.string(),
    /** Null where the claim is not known. */
    file: z.object({ id: z.uuid(), reference: z.string() }).nullable(),
    amountCents: z.int().nullable(),
    /** What of the amount the claims have taken; null where it is about no money. */
    appliedCents: z.int().nullable(),
    /** What exceeds the debt: the creditor owes it back. */
    excessCents: z.int(),
    currency: z.string(),
    on: z.iso.date(),
    of: z.string().nullable(),
    detail: z.string().nullable(),
    outcome: z.enum(['applied', 'refused']),
    /** Why it was refused. */
    refusal: z.string().nullable(),
    actor: z.string(),
    recordedAt: z.iso.datetime(),
  })
  .meta({ id: 'Declaration' })
export type DeclarationView = z.infer<typeof DeclarationView>

export const DeclarationQuery = z.strictObject({
  ...pageQuery,
  kind: z.enum(DECLARATION_KINDS).optional(),
  outcome: z.enum(['applied', 'refused']).optional(),
})
export type DeclarationQuery = z.infer<typeof DeclarationQuery>
/** The newest first. */
export const DeclarationList = z.object({ declarations: z.array(DeclarationView), next }).meta({ id: 'DeclarationList' })
export type DeclarationList = z.infer<typeof DeclarationList>

/** Declarations of one day: each is applied or refused by itself, in their order. */
export const DeclarationBatch = z
  .strictObject({ dryRun: z.boolean().default(false), declarations: z.array(DeclarationBody).min(1).max(500) })
  .meta({
    id: 'DeclarationBatch',
    example: {
      dryRun: true,
      declarations: [{ kind: 'dispute', reference: 'LIT-7', claim: 'F-2026-001', on: '2026-02-12', detail: 'Delivery incomplete' }],
    },
  })
export type DeclarationBatch = z.infer<typeof DeclarationBatch>

export const DECLARATION_OUTCOMES = ['applied', 'would-apply', 'known', 'refused'] as const
/** What became of each declaration, in the order in which they were sent. */
export const DeclarationReport = z
  .object({
    declarations: z.array(
      z.object({
        kind: z.enum(DECLARATION_KINDS),
        reference: z.string(),
        outcome: z.enum(DECLARATION_OUTCOMES),
        /** Reference of the file that it is about. */
        file: z.string().nullable(),
        appliedCents: z.int().nullable(),
        excessCents: z.int(),
        code: z.string().nullable(),
        message: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'DeclarationReport' })
export type DeclarationReport = z.infer<typeof DeclarationReport>
