import type { PortalTask, ReportBody, TaskView } from '../contracts/judicial-task.js'
import type { OutsideReport, TaskKind } from '../domain/procedure/proceeding.js'
import { EXCHANGE_WORDS } from '../providers/exchange/task-words.js'
import { fromDay } from '../store/day.js'
import type { NewReport, ReportInput } from '../store/proceeding-report.js'
import type { TaskRow } from '../store/task-view.js'

const dayOrNull = (day: Date | null): string | null => day && fromDay(day)

function common(row: TaskRow) {
  const { id, kind, language, state, doBy, handedOn, answerBy, papers } = row
  const { procedure, courtName, courtReference } = row.proceeding
  return {
    id,
    task: kind as TaskKind,
    what: EXCHANGE_WORDS[language].tasks[kind as TaskKind],
    procedure,
    court: courtName,
    courtReference,
    state: state as TaskView['state'],
    doBy: dayOrNull(doBy),
    handedOn: dayOrNull(handedOn),
    answerBy: dayOrNull(answerBy),
    documents: papers,
  }
}

/** A task as the agency sees it. */
export function taskView(row: TaskRow): TaskView {
  const { proceeding, assignee: to, professional, seenAt, packageSha256, endedOn } = row
  const { id, reference } = proceeding.file
  const seen = { seenAt: seenAt?.toISOString() ?? null, packageSha256, endedOn: dayOrNull(endedOn) }
  return { ...common(row), file: { id, reference }, proceeding: proceeding.id, to, professional, ...seen }
}

/** A task as who has it sees it. */
export function portalTask(row: TaskRow, expects: readonly OutsideReport[]): PortalTask {
  const { reference, creditor, debtor } = row.proceeding.file
  const [point] = debtor.points
  const address = point
    ? { lines: point.addressLines, postcode: point.postcode ?? '', city: point.city ?? '', country: point.country ?? '' }
    : null
  return {
    ...common(row),
    file: reference,
    creditor: creditor.name,
    debtor: { name: debtor.name, address },
    expects: expects.map((kind) => ({ kind, what: EXCHANGE_WORDS[row.language].reports[kind] })),
  }
}

/** A report as it was sent, for the proceeding. */
export function reportInput(
  { courtReference, bill, documentSha256, ...said }: ReportBody,
  about: Pick<ReportInput, 'proceedingId' | 'taskId' | 'by'>,
): ReportInput {
  const report = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as unknown as NewReport
  return { ...about, report, documentSha256: documentSha256 ?? null, courtReference: courtReference ?? null, bill: bill ?? null }
}
