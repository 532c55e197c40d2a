import type { Database } from '../store/database.js'

const POLL_MS = 20

/**
 * Waits until a file has taken every word left for it and does nothing by itself any more until time passes: it sleeps,
 * waits for a day or a person, or is closed. A file that skips passes time by itself, so it rests only when it is closed
 * or waits for somebody.
 * @throws Error when it does not come to rest within `withinMs`
 */
export const untilAtRest = (db: Database, fileId: string, withinMs: number): Promise<void> => untilAllAtRest(db, [fileId], withinMs)

/** The same of many files at once. */
export async function untilAllAtRest(db: Database, fileIds: readonly string[], withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const restless = await restlessOf(db, fileIds)
    const [first] = restless
    if (first === undefined) return
    if (performance.now() > deadline) throw new Error(`${restless.length} files, as ${first}, did not come to rest within ${withinMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS * Math.ceil(Math.sqrt(restless.length))))
  }
}

async function restlessOf(db: Database, fileIds: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT f.id::text FROM debt_file f
    LEFT JOIN LATERAL (SELECT id, told_at, not_before FROM outbox WHERE file_id = f.id ORDER BY id DESC LIMIT 1) o ON true
    LEFT JOIN LATERAL (SELECT outcome FROM decision WHERE file_id = f.id ORDER BY at DESC, recorded_at DESC LIMIT 1) d ON true
    WHERE f.id = ANY(${[...fileIds]}::uuid[]) AND NOT coalesce(CASE
        WHEN d.outcome IS NULL THEN o.told_at IS NOT NULL AND o.not_before > now() + f.legal_offset_ms * interval '1 millisecond' AND f.clock = 'real'
        ELSE o.id <= f.told_through AND (d.outcome->>'do' IN ('close', 'ask-human')
             OR d.outcome->>'do' = 'wait' AND (d.outcome->>'until' IS NULL OR f.clock = 'real'
               AND (d.outcome->>'until')::timestamptz > now() + f.legal_offset_ms * interval '1 millisecond'))
      END, false)`
  return rows.map(({ id }) => id)
}
