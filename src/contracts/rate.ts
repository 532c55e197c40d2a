import { z } from 'zod'
import type { RateKind } from '../domain/rate.js'
import { day, text } from './fields.js'

export const RATE_KINDS = [
  'ecb-refi',
  'legal-private',
  'legal-other',
  'basiszinssatz',
  'be-commercial',
] as const satisfies readonly RateKind[]

/** The country whose law refers to the rate, by its ISO 3166-1 code. */
const country = z
  .string()
  .regex(/^[A-Za-z]{2}$/, 'two letters, as FR')
  .transform((code) => code.toUpperCase())

/** A yearly rate in percent; the base rate of Germany has been negative. */
const percent = z.number().min(-20).max(50).multipleOf(0.0001)

/** A published rate for one semester. */
export const RateBody = z
  .strictObject({
    country,
    kind: z.enum(RATE_KINDS),
    from: day.refine((first) => /-(01|07)-01$/.test(first), 'the first day of a semester: 1 January or 1 July'),
    percent,
    /** Where it was published. */
    source: text(300),
  })
  .meta({
    id: 'NewRate',
    example: {
      country: 'FR',
      kind: 'ecb-refi',
      from: '2026-07-01',
      percent: 2.15,
      source: 'ECB, key interest rates, in force on 1 July 2026',
    },
  })

export const RateQuery = z.strictObject({ country: country.optional() })

/** A rate as it is known: the one that ships, or one that the tenant has entered. */
export const RateView = z
  .object({
    country: z.string(),
    kind: z.enum(RATE_KINDS),
    from: z.iso.date(),
    percent: z.number(),
    source: z.string(),
    /** Who entered it and when; null for a rate that ships. */
    actor: z.string().nullable(),
    recordedAt: z.iso.datetime().nullable(),
    /** Whether another rate has taken its place. */
    superseded: z.boolean(),
  })
  .meta({ id: 'Rate' })
export type RateView = z.infer<typeof RateView>

export const RateList = z
  .object({
    rates: z.array(RateView),
    /** Last day up to which each rate is known: beyond it interest is provisional. */
    known: z.array(z.object({ country: z.string(), kind: z.enum(RATE_KINDS), through: z.iso.date() })),
  })
  .meta({ id: 'RateList' })
export type RateList = z.infer<typeof RateList>

/** What became of a rate that was entered. */
export const RateResult = z
  .object({
    rate: RateView,
    /** False where this very rate was known already: then nothing was written, and no file hears of it. */
    changed: z.boolean(),
    /** Open files that decide anew. */
    filesTold: z.int(),
  })
  .meta({ id: 'RateResult' })
export type RateResult = z.infer<typeof RateResult>
