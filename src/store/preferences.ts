import { DomainError } from '../domain/errors.js'
import { legalNow } from '../domain/legal-time.js'
import { canonicalHash } from './canonical-hash.js'
import type { Database, Transaction } from './database.js'
import type { FileAct } from './file-act.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockFilesOfParties } from './file-row.js'
import { tell } from './outbox.js'
import { lockParty } from './party.js'

/** How a debtor wants to be written to. */
export interface Preferences {
  /** Two letters. */
  language: string
  /** The channel that it would rather have; null where it has no wish. */
  channel: 'letter' | 'sms' | 'email' | null
  /** Whether it may be written to by these at all. */
  sms: boolean
  email: boolean
}

/**
 * Keeps how a debtor wants to be written to, for all its files, once per key. What it opted out of on its page it can opt into again there;
 * a number or address that does not work stays unusable.
 * @throws DomainError file-unknown, key-reused
 */
export async function changePreferences(db: Database, act: FileAct, preferences: Preferences): Promise<void> {
  const { tenantId, fileId, key, now } = act
  const inputHash = canonicalHash({ kind: 'preferences', ...preferences })
  await db.$transaction(async (tx) => {
    const partyId = await lockParty(tx, fileId)
    const files = await lockFilesOfParties(tx, [partyId])
    if (!files.some((file) => file.id === fileId && file.tenantId === tenantId)) throw new DomainError('file-unknown')
    const earlier = await tx.command.findUnique({ where: { fileId_key: { fileId, key } } })
    if (earlier && earlier.inputHash !== inputHash) throw new DomainError('key-reused', 'Idempotency-Key')
    if (earlier) return
    const left = await write(tx, partyId, preferences)
    for (const file of files.filter(({ status, id }) => status === 'open' || id === fileId))
      await note(tx, file, act, preferences, left, now)
    await tx.command.create({ data: { fileId, key, kind: 'preferences', inputHash, refusal: null } })
  })
}

/** @returns the channels that the debtor has just opted out of */
async function write(tx: Transaction, partyId: string, { language, channel, sms, email }: Preferences): Promise<('sms' | 'email')[]> {
  await tx.party.update({ where: { id: partyId }, data: { language, preferredChannel: channel } })
  const phones = { partyId, kind: 'phone' as const, mobile: true }
  const mails = { partyId, kind: 'email' as const }
  const isLeft = { sms: await reach(tx, phones, sms), email: await reach(tx, mails, email) }
  return (['sms', 'email'] as const).filter((one) => isLeft[one])
}

/** @returns whether points were usable until now */
async function reach(tx: Transaction, points: { partyId: string; kind: 'phone' | 'email' }, wanted: boolean): Promise<boolean> {
  const [from, to] = wanted ? (['opted_out', 'usable'] as const) : (['usable', 'opted_out'] as const)
  const { count } = await tx.contactPoint.updateMany({ where: { ...points, status: from }, data: { status: to } })
  return !wanted && count > 0
}

async function note(
  tx: Transaction,
  file: FileRow,
  { actor }: FileAct,
  { language, channel }: Preferences,
  left: readonly ('sms' | 'email')[],
  now: Date,
): Promise<void> {
  const legalTime = legalNow(file, now)
  await appendEvent(tx, file.id, { kind: 'preferences-changed', actor, legalTime, data: { language, channel } })
  for (const one of left) await appendEvent(tx, file.id, { kind: 'opted-out', actor, legalTime, data: { channel: one } })
  if (file.status === 'open') await tell(tx, file.id, 'preferences')
}
