import { legalDayOf } from '../domain/legal-day.js'
import { lawOf } from '../law/book.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { ENGINE } from './plan-collection.js'
import { endPlan } from './plan-end.js'
import { findPlan, OPEN_PLAN } from './plan-row.js'

/**
 * Cancels what was agreed with a debtor that may not be held to it any more: its open plan, settlement and promise. The caller holds the
 * file's lock, and tells it.
 * @param why a code: `insolvency`, `over-indebtedness`, `death`, `file-closed` @param at legal time
 */
export async function endAgreements(tx: Transaction, file: FileRow, why: string, at: Date): Promise<void> {
  const today = legalDayOf(at, lawOf(file.country).zone)
  const event = { actor: ENGINE, legalTime: at }
  const promise = await tx.promiseToPay.findFirst({ where: { fileId: file.id, outcome: null }, select: { id: true } })
  if (promise) {
    await tx.promiseToPay.update({ where: { id: promise.id }, data: { outcome: 'cancelled', outcomeOn: toDay(today) } })
    await appendEvent(tx, file.id, { kind: 'promise-ended', ...event, data: { promiseId: promise.id, outcome: 'cancelled' } })
  }
  const settlement = await tx.settlement.findFirst({
    where: { fileId: file.id, state: { in: ['proposed', 'asked', 'approved'] } },
    select: { id: true },
  })
  if (settlement) {
    await tx.settlement.update({ where: { id: settlement.id }, data: { state: 'withdrawn', endedOn: toDay(today) } })
    await appendEvent(tx, file.id, { kind: 'settlement-ended', ...event, data: { settlementId: settlement.id, state: 'withdrawn', why } })
  }
  const plan = await tx.paymentPlan.findFirst({ where: { fileId: file.id, state: { in: [...OPEN_PLAN] } }, select: { id: true } })
  if (plan) {
    await endPlan(tx, file, await findPlan(tx, file.id, plan.id), { state: 'cancelled', actor: ENGINE }, today, at)
    await appendEvent(tx, file.id, { kind: 'plan-ended', ...event, data: { planId: plan.id, state: 'cancelled', why } })
  }
}
