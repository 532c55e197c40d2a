import { v7 as uuidv7 } from 'uuid'
import { type Brought, broughtBy } from '../domain/inside-reports.js'
import type { ProcedureState, ProceedingFact, ReportFact } from '../domain/procedure/proceeding.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import { appendEvent } from './file-event.js'
import type { Settling } from './proceeding-settle.js'

const ENGINE = 'engine'

/**
 * Writes what the file itself brings to a proceeding by now: that it is paid, that less is asked for, that it must stand still or may go on.
 * @returns the report that was written; null without any
 */
export async function bringInside(
  settling: Settling,
  present: { proceeding: ProceedingFact; state: ProcedureState },
): Promise<ReportFact | null> {
  const { found, today } = settling
  const brought = broughtBy(found.facts, found.law, present, today)
  return brought && writeInside(settling, present.proceeding.id, brought, ENGINE)
}

/** Writes a report that comes from the file, and its event. The caller settles the proceeding with it. */
export async function writeInside(
  { tx, file, today, at }: Settling,
  proceedingId: string,
  { kind, ...body }: Brought,
  actor: string,
): Promise<ReportFact> {
  const id = uuidv7()
  await insertReport(tx, { id, proceedingId, kind, body, actor }, today)
  const data = { proceedingId, reportId: id, report: kind, on: today, documentSha256: null }
  await appendEvent(tx, file.id, { kind: 'report-taken', actor, legalTime: at, data })
  return { id, kind, on: today, toldOn: today, ...body }
}

const insertReport = (
  tx: Transaction,
  row: { id: string; proceedingId: string; kind: string; body: object; actor: string },
  today: string,
) => tx.proceedingReport.create({ data: { ...row, body: { ...row.body }, doneOn: toDay(today), toldOn: toDay(today) } })
