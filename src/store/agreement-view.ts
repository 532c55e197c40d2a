import type { Agreements } from '../contracts/agreement.js'
import type { AssertionView } from '../contracts/payment-assertion.js'
import type { PromiseView } from '../contracts/promise.js'
import type { SettlementView } from '../contracts/settlement.js'
import { lastDayOf } from '../domain/promise.js'
import type { MeansStatement, PaymentAssertion, PromiseToPay, Settlement } from '../generated/prisma/client.js'
import type { Transaction } from './database.js'
import { fromDay } from './day.js'
import { type DocumentHead, documentsOf } from './document.js'

/** What a debtor has said, and what was agreed with it: open and past, the newest first. Its plans are listed by themselves. */
export async function agreementsOf(tx: Transaction, fileId: string): Promise<Agreements> {
  const of = { where: { fileId }, orderBy: [{ recordedAt: 'desc' as const }, { id: 'asc' as const }] }
  const promises = await tx.promiseToPay.findMany(of)
  const assertions = await tx.paymentAssertion.findMany(of)
  const settlements = await tx.settlement.findMany(of)
  const means = await tx.meansStatement.findMany(of)
  return {
    promises: promises.map(promiseView),
    assertions: await withProof(tx, assertions),
    settlements: settlements.map(settlementView),
    means: means.map(meansSummary),
  }
}

/** One of them, which is there. */
export async function agreementOf<K extends keyof Agreements>(
  tx: Transaction,
  fileId: string,
  kind: K,
  id: string,
): Promise<Agreements[K][number]> {
  const all: readonly Agreements[K][number][] = (await agreementsOf(tx, fileId))[kind]
  return all.find((one) => one.id === id) as Agreements[K][number]
}

/** What uploads are kept as that prove a payment. */
export const assertionSubject = (id: string) => `payment-assertion:${id}`

/** Assertions with what the debtor has sent to prove them. */
export async function withProof(tx: Transaction, rows: readonly PaymentAssertion[]): Promise<AssertionView[]> {
  const views: AssertionView[] = []
  for (const row of rows) views.push(assertionView(row, await documentsOf(tx, row.tenantId, assertionSubject(row.id))))
  return views
}

const dayOrNull = (day: Date | null) => day && fromDay(day)

export function promiseView(row: PromiseToPay): PromiseView {
  const { id, amountCents, graceDays, origin, actor, outcome, outcomeOn } = row
  const payBy = fromDay(row.payBy)
  return {
    id,
    amountCents: Number(amountCents),
    payBy,
    waitsUntil: lastDayOf({ payBy, graceDays }),
    origin: origin as PromiseView['origin'],
    madeOn: fromDay(row.madeOn),
    actor,
    state: (outcome ?? 'open') as PromiseView['state'],
    endedOn: dayOrNull(outcomeOn),
  }
}

function assertionView(row: PaymentAssertion, proof: readonly DocumentHead[]): AssertionView {
  const { id, amountCents, means, paidTo, words, origin, state, answeredBy, answer } = row
  return {
    id,
    amountCents: amountCents === null ? null : Number(amountCents),
    paidOn: dayOrNull(row.paidOn),
    means: means as AssertionView['means'],
    paidTo: paidTo as AssertionView['paidTo'],
    words,
    origin: origin as AssertionView['origin'],
    saidOn: fromDay(row.saidOn),
    answerBy: fromDay(row.answerBy),
    state: state as AssertionView['state'],
    answeredOn: dayOrNull(row.answeredOn),
    answeredBy,
    answer,
    proof: proof.map(({ id: documentId, name, mediaType }) => ({ id: documentId, name, mediaType })),
  }
}

export function settlementView(row: Settlement): SettlementView {
  const { id, proposedBy, state, currency, amountCents, owedCents, graceDays, approvedBy, reason, signedSha256 } = row
  const payBy = fromDay(row.payBy)
  return {
    id,
    proposedBy: proposedBy as SettlementView['proposedBy'],
    state: state as SettlementView['state'],
    currency,
    amountCents: Number(amountCents),
    owedCents: Number(owedCents),
    payBy,
    waitsUntil: lastDayOf({ payBy, graceDays }),
    proposedOn: fromDay(row.proposedOn),
    answerBy: fromDay(row.answerBy),
    approvedBy,
    approvedOn: dayOrNull(row.approvedOn),
    endedOn: dayOrNull(row.endedOn),
    reason,
    signedSha256,
  }
}

export function meansSummary({ id, statedOn, answerBy, state, answeredOn }: MeansStatement): Agreements['means'][number] {
  return {
    id,
    statedOn: fromDay(statedOn),
    answerBy: fromDay(answerBy),
    state: state as 'open' | 'answered',
    answeredOn: dayOrNull(answeredOn),
  }
}
