import { DomainError } from '../domain/errors.js'
import { agreement } from '../law/house.js'
import { isPerson } from './api-key.js'
import type { Transaction } from './database.js'

/** Something that people must agree to. */
export type ApprovalSubject =
  | `transfer-order:${string}`
  | `transfer-cancellation:${string}`
  | `creditor-account:${string}`
  | `judicial-proposal:${string}`

export interface ApprovalRequest {
  tenantId: string
  subject: ApprovalSubject
  /** Who asks for it; null where that may be anybody of the two. */
  maker: string | null
  /** Who agrees. */
  actor: string
  now: Date
  /** How many people it takes; as many as the house asks for where money moves, where left out. */
  people?: number
}

/** Who has agreed to something, and when. */
export interface ApprovalView {
  person: string
  at: Date
}

/**
 * A person's agreement to what wants it, of two mostly: neither nobody in person, nor whoever has asked for it, nor the same person twice (house
 * policy: src/law/house.ts). The caller holds the lock of what it is about, or two could both be the first.
 * @returns whether enough people have agreed with this one
 * @throws DomainError person-needed, approval-own, approval-twice
 */
export async function agree(
  tx: Transaction,
  { tenantId, subject, maker, actor, now, people = agreement.value.people }: ApprovalRequest,
): Promise<boolean> {
  requirePerson(actor)
  if (actor === maker && !agreement.value.makerMayAgree) throw new DomainError('approval-own')
  const earlier = await approvalsOf(tx, tenantId, subject)
  if (earlier.some(({ person }) => person === actor)) throw new DomainError('approval-twice')
  await tx.approval.create({ data: { tenantId, subject, actor, approvedAt: now } })
  return earlier.length + 1 >= people
}

/** @throws DomainError person-needed */
export function requirePerson(actor: string): void {
  if (!isPerson(actor)) throw new DomainError('person-needed')
}

/** Who has agreed so far, the first first. */
export async function approvalsOf(tx: Transaction, tenantId: string, subject: string): Promise<ApprovalView[]> {
  const rows = await tx.approval.findMany({ where: { tenantId, subject }, orderBy: [{ approvedAt: 'asc' }, { actor: 'asc' }] })
  return rows.map(({ actor, approvedAt }) => ({ person: actor, at: approvedAt }))
}
