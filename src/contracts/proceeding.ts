import { z } from 'zod'
import { COURSES, MEASURES, PROCEEDING_STAGES, REPORT_KINDS, SERVED_ACTS, SERVICE_MODES } from './judicial-codes.js'
import { JudicialCosts } from './judicial-cost.js'
import { next, pageQuery } from './page.js'

const cents = z.int()
const day = z.iso.date()

export const ProceedingQuery = z.strictObject({ ...pageQuery, stage: z.enum(PROCEEDING_STAGES).optional() })
export type ProceedingQuery = z.infer<typeof ProceedingQuery>

/** A last day that runs. */
const Deadline = z.object({
  kind: z.string(),
  lastDay: day,
  /** Who must act until then, or may. */
  who: z.string(),
  rule: z.string(),
  source: z.string(),
})

const Passage = z.object({
  stage: z.enum(PROCEEDING_STAGES),
  on: day,
  /** Article or policy by which it was reached. */
  source: z.string(),
  /** Why it ended, of `ended`; why it stands still, of `stayed`. */
  end: z.string().nullable(),
  reason: z.string().nullable(),
  /** The last day that came next. */
  next: z.object({ kind: z.string(), lastDay: day }).nullable(),
  recordedOn: day,
  /** Day on which a late report showed it to be wrong. */
  supersededOn: day.nullable(),
})

const Report = z.object({
  id: z.uuid(),
  kind: z.string(),
  on: day,
  /** Day on which it was told. */
  toldOn: day,
  /** `engine`, or who reports. */
  actor: z.string(),
  mode: z.enum(SERVICE_MODES).nullable(),
  act: z.enum(SERVED_ACTS).nullable(),
  measure: z.enum(MEASURES).nullable(),
  outcome: z.string().nullable(),
  amountCents: cents.nullable(),
  costsCents: cents.nullable(),
  /** Of a hearing: its day. */
  day: day.nullable(),
  reason: z.string().nullable(),
  documentSha256: z.string().nullable(),
})

const Task = z.object({
  id: z.uuid(),
  kind: z.string(),
  to: z.string(),
  state: z.string(),
  /** Last day on which it does any good. */
  doBy: day.nullable(),
  handedOn: day.nullable(),
  /** Last day on which silence is no alarm. */
  answerBy: day.nullable(),
  endedOn: day.nullable(),
  papers: z.array(z.object({ role: z.string(), document: z.uuid() })),
})

const summary = {
  id: z.uuid(),
  file: z.string(),
  procedure: z.string(),
  course: z.enum(COURSES),
  /** What the country calls it. */
  name: z.string(),
  stage: z.enum(PROCEEDING_STAGES),
  /** Day on which it reached that. */
  on: day,
  end: z.string().nullable(),
  openedOn: day,
  court: z.object({ code: z.string(), name: z.string(), reference: z.string().nullable() }).nullable(),
  currency: z.string(),
  askedCents: cents,
}

export const ProceedingSummary = z.object(summary).meta({ id: 'ProceedingSummary' })
export type ProceedingSummary = z.infer<typeof ProceedingSummary>

export const ProceedingView = z
  .object({
    ...summary,
    officer: z.string().nullable(),
    lawyer: z.string().nullable(),
    claims: z.array(z.object({ reference: z.string(), principalCents: cents })),
    /** Kinds of pieces that must be there before it begins, and are not. */
    missing: z.array(z.string()),
    /** The oldest first, with those that were superseded. */
    passages: z.array(Passage),
    /** Those that still run. */
    deadlines: z.array(Deadline),
    alarms: z.array(z.object({ alarm: z.string(), lastDay: day, raisedOn: day })),
    tasks: z.array(Task),
    reports: z.array(Report),
    /** What may be reported now. */
    expects: z.array(z.enum(REPORT_KINDS)),
    costs: JudicialCosts,
    title: z
      .object({
        id: z.uuid(),
        kind: z.string(),
        reference: z.string(),
        on: day,
        enforceableOn: day,
        servedOn: day.nullable(),
        principalCents: cents,
        costsCents: cents,
        source: z.string(),
        end: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Proceeding' })
export type ProceedingView = z.infer<typeof ProceedingView>

export const FileProceedings = z.object({ proceedings: z.array(ProceedingView) }).meta({ id: 'FileProceedings' })
export type FileProceedings = z.infer<typeof FileProceedings>

export const ProceedingList = z.object({ proceedings: z.array(ProceedingSummary), next }).meta({ id: 'ProceedingList' })
export type ProceedingList = z.infer<typeof ProceedingList>
