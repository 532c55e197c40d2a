import type { OpenFileBody } from '../contracts/debt-file.js'
import type { SegmentFact } from '../domain/facts.js'
import type { Transaction } from './database.js'
import type { ParsedDebtor } from './debtor.js'

/**
 * What a debtor is told apart by when a file of its is opened: what is known of it, and what this file says anew. A
 * register's number finds it before a customer's, as it does when the file is written.
 */
export async function segmentOf(
  db: Transaction,
  tenantId: string,
  { identifiers }: ParsedDebtor,
  said: OpenFileBody['debtor'],
): Promise<SegmentFact> {
  const wanted = identifiers.filter(({ kind }) => kind !== 'iban')
  const [known] = await db.$queryRaw<SegmentFact[]>`
    SELECT p.kind::text, p.language, p.sector, p.score, h.closed::int AS "closedFiles", h.late::int AS "lateFiles"
      FROM party_identifier i
      JOIN unnest(${wanted.map(({ kind }) => kind)}::text[], ${wanted.map(({ value }) => value)}::text[]) AS w(kind, value)
        ON w.kind = i.kind AND w.value = i.value
      JOIN party p ON p.id = i.party_id
      CROSS JOIN LATERAL (SELECT count(*) AS closed, count(*) FILTER (WHERE EXISTS (
                                   SELECT FROM contact k WHERE k.file_id = g.id AND k.stage = 'formal-notice' AND k.state = 'sent')) AS late
                            FROM debt_file g WHERE g.debtor_id = p.id AND g.status = 'closed') h
     WHERE i.tenant_id = ${tenantId}::uuid
     ORDER BY i.kind COLLATE "C" DESC, i.value COLLATE "C"
     LIMIT 1`
  const newcomer = newcomerOf(said)
  return known ? { ...known, sector: newcomer.sector ?? known.sector, score: newcomer.score ?? known.score } : newcomer
}

/** A debtor of whom nothing is known but what this file says. */
export const newcomerOf = ({ kind, language, sector, score }: OpenFileBody['debtor']): SegmentFact => ({
  kind,
  language,
  sector: sector ?? null,
  score: score ?? null,
  closedFiles: 0,
  lateFiles: 0,
})
