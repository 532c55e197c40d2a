import { z } from 'zod'
import { DISPUTE_REASONS } from './dispute-reason.js'
import { amountCents, text, writing } from './fields.js'

const DISPUTE_STATES = ['open', 'upheld', 'partly-upheld', 'rejected', 'withdrawn'] as const

/** What a debtor contests. */
export const DisputeBody = z
  .strictObject({
    /** Number of the claim. */
    claim: text(100),
    reason: z.enum(DISPUTE_REASONS),
    /** What of its principal is contested; all of the claim where that is left out. */
    contestedCents: amountCents.nullable().default(null),
    /** The debtor's own words. */
    words: writing(5000).nullable().default(null),
    /** By which way it came in. */
    origin: z.enum(['message', 'call', 'operator']).default('operator'),
  })
  .meta({
    id: 'NewDispute',
    example: { claim: 'F-2026-001', reason: 'defective', contestedCents: 12_000, words: 'Two of ten chairs came broken.', origin: 'call' },
  })

/** What became of it, with the reason that the debtor is given. */
export const DisputeAnswerBody = z
  .discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.enum(['upheld', 'rejected']), reason: writing(3000) }),
    z.strictObject({ outcome: z.literal('partly-upheld'), upheldCents: amountCents, reason: writing(3000) }),
  ])
  .meta({
    id: 'DisputeAnswer',
    example: { outcome: 'partly-upheld', upheldCents: 6_000, reason: 'One chair was broken, by the carrier’s note.' },
  })

/** What the creditor says to it. */
export const DisputePositionBody = z
  .strictObject({ says: writing(5000) })
  .meta({ id: 'DisputePosition', example: { says: 'The carrier’s note shows one broken chair, and not two.' } })

export const DisputeView = z
  .object({
    id: z.uuid(),
    claim: z.string(),
    currency: z.string(),
    reason: z.enum(DISPUTE_REASONS),
    /** What of the principal is contested; null for all of the claim. */
    contestedCents: z.int().nullable(),
    words: z.string().nullable(),
    origin: z.string(),
    receivedOn: z.iso.date(),
    /** Last day for an answer. */
    answerBy: z.iso.date(),
    state: z.enum(DISPUTE_STATES),
    /** What was taken off the claim. */
    upheldCents: z.int().nullable(),
    answer: z.string().nullable(),
    answeredOn: z.iso.date().nullable(),
    answeredBy: z.string().nullable(),
    creditorSays: z.string().nullable(),
    creditorSaidOn: z.iso.date().nullable(),
    /** What was sent in with it; downloaded among the papers of the file. */
    documents: z.array(z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), sha256: z.string() })),
  })
  .meta({ id: 'Dispute' })
export type DisputeView = z.infer<typeof DisputeView>
export const DisputeList = z.object({ disputes: z.array(DisputeView) }).meta({ id: 'DisputeList' })
export type DisputeList = z.infer<typeof DisputeList>
