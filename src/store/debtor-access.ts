import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { type AlertKind, secondsToWait } from '../domain/key-tries.js'
import { isReference, normaliseReference } from '../domain/reference.js'
import { countFailure, type NamedFile, readTry, windowsOf } from './access-window.js'
import type { Database } from './database.js'

/** A file that somebody has proven to be the debtor of. */
export interface Entered {
  tenantId: string
  fileId: string
}

/** What somebody says who has a letter in hand. */
export interface SaidKey {
  reference: string
  paymentKey: string
  /** Of the network that it comes from: an IPv4 address, or the first 64 bits of an IPv6 one. */
  address: string
}

/**
 * What became of a try: let in; wrong, and what people are told of by it; or to be made again in so many seconds, by this address for
 * any reference or for this one.
 */
export type TryOutcome = { entered: Entered } | { wrong: AlertKind[] } | { waitSeconds: number; for: 'any' | 'same' }

/** Compared with where a reference names no file: nobody can say this key: a dash is taken out of what is said. */
const NOBODY: NamedFile = { id: '', tenantId: '', paymentKey: '-' }

/**
 * Lets in who knows a file's reference and payment key; a closed file's too, for its receipts. A wrong pair, an unknown reference and one
 * that is none do the same work, and give the same answer: one reading, one comparison, one count.
 * @param isSame compares two texts in constant time
 */
export async function enterByKey(db: Database, said: SaidKey, now: Date, isSame = sameText): Promise<TryOutcome> {
  const reference = normaliseReference(said.reference).slice(0, LONGEST_SAID)
  const windows = windowsOf(said.address, reference, now)
  // What was misread names no file: the same statement finds nothing by it.
  const { files, tries } = await readTry(db, isReference(reference) ? reference : '', windows)
  const wait = secondsToWait(tries, now)
  if (wait.any > 0) return { waitSeconds: wait.any, for: 'any' }
  if (wait.same > 0) return { waitSeconds: wait.same, for: 'same' }
  const key = normaliseReference(said.paymentKey)
  const named = files.length > 0 ? files : [NOBODY]
  const [right] = named.filter(({ paymentKey }) => isSame(key, paymentKey))
  if (right) return { entered: { tenantId: right.tenantId, fileId: right.id } }
  return { wrong: await countFailure(db, windows, { reference, file: files[0] }, now) }
}

/** Longer than any reference with its spaces and dashes. */
const LONGEST_SAID = 40

/** Hashes are of one length, whatever was said. */
const sameText = (a: string, b: string) => timingSafeEqual(sha256(a), sha256(b))
const sha256 = (text: string) => createHash('sha256').update(text).digest()

/** 128 bits in 22 characters: a text message has room for them, and nobody guesses one. */
const TOKEN_BYTES = 16
const LINK_DAYS = 30

/** Makes a link by which the debtor of a file gets in once. @returns its token, which is kept nowhere */
export async function makeLink(
  db: Database,
  { tenantId, fileId, contactId }: Entered & { contactId: string | null },
  now: Date,
): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const expiresAt = new Date(now.getTime() + LINK_DAYS * 86_400_000)
  await db.debtorLink.create({ data: { tokenHash: hashOfLink(token), tenantId, fileId, contactId, createdAt: now, expiresAt } })
  return token
}

/** Whether a link can be used still, without using it. */
export async function isLinkGood(db: Database, token: string, now: Date): Promise<boolean> {
  return (await db.debtorLink.count({ where: { tokenHash: hashOfLink(token), usedAt: null, expiresAt: { gt: now } } })) > 0
}

/** Lets in by a link, once; to the file that goes on where its own was merged. @returns null where it is unknown, used or too old */
export async function enterByLink(db: Database, token: string, now: Date): Promise<Entered | null> {
  const [entered] = await db.$queryRaw<Entered[]>`
    WITH RECURSIVE used AS (
      UPDATE debtor_link SET used_at = ${now} WHERE token_hash = ${hashOfLink(token)} AND used_at IS NULL AND expires_at > ${now} RETURNING file_id),
    road AS (
      SELECT f.id, f.tenant_id, f.merged_into_id FROM used u JOIN debt_file f ON f.id = u.file_id
       UNION ALL
      SELECT f.id, f.tenant_id, f.merged_into_id FROM road r JOIN debt_file f ON f.id = r.merged_into_id)
    SELECT tenant_id::text AS "tenantId", id::text AS "fileId" FROM road WHERE merged_into_id IS NULL`
  return entered ?? null
}

const hashOfLink = (token: string) => sha256(token).toString('hex')
