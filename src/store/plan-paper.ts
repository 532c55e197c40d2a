import { statementsOf } from '../domain/account.js'
import type { ClaimFact } from '../domain/facts.js'
import type { LegalDay } from '../domain/legal-day.js'
import { type Cents, cents } from '../domain/money.js'
import type { Instalment, PlanFact } from '../domain/payment-plan.js'
import type { ContactPoint, Organisation } from '../generated/prisma/client.js'
import type { Transaction } from './database.js'
import { fromDay } from './day.js'
import { loadCase } from './facts.js'
import { legalToday } from './legal-today.js'
import { findPlan, instalmentsOf } from './plan-row.js'

/** What is owed on an invoice that a plan is for. */
export interface PlannedClaim {
  reference: string
  dueDate: LegalDay
  principalCents: Cents
  /** Interest, compensation and costs. */
  chargesCents: Cents
}

/** All that the protocol of a plan says. */
export interface PlanPaper {
  plan: {
    id: string
    state: string
    method: PlanFact['method']
    currency: string
    totalCents: Cents
    interestCents: Cents
    graceDays: number
    cureDays: number
    proposedOn: LegalDay
    answerBy: LegalDay
  }
  instalments: Instalment[]
  claims: PlannedClaim[]
  fileReference: string
  /** Who collects; the creditor itself where it does. */
  collector: Organisation
  creditor: Organisation
  debtor: { name: string; address: ContactPoint | null; email: string | null; phone: string | null }
  /** Of the mandate for direct debits, where instalments are collected so. */
  debitMandate: string | null
  /** Day on which the paper is made out. */
  today: LegalDay
}

/** @throws DomainError plan-unknown */
export async function loadPlanPaper(tx: Transaction, fileId: string, planId: string, now: Date): Promise<PlanPaper> {
  const row = await findPlan(tx, fileId, planId)
  const file = await tx.debtFile.findUniqueOrThrow({ where: { id: fileId }, include: WITH_PARTIES })
  const mandate = row.method === 'direct-debit' && row.collectedBy !== null ? { id: row.collectedBy } : null
  const debitMandate = mandate && (await tx.directDebitMandate.findUnique({ where: mandate, select: { reference: true } }))
  const { debtor, creditor, tenant } = file
  const newest = (kind: string) => debtor.points.find((point) => point.kind === kind)
  const { id, state, currency, graceDays, cureDays } = row
  return {
    plan: {
      id,
      state,
      currency,
      graceDays,
      cureDays,
      method: row.method as PlanFact['method'],
      totalCents: cents(row.totalCents),
      interestCents: cents(row.interestCents),
      proposedOn: fromDay(row.proposedOn),
      answerBy: fromDay(row.answerBy),
    },
    instalments: instalmentsOf(row),
    claims: await claimsOf(tx, fileId, row.claimIds, fromDay(row.proposedOn)),
    fileReference: file.reference,
    collector: tenant.organisations[0] ?? creditor,
    creditor,
    debtor: {
      name: debtor.name,
      address: newest('postal') ?? null,
      email: newest('email')?.value ?? null,
      phone: debtor.points.find(({ kind, mobile }) => kind === 'phone' && mobile)?.value ?? null,
    },
    debitMandate: debitMandate?.reference ?? null,
    today: legalToday(file, now),
  }
}

const WITH_PARTIES = {
  creditor: true,
  debtor: { include: { points: { where: { status: 'usable' }, orderBy: { id: 'desc' } } } },
  tenant: { select: { organisations: { where: { own: true } } } },
} as const

/** The claims as they stood on the day on which the plan was reckoned. */
async function claimsOf(tx: Transaction, fileId: string, claimIds: string[], on: LegalDay): Promise<PlannedClaim[]> {
  const { facts, law } = await loadCase(tx, fileId)
  const rows = await tx.claim.findMany({ where: { id: { in: claimIds } }, select: { id: true, reference: true } })
  return statementsOf(facts, law, on)
    .filter(({ claimId }) => claimIds.includes(claimId))
    .map(({ claimId, principalCents, interestCents, indemnityCents, costsCents }) => ({
      reference: rows.find(({ id }) => id === claimId)?.reference ?? '',
      dueDate: (facts.claims.find(({ id }) => id === claimId) as ClaimFact).dueDate,
      principalCents,
      chargesCents: cents(interestCents + indemnityCents + costsCents),
    }))
}
