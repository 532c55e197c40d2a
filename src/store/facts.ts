import type { Facts } from '../domain/facts.js'
import { cents, sum } from '../domain/money.js'
import type { Strategy } from '../domain/strategy.js'
import { StrategyDefinition } from '../strategies/format.js'
import type { Transaction } from './database.js'
import { fromDay } from './day.js'

/** All that a decision about the file depends on, as the rows have it now. */
export async function loadFacts(tx: Transaction, fileId: string): Promise<Facts> {
  const claims = await tx.claim.findMany({ where: { files: { some: { fileId } } }, include: { postings: true }, orderBy: { id: 'asc' } })
  const holds = await tx.hold.findMany({ where: { fileId, liftedAt: null }, orderBy: { id: 'asc' } })
  const contacts = await tx.contact.findMany({ where: { fileId }, orderBy: { id: 'asc' } })
  return {
    claims: claims.map(({ id, dueDate, amountCents, postings }) => ({
      id,
      dueDate: fromDay(dueDate),
      amountCents: cents(amountCents),
      paidCents: sum(postings.map((posting) => cents(posting.amountCents))),
    })),
    holds: holds.map(({ reason, until }) => ({ reason, until: until && fromDay(until) })),
    contacts: contacts.map(({ id, stepId, state, contactedOn, leaseUntil }) => ({
      id,
      stepId,
      state,
      contactedOn: contactedOn && fromDay(contactedOn),
      leaseUntil: leaseUntil?.toISOString() ?? null,
    })),
  }
}

/** The strategy version that the file pinned when it was opened. */
export async function loadStrategy(tx: Transaction, strategyId: string): Promise<{ strategy: Strategy; hash: string }> {
  const { definition, hash } = await tx.strategyVersion.findUniqueOrThrow({ where: { id: strategyId } })
  return { strategy: StrategyDefinition.parse(definition), hash }
}
