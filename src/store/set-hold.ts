import { v7 as uuidv7 } from 'uuid'
import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import type { Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import type { FileRow } from './file-row.js'
import { legalToday } from './legal-today.js'

/**
 * Puts one hold of a file, under its lock, as it has to be: until a day, on which it no longer stops the file, or until somebody lifts it
 * (`null`), or not there (`undefined`). One whose day is over is not placed anew. @returns whether anything changed
 */
export async function setHold(
  tx: Transaction,
  file: FileRow,
  reason: string,
  until: LegalDay | null | undefined,
  now: Date,
): Promise<boolean> {
  const at = legalNow(file, now)
  const standing = await tx.hold.findMany({ where: { fileId: file.id, reason, liftedAt: null } })
  const isAsWanted = ({ until: day }: { until: Date | null }) => until !== undefined && (day && fromDay(day)) === until
  const wrong = standing.filter((hold) => !isAsWanted(hold))
  if (wrong.length > 0) await tx.hold.updateMany({ where: { id: { in: wrong.map(({ id }) => id) } }, data: { liftedAt: at } })
  const isOver = until === undefined || (until !== null && until <= legalToday(file, now))
  if (isOver || standing.some(isAsWanted)) return wrong.length > 0
  await tx.hold.create({ data: { id: uuidv7(), fileId: file.id, reason, until: until && toDay(until), placedAt: at } })
  return true
}
