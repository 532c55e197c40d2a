import type { TitleEnd } from '../domain/title.js'
import { toDay } from './day.js'
import { appendEvent } from './file-event.js'
import type { Settling } from './proceeding-settle.js'

/** Writes down why a title is good no more; null where it is good again. */
export async function endTitle({ tx, file, today, at }: Settling, titleId: string, reason: TitleEnd | null): Promise<void> {
  await tx.title.update({ where: { id: titleId }, data: { endReason: reason, endedOn: reason === null ? null : toDay(today) } })
  if (reason === null) return
  await appendEvent(tx, file.id, { kind: 'title-ended', actor: 'engine', legalTime: at, data: { titleId, reason } })
}
