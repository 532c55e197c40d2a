import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { cents } from '../domain/money.js'
import { refusalOf } from '../domain/procedure/admit.js'
import type { OutsideReport, ProceedingFact, ReportFact } from '../domain/procedure/proceeding.js'
import { mayReport } from '../domain/procedure/reporters.js'
import { rulesFor } from '../domain/procedure/rules.js'
import type { Database, Transaction } from './database.js'
import { toDay } from './day.js'
import { type Case, loadCase } from './facts.js'
import type { FileAct } from './file-act.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { isId } from './file-view.js'
import { legalToday } from './legal-today.js'
import { type Asked, lockShared, onceForFile } from './once-for-file.js'
import { tell } from './outbox.js'
import { loadProceeding } from './proceeding.js'
import { addBilledCost } from './proceeding-cost.js'
import { type Settling, settleProceeding } from './proceeding-settle.js'
import type { ProfessionalRole } from './professional.js'
import { stagedId } from './staged-input.js'

/** What somebody reports of a proceeding. */
export type NewReport = Omit<ReportFact, 'id' | 'toldOn'>

/** What who reports asks for the act. */
export interface Bill {
  /** The biller's own number of it. */
  reference: string
  amountCents: number
}

export interface ReportInput {
  proceedingId: string
  report: NewReport
  /** The task that it answers, where who reports had one. */
  taskId: string | null
  /** The act itself, as it was sent in and kept. */
  documentSha256: string | null
  /** Number under which the court has it, where the report says so. */
  courtReference?: string | null
  bill?: Bill | null
  /** Role of the professional who reports; left out for the agency, which enters what comes on paper. */
  by?: ProfessionalRole
}

/**
 * Takes a report into a proceeding, under the file's lock, and writes down what follows from it. Once per key. A refused one stands in the
 * history with the rule that refuses it, and changes nothing.
 * @returns the report's id
 * @throws DomainError file-unknown, proceeding-unknown, task-unknown, resource-unknown for a document that is not kept, report-unexpected,
 * report-duplicate, report-contradicts, report-too-late, report-too-early, report-incomplete, key-reused
 */
export async function reportToProceeding(db: Database, act: FileAct, input: ReportInput): Promise<string> {
  const id = stagedId(act)
  const asked: Asked = { ...act, kind: 'report-to-proceeding', input, refused: refusedReport(input) }
  await onceForFile(db, asked, (tx, file) => take(tx, file, act, id, input), lockShared)
  return id
}

async function take(tx: Transaction, file: FileRow, { actor, now }: FileAct, id: string, input: ReportInput): Promise<void> {
  const { proceedingId, report, taskId, documentSha256 } = input
  const today = legalToday(file, now)
  const at = legalNow(file, now)
  const found = await loadCase(tx, file.id)
  const proceeding = await loadProceeding(tx, file.id, proceedingId, found.law)
  await requireTask(tx, proceeding, taskId)
  await requireDocument(tx, file, documentSha256)
  const taken: ReportFact = { ...report, id, toldOn: today }
  requireReporter(input)
  requireProof(input)
  requireAdmitted(proceeding, taken, found, today)
  await keep(tx, proceedingId, taken, { taskId, documentSha256, actor })
  const data = { proceedingId, reportId: id, report: report.kind, on: report.on, documentSha256 }
  await appendEvent(tx, file.id, { kind: 'report-taken', actor, legalTime: at, data })
  const settling = { tx, file, found, today, at }
  await keepBeside(settling, proceeding, taken, { ...input, actor })
  await settleProceeding(settling, { ...proceeding, reports: [...proceeding.reports, taken] })
  await tell(tx, file.id, 'report')
}

/** @throws DomainError task-unknown */
async function requireTask(tx: Transaction, { id: proceedingId }: ProceedingFact, taskId: string | null): Promise<void> {
  if (taskId === null) return
  const task = isId(taskId) ? await tx.proceedingTask.findFirst({ where: { id: taskId, proceedingId }, select: { id: true } }) : null
  if (!task) throw new DomainError('task-unknown', 'task')
}

/** A report names only what is kept: a paper of the file. @throws DomainError resource-unknown */
async function requireDocument(tx: Transaction, { tenantId, id: fileId }: FileRow, sha256: string | null): Promise<void> {
  if (sha256 === null) return
  const where = { tenantId, sha256, OR: [{ fileId }, { subject: `file:${fileId}` }] }
  if ((await tx.storedDocument.count({ where })) === 0) throw new DomainError('resource-unknown', 'document')
}

/** @throws DomainError report-unexpected for what such a professional does not report */
function requireReporter({ by, report: { kind } }: ReportInput): void {
  if (by !== undefined && !mayReport(by, kind as OutsideReport))
    throw new DomainError('report-unexpected', undefined, { rule: `reporter:${kind}:not-${by}`, source: 'relance policy' })
}

/** What a court has allowed is shown by its decision. @throws DomainError report-incomplete */
function requireProof({ report: { kind }, documentSha256 }: ReportInput): void {
  if (kind === 'measure-authorised' && documentSha256 === null)
    throw new DomainError('report-incomplete', 'document', { rule: 'needs:document', source: 'relance policy' })
}

/** @throws DomainError report-… with the rule */
function requireAdmitted(proceeding: ProceedingFact, report: ReportFact, { law }: Case, today: LegalDay): void {
  const refusal = refusalOf(proceeding, report, rulesFor(proceeding, law), today)
  if (refusal !== null) throw new DomainError(refusal.code, undefined, { rule: refusal.rule, source: refusal.source })
}

async function keep(
  tx: Transaction,
  proceedingId: string,
  { id, kind, on, toldOn, ...body }: ReportFact,
  rest: { taskId: string | null; documentSha256: string | null; actor: string },
): Promise<void> {
  const days = { doneOn: toDay(on), toldOn: toDay(toldOn) }
  await tx.proceedingReport.create({ data: { id, proceedingId, kind, ...days, body: { ...body }, ...rest } })
}

/** What a report says beside its act: the court's number, and what the act costs. */
async function keepBeside(
  settling: Settling,
  proceeding: ProceedingFact,
  report: ReportFact,
  { courtReference, bill, actor }: ReportInput & { actor: string },
): Promise<void> {
  const { id } = proceeding
  if (courtReference) await settling.tx.proceeding.update({ where: { id }, data: { courtReference } })
  if (bill) await addBilledCost(settling, proceeding, { report, amountCents: cents(bill.amountCents), source: bill.reference, actor })
}

/** What stands in the history of a report that the proceeding refuses. */
const refusedReport =
  ({ proceedingId, report: { kind, on } }: ReportInput) =>
  ({ code, because }: DomainError) =>
    because ? { kind: 'report-refused' as const, data: { proceedingId, report: kind, on, refusal: code, ...because } } : null
