import { z } from 'zod'
import { QUESTIONS, STAGES, text } from './fields.js'
import { next, pageQuery } from './page.js'

const cents = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).meta({ type: 'integer' })

/** Which files a list holds: those that meet all that is asked for, the newest first. */
export const FileQuery = z.strictObject({
  ...pageQuery,
  status: z.enum(['open', 'closed']).optional(),
  /** Reference of the creditor. */
  creditor: text(60).optional(),
  /** Furthest stage that has been served. */
  stage: z.enum(STAGES).optional(),
  /** What a person is asked about the file. */
  question: z.enum(QUESTIONS).optional(),
  /** The file's reference, part of the debtor's name, or an invoice number. */
  text: text(100).optional(),
  /** Principal still owed as of the last thing that was posted: interest and costs, which grow daily, are not looked at. */
  minPrincipalCents: cents.optional(),
  maxPrincipalCents: cents.optional(),
  /** Whether a hold stops the file today. */
  paused: z.enum(['true', 'false']).optional(),
})
export type FileQuery = z.infer<typeof FileQuery>

/** A file in a list. */
export const FileSummary = z
  .object({
    id: z.uuid(),
    reference: z.string(),
    status: z.enum(['open', 'closed']),
    closedReason: z.string().nullable(),
    creditor: z.object({ reference: z.string(), name: z.string() }),
    debtor: z.object({ kind: z.string(), name: z.string() }),
    claims: z.int(),
    /** Null where another file goes on with its claims. */
    oldestDueDate: z.iso.date().nullable(),
    /** What may be asked for on the file's today, as the file itself says it. */
    balanceCents: z.int(),
    currency: z.string(),
    stage: z.string().nullable(),
    question: z.string().nullable(),
    paused: z.boolean(),
    openedAt: z.iso.datetime(),
  })
  .meta({ id: 'FileSummary' })
export type FileSummary = z.infer<typeof FileSummary>

export const FileList = z.object({ files: z.array(FileSummary), next }).meta({ id: 'FileList' })
export type FileList = z.infer<typeof FileList>
