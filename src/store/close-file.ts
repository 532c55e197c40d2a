import { v7 as uuidv7 } from 'uuid'
import { balanceOn } from '../domain/account.js'
import type { ClosingReason } from '../domain/closing-reason.js'
import { legalDayOf } from '../domain/legal-day.js'
import { retainUntil } from '../law/retention.js'
import { closingReport } from './closing-report.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import { dropPlannedDebits } from './direct-debit.js'
import { endAgreements } from './end-agreements.js'
import type { Case } from './facts.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'

const ACTOR = 'engine'

/**
 * Closes a file under its lock, with all that follows: nothing more is taken of its debtor, its creditor is told, and what it came to is
 * written down.
 */
export async function closeFile(tx: Transaction, file: FileRow, found: Case, reason: ClosingReason, at: Date, now: Date): Promise<void> {
  const { id: fileId, tenantId, creditorId } = file
  const closedOn = legalDayOf(at, found.law.zone)
  await dropPlannedDebits(tx, file, ACTOR, now)
  await endAgreements(tx, file, 'file-closed', at)
  await tx.debtFile.update({ where: { id: fileId }, data: { status: 'closed', closedReason: reason } })
  await appendEvent(tx, fileId, { kind: 'closed', actor: ACTOR, legalTime: at, data: { reason } })
  const days = { closedOn: toDay(closedOn), closedAt: at, retainUntil: toDay(retainUntil(file.country, closedOn, reason)) }
  const report = await closingReport(tx, file, found, reason, at)
  await tx.fileClosing.create({ data: { id: uuidv7(), tenantId, creditorId, fileId, reason, ...days, report } })
  if (file.ownClaims) return
  const amountCents = balanceOn(found.facts, found.law, closedOn)
  const notice = { id: uuidv7(), tenantId, creditorId, fileId, reference: file.reference, amountCents, happenedOn: toDay(closedOn) }
  await tx.creditorNotice.create({ data: { ...notice, kind: 'closed', reason } })
}

/** Opens a closed file again, under its lock. */
export async function reopenFile(tx: Transaction, file: FileRow, { facts, law }: Case, at: Date): Promise<void> {
  await tx.debtFile.update({ where: { id: file.id }, data: { status: 'open', closedReason: null } })
  await tx.fileClosing.updateMany({ where: { fileId: file.id, reopenedAt: null }, data: { reopenedAt: at } })
  const balanceCents = balanceOn(facts, law, legalDayOf(at, law.zone))
  await appendEvent(tx, file.id, { kind: 'reopened', actor: ACTOR, legalTime: at, data: { balanceCents } })
}
