import type { ContactState, Facts } from '../domain/facts.js'
import { cents } from '../domain/money.js'
import type { Strategy } from '../domain/strategy.js'
import { StrategyDefinition } from '../strategies/format.js'
import type { Transaction } from './database.js'

/** The rows as the query below gives them: days as text, instants as text in UTC, sums as exact integers. */
interface FactRows {
  claims: { id: string; dueDate: string; amountCents: number; paidCents: number }[]
  holds: { reason: string; until: string | null }[]
  contacts: { id: string; stepId: string; state: ContactState; contactedOn: string | null; leaseUntil: string | null }[]
}

/**
 * All that a decision about the file depends on, as the rows have it now. One statement, so that it is one moment, and
 * because every decision and every act of every file asks for it.
 */
export async function loadFacts(tx: Transaction, fileId: string): Promise<Facts> {
  const [row] = await tx.$queryRaw<FactRows[]>`
    SELECT
      (SELECT coalesce(json_agg(json_build_object('id', c.id, 'dueDate', c.due_date, 'amountCents', c.amount_cents, 'paidCents', p.paid) ORDER BY c.id), '[]')
         FROM file_claim fc JOIN claim c ON c.id = fc.claim_id
         CROSS JOIN LATERAL (SELECT coalesce(sum(amount_cents), 0) AS paid FROM posting WHERE claim_id = c.id) p
        WHERE fc.file_id = ${fileId}::uuid) AS claims,
      (SELECT coalesce(json_agg(json_build_object('reason', h.reason, 'until', h.until) ORDER BY h.id), '[]')
         FROM hold h WHERE h.file_id = ${fileId}::uuid AND h.lifted_at IS NULL) AS holds,
      (SELECT coalesce(json_agg(json_build_object('id', k.id, 'stepId', k.step_id, 'state', k.state, 'contactedOn', k.contacted_on,
                'leaseUntil', to_char(k.lease_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY k.id), '[]')
         FROM contact k WHERE k.file_id = ${fileId}::uuid) AS contacts`
  if (!row) throw new Error('a query without FROM has one row')
  const claims = row.claims.map((claim) => ({ ...claim, amountCents: cents(claim.amountCents), paidCents: cents(claim.paidCents) }))
  return { claims, holds: row.holds, contacts: row.contacts }
}

type PinnedStrategy = { strategy: Strategy; hash: string }

/** Published versions never change, so one that was read once is not read again. */
const published = new Map<string, PinnedStrategy>()
const REMEMBERED_VERSIONS = 1000

/** The strategy version that the file pinned when it was opened. */
export async function loadStrategy(tx: Transaction, strategyId: string): Promise<PinnedStrategy> {
  const known = published.get(strategyId)
  if (known) return known
  const { definition, hash } = await tx.strategyVersion.findUniqueOrThrow({ where: { id: strategyId } })
  const pinned = { strategy: StrategyDefinition.parse(definition), hash }
  if (published.size >= REMEMBERED_VERSIONS) published.clear()
  published.set(strategyId, pinned)
  return pinned
}
