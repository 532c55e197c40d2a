import { z } from 'zod'
import type { MeasureKind, ServiceMode } from '../domain/procedure/proceeding.js'
import type { TitleEnd, TitleKind } from '../domain/title.js'
import { amountCents, day, text } from './fields.js'
import { next, pageQuery } from './page.js'

const TITLE_KINDS = [
  'payment-order',
  'small-claims',
  'judgment',
  'interim-order',
  'cheque',
  'other',
] as const satisfies readonly TitleKind[]
const TITLE_ENDS = ['expired', 'annulled', 'satisfied', 'replaced'] as const satisfies readonly TitleEnd[]
const SERVICE_MODES = ['in-person', 'home', 'elected-domicile', 'office', 'pv-659'] as const satisfies readonly ServiceMode[]
const MEASURES = [
  'account-seizure',
  'wage-attachment',
  'goods-seizure',
  'vehicle',
  'lien',
  'shares-seizure',
] as const satisfies readonly MeasureKind[]

const LONGEST_NUMBER = 100
const MOST_CLAIMS = 200

export const TitleBody = z
  .strictObject({
    kind: z.enum(TITLE_KINDS),
    /** Number of the court or officer. */
    reference: text(LONGEST_NUMBER),
    grantedOn: day,
    /** First day on which it may be enforced; the day of the title where it is left out. */
    enforceableOn: day.optional(),
    servedOn: day.nullable().default(null),
    serviceMode: z.enum(SERVICE_MODES).nullable().default(null),
    /** Claims by their numbers, each with what is granted of its principal. */
    claims: z
      .array(z.strictObject({ claim: text(LONGEST_NUMBER), principalCents: amountCents }))
      .min(1)
      .max(MOST_CLAIMS),
    costsCents: z.int().nonnegative().default(0),
    /** `as-claimed`: the interest that the claim bore; `legal`: legal interest from a day on. */
    interest: z.enum(['as-claimed', 'legal']).default('as-claimed'),
    /** The day of the title where it is left out. */
    interestFrom: day.optional(),
    /** The officer who issued it, and the one who is to enforce it. */
    issuedBy: z.uuid().nullable().default(null),
    officer: z.uuid().nullable().default(null),
  })
  .meta({
    id: 'NewTitle',
    example: {
      kind: 'judgment',
      reference: 'RG 24/01234',
      grantedOn: '2025-11-03',
      servedOn: '2025-11-20',
      serviceMode: 'in-person',
      claims: [{ claim: 'F-2025-117', principalCents: 180_000 }],
    },
  })
export type TitleBody = z.output<typeof TitleBody>

export const EnforcementBody = z
  .strictObject({ officer: z.uuid().nullable().default(null) })
  .meta({ id: 'NewEnforcement', example: { officer: '01998d3c-7c3e-8a51-9d53-2f1f6f0a9b11' } })

export const TitleView = z
  .object({
    id: z.uuid(),
    file: z.string(),
    kind: z.enum(TITLE_KINDS),
    reference: z.string(),
    grantedOn: z.iso.date(),
    enforceableOn: z.iso.date(),
    servedOn: z.iso.date().nullable(),
    serviceMode: z.enum(SERVICE_MODES).nullable(),
    currency: z.string(),
    principalCents: z.int(),
    costsCents: z.int(),
    interest: z.enum(['as-claimed', 'legal']),
    interestFrom: z.iso.date(),
    claims: z.array(z.object({ claim: z.string(), principalCents: z.int() })),
    /** Its life: so many years from a day on, that of its service or of the last act of enforcement. Null while it has to be served first. */
    life: z.object({ years: z.int(), from: z.iso.date(), lastDay: z.iso.date(), source: z.string() }).nullable(),
    /** Day of the last act that began its life anew. */
    lastActOn: z.iso.date().nullable(),
    /** The proceeding that enforces it. */
    enforcement: z.object({ id: z.uuid(), stage: z.string() }).nullable(),
    endReason: z.enum(TITLE_ENDS).nullable(),
    endedOn: z.iso.date().nullable(),
    source: z.string(),
  })
  .meta({ id: 'Title' })
export type TitleView = z.infer<typeof TitleView>

export const TitleQuery = z.strictObject({
  ...pageQuery,
  /** Only those that are good, or that are no more. */
  good: z.enum(['true', 'false']).optional(),
})
export const TitleList = z.object({ titles: z.array(TitleView), next }).meta({ id: 'TitleList' })
export type TitleList = z.infer<typeof TitleList>
export const FileTitles = z.object({ titles: z.array(TitleView) }).meta({ id: 'FileTitles' })
export type FileTitles = z.infer<typeof FileTitles>

export const MeasureBody = z
  .strictObject({ title: z.uuid(), measure: z.enum(MEASURES) })
  .meta({ id: 'NewMeasure', example: { title: '01998d3c-7c3e-8a51-9d53-2f1f6f0a9b11', measure: 'account-seizure' } })

export const MEASURE_STATES = ['awaiting-court', 'requested', 'done', 'vain', 'contested', 'released'] as const

export const MeasureView = z
  .object({
    id: z.uuid(),
    title: z.uuid(),
    measure: z.enum(MEASURES),
    requestedOn: z.iso.date(),
    state: z.enum(MEASURE_STATES),
    /** Day of what was reported of it last. */
    reportedOn: z.iso.date().nullable(),
    /** What it has caught so far, and what it cost. */
    caughtCents: z.int(),
    costsCents: z.int(),
    /** Last day on which the debtor may contest it; null where it may not, or where no delay is written down. */
    contestBy: z.iso.date().nullable(),
    currency: z.string(),
  })
  .meta({ id: 'Measure' })
export type MeasureView = z.infer<typeof MeasureView>
export const MeasureList = z.object({ measures: z.array(MeasureView) }).meta({ id: 'MeasureList' })
export type MeasureList = z.infer<typeof MeasureList>
