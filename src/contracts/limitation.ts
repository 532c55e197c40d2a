import { z } from 'zod'
import type { LimitationActKind } from '../domain/limitation-act-kind.js'
import { day, text } from './fields.js'

/** What interrupts a limitation, or suspends it. */
export const LIMITATION_ACTS = [
  'acknowledgement',
  'court-claim',
  'order-served',
  'enforcement-act',
  'conservatory-measure',
  'rescheduling',
  'mediation',
  'small-claims-agreed',
  'impossibility',
] as const satisfies readonly LimitationActKind[]

/** Fingerprint of a document. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 small hexadecimal digits')

/** An act that moves a claim's limitation. */
export const ActBody = z
  .strictObject({
    /** Reference of the claim. */
    claim: text(100),
    act: z.enum(LIMITATION_ACTS),
    on: day,
    /** Last day of a suspension; left out while it lasts. Its end is recorded by the same act of the same day with it. */
    until: day.nullable().default(null),
    /** What proves it: the number of the deed, the letter, the order. */
    reference: text(100),
    /** Fingerprint of that document: an act that interrupts needs it. */
    proofSha256: sha256.nullable().default(null),
  })
  .meta({
    id: 'LimitationAct',
    example: {
      claim: 'F-2026-001',
      act: 'order-served',
      on: '2026-03-02',
      reference: 'SIG-2026-118',
      proofSha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
  })

/** Whether what is proposed as an acknowledgement of a claim is one. */
export const AcknowledgementBody = z
  .strictObject({ claim: text(100), reference: text(100), accepted: z.boolean() })
  .meta({ id: 'AcknowledgementAnswer', example: { claim: 'F-2026-001', reference: 'VIR-42', accepted: true } })

/** How long a claim may be sued for, and what has moved that. */
export const LimitationView = z
  .object({
    /** Name of the rule: `consumer-goods`, `rent`. */
    rule: z.string(),
    source: z.string(),
    years: z.int(),
    foreclosure: z.boolean(),
    /** Day from which the present period runs. */
    from: day,
    /** That day is included; null while the period stands still. */
    lastDay: day.nullable(),
    barred: z.boolean(),
    /** Last day on which each procedure can still be begun, so that the act that interrupts is served in time. */
    procedures: z.array(z.object({ procedure: z.string(), lastDay: day, source: z.string() })),
    alarms: z.array(z.object({ alarm: z.string(), on: day, raised: z.boolean() })),
    acts: z.array(z.object({ act: z.string(), on: day, until: day.nullable(), reference: z.string(), proofSha256: z.string().nullable() })),
    /** Part payments that a person was or is asked about; `accepted` is null until somebody has answered. */
    acknowledgements: z.array(z.object({ reference: z.string(), on: day, accepted: z.boolean().nullable() })),
  })
  .meta({ id: 'Limitation' })
export type LimitationView = z.infer<typeof LimitationView>
