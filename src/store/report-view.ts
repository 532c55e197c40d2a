import type { Database } from './database.js'
import { fromDay } from './day.js'

/** A report that was taken, with where its proceeding stands now. */
export async function viewReport(db: Database, id: string) {
  const { kind, doneOn, toldOn, proceeding } = await db.proceedingReport.findUniqueOrThrow({ where: { id }, include: { proceeding: true } })
  const { id: proceedingId, stage, stageOn, endReason: end } = proceeding
  return { id, proceeding: proceedingId, kind, on: fromDay(doneOn), toldOn: fromDay(toldOn), stage, stageOn: fromDay(stageOn), end }
}
