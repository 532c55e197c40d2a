import { z } from 'zod'
import { day, text } from './fields.js'

/** What an agency must have before it collects for others: liability insurance, declaration to the procureur, account for collected money alone. */
export const AGENCY_PAPER_KINDS = ['insurance', 'declaration', 'account'] as const
const kind = z.enum(AGENCY_PAPER_KINDS)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits')

export const AgencyPaperBody = z
  .strictObject({
    kind,
    /** Number of the policy or of the declaration’s receipt, IBAN of the account. */
    reference: text(100),
    /** Insurer, procureur of which court, bank. */
    issuer: text(200),
    validFrom: day,
    /** Last day in force; without end when it is left out. */
    validUntil: day.nullable().default(null),
    /** Fingerprint of what proves it. */
    proofSha256: sha256.optional(),
  })
  .refine(({ validFrom, validUntil }) => validUntil === null || validUntil >= validFrom, {
    path: ['validUntil'],
    message: 'must not lie before validFrom',
  })
  .meta({
    id: 'NewAgencyPaper',
    example: {
      kind: 'insurance',
      reference: 'RCP-4411827',
      issuer: 'Assurances du Midi',
      validFrom: '2026-01-01',
      validUntil: '2026-12-31',
    },
  })

export const AgencyPaperView = z
  .object({
    kind,
    reference: z.string(),
    issuer: z.string(),
    validFrom: z.iso.date(),
    validUntil: z.iso.date().nullable(),
    proofSha256: z.string().nullable(),
    actor: z.string(),
    recordedAt: z.iso.datetime(),
  })
  .meta({ id: 'AgencyPaper' })
export type AgencyPaperView = z.infer<typeof AgencyPaperView>

/** What the law of the agency’s seat asks of it, and every paper that it has had. */
export const AgencyFile = z
  .object({
    required: z.array(
      z.object({
        kind: z.string(),
        source: z.string(),
        /** `in-force`, or why a person is to look at it. */
        state: z.enum(['in-force', 'expiring', 'lapsed', 'missing']),
        /** Last day, where it ends soon or is over. */
        lastDay: z.iso.date().nullable(),
      }),
    ),
    papers: z.array(AgencyPaperView),
  })
  .meta({ id: 'AgencyFile' })
export type AgencyFile = z.infer<typeof AgencyFile>
