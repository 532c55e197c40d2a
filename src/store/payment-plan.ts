import { balanceOn, unpaidOn } from '../domain/account.js'
import { standingPaymentsOf } from '../domain/balance.js'
import { askableOf } from '../domain/barred-claims.js'
import { DomainError, type ErrorCode } from '../domain/errors.js'
import { packOn, regimeOf } from '../domain/law-pack.js'
import { addDays, earlier, type LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { type Cents, cents, sum } from '../domain/money.js'
import type { Instalment, PlanFact } from '../domain/payment-plan.js'
import { type Cadence, isWithin, scheduleOf, withInterest } from '../domain/plan-schedule.js'
import { planDays } from '../law/payment-plan.js'
import type { Database, Transaction } from './database.js'
import { toDay } from './day.js'
import { type Case, loadCase } from './facts.js'
import type { FileAct } from './file-act.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { refuseInsolvent } from './insolvency-hold.js'
import { legalToday } from './legal-today.js'
import { onceForFile } from './once-for-file.js'
import { tell } from './outbox.js'
import { collectorOf } from './plan-debits.js'
import { noticeOfPlan } from './plan-notice.js'
import { OPEN_PLAN } from './plan-row.js'
import { refuseProtected } from './situation.js'
import { stagedId } from './staged-input.js'

export type { PlanView } from '../contracts/payment-plan.js'
export { plansOf } from './plan-row.js'

/** What a plan is asked to look like. */
export interface PlanWish extends Cadence {
  method: PlanFact['method']
  /** Interest that goes on during the plan is in it; never for a consumer. Left out: none. */
  withInterest?: boolean | undefined
}

/** A plan as it would be: nothing is written. */
export interface PlanDraft {
  instalments: Instalment[]
  totalCents: number
  interestCents: number
  currency: string
  /** Who may grant it: the agency by its mandate, or the creditor. */
  grantedBy: 'agency' | 'creditor'
  /** Why it cannot be as wished, in codes; empty where it can. */
  faults: string[]
}

/** What is read of a file before a plan is reckoned for it. */
type PlannedFile = Pick<FileRow, 'id' | 'status' | 'country' | 'legalOffsetMs'>

/**
 * Reckons a plan without writing anything.
 * @throws DomainError file-unknown, file-closed, nothing-owed, plan-days-wrong, plan-sum-wrong, plan-interest-consumer, debtor-insolvent,
 * debtor-protected
 */
export async function simulatePlan(db: Database, of: { tenantId: string; fileId: string }, wish: PlanWish, now: Date): Promise<PlanDraft> {
  const select = { id: true, status: true, country: true, legalOffsetMs: true } as const
  const file = await db.debtFile.findFirst({ where: { id: of.fileId, tenantId: of.tenantId }, select })
  if (!file) throw new DomainError('file-unknown')
  return (await reckon(db, file, wish, now)).draft
}

/**
 * Proposes a plan: by the debtor it waits for an operator's answer, by an operator it is offered at once; beyond the mandate's bounds the
 * creditor is asked first.
 * @returns its id @throws as simulatePlan, and plan-open, settlement-open, card-missing, debit-mandate-unknown, currency-mismatch, key-reused
 */
export async function proposePlan(db: Database, act: FileAct, wish: PlanWish): Promise<string> {
  const { tenantId, fileId, actor, key, now } = act
  const id = stagedId({ tenantId, fileId, key })
  const { instalments, firstOn, every, method, withInterest: asked = false } = wish
  const input = { instalments, firstOn, every, method, withInterest: asked }
  await onceForFile(db, { tenantId, fileId, actor, key, kind: 'propose-plan', input, now }, async (tx, file) => {
    const reckoned = await reckon(tx, file, wish, now)
    const [fault] = reckoned.draft.faults
    if (fault !== undefined) throw new DomainError(fault)
    await writePlan(tx, file, { id, actor, wish, ...reckoned }, now)
  })
  return id
}

interface Reckoned {
  found: Case
  draft: PlanDraft & { faults: ErrorCode[] }
  /** Claims that it is for. */
  claimIds: string[]
  /** The mandate or card that it is collected by. */
  collectedBy: string | null
}

async function reckon(tx: Transaction, file: PlannedFile, wish: PlanWish, now: Date): Promise<Reckoned> {
  if (file.status === 'closed') throw new DomainError('file-closed')
  await refuseInsolvent(tx, file)
  await refuseProtected(tx, file)
  const found = await loadCase(tx, file.id)
  const today = legalToday(file, now)
  const asked = askableOf(found.facts, found.law, today)
  const owedCents = balanceOn(asked, found.law, today)
  if (owedCents === 0) throw new DomainError('nothing-owed')
  const schedule = scheduleOf(wish, owedCents, today, planDays.value.firstWithin)
  const instalments = wish.withInterest ? withInterest(schedule, asked, found.law) : schedule
  if (wish.withInterest) refuseConsumer(found, today)
  const totalCents = sum(instalments.map(({ amountCents }) => amountCents))
  const currency = asked.claims[0]?.currency ?? ''
  const { collectedBy, faults } = await collectorOf(tx, file.id, { ...wish, currency, lastOn: instalments.at(-1)?.dueOn ?? today })
  const sums = { instalments, totalCents, interestCents: totalCents - owedCents, currency }
  const grantedBy = await granterOf(tx, file.id, instalments)
  const draft = { ...sums, grantedBy, faults: [...(await openAgreements(tx, file.id)), ...faults] }
  return { found, draft, claimIds: unpaidOn(asked, found.law, today).map(({ id }) => id), collectedBy }
}

/** Interest that a plan adds is for professionals. @throws DomainError plan-interest-consumer */
function refuseConsumer({ facts, law }: Case, today: LegalDay): void {
  const pack = packOn(law, today)
  if (facts.claims.some(({ capacity }) => regimeOf(pack, capacity) === 'consumer'))
    throw new DomainError('plan-interest-consumer', 'withInterest')
}

/** Who may grant a schedule: the agency within the bounds of its mandate, and whoever collects its own claims. */
export async function granterOf(
  tx: Transaction,
  fileId: string,
  instalments: readonly Pick<Instalment, 'dueOn'>[],
): Promise<PlanDraft['grantedBy']> {
  const { mandate } = await tx.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { mandate: true } })
  return mandate === null || isWithin(instalments, mandate.longestPlanMonths) ? 'agency' : 'creditor'
}

async function openAgreements(tx: Transaction, fileId: string): Promise<ErrorCode[]> {
  const isOpen = { plan: { in: [...OPEN_PLAN] }, settlement: { in: ['proposed', 'asked', 'approved'] } }
  const plans = await tx.paymentPlan.count({ where: { fileId, state: isOpen.plan } })
  const settlements = await tx.settlement.count({ where: { fileId, state: isOpen.settlement } })
  return [...(plans > 0 ? (['plan-open'] as const) : []), ...(settlements > 0 ? (['settlement-open'] as const) : [])]
}

/** The last day on which an offer is signed: before its first instalment is due. */
export const signBy = (instalments: readonly Pick<Instalment, 'dueOn'>[], today: LegalDay): LegalDay =>
  earlier(addDays(today, planDays.value.sign), addDays(instalments[0]?.dueOn ?? today, -1))

type NewPlan = Reckoned & { id: string; actor: string; wish: PlanWish }

async function writePlan(tx: Transaction, file: FileRow, plan: NewPlan, now: Date): Promise<void> {
  const { id, actor, wish, draft, claimIds, collectedBy, found } = plan
  const { instalments, totalCents, interestCents, currency, grantedBy } = draft
  const today = legalToday(file, now)
  const { grace, cure, remind, answer } = planDays.value
  const proposedBy = actor === 'debtor' ? 'debtor' : 'operator'
  const state = proposedBy === 'debtor' ? 'proposed' : grantedBy === 'creditor' ? 'asked' : 'offered'
  const answerBy = state === 'offered' ? signBy(instalments, today) : addDays(today, answer)
  const who = {
    id,
    tenantId: file.tenantId,
    fileId: file.id,
    proposedBy,
    actor,
    state,
    method: wish.method,
    collectedBy,
    currency,
    claimIds,
  }
  const sums = { totalCents, interestCents, baselineCents: paidBy(found, today) }
  const days = { graceDays: grace, cureDays: cure, remindDays: remind, proposedOn: toDay(today), answerBy: toDay(answerBy) }
  await tx.paymentPlan.create({ data: { ...who, ...sums, ...days } })
  await writeInstalments(tx, id, 1, instalments)
  const data = { planId: id, by: proposedBy, instalments: instalments.length, totalCents, state }
  await appendEvent(tx, file.id, { kind: 'plan-proposed', actor, legalTime: legalNow(file, now), data })
  if (state === 'asked') await noticeOfPlan(tx, file, { planId: id, amountCents: totalCents, reason: 'asked', on: today })
  await tell(tx, file.id, 'plan')
}

const paidBy = ({ facts }: Case, today: LegalDay): Cents =>
  cents(sum(facts.claims.flatMap((claim) => standingPaymentsOf(claim, today)).map(({ amountCents }) => amountCents)))

/** Writes a version of a plan's instalments: it never changes. */
export async function writeInstalments(
  tx: Transaction,
  planId: string,
  revision: number,
  instalments: readonly Instalment[],
): Promise<void> {
  const rows = instalments.map(({ number, dueOn, amountCents }) => ({ planId, revision, number, dueOn: toDay(dueOn), amountCents }))
  await tx.planInstalment.createMany({ data: rows })
}
