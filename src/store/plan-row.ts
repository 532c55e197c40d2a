import type { PlanView } from '../contracts/payment-plan.js'
import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import { type Cents, cents } from '../domain/money.js'
import { type Coverage, coverageOf, type Instalment, PLAN, type PlanFact, paidFor } from '../domain/payment-plan.js'
import type { Prisma } from '../generated/prisma/client.js'
import type { Transaction } from './database.js'
import { fromDay } from './day.js'
import { loadCase } from './facts.js'

/** States of a plan that waits for somebody or is in force: a file has one such at most. */
export const OPEN_PLAN = ['proposed', 'asked', 'offered', 'active'] as const

const WITH = { instalments: { orderBy: { number: 'asc' } }, collections: { orderBy: { attempt: 'asc' } } } as const
export type PlanRow = Prisma.PaymentPlanGetPayload<{ include: typeof WITH }>

/** A plan of a file. @throws DomainError plan-unknown */
export async function findPlan(tx: Transaction, fileId: string, planId: string): Promise<PlanRow> {
  const rows = await tx.paymentPlan.findMany({ where: { fileId }, include: WITH })
  const row = rows.find(({ id }) => id === planId)
  if (!row) throw new DomainError('plan-unknown', 'plan')
  return row
}

/** The same under its file's lock, in one of the states in which something can be done with it. @throws DomainError plan-unknown, plan-state */
export async function findPlanIn(tx: Transaction, fileId: string, planId: string, states: readonly string[]): Promise<PlanRow> {
  const row = await findPlan(tx, fileId, planId)
  if (!states.includes(row.state)) throw new DomainError('plan-state', 'plan')
  return row
}

/** The instalments of the version in force. */
export const instalmentsOf = ({ instalments, revision }: PlanRow): Instalment[] =>
  instalments
    .filter((one) => one.revision === revision)
    .map(({ number, dueOn, amountCents }) => ({ number, dueOn: fromDay(dueOn), amountCents: cents(amountCents) }))

/** The instalments of the version in force, with what was paid for each by a day. */
export async function coverageOn(tx: Transaction, row: PlanRow, on: LegalDay): Promise<Coverage[]> {
  const { facts } = await loadCase(tx, row.fileId)
  return coverageOf(instalmentsOf(row), paidFor(facts, { baselineCents: cents(row.baselineCents) }, on))
}

/** A plan as decisions see it. */
export function planFact(row: PlanRow): PlanFact {
  const { id, state, method, revision, baselineCents, answerBy, activeOn, graceDays, cureDays, remindDays, collections } = row
  return {
    id,
    state: state as PlanFact['state'],
    method: method as PlanFact['method'],
    revision,
    instalments: instalmentsOf(row),
    baselineCents: cents(baselineCents),
    answerBy: fromDay(answerBy),
    beganOn: activeOn && fromDay(activeOn),
    graceDays,
    cureDays,
    remindDays,
    collections: collections
      .filter((one) => one.revision === revision)
      .map(({ number, askedOn, failedOn }) => ({ number, askedOn: fromDay(askedOn), failedOn: failedOn && fromDay(failedOn) })),
  }
}

/** The plans of a file, the newest first. */
export async function plansOf(tx: Transaction, fileId: string, on: LegalDay): Promise<PlanView[]> {
  const rows = await tx.paymentPlan.findMany({ where: { fileId }, include: WITH, orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }] })
  if (rows.length === 0) return []
  const { facts } = await loadCase(tx, fileId)
  return rows.map((row) => {
    // What an earlier plan was paid stays its own: what came after its end is another's.
    const until = row.endedOn && row.state !== 'active' ? fromDay(row.endedOn) : on
    return planView(row, row.activeOn === null ? cents(0) : paidFor(facts, { baselineCents: cents(row.baselineCents) }, until))
  })
}

function planView(row: PlanRow, paidCents: Cents): PlanView {
  const { id, state, proposedBy, method, currency, totalCents, interestCents, revision, reason } = row
  return {
    id,
    state: state as PlanView['state'],
    proposedBy: proposedBy as PlanView['proposedBy'],
    method: method as PlanView['method'],
    currency,
    totalCents: Number(totalCents),
    interestCents: Number(interestCents),
    revision,
    instalments: coverageOf(instalmentsOf(row), paidCents).map(({ isCovered: _, ...instalment }) => instalment),
    proposedOn: fromDay(row.proposedOn),
    answerBy: fromDay(row.answerBy),
    signedOn: row.activeOn && fromDay(row.activeOn),
    endedOn: row.endedOn && fromDay(row.endedOn),
    reason,
  }
}

/** References of what a plan has let go: of its second time in force on with a number. */
export const remissionReference = (planId: string, times: number) => (times === 0 ? `${PLAN}${planId}` : `${PLAN}${planId}#${times + 1}`)

/** References of what a plan has let go, whether that stands or not. */
export async function remissionsOf(tx: Transaction, { id, claimIds }: Pick<PlanRow, 'id' | 'claimIds'>): Promise<string[]> {
  const where = { kind: 'remission' as const, reference: { startsWith: remissionReference(id, 0) }, claimId: { in: claimIds } }
  const rows = await tx.ledgerEntry.findMany({ where, distinct: ['reference'], select: { reference: true } })
  return rows.map(({ reference }) => reference)
}
