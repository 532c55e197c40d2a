import { statementsOf } from '../domain/account.js'
import { type Allocation, allocate } from '../domain/balance.js'
import type { ContactFact, Facts } from '../domain/facts.js'
import type { LawBook } from '../domain/law-pack.js'
import type { LegalDay } from '../domain/legal-day.js'
import { type Cents, cents, sum } from '../domain/money.js'
import { remissionDue, STATED_SUM } from '../domain/stated-sum.js'
import type { Transaction } from './database.js'
import type { FileRow } from './file-row.js'
import { type Draft, drafted, type Part } from './ledger.js'

/** Ids of the claims that a debtor names; one that is not the file's stays as it is, and is refused where it is looked for. */
export async function idsOf(tx: Transaction, file: FileRow, references: readonly string[]): Promise<string[]> {
  const rows = await tx.claim.findMany({ where: { files: { some: { fileId: file.id } } }, select: { id: true, reference: true } })
  return references.map((reference) => rows.find((row) => row.reference === reference)?.id ?? reference)
}

type PaymentFact = Parameters<typeof drafted>[2]

/** What of a sum the claims take: no more than is owed on its day, and so much less that today nothing is overpaid that was not before. */
export function fitting(
  start: Draft,
  file: FileRow,
  fact: PaymentFact,
  amountCents: Cents,
  choice: readonly string[] | undefined,
  today: LegalDay,
): { parts: Part[]; draft: Draft } {
  const overpaidBefore = overpaid(start, today)
  for (let sumToGive = amountCents; sumToGive > 0; ) {
    const { parts }: Allocation = allocate(start.facts, start.law, fact.valueOn, sumToGive, choice)
    if (parts.length === 0) break
    const draft = drafted(start, file.tenantId, fact, parts)
    const excess = overpaid(draft, today) - overpaidBefore
    if (excess <= 0) return { parts, draft }
    sumToGive = cents(Math.max(0, sum(parts.map((part) => part.amountCents)) - excess))
  }
  return { parts: [], draft: start }
}

const overpaid = ({ facts, law }: { facts: Facts; law: LawBook }, today: LegalDay) =>
  sum(statementsOf(facts, law, today).map(({ overpaidCents }) => overpaidCents))

/**
 * Whoever pays in time what a message stated owes no interest that has grown since: it is let go from the day of the payment.
 * @param others what those were sent who owe the same claims
 */
export function withRemission(draft: Draft, file: FileRow, reference: string, others: readonly ContactFact[]): Draft {
  const on = draft.facts.claims.flatMap(({ money }) => money.map((fact) => fact.on)).reduce((a, b) => (a > b ? a : b), '')
  const parts = remissionDue({ ...draft.facts, contacts: [...draft.facts.contacts, ...others] }, draft.law, on)
  if (parts.length === 0) return draft
  return drafted(draft, file.tenantId, { kind: 'remission', reference: `${STATED_SUM}${reference}`, valueOn: on }, parts)
}
