import { z } from 'zod'
import type { ClosingReason, OrderedReason } from '../domain/closing-reason.js'
import type { ContactFact } from '../domain/facts.js'
import type { PaymentMethod } from '../domain/money-event.js'
import { day, text, writing } from './fields.js'
import { next, pageQuery } from './page.js'

const cents = z.int()
const aDay = z.iso.date()

/** What each reason means, for people. */
export const CLOSING_WORDS = {
  paid: 'paid',
  'paid-direct': 'paid to the creditor itself',
  settled: 'settled by a remission',
  credited: 'credited or withdrawn',
  'dispute-upheld': 'the dispute was upheld',
  recalled: 'recalled by the creditor',
  'mandate-ended': 'the mandate ended',
  'insolvent-declared': 'debtor insolvent, claim declared',
  'insolvent-undeclared': 'debtor insolvent, claim not declared',
  'debt-erased': 'the debt was erased',
  'not-found': 'debtor not found',
  deceased: 'debtor deceased',
  'below-cost': 'not worth its cost',
  'time-barred': 'time-barred',
  fraud: 'fraud',
  duplicate: 'followed in another file',
} as const satisfies Record<ClosingReason, string>
const REASONS = Object.keys(CLOSING_WORDS) as ClosingReason[]

/** What a closed reason means; a code that is not known is said as it is. */
export const closingWords = (reason: string): string => CLOSING_WORDS[reason as ClosingReason] ?? reason

/** Reasons that somebody orders. */
export const ORDERABLE = [
  'dispute-upheld',
  'recalled',
  'mandate-ended',
  'insolvent-declared',
  'insolvent-undeclared',
  'debt-erased',
  'not-found',
  'deceased',
  'below-cost',
  'time-barred',
  'fraud',
  'duplicate',
] as const satisfies readonly OrderedReason[]

export const CloseBody = z
  .strictObject({
    reason: z.enum(ORDERABLE),
    /** Why, in words; wanted where nothing in the file bears the reason out. */
    note: writing(4000).optional(),
  })
  .meta({ id: 'Close', example: { reason: 'not-found', note: 'Moved away; the mayor’s office knows of no other address.' } })
export type CloseBody = z.infer<typeof CloseBody>

const HOW = ['card', 'transfer', 'direct_debit', 'cheque', 'cash', 'other'] as const satisfies readonly PaymentMethod[]

/** What claims have come to. What was claimed, and overpaid, is what came in, fell away and is left. */
const ENDED = {
  principalCents: cents,
  interestCents: cents,
  indemnityCents: cents,
  costsCents: cents,
  /** The four together. */
  claimedCents: cents,
  /** Paid to who collects, and to the creditor itself, less what was taken back. */
  receivedCents: cents,
  directCents: cents,
  creditedCents: cents,
  letGoCents: cents,
  writtenOffCents: cents,
  barredInterestCents: cents,
  leftCents: cents,
  /** What of it is principal: the invoice itself, with its taxes. */
  principalLeftCents: cents,
  overpaidCents: cents,
} as const

/** What a file came to when it was closed: no personal data. */
export const ClosingReport = z
  .object({
    openedOn: aDay,
    closedOn: aDay,
    reason: z.enum(REASONS),
    /** In French, as the creditor is told it. */
    ground: z.string(),
    source: z.string(),
    currency: z.string(),
    /** Others owe the same claims: what they paid counts too. */
    shared: z.boolean(),
    totals: z.object(ENDED),
    claims: z.array(z.object({ reference: z.string(), dueDate: aDay, ...ENDED })),
    /** How `receivedCents` came in; `before` what stood in the ledger when the file was opened. */
    received: z.array(z.object({ how: z.enum([...HOW, 'before']), amountCents: cents })),
    /** Acts that went out, by channel. */
    acts: z.array(
      z.object({ channel: z.enum(['letter', 'sms', 'email', 'call'] satisfies ContactFact['channel'][]), days: z.array(aDay) }),
    ),
    /** The last formal notice, and what became of it. */
    formalNotice: z.object({ on: aDay, registered: z.boolean(), outcome: z.string().nullable(), outcomeOn: aDay.nullable() }).nullable(),
    /** What the acts cost who collects, in cents of euros. The debtor owes none of it. */
    actsCostCents: cents,
    /** What stopped the file, and how long. */
    holds: z.array(z.object({ reason: z.string(), from: aDay, until: aDay.nullable() })),
  })
  .meta({ id: 'ClosingReport' })
export type ClosingReport = z.infer<typeof ClosingReport>

/** A supporting document that goes back, by the fingerprint of its bytes. */
const ReturnedDocument = z.object({ claim: z.string(), name: z.string(), kind: z.string(), sha256: z.string() })

/** A closing of a file with all that its creditor is told. */
export const ClosingView = ClosingReport.extend({
  id: z.uuid(),
  file: z.string(),
  creditor: z.object({ reference: z.string(), name: z.string() }),
  /** What the agency has earned on the file, in cents of euros without VAT. */
  commissionCents: cents,
  documents: z.array(ReturnedDocument),
  returnedOn: aDay.nullable(),
  /** Last day on which the file’s papers are kept. */
  retainUntil: aDay,
  reopenedAt: z.iso.datetime().nullable(),
  /** Whether an attestation of irrecoverability can be had, and why it can or cannot. */
  irrecoverability: z.object({ attestable: z.boolean(), vat: z.boolean(), why: z.string(), source: z.string() }),
}).meta({ id: 'Closing' })
export type ClosingView = z.infer<typeof ClosingView>

/** A closing in short, as a file shows it. */
export const ClosingSummary = z.object({
  reason: z.enum(REASONS),
  words: z.string(),
  closedOn: aDay,
  retainUntil: aDay,
  returnedOn: aDay.nullable(),
})
export type ClosingSummary = z.infer<typeof ClosingSummary>

/** An order to close a file that still waits for what is under way. */
export const OrderSummary = z.object({ reason: z.enum(ORDERABLE), words: z.string(), actor: z.string(), orderedAt: z.iso.datetime() })
export type OrderSummary = z.infer<typeof OrderSummary>

export const ClosingsQuery = z.strictObject({ ...pageQuery, from: day.optional(), through: day.optional() })
export type ClosingsQuery = z.infer<typeof ClosingsQuery>
export const ClosingsCsvQuery = z.strictObject({ from: day.optional(), through: day.optional() })

/** A creditor’s closings, the newest first; those that were opened again say so. */
export const ClosingList = z.object({ closings: z.array(ClosingView), next }).meta({ id: 'ClosingList' })
export type ClosingList = z.infer<typeof ClosingList>

export const ClosingPdf = z.string().meta({ id: 'ClosingReportPdf', format: 'binary' })
export const ClosingsCsv = z.string().meta({ id: 'ClosingsCsv' })
export const AttestationPdf = z.string().meta({ id: 'IrrecoverabilityPdf', format: 'binary' })

/** An attestation as it was made, without its bytes. */
export const AttestationView = z
  .object({ name: z.string(), sha256: z.string(), madeAt: z.iso.datetime(), vat: z.boolean(), why: z.string(), source: z.string() })
  .meta({ id: 'Irrecoverability' })
export type AttestationView = z.infer<typeof AttestationView>

export const DocumentsReturnedBody = z.strictObject({ on: day }).meta({ id: 'DocumentsReturned', example: { on: '2026-03-31' } })

const MOST_RECALLED = 500
const some = z.array(text(100)).min(1).max(MOST_RECALLED)

/** Files that a creditor takes back: by their references, or by their invoices. */
export const RecallBody = z
  .strictObject({ files: some.optional(), claims: some.optional(), reason: z.enum(['recalled', 'mandate-ended']).default('recalled') })
  .refine(({ files, claims }) => files !== undefined || claims !== undefined, 'files or claims must be named')
  .meta({ id: 'NewRecall', example: { files: ['K7M2P9QRS'], reason: 'recalled' } })
export type RecallBody = z.infer<typeof RecallBody>

/** What became of each file that was to be recalled. */
export const RecallReport = z
  .object({
    files: z.array(
      z.object({
        /** As it was asked for: reference of the file, or number of the invoice. */
        asked: z.string(),
        file: z.string().nullable(),
        /** `ordered`: it is closed as soon as nothing is under way. */
        outcome: z.enum(['ordered', 'refused']),
        code: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'RecallReport' })
export type RecallReport = z.infer<typeof RecallReport>
