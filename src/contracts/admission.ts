import { z } from 'zod'
import { next, pageQuery } from './page.js'

/** What stands against taking a claim in charge, or is missing of it. */
export const AdmissionReason = z
  .object({
    /** Name of the rule: `time-barred`, `disputed`, `insolvency`, `duplicate`, `probable-duplicate`, `history`, `due`, `capacity`, `proof`. */
    rule: z.string(),
    /** Article or policy. */
    source: z.string(),
    /** Number of the invoice; null where it is about the debtor. */
    claim: z.string().nullable(),
    /** What is missing, and what to send. */
    missing: z.string(),
  })
  .meta({ id: 'AdmissionReason' })
export type AdmissionReason = z.infer<typeof AdmissionReason>

export const ADMISSION_STATES = ['refused', 'opened'] as const

export const AdmissionCsvQuery = z.strictObject({
  /** `refused`: not in charge to this day. `opened`: taken in charge after all. Both where it is left out. */
  state: z.enum(ADMISSION_STATES).optional(),
})
export type AdmissionCsvQuery = z.infer<typeof AdmissionCsvQuery>
export const AdmissionQuery = z.strictObject({ ...pageQuery, ...AdmissionCsvQuery.shape })
export type AdmissionQuery = z.infer<typeof AdmissionQuery>

/** What a creditor placed that was not taken in charge. */
export const AdmissionView = z
  .object({
    id: z.uuid(),
    /** Numbers of its invoices. */
    claims: z.array(z.string()),
    /** Name of its debtor; null once it was erased. */
    debtor: z.string().nullable(),
    reasons: z.array(AdmissionReason),
    refusedAt: z.iso.datetime(),
    /** When it was taken in charge after all. */
    openedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Admission' })
export type AdmissionView = z.infer<typeof AdmissionView>
export const AdmissionList = z.object({ admissions: z.array(AdmissionView), next }).meta({ id: 'AdmissionList' })
export type AdmissionList = z.infer<typeof AdmissionList>

export const AdmissionCsv = z.string().meta({ id: 'AdmissionCsv', description: 'One line for each reason.' })
