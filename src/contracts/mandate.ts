import { z } from 'zod'
import { amountCents, day, text, writing } from './fields.js'
import { TariffBody } from './tariff.js'

const scope = z.enum(['amicable', 'judicial'])
const remittance = z.enum(['gross', 'net'])
/** Order and repeats say nothing. */
const setOf = <const T extends string>(all: readonly T[]) =>
  z.array(z.enum(all)).transform((named) => all.filter((one) => (named as readonly T[]).includes(one)))

/** A creditor's written order to collect for it (Code des procédures civiles d’exécution R124-3). */
export const MandateBody = z
  .strictObject({
    reference: text(60),
    validFrom: day,
    /** Last day in force; without end when it is left out. */
    validUntil: day.nullable().default(null),
    /** Day on which the creditor signed it; its first day when it is left out. Null while it awaits its signature: it is not in force before. */
    signedOn: day.nullable().optional(),
    /** How far it goes: to the last notice announcing a suit only where it is judicial. */
    scope,
    /** Powers that it gives by name. */
    specialPowers: setOf(['settle', 'sue', 'enforce']).default([]),
    /** Items that it covers: of its claims nothing else is asked for. */
    covers: setOf(['principal', 'interest', 'indemnity', 'costs'])
      .refine((items) => items.includes('principal'), 'without the principal there is nothing to collect')
      .default(['principal', 'interest', 'indemnity', 'costs']),
    /** Claims that it covers, by their amount, both included. */
    leastClaimCents: amountCents.nullable().default(null),
    mostClaimCents: amountCents.nullable().default(null),
    /** What a claim must have to be taken in charge, beyond what the law wants. */
    requires: setOf(['due', 'capacity', 'proof']).default([]),
    /** A debt of which something was paid is closed when no more than this is left. */
    toleranceCents: z.int().min(0).max(1_000_000_00).default(0),
    /** What may be granted without asking the creditor. */
    longestPlanMonths: z.int().min(0).max(120).default(0),
    mostRemissionPercent: z.int().min(0).max(100).default(0),
    /** Months in which what was collected is passed on; left to the law when it is left out. */
    remitWithinMonths: z.int().min(1).max(12).nullable().default(null),
    /** `gross`: all is passed on, and the commission is paid by invoice. `net`: it is kept of what is passed on. */
    remittance: remittance.default('gross'),
    /** What the agency earns; nothing where it is left out. */
    tariff: TariffBody.nullable().default(null),
  })
  .refine(({ validFrom, validUntil }) => validUntil === null || validUntil >= validFrom, {
    path: ['validUntil'],
    message: 'must not lie before validFrom',
  })
  .refine(
    ({ leastClaimCents, mostClaimCents }) => leastClaimCents === null || mostClaimCents === null || mostClaimCents >= leastClaimCents,
    {
      path: ['mostClaimCents'],
      message: 'must not be less than leastClaimCents',
    },
  )
  .meta({
    id: 'NewMandate',
    example: {
      reference: 'M-2026',
      validFrom: '2026-01-01',
      scope: 'amicable',
      toleranceCents: 500,
      mostClaimCents: 1_000_000,
      tariff: { bands: [{ ppm: 150_000 }] },
    },
  })

export const MandateView = z
  .object({
    reference: z.string(),
    validFrom: z.iso.date(),
    validUntil: z.iso.date().nullable(),
    signedOn: z.iso.date().nullable(),
    scope,
    specialPowers: z.array(z.string()),
    covers: z.array(z.string()),
    leastClaimCents: z.int().nullable(),
    mostClaimCents: z.int().nullable(),
    requires: z.array(z.string()),
    toleranceCents: z.int(),
    longestPlanMonths: z.int(),
    mostRemissionPercent: z.int(),
    remitWithinMonths: z.int().nullable(),
    remittance,
    tariff: TariffBody.nullable(),
    /** Why it was ended before its time, and by whom that was recorded. */
    endReason: z.string().nullable(),
    endActor: z.string().nullable(),
  })
  .meta({ id: 'Mandate' })
export type MandateView = z.infer<typeof MandateView>
export const MandateList = z.object({ mandates: z.array(MandateView) }).meta({ id: 'MandateList' })
export type MandateList = z.infer<typeof MandateList>

/** The end of a mandate before its time: its last day in force, and why. */
export const EndMandateBody = z
  .strictObject({ on: day, reason: writing(500) })
  .meta({ id: 'MandateEnd', example: { on: '2026-12-31', reason: 'The creditor collects in-house from 2027 on.' } })

/** A mandate as a paper. */
export const MandatePdf = z.string().meta({ id: 'MandatePdf', format: 'binary' })

/** A paper that belongs to a mandate: what was signed, the annex on data processing. */
export const MandateDocumentView = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    name: z.string(),
    mediaType: z.string(),
    sha256: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'MandateDocument' })
export type MandateDocumentView = z.infer<typeof MandateDocumentView>
export const MandateDocumentList = z.object({ documents: z.array(MandateDocumentView) }).meta({ id: 'MandateDocumentList' })
export type MandateDocumentList = z.infer<typeof MandateDocumentList>

/** What a paper that is handed in is, and, of a mandate that was signed by hand, on which day. */
export const MandateDocumentQuery = z.strictObject({
  kind: z.enum(['mandate-signed', 'data-annex']),
  name: text(200),
  signedOn: day.optional(),
})
