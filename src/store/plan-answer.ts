import { DomainError } from '../domain/errors.js'
import { addDays, addMonths, type LegalDay, later } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { changedSchedule, type NewDate } from '../domain/plan-schedule.js'
import { planDays } from '../law/payment-plan.js'
import type { Database, Transaction } from './database.js'
import { toDay } from './day.js'
import type { FileAct } from './file-act.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { refuseInsolvent } from './insolvency-hold.js'
import { legalToday } from './legal-today.js'
import { onceForFile } from './once-for-file.js'
import { tell } from './outbox.js'
import { granterOf, signBy, writeInstalments } from './payment-plan.js'
import { planDebits } from './plan-debits.js'
import { endPlan } from './plan-end.js'
import { noticeOfPlan } from './plan-notice.js'
import { coverageOn, findPlan, findPlanIn, instalmentsOf, type PlanRow } from './plan-row.js'
import { beginPlan } from './plan-start.js'
import { refuseProtected } from './situation.js'

/** An answer to a plan that was proposed. */
export interface PlanAnswer {
  /** Who answers: an operator a debtor's proposal, the creditor (or an operator on its behalf) what is beyond the mandate. */
  by: 'operator' | 'creditor'
  accepted: boolean
  /** Why not. It is shown to the debtor. */
  reason?: string | undefined
}

/** What each answers, and what it becomes. */
const ANSWERED = { operator: 'proposed', creditor: 'asked' } as const

/**
 * Answers a plan. What an operator accepts beyond the mandate's bounds the creditor is asked; what is granted is offered to the debtor,
 * who signs it.
 * @throws DomainError file-unknown, file-closed, plan-unknown, plan-state, plan-days-wrong where its first day has come meanwhile,
 * debtor-insolvent, debtor-protected, key-reused
 */
export async function answerPlan(db: Database, act: FileAct, planId: string, answer: PlanAnswer): Promise<void> {
  const { by, accepted, reason = null } = answer
  await change(db, act, { planId, kind: `answer-plan-${by}`, input: { accepted, reason } }, async (tx, file) => {
    const row = await findPlanIn(tx, file.id, planId, [ANSWERED[by]])
    const today = legalToday(file, act.now)
    const next = accepted ? await granted(tx, file, row, by, today) : { state: 'refused', reason, endedOn: toDay(today) }
    await tx.paymentPlan.update({ where: { id: planId }, data: next })
    const { state } = next
    await appendEvent(tx, file.id, {
      kind: 'plan-answered',
      actor: act.actor,
      legalTime: legalNow(file, act.now),
      data: { planId, by, state },
    })
    if (state === 'asked') await noticeOfPlan(tx, file, { planId, amountCents: row.totalCents, reason: 'asked', on: today })
  })
}

/** A plan that was accepted: offered to its debtor, or put to the creditor. */
async function granted(tx: Transaction, file: FileRow, row: PlanRow, by: PlanAnswer['by'], today: LegalDay) {
  await refuseInsolvent(tx, file)
  await refuseProtected(tx, file)
  const instalments = instalmentsOf(row)
  if ((instalments[0]?.dueOn ?? '') <= today) throw new DomainError('plan-days-wrong', 'plan')
  if (by === 'operator' && (await granterOf(tx, file.id, instalments)) === 'creditor')
    return { state: 'asked', answerBy: toDay(addDays(today, planDays.value.answer)) }
  return { state: 'offered', answerBy: toDay(signBy(instalments, today)) }
}

/** A plan that the debtor has signed by hand. */
export interface SignedByHand {
  signedOn: LegalDay
  /** SHA-256 of the paper. */
  proofSha256: string
}

/** Puts a plan in force that was signed by hand. @throws DomainError file-unknown, plan-unknown, plan-state, day-impossible, debtor-insolvent, debtor-protected, key-reused */
export async function signPlanByHand(db: Database, act: FileAct, planId: string, { signedOn, proofSha256 }: SignedByHand): Promise<void> {
  await change(db, act, { planId, kind: 'sign-plan', input: { signedOn, proofSha256 } }, async (tx, file) => {
    const row = await findPlanIn(tx, file.id, planId, ['offered'])
    if (signedOn > legalToday(file, act.now) || toDay(signedOn) < row.proposedOn) throw new DomainError('day-impossible', 'signedOn')
    await beginPlan(tx, file, row, { documentSha256: proofSha256, actor: act.actor }, act.now)
  })
}

/**
 * Agrees on new days, and parts, of what is still to come of a plan: it comes to the same, and is no new plan. Beyond the mandate's bounds
 * it can end no later than it did.
 * @throws DomainError file-unknown, plan-unknown, plan-state, plan-days-wrong, plan-sum-wrong, debtor-insolvent, debtor-protected, key-reused
 */
export async function changePlan(db: Database, act: FileAct, planId: string, dates: readonly NewDate[]): Promise<void> {
  const instalments = dates.map(({ dueOn, amountCents }) => ({ dueOn, amountCents }))
  await change(db, act, { planId, kind: 'change-plan', input: { instalments } }, async (tx, file) => {
    const row = await findPlanIn(tx, file.id, planId, ['active'])
    await refuseInsolvent(tx, file)
    await refuseProtected(tx, file)
    const today = legalToday(file, act.now)
    const next = changedSchedule(await coverageOn(tx, row, today), instalments, today)
    await refuseBeyond(tx, file, row, next)
    const revision = row.revision + 1
    await writeInstalments(tx, planId, revision, next)
    await tx.paymentPlan.update({ where: { id: planId }, data: { revision } })
    const event = { actor: act.actor, legalTime: legalNow(file, act.now) }
    await appendEvent(tx, file.id, { kind: 'plan-changed', ...event, data: { planId, revision, instalments: next.length } })
    if (row.method === 'direct-debit') {
      const changed = await findPlan(tx, file.id, planId)
      await planDebits(tx, file, changed, await coverageOn(tx, changed, today), act.now)
    }
    await noticeOfPlan(tx, file, { planId, amountCents: row.totalCents, reason: 'changed', on: today })
  })
}

/** @throws DomainError plan-days-wrong */
async function refuseBeyond(tx: Transaction, file: FileRow, row: PlanRow, next: readonly { dueOn: LegalDay }[]): Promise<void> {
  const { mandate } = await tx.debtFile.findUniqueOrThrow({ where: { id: file.id }, select: { mandate: true } })
  if (mandate === null) return
  const old = instalmentsOf(row)
  const bound = addMonths(old[0]?.dueOn ?? '', mandate.longestPlanMonths)
  if ((next.at(-1)?.dueOn ?? '') > later(bound, old.at(-1)?.dueOn ?? '')) throw new DomainError('plan-days-wrong', 'instalments')
}

/** Cancels an open plan: the debt falls due as if there were none. @throws DomainError file-unknown, plan-unknown, plan-state, key-reused */
export async function cancelPlan(db: Database, act: FileAct, planId: string, reason: string): Promise<void> {
  await change(db, act, { planId, kind: 'cancel-plan', input: { reason } }, async (tx, file) => {
    const row = await findPlanIn(tx, file.id, planId, ['proposed', 'asked', 'offered', 'active'])
    const ending = { state: 'cancelled', reason, actor: act.actor } as const
    await endPlan(tx, file, row, ending, legalToday(file, act.now), legalNow(file, act.now))
    const event = { actor: act.actor, legalTime: legalNow(file, act.now), data: { planId, state: 'cancelled', why: 'operator' } }
    await appendEvent(tx, file.id, { kind: 'plan-ended', ...event })
  })
}

interface Asked {
  planId: string
  kind: string
  input: object
}

/** Carries out what is asked of a plan, once, and tells the file. */
async function change(
  db: Database,
  { tenantId, fileId, actor, key, now }: FileAct,
  { planId, kind, input }: Asked,
  work: (tx: Transaction, file: FileRow) => Promise<void>,
): Promise<void> {
  await onceForFile(db, { tenantId, fileId, actor, key, kind, input: { planId, ...input }, now }, async (tx, file) => {
    await work(tx, file)
    await tell(tx, fileId, 'plan')
  })
}
