import { z } from 'zod'
import { Reason } from './fields.js'
import { ContactSummary, PointView } from './file-view.js'

/** One outbound act with its words, where it went, and what was reported of it. */
export const ContactView = ContactSummary.extend({
  point: PointView.nullable(),
  because: z.array(Reason),
  failureCode: z.string().nullable(),
  /** What was sent, word for word; null before it was, or once it has been erased. */
  message: z.object({ subject: z.string().nullable(), body: z.string(), pdfSha256: z.string().nullable() }).nullable(),
  reports: z.array(z.object({ provider: z.string(), status: z.string(), at: z.iso.datetime(), code: z.string().nullable() })),
}).meta({ id: 'Contact' })
export type ContactView = z.infer<typeof ContactView>

/** A letter's bytes. */
export const LetterPdf = z.string().meta({ id: 'Letter', format: 'binary' })

/** What a person found out about an act whose provider could not tell. */
export const SettlementBody = z
  .strictObject({ outcome: z.enum(['sent', 'failed']) })
  .meta({ id: 'Settlement', example: { outcome: 'sent' } })

/** How a call that a person has made went. */
export const CallOutcomeBody = z
  .strictObject({ outcome: z.enum(['reached', 'not-reached']) })
  .meta({ id: 'CallOutcome', example: { outcome: 'reached' } })

/** How many letters were confirmed as posted. */
export const PostingReport = z.object({ confirmed: z.int() }).meta({ id: 'PostingReport', example: { confirmed: 12 } })
