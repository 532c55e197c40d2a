import type { LegalDay } from '../domain/legal-day.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'

/** Who ends something that was agreed, and when: legal time, and its day. */
interface Dropping {
  actor: string
  at: Date
  on: LegalDay
}

/** Ends a file's open promise, if there is one, without its being kept or broken. The caller holds the file's lock, and tells it. */
export async function dropPromise(
  tx: Transaction,
  { id: fileId }: Pick<FileRow, 'id'>,
  outcome: 'cancelled' | 'replaced',
  { actor, at, on }: Dropping,
): Promise<void> {
  const open = await tx.promiseToPay.findFirst({ where: { fileId, outcome: null }, select: { id: true } })
  if (!open) return
  await tx.promiseToPay.update({ where: { id: open.id }, data: { outcome, outcomeOn: toDay(on) } })
  await appendEvent(tx, fileId, { kind: 'promise-ended', actor, legalTime: at, data: { promiseId: open.id, outcome } })
}

/** States of a settlement that is not over. */
export const OPEN_SETTLEMENT = ['proposed', 'asked', 'approved'] as const

/** Ends a file's open settlement, if there is one. The caller holds the file's lock, and tells it. @param why a code */
export async function dropSettlement(
  tx: Transaction,
  { id: fileId }: Pick<FileRow, 'id'>,
  why: string,
  { actor, at, on }: Dropping,
): Promise<void> {
  const open = await tx.settlement.findFirst({ where: { fileId, state: { in: [...OPEN_SETTLEMENT] } }, select: { id: true } })
  if (!open) return
  await tx.settlement.update({ where: { id: open.id }, data: { state: 'withdrawn', endedOn: toDay(on) } })
  const data = { settlementId: open.id, state: 'withdrawn', why }
  await appendEvent(tx, fileId, { kind: 'settlement-ended', actor, legalTime: at, data })
}
