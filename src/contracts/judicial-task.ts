import { z } from 'zod'
import type { MeasureKind, OutsideReport, ServedAct, ServiceMode, TaskKind, TaskState } from '../domain/procedure/proceeding.js'
import { amountCents, day, text } from './fields.js'

const TASK_KINDS = [
  'file-request',
  'serve-order',
  'ask-certificate',
  'ask-title-order',
  'consign',
  'invite-debtor',
  'issue-title',
  'instruct-suit',
  'serve-judgment',
  'enforce',
  'withdraw',
  'amend',
  'suspend',
  'resume',
  'recall-exhibits',
  'dispute-raised',
  'ask-authorisation',
] as const satisfies readonly TaskKind[]
const TASK_STATES = ['due', 'calling', 'handed-over', 'unknown', 'done', 'withdrawn'] as const satisfies readonly TaskState[]

export const REPORT_KINDS = [
  'filed',
  'order-granted',
  'order-refused',
  'served',
  'opposition',
  'certificate',
  'consigned',
  'title-order',
  'invited',
  'debtor-agreed',
  'debtor-declined',
  'title-issued',
  'summoned',
  'hearing-set',
  'hearing-held',
  'judgment',
  'appeal',
  'appeal-decided',
  'measure-done',
  'measure-vain',
  'measure-contested',
  'measure-released',
  'measure-authorised',
] as const satisfies readonly OutsideReport[]
const SERVICE_MODES = ['in-person', 'home', 'elected-domicile', 'office', 'pv-659'] as const satisfies readonly ServiceMode[]
const SERVED_ACTS = ['order', 'summons', 'judgment', 'title', 'payment-demand', 'measure'] as const satisfies readonly ServedAct[]
const MEASURES = [
  'account-seizure',
  'wage-attachment',
  'goods-seizure',
  'vehicle',
  'lien',
  'shares-seizure',
] as const satisfies readonly MeasureKind[]

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 fingerprint in 64 hexadecimal digits')

/** An act that was done, as who did it reports it. */
export const ReportBody = z
  .strictObject({
    kind: z.enum(REPORT_KINDS),
    /** Legal day of the act. */
    on: day,
    /** Of a service: how, and of what. */
    mode: z.enum(SERVICE_MODES).optional(),
    act: z.enum(SERVED_ACTS).optional(),
    /** The principal that an order, an agreement or a judgment grants; what a measure caught. */
    amountCents: amountCents.optional(),
    /** Costs that it puts on the debtor. */
    costsCents: z.int().min(0).optional(),
    outcome: z.enum(['granted', 'partly', 'dismissed', 'confirmed', 'reversed']).optional(),
    /** Of a judgment: whether it may be enforced though an appeal is open. */
    provisional: z.boolean().optional(),
    /** Of a hearing: its day. */
    day: day.optional(),
    /** Why it is contested: a short code. */
    reason: text(60).optional(),
    measure: z.enum(MEASURES).optional(),
    /** The report that it is about, by its id. */
    of: z.uuid().optional(),
    /** Number under which the court has the case. */
    courtReference: text(60).optional(),
    /** What who did it asks for it, under a number of its own. */
    bill: z.strictObject({ reference: text(60), amountCents }).optional(),
    /** Fingerprint of the act itself, which was sent in before. */
    documentSha256: sha256.optional(),
  })
  .meta({ id: 'NewReport', example: { kind: 'served', on: '2026-10-02', act: 'order', mode: 'office' } })
export type ReportBody = z.infer<typeof ReportBody>

/** The same by the agency, of what came on paper: with the task that it answers, where there was one. */
export const AgencyReportBody = ReportBody.safeExtend({ task: z.uuid().optional() }).meta({
  id: 'NewAgencyReport',
  example: { kind: 'served', on: '2026-10-02', act: 'order', mode: 'office', task: '01998d3c-7c3e-8a51-9d53-2f1f6f0a9b11' },
})

/** A report that was taken, and where the proceeding stands by it. */
export const ReportView = z
  .object({
    id: z.uuid(),
    proceeding: z.uuid(),
    kind: z.string(),
    on: z.iso.date(),
    /** Legal day on which it was told. */
    toldOn: z.iso.date(),
    stage: z.string(),
    stageOn: z.iso.date(),
    end: z.string().nullable(),
  })
  .meta({ id: 'Report' })
export type ReportView = z.infer<typeof ReportView>

const TaskDocument = z
  .object({
    id: z.uuid(),
    /** A paper's name, or `exhibit:<number>`. */
    role: z.string(),
    name: z.string(),
    mediaType: z.string(),
    sha256: z.string(),
    size: z.int(),
  })
  .meta({ id: 'TaskDocument' })

const task = {
  id: z.uuid(),
  task: z.enum(TASK_KINDS),
  /** The same in French, for whom it goes to. */
  what: z.string(),
  procedure: z.string(),
  court: z.string().nullable(),
  courtReference: z.string().nullable(),
  state: z.enum(TASK_STATES),
  /** Last day on which it does any good, where the law names one. */
  doBy: z.iso.date().nullable(),
  handedOn: z.iso.date().nullable(),
  /** Last day on which silence is no alarm. */
  answerBy: z.iso.date().nullable(),
  documents: z.array(TaskDocument),
}

/** A task of a proceeding, as the agency sees it. */
export const TaskView = z
  .object({
    ...task,
    file: z.object({ id: z.uuid(), reference: z.string() }),
    proceeding: z.uuid(),
    /** Who does it: `agency`, `creditor`, `officer`, `lawyer`; and the officer or lawyer, once one is named. */
    to: z.string(),
    professional: z.string().nullable(),
    /** When who has it has looked at it first. */
    seenAt: z.iso.datetime().nullable(),
    packageSha256: z.string().nullable(),
    endedOn: z.iso.date().nullable(),
  })
  .meta({ id: 'JudicialTask' })
export type TaskView = z.infer<typeof TaskView>
export const TaskList = z.object({ tasks: z.array(TaskView) }).meta({ id: 'JudicialTaskList' })
export type TaskList = z.infer<typeof TaskList>
export const TaskQuery = z.strictObject({ state: z.enum(TASK_STATES).optional() })

export const AssignmentBody = z
  .strictObject({ professional: text(60) })
  .meta({ id: 'Assignment', example: { professional: 'etude-durand' } })
export const SettleTaskBody = z.strictObject({ sent: z.boolean() }).meta({ id: 'TaskSettlement', example: { sent: true } })

/** A task as the officer or lawyer sees it who has it. */
export const PortalTask = z
  .object({
    ...task,
    /** Reference of the file, which every answer names. */
    file: z.string(),
    creditor: z.string(),
    debtor: z.object({
      name: z.string(),
      address: z.object({ lines: z.array(z.string()), postcode: z.string(), city: z.string(), country: z.string() }).nullable(),
    }),
    /** What can be reported now. */
    expects: z.array(z.object({ kind: z.string(), what: z.string() })),
  })
  .meta({ id: 'PortalTask' })
export type PortalTask = z.infer<typeof PortalTask>
export const PortalTaskList = z.object({ tasks: z.array(PortalTask) }).meta({ id: 'PortalTaskList' })
export type PortalTaskList = z.infer<typeof PortalTaskList>

/** A file that was sent in with a task: reports name it by its fingerprint. */
export const PortalDocument = z
  .object({ id: z.uuid(), name: z.string(), mediaType: z.string(), sha256: z.string() })
  .meta({ id: 'PortalDocument' })
export const PortalDocumentQuery = z.strictObject({ name: text(500) })
export const TaskBytes = z.string().meta({ id: 'TaskBytes', format: 'binary' })
