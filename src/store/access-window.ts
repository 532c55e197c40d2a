import { createHash } from 'node:crypto'
import { ALERTS, type AlertKind, type Tries, WINDOWS, type WindowKind, windowOpening } from '../domain/key-tries.js'
import { Prisma } from '../generated/prisma/client.js'
import type { Database } from './database.js'
import { stagedId } from './staged-input.js'

/** The windows that a try is counted in, by what it is counted with. */
export type TriedWindows = Record<WindowKind, { bucket: string; opensAt: Date }>

/** A file that a reference names, or the one that goes on with its claims, with the key of the one named. */
export interface NamedFile {
  id: string
  tenantId: string
  paymentKey: string
}

/** Addresses and references are counted by their hashes: who reads the counts learns neither at a glance, and after a day they are gone. */
export function windowsOf(address: string, reference: string, now: Date): TriedWindows {
  const counted: Record<WindowKind, string> = {
    'address-quarter': address,
    'address-day': address,
    'pair-day': `${address} ${reference}`,
    'reference-day': reference,
    'all-quarter': '',
  }
  const kinds = Object.keys(WINDOWS) as WindowKind[]
  return Object.fromEntries(
    kinds.map((kind) => [kind, { bucket: `${kind}:${hashOf(counted[kind])}`, opensAt: windowOpening(kind, now) }]),
  ) as TriedWindows
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22)

/** What a reference names and how often its kind of try was wrong so far, in one statement that is the same for each reference. */
export async function readTry(db: Database, reference: string, windows: TriedWindows): Promise<{ files: NamedFile[]; tries: Tries }> {
  const { buckets, openings } = listed(windows)
  const [row] = await db.$queryRaw<{ files: NamedFile[]; failures: Partial<Record<string, number>> }[]>`
    WITH RECURSIVE road AS (
      SELECT id, tenant_id, payment_key, merged_into_id FROM debt_file WHERE reference = ${reference}
       UNION ALL
      SELECT f.id, f.tenant_id, r.payment_key, f.merged_into_id FROM road r JOIN debt_file f ON f.id = r.merged_into_id)
    SELECT (SELECT coalesce(json_agg(json_build_object('id', id, 'tenantId', tenant_id, 'paymentKey', payment_key)), '[]')
              FROM road WHERE merged_into_id IS NULL) AS files,
           (SELECT coalesce(json_object_agg(w.bucket, w.failures), '{}')
              FROM unnest(${buckets}::text[], ${openings}::timestamptz[]) t(bucket, opens_at)
              JOIN access_window w ON w.bucket = t.bucket AND w.opens_at = t.opens_at) AS failures`
  const { files, failures } = row as NonNullable<typeof row>
  const tries = Object.entries(windows).map(([kind, { bucket }]) => [kind, failures[bucket] ?? 0])
  return { files, tries: Object.fromEntries(tries) as Tries }
}

/** Whose reference was tried; nobody's where it names no file. */
export interface TriedReference {
  reference: string
  file: NamedFile | undefined
}

/**
 * Counts a wrong try in each of its windows and raises what alerts are due, in one statement. Counts are not worth waiting for the disk:
 * a power cut may lose the last of them.
 * @returns the alerts that this try has raised
 */
export async function countFailure(
  db: Database,
  windows: TriedWindows,
  { reference, file }: TriedReference,
  now: Date,
): Promise<AlertKind[]> {
  const { buckets, openings } = listed(windows)
  const alerts = (Object.keys(ALERTS) as AlertKind[]).map((kind) =>
    alertRow(kind, windows, kind === 'reference-guessed' ? file : undefined, reference),
  )
  const [row] = await db.$queryRaw<{ raised: AlertKind[]; isFirst: boolean }[]>`
    WITH quick AS (SELECT set_config('synchronous_commit', 'off', true)),
    counted AS (
      INSERT INTO access_window AS w (bucket, opens_at, failures)
      SELECT t.bucket, t.opens_at, 1 FROM quick, unnest(${buckets}::text[], ${openings}::timestamptz[]) t(bucket, opens_at)
          ON CONFLICT (bucket, opens_at) DO UPDATE SET failures = w.failures + 1
      RETURNING bucket, failures),
    raised AS (
      INSERT INTO security_alert (id, tenant_id, kind, detail, raised_at)
      SELECT a.id, a.tenant_id, a.kind, a.detail || jsonb_build_object('tries', c.failures), ${now}
        FROM (VALUES ${Prisma.join(alerts)}) a(id, tenant_id, kind, detail, bucket, tries) JOIN counted c ON c.bucket = a.bucket
       WHERE c.failures % a.tries = 0 AND (a.tenant_id IS NOT NULL OR a.kind = 'keys-guessed')
          ON CONFLICT (id) DO NOTHING
      RETURNING kind)
    SELECT (SELECT coalesce(json_agg(kind), '[]') FROM raised) AS raised,
           EXISTS (SELECT FROM counted WHERE bucket = ${windows['all-quarter'].bucket} AND failures = 1) AS "isFirst"`
  const { raised, isFirst } = row as NonNullable<typeof row>
  if (isFirst) await forgetWindows(db)
  return raised
}

/** Once per kind and window: the id says which. Keys that are guessed everywhere concern every tenant, and are nobody's. */
function alertRow(kind: AlertKind, windows: TriedWindows, file: NamedFile | undefined, reference: string): Prisma.Sql {
  const { window, tries } = ALERTS[kind]
  const { bucket, opensAt } = windows[window]
  const id = stagedId({ tenantId: kind, fileId: file?.id ?? '', key: `${bucket} ${opensAt.toISOString()}` })
  const detail = JSON.stringify(file === undefined ? {} : { file: file.id, reference })
  return Prisma.sql`(${id}::uuid, ${file?.tenantId ?? null}::uuid, ${kind}, ${detail}::jsonb, ${bucket}, ${tries}::int)`
}

/** Windows that have passed are deleted by the first wrong try of a quarter of an hour; by the database's clock, as nothing is decided by it. */
const forgetWindows = (db: Database): Promise<number> => db.$executeRaw`DELETE FROM access_window WHERE opens_at < now() - interval '1 day'`

/** In one order, by which two tries never wait for each other in a circle. */
function listed(windows: TriedWindows): { buckets: string[]; openings: Date[] } {
  const sorted = Object.values(windows).sort((a, b) => (a.bucket < b.bucket ? -1 : 1))
  return { buckets: sorted.map(({ bucket }) => bucket), openings: sorted.map(({ opensAt }) => opensAt) }
}
