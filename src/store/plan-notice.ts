import { v7 as uuidv7 } from 'uuid'
import type { LegalDay } from '../domain/legal-day.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import type { FileRow } from './file-row.js'

/** What a creditor is told of a plan: that it is asked to grant it, or what has become of it. */
export interface PlanNews {
  planId: string
  reason: 'asked' | 'begun' | 'changed' | 'kept' | 'broken' | 'cancelled'
  /** What the plan comes to. */
  amountCents: number | bigint
  on: LegalDay
}

/** Tells a file's creditor of a plan, unless it collects for itself. */
export async function noticeOfPlan(tx: Transaction, file: FileRow, { planId, reason, amountCents, on }: PlanNews): Promise<void> {
  if (file.ownClaims) return
  const { tenantId, creditorId, id: fileId } = file
  const about = { kind: 'plan', reason, reference: planId, amountCents: BigInt(amountCents), happenedOn: toDay(on) }
  await tx.creditorNotice.create({ data: { id: uuidv7(), tenantId, creditorId, fileId, ...about } })
}
