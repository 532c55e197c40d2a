import { legalDayOf } from '../domain/legal-day.js'
import { lawOf } from '../law/book.js'
import type { Transaction } from './database.js'
import { dropPromise, dropSettlement } from './drop-agreement.js'
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
  const dropping = { actor: ENGINE, at, on: today }
  await dropPromise(tx, file, 'cancelled', dropping)
  await dropSettlement(tx, file, why, dropping)
  const plan = await tx.paymentPlan.findFirst({ where: { fileId: file.id, state: { in: [...OPEN_PLAN] } }, select: { id: true } })
  if (plan) {
    await endPlan(tx, file, await findPlan(tx, file.id, plan.id), { state: 'cancelled', actor: ENGINE }, today, at)
    await appendEvent(tx, file.id, { kind: 'plan-ended', actor: ENGINE, legalTime: at, data: { planId: plan.id, state: 'cancelled', why } })
  }
}
