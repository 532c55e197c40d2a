import { cents } from '../domain/money.js'
import { paidFor } from '../domain/payment-plan.js'
import type { Transaction } from './database.js'
import { loadCase } from './facts.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { ENGINE } from './plan-collection.js'
import { OPEN_PLAN, remissionsOf } from './plan-row.js'

/**
 * A payment that a plan was kept by is gone: the plan is in force again, and its debtor hears of the missing instalment, with the days to
 * make it good, before the debt falls due. Where another plan is open meanwhile, that one goes on. The locks of all files that share the
 * claims are held.
 * @returns references of what those plans had let go
 */
export async function reopenPlans(tx: Transaction, file: FileRow, at: Date): Promise<string[]> {
  const kept = await tx.paymentPlan.findMany({
    where: { state: 'kept', file: { claims: { some: { claim: { files: { some: { fileId: file.id } } } } } } },
    orderBy: { recordedAt: 'asc' },
  })
  const remissions: string[] = []
  for (const row of kept) {
    const { id: planId, fileId, baselineCents, totalCents } = row
    const { facts } = await loadCase(tx, fileId)
    const on = facts.claims.flatMap(({ money }) => money.map((fact) => fact.on)).reduce((a, b) => (a > b ? a : b), '')
    if (paidFor(facts, { baselineCents: cents(baselineCents) }, on) >= Number(totalCents)) continue
    remissions.push(...(await remissionsOf(tx, row)))
    if ((await tx.paymentPlan.count({ where: { fileId, state: { in: [...OPEN_PLAN] } } })) > 0) continue
    await tx.paymentPlan.update({ where: { id: planId }, data: { state: 'active', endedOn: null } })
    await appendEvent(tx, fileId, { kind: 'plan-reopened', actor: ENGINE, legalTime: at, data: { planId } })
  }
  return remissions
}
