import { z } from 'zod'
import type { ProceedingOutcome, SituationKind, SituationOutcome } from '../domain/situation.js'
import { day, text } from './fields.js'

export const SITUATIONS = ['over-indebtedness', 'death', 'minority', 'protected-adult'] as const satisfies readonly SituationKind[]
export const SITUATION_OUTCOMES = [
  'plan',
  'imposed-measures',
  'debt-erased',
  'insufficient-assets',
  'heirs-accepted',
  'ended',
  'error',
] as const satisfies readonly SituationOutcome[]
export const PROCEEDING_OUTCOMES = ['plan', 'insufficient-assets', 'ended'] as const satisfies readonly ProceedingOutcome[]

export const PROOF_EXAMPLE = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
const LARGEST_PROOF = 14_000_000

/** What shows that it is so: a file that comes with the request, or the fingerprint of one that is kept elsewhere. */
export const proofFields = {
  /** The file itself, in base64. */
  proof: z.strictObject({ name: text(200), base64: z.base64().max(LARGEST_PROOF) }).optional(),
  /** SHA-256 of what is kept elsewhere. */
  proofSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
}

/** Who is written to in the debtor's place. */
export const RepresentativeBody = z
  .strictObject({
    name: text(200),
    lines: z.array(text(100)).max(5).default([]),
    postcode: text(12).optional(),
    city: text(100).optional(),
    email: z.email().max(254).optional(),
  })
  .meta({ id: 'Representative' })
export type RepresentativeBody = z.infer<typeof RepresentativeBody>

export const SituationBody = z
  .strictObject({
    kind: z.enum(SITUATIONS),
    /** Day of the death, the admission by the commission, the judgment or, of a minor, the birth. */
    since: day,
    /** Last day on which it lasts, where that is known. A minor’s follows from the birth. */
    until: day.optional(),
    /** The body’s or register’s reference. */
    reference: text(100).optional(),
    representative: RepresentativeBody.optional(),
    ...proofFields,
  })
  .meta({
    id: 'NewSituation',
    example: {
      kind: 'death',
      since: '2026-02-03',
      representative: { name: 'Maître Roy', lines: ['5 rue des Arts'], postcode: '75002', city: 'Paris' },
      proofSha256: PROOF_EXAMPLE,
    },
  })
export type SituationBody = z.infer<typeof SituationBody>

const LASTING: readonly SituationOutcome[] = ['plan', 'imposed-measures']

export const SituationOutcomeBody = z
  .strictObject({
    outcome: z.enum(SITUATION_OUTCOMES),
    /** Day of the decision that says so. */
    on: day,
    /** Last day of the plan or of the measures: the files wait until then. */
    until: day.optional(),
    /** Who owes it now, of heirs who have accepted. */
    representative: RepresentativeBody.optional(),
  })
  .superRefine(({ outcome, until }, context) => {
    const fault = (message: string) => context.addIssue({ code: 'custom', path: ['until'], message })
    if (until === undefined && LASTING.includes(outcome)) fault(`a ${outcome} has a last day`)
    if (until !== undefined && !LASTING.includes(outcome)) fault(`${outcome} has no last day`)
  })
  .meta({ id: 'SituationOutcome', example: { outcome: 'imposed-measures', on: '2026-09-01', until: '2028-08-31' } })
export type SituationOutcomeBody = z.infer<typeof SituationOutcomeBody>

export const SituationActSentBody = z
  .strictObject({
    /** Day on which it was sent. */
    on: day,
  })
  .meta({ id: 'SituationActSent', example: { on: '2026-02-20' } })

/** What has happened to a debtor that the law protects it in. */
export const SituationView = z
  .object({
    id: z.uuid(),
    kind: z.enum(SITUATIONS),
    since: z.iso.date(),
    until: z.iso.date().nullable(),
    reference: z.string().nullable(),
    representative: z
      .object({
        name: z.string(),
        lines: z.array(z.string()),
        postcode: z.string().nullable(),
        city: z.string().nullable(),
        email: z.string().nullable(),
      })
      .nullable(),
    proofSha256: z.string().nullable(),
    /** What it stops, each with its article, and whether a source has confirmed that. */
    stops: z.array(
      z.object({ what: z.enum(['contact', 'payments', 'enforcement', 'interest']), source: z.string(), confirmed: z.boolean() }),
    ),
    /** The paper that it calls for, its last day, and the day on which it was sent. */
    act: z.object({
      paper: z.string(),
      by: z.iso.date().nullable(),
      source: z.string(),
      prepared: z.boolean(),
      sentOn: z.iso.date().nullable(),
    }),
    outcome: z.enum(SITUATION_OUTCOMES).nullable(),
    outcomeOn: z.iso.date().nullable(),
    actor: z.string(),
    recordedAt: z.iso.datetime(),
  })
  .meta({ id: 'Situation' })
export type SituationView = z.infer<typeof SituationView>

/** The newest first. */
export const SituationList = z.object({ situations: z.array(SituationView) }).meta({ id: 'SituationList' })
export type SituationList = z.infer<typeof SituationList>
export const SituationActPdf = z.string().meta({ id: 'SituationActPdf', format: 'binary' })
