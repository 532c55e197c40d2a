import { DomainError } from '../domain/errors.js'
import { legalNow } from '../domain/legal-time.js'
import { proposeAcknowledgements } from './acknowledgement.js'
import type { Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { dropPromise } from './drop-agreement.js'
import { loadCase } from './facts.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockFile } from './file-row.js'
import { refuseInsolvent } from './insolvency-hold.js'
import { legalToday } from './legal-today.js'
import { tell } from './outbox.js'
import { lockParty } from './party.js'
import { planDebits } from './plan-debits.js'
import { noticeOfPlan } from './plan-notice.js'
import { coverageOn, findPlanIn, type PlanRow, remissionReference } from './plan-row.js'
import { refuseProtected } from './situation.js'

/** A plan's protocol as it was signed, and by when. */
export interface SignedProtocol {
  /** SHA-256 of the signed paper. */
  documentSha256: string
  actor: string
}

/** The debtor has signed the protocol of a plan, in the transaction of the signature. @throws DomainError plan-unknown, plan-state, debtor-insolvent, debtor-protected */
export async function planSigned(tx: Transaction, planId: string, signed: SignedProtocol, now: Date): Promise<void> {
  const plan = await tx.paymentPlan.findUnique({ where: { id: planId }, select: { fileId: true } })
  if (!plan) throw new DomainError('plan-unknown', 'plan')
  await lockParty(tx, plan.fileId)
  const file = await lockFile(tx, plan.fileId)
  await beginPlan(tx, file, await findPlanIn(tx, file.id, planId, ['offered']), signed, now)
  await tell(tx, file.id, 'plan')
}

/**
 * Puts a plan that was offered in force, under the file's lock: nothing else is asked for meanwhile, its debits are planned, and a person is
 * asked whether signing it acknowledges the debt (Code civil art. 2240). A promise that was open is in it.
 * @throws DomainError plan-state where its time to be signed is over, debtor-insolvent, debtor-protected
 */
export async function beginPlan(
  tx: Transaction,
  file: FileRow,
  row: PlanRow,
  { documentSha256, actor }: SignedProtocol,
  now: Date,
): Promise<void> {
  const today = legalToday(file, now)
  if (file.status === 'closed' || today > fromDay(row.answerBy)) throw new DomainError('plan-state', 'plan')
  await refuseInsolvent(tx, file)
  await refuseProtected(tx, file)
  const { id: planId, baselineCents, totalCents, claimIds } = row
  await tx.paymentPlan.update({ where: { id: planId }, data: { state: 'active', activeOn: toDay(today), signedSha256: documentSha256 } })
  const at = legalNow(file, now)
  await dropPromise(tx, file, 'replaced', { actor, at, on: today })
  await appendEvent(tx, file.id, { kind: 'plan-signed', actor, legalTime: at, data: { planId, documentSha256 } })
  await appendEvent(tx, file.id, { kind: 'plan-begun', actor, legalTime: at, data: { planId, baselineCents: Number(baselineCents) } })
  const found = await loadCase(tx, file.id)
  await proposeAcknowledgements(tx, file, found, { reference: remissionReference(planId, 0), on: today, at, claimIds })
  if (row.method === 'direct-debit') await planDebits(tx, file, row, await coverageOn(tx, row, today), now)
  await noticeOfPlan(tx, file, { planId, amountCents: totalCents, reason: 'begun', on: today })
}
