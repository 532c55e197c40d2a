import type { Proceeding } from '../domain/insolvency.js'
import type { SituationKind } from '../domain/situation.js'
import { lawOf } from '../law/book.js'
import { coObligedIn } from '../law/insolvency.js'
import { situationRule } from '../law/situations.js'
import type { Transaction } from './database.js'
import { type FileRow, lockFile } from './file-row.js'
import { tell } from './outbox.js'
import { setHold } from './set-hold.js'

/** Somebody who is bound with the debtor is left alone, as long as the debtor's proceedings say so. */
const SUSPENDED = 'guarantee-suspended'

/** A file of somebody who owes claims with others, and what these others are in: proceedings by the last notice of each, situations by kind. */
interface Bound {
  id: string
  isPerson: boolean
  proceedings: Exclude<Proceeding, 'other'>[]
  situations: SituationKind[]
}

/**
 * Lets the files of those who owe claims with the debtor of some files stand still, or go on, by the debtor's proceedings and situations.
 * The caller holds the locks of the files, and of all that share claims with them.
 */
export async function settleCoObliged(tx: Transaction, files: readonly Pick<FileRow, 'id'>[], now: Date): Promise<void> {
  const ids = files.map(({ id }) => id)
  const sharing = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT o.file_id::text AS id FROM file_claim c JOIN file_claim o ON o.claim_id = c.claim_id AND o.file_id <> c.file_id
     WHERE c.file_id = ANY(${ids}::uuid[]) ORDER BY 1`
  await settleBound(
    tx,
    sharing.map(({ id }) => id),
    now,
  )
}

/** The same of files of those who are, or may be, bound with others. The caller holds their locks. */
export async function settleBound(tx: Transaction, fileIds: readonly string[], now: Date): Promise<void> {
  if (fileIds.length === 0) return
  for (const bound of await boundOf(tx, fileIds)) {
    const file = await lockFile(tx, bound.id)
    const changed = await setHold(tx, file, SUSPENDED, isLeftAlone(bound, file.country) ? null : undefined, now)
    if (changed && file.status === 'open') await tell(tx, file.id, 'guarantee')
  }
}

/** Only natural persons are left alone for what another is in. */
function isLeftAlone({ isPerson, proceedings, situations }: Bound, country: string): boolean {
  const book = lawOf(country)
  const rules = [
    ...proceedings.map((proceeding) => coObligedIn(book, proceeding)),
    ...situations.map((kind) => situationRule(book, kind).coObliged.value),
  ]
  return isPerson && rules.includes('stand')
}

/** What those are in whom the debtor of each file owes claims with; a guarantor's own proceedings change nothing for the others. */
function boundOf(tx: Transaction, fileIds: readonly string[]): Promise<Bound[]> {
  return tx.$queryRaw`
    SELECT f.id::text, p.kind = 'person' AS "isPerson", coalesce(n.proceedings, '{}') AS proceedings, coalesce(s.situations, '{}') AS situations
      FROM debt_file f JOIN party p ON p.id = f.debtor_id
     CROSS JOIN LATERAL (SELECT array_agg(DISTINCT g.debtor_id) AS ids FROM file_claim c JOIN file_claim o ON o.claim_id = c.claim_id AND o.file_id <> c.file_id
                           JOIN debt_file g ON g.id = o.file_id AND g.liability <> 'guarantor' WHERE c.file_id = f.id) w
      LEFT JOIN LATERAL (SELECT array_agg(l.proceeding) AS proceedings FROM (
             SELECT DISTINCT ON (party_id) CASE outcome WHEN 'plan' THEN 'plan' WHEN 'insufficient-assets' THEN 'closure' ELSE proceeding END AS proceeding, outcome
               FROM insolvency_notice WHERE party_id = ANY(w.ids) AND state = 'confirmed' AND proceeding <> 'other'
              ORDER BY party_id, coalesce(judgment_on, published_on) DESC, recorded_at DESC, id DESC) l WHERE l.outcome IS DISTINCT FROM 'ended') n ON true
      LEFT JOIN LATERAL (SELECT array_agg(DISTINCT kind) AS situations FROM situation
             WHERE party_id = ANY(w.ids) AND (outcome IS NULL OR outcome NOT IN ('ended', 'error'))) s ON true
     WHERE f.id = ANY(${[...fileIds]}::uuid[]) ORDER BY f.id`
}
