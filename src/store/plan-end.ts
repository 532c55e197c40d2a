import { isSettled } from '../domain/balance.js'
import type { LegalDay } from '../domain/legal-day.js'
import { type Cents, cents, sum } from '../domain/money.js'
import { overdueCents, paidFor, planOutcome } from '../domain/payment-plan.js'
import { grownSince } from '../domain/stated-sum.js'
import type { Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { refreshDebitHold } from './debit-hold.js'
import { dropPlannedDebits } from './direct-debit.js'
import type { Case } from './facts.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { post, valueDay } from './ledger.js'
import { ENGINE } from './plan-collection.js'
import { noticeOfPlan } from './plan-notice.js'
import { findPlan, type PlanRow, remissionReference, remissionsOf } from './plan-row.js'

/** How a plan ends, and why where somebody has said so. */
export interface PlanEnding {
  state: 'kept' | 'broken' | 'expired' | 'cancelled'
  reason?: string
  actor: string
}

/** Ends a plan under its file's lock: nothing more is collected for it. The caller writes why into the history. */
export async function endPlan(tx: Transaction, file: FileRow, row: PlanRow, ending: PlanEnding, on: LegalDay, at: Date): Promise<void> {
  const { state, reason, actor } = ending
  await tx.paymentPlan.update({ where: { id: row.id }, data: { state, endedOn: toDay(on), ...(reason !== undefined && { reason }) } })
  if (row.state !== 'active') return
  const now = new Date(at.getTime() - Number(file.legalOffsetMs)) // by the real clock, which debits are planned by
  if (row.method === 'direct-debit') {
    await dropPlannedDebits(tx, file, actor, now, `plan-${state}`)
    await refreshDebitHold(tx, file, now)
  }
  if (state !== 'expired') await noticeOfPlan(tx, file, { planId: row.id, amountCents: row.totalCents, reason: state, on })
}

/**
 * Writes down that the plan was kept (and lets go what has grown), broken, or not signed in time, under the file's lock. Where nothing is
 * left to pay otherwise, one in force is kept, and one that is none yet has no object any more.
 * @returns whether it was
 */
export async function settlePlan(tx: Transaction, file: FileRow, found: Case, on: LegalDay, at: Date): Promise<boolean> {
  const { facts, law } = found
  const { plan } = facts
  if (!plan) return false
  const row = await findPlan(tx, file.id, plan.id)
  const end = (state: PlanEnding['state']) => endPlan(tx, file, row, { state, actor: ENGINE }, on, at)
  const event = { actor: ENGINE, legalTime: at }
  const outcome = isSettled(facts, law, on) ? (plan.state === 'active' ? 'kept' : 'cancelled') : planOutcome(facts, plan, on)
  switch (outcome) {
    case null:
      return false
    case 'kept': {
      const remittedCents = await letGrowthGo(tx, file, found, row, at)
      await end('kept')
      await appendEvent(tx, file.id, { kind: 'plan-kept', ...event, data: { planId: plan.id, remittedCents } })
      return true
    }
    case 'broken': {
      await end('broken')
      const data = { planId: plan.id, overdueCents: overdueCents(facts, plan, on) }
      await appendEvent(tx, file.id, { kind: 'plan-broken', ...event, data })
      return true
    }
    case 'expired':
    case 'cancelled': {
      await end(outcome)
      const data = { planId: plan.id, state: outcome, why: outcome === 'expired' ? 'unsigned' : 'settled' }
      await appendEvent(tx, file.id, { kind: 'plan-ended', ...event, data })
      return true
    }
  }
}

/** Whoever keeps a plan owes nothing of what its claims have borne meanwhile, beyond the interest that the plan itself asked for. @returns how much */
async function letGrowthGo(tx: Transaction, file: FileRow, found: Case, row: PlanRow, at: Date): Promise<Cents> {
  const { facts, law } = found
  const on = valueDay(found, at)
  if (paidFor(facts, { baselineCents: cents(row.baselineCents) }, on) < Number(row.totalCents)) return cents(0) // settled otherwise
  const claims = facts.claims.filter(({ id }) => row.claimIds.includes(id))
  const askedCents = cents(row.totalCents - row.interestCents)
  const asked = { since: fromDay(row.proposedOn), askedCents, aheadCents: cents(row.interestCents), until: on }
  const parts = grownSince({ claims, contacts: facts.contacts }, law, asked, on)
  if (parts.length === 0) return cents(0)
  const earlier = await remissionsOf(tx, row)
  await post(tx, file, { kind: 'remission', reference: remissionReference(row.id, earlier.length), valueOn: on }, parts)
  return sum(parts.map(({ amountCents }) => amountCents))
}
