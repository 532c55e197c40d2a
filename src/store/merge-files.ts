import { v7 as uuidv7 } from 'uuid'
import type { FileMergeView } from '../contracts/merge.js'
import { isAnythingOpen } from '../domain/agreement.js'
import { DomainError } from '../domain/errors.js'
import type { ContactFact, Facts } from '../domain/facts.js'
import { packOn } from '../domain/law-pack.js'
import { addDays, legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { isUnposted } from '../domain/letter-under-way.js'
import { latest } from '../domain/step.js'
import { refreshStops, STOPS } from './claim-stops.js'
import { liftClosing, orderClosing } from './closing-order.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { loadCase } from './facts.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockFilesSharing, type SharedFile } from './file-row.js'
import { inMerge, type Merging, mergingOnce } from './merge.js'
import { tell } from './outbox.js'
import { keepNotices } from './served-notices.js'

const TIME_TO_PAY = 'time-to-pay'

/** Which file goes on, and which one is closed as its duplicate. */
export interface FilePair {
  keptId: string
  mergedId: string
}

/**
 * Lets one open file go on with the claims of another of the same creditor, debtor and mandate, which is closed as a duplicate. What was
 * served for these claims stays served, with its day; the debtor keeps the days to pay that it was given; what comes in under the other
 * file's reference is for this one. Asked again under its key it answers the same.
 * @throws DomainError file-unknown, file-closed, merge-impossible, merge-blocked, closing-ordered-already, key-reused
 */
export async function mergeFiles(db: Database, merging: Merging, pair: FilePair, now: Date): Promise<FileMergeView> {
  return mergingOnce(db, merging, async (tx) => {
    const earlier = await tx.fileMerge.findUnique({ where: { tenantId_key: { tenantId: merging.tenantId, key: merging.key } } })
    if (!earlier) return merge(tx, merging, pair, now)
    if (earlier.keptId !== pair.keptId || earlier.mergedId !== pair.mergedId) throw new DomainError('key-reused', 'Idempotency-Key')
    return view(tx, earlier.id)
  })
}

async function merge(tx: Transaction, { tenantId, key, actor }: Merging, pair: FilePair, now: Date): Promise<FileMergeView> {
  const [kept, merged] = (await lockFilesSharing(tx, tenantId, [pair.keptId, pair.mergedId])) as [SharedFile, SharedFile]
  await requireAlike(tx, kept, merged)
  if (await isOrdered(tx, kept.file.id)) throw new DomainError('closing-ordered-already')
  const { facts: own } = await loadCase(tx, kept.file.id)
  const { facts, law } = await loadCase(tx, merged.file.id)
  requireAtRest(own, facts)
  const at = legalNow(kept.file, now)
  const claimIds = facts.claims.map(({ id }) => id)
  const id = uuidv7()
  await keepNotices(tx, facts, claimIds, merged.file.reference, packOn(law, legalDayOf(at, law.zone)))
  await tx.fileMerge.create({ data: { id, tenantId, ...pair, claimIds, key, actor, mergedAt: now } })
  await moveClaims(tx, claimIds, merged.file, kept.file)
  await tx.debtFile.update({ where: { id: merged.file.id }, data: { mergedIntoId: kept.file.id } })
  await leaveTimeToPay(tx, kept.file, facts, at)
  await orderClosing(tx, merged.file, { reason: 'duplicate', actor }, legalNow(merged.file, now))
  await settle(tx, 'file-merged', [kept.file, merged.file], { claimIds, mergeId: id, actor }, now)
  return view(tx, id)
}

/** @throws DomainError merge-impossible, file-closed */
async function requireAlike(tx: Transaction, kept: SharedFile, merged: SharedFile): Promise<void> {
  const ids = [kept.file.id, merged.file.id]
  if (ids[0] === ids[1]) throw new DomainError('merge-impossible', 'merge')
  if ([kept, merged].some(({ file }) => file.status === 'closed' || file.mergedIntoId !== null)) throw new DomainError('file-closed')
  if (kept.siblings.length + merged.siblings.length > 0) throw new DomainError('merge-impossible', 'claims')
  const rows = await tx.debtFile.findMany({
    where: { id: { in: ids } },
    select: { creditorId: true, debtorId: true, mandateId: true, country: true, liability: true },
  })
  const [one, other] = rows as [(typeof rows)[0], (typeof rows)[0]]
  for (const field of ['creditorId', 'debtorId', 'mandateId', 'country', 'liability'] as const)
    if (one[field] !== other[field]) throw new DomainError('merge-impossible', field.replace(/Id$/, ''))
  const claims = await tx.claim.findMany({ where: { files: { some: { fileId: { in: ids } } } }, distinct: 'currency' })
  if (claims.length > 1) throw new DomainError('merge-impossible', 'currency')
}

/**
 * Nothing may be on its way that only the file which is closed would hear of: a call, a letter to post, a notice whose outcome is awaited,
 * money. A file that has received payments is the one to keep: its receipts and reversals are its own. @throws DomainError merge-blocked
 */
function requireAtRest(kept: Facts, merged: Facts): void {
  const { contacts, claims, holds } = merged
  if (kept.contacts.some(({ state }) => state === 'calling')) throw new DomainError('merge-blocked', 'contacts')
  requireServed(contacts)
  if (claims.some(({ money }) => money.some(({ kind }) => kind === 'payment'))) throw new DomainError('merge-blocked', 'payments')
  if ([kept, merged].some(isAnythingOpen)) throw new DomainError('merge-blocked', 'agreements')
  const hold = holds.find(({ reason }) => !STOPS.some((stop) => stop === reason))
  if (hold) throw new DomainError('merge-blocked', 'holds')
}

/** @throws DomainError merge-blocked while an act is under way, or not known to be served */
function requireServed(contacts: readonly ContactFact[]): void {
  const isOpen = (contact: ContactFact) =>
    contact.state === 'calling' ||
    contact.state === 'unknown' ||
    isUnposted(contact) ||
    (contact.state === 'sent' && contact.outcomeOn === null && (contact.registered || hasNoDay(contact)))
  if (contacts.some(isOpen)) throw new DomainError('merge-blocked', 'contacts')
}

/** A formal notice from which no interest runs, because nothing says on which day it was served. */
const hasNoDay = ({ stage, postedOn }: ContactFact) => stage === 'formal-notice' && postedOn === null

async function moveClaims(tx: Transaction, claimIds: readonly string[], from: FileRow, to: FileRow): Promise<void> {
  const where = { fileId: from.id, claimId: { in: [...claimIds] } }
  await tx.fileClaim.updateMany({ where, data: { fileId: to.id } })
  await tx.dispute.updateMany({ where, data: { fileId: to.id } })
}

/** Nobody is asked anew before the last day on which paying what the other file's messages stated closes the matter. */
async function leaveTimeToPay(tx: Transaction, file: FileRow, { contacts }: Facts, at: Date): Promise<void> {
  const last = latest(contacts.filter(({ state }) => state === 'sent').map(({ payBefore }) => payBefore))
  if (last === null || last < fromDay(at)) return
  const standing = await tx.hold.findFirst({ where: { fileId: file.id, reason: TIME_TO_PAY, liftedAt: null } })
  if (standing?.until && fromDay(standing.until) > last) return
  if (standing) await tx.hold.update({ where: { id: standing.id }, data: { liftedAt: at } })
  await tx.hold.create({ data: { id: uuidv7(), fileId: file.id, reason: TIME_TO_PAY, until: toDay(addDays(last, 1)), placedAt: at } })
}

/**
 * Parts two files that were merged: the claims go back with what was served for them meanwhile, and the other file goes on.
 * @throws DomainError file-unknown, resource-unknown for a file that was never merged, merge-undone, merge-blocked, merge-outdated once the
 * claims that moved were paid on, or the file that has them was merged itself
 */
export async function undoFileMerge(db: Database, { tenantId, actor }: Omit<Merging, 'key'>, mergedId: string, now: Date) {
  return inMerge(db, async (tx) => {
    const { id: mergeId, keptId } = await standingMerge(tx, tenantId, mergedId)
    const [kept, merged] = (await lockFilesSharing(tx, tenantId, [keptId, mergedId])) as [SharedFile, SharedFile]
    const { claimIds } = await standingMerge(tx, tenantId, mergedId)
    if (kept.file.mergedIntoId !== null) throw new DomainError('merge-outdated')
    await requireUnpaid(tx, mergeId, claimIds)
    const { facts, law } = await loadCase(tx, keptId)
    const about = facts.contacts.filter((contact) => contact.claimIds.some((id) => claimIds.includes(id)))
    if (isAnythingOpen(facts)) throw new DomainError('merge-blocked', 'agreements')
    requireServed(about)
    const at = legalNow(kept.file, now)
    await keepNotices(tx, { contacts: about }, claimIds, kept.file.reference, packOn(law, legalDayOf(at, law.zone)))
    await moveClaims(tx, claimIds, kept.file, merged.file)
    await tx.debtFile.update({ where: { id: mergedId }, data: { mergedIntoId: null } })
    await tx.fileMerge.update({ where: { id: mergeId }, data: { undoneAt: now, undoneBy: actor } })
    if (await isOrdered(tx, mergedId)) await liftClosing(tx, merged.file, actor, legalNow(merged.file, now))
    await settle(tx, 'file-parted', [kept.file, merged.file], { claimIds, mergeId, actor }, now)
    return view(tx, mergeId)
  })
}

const isOrdered = async (tx: Transaction, fileId: string): Promise<boolean> =>
  (await tx.closingOrder.count({ where: { fileId, liftedAt: null } })) > 0

/** The merge of a file that is in force. @throws DomainError resource-unknown, merge-undone */
async function standingMerge(tx: Transaction, tenantId: string, mergedId: string) {
  const last = await tx.fileMerge.findFirst({ where: { tenantId, mergedId }, orderBy: { id: 'desc' } })
  if (!last) throw new DomainError('resource-unknown', 'merge')
  if (last.undoneAt !== null) throw new DomainError('merge-undone')
  return last
}

/** What was paid for both files at once cannot be told apart any more. Ids follow each other in time. @throws DomainError merge-outdated */
async function requireUnpaid(tx: Transaction, mergeId: string, claimIds: readonly string[]): Promise<void> {
  const where = { claimId: { in: [...claimIds] }, kind: { in: ['payment' as const, 'direct_payment' as const] }, id: { gt: mergeId } }
  if ((await tx.ledgerEntry.count({ where })) > 0) throw new DomainError('merge-outdated')
}

interface Settling {
  claimIds: readonly string[]
  mergeId: string
  actor: string
}

/** Lets what creditors have declared of the claims stop the file that has them now, writes both histories, and tells both. */
async function settle(
  tx: Transaction,
  kind: 'file-merged' | 'file-parted',
  pair: readonly [FileRow, FileRow],
  { claimIds, mergeId, actor }: Settling,
  now: Date,
): Promise<void> {
  const rows = await tx.claim.findMany({ where: { id: { in: [...claimIds] } }, orderBy: { id: 'asc' }, select: { reference: true } })
  const claims = rows.map(({ reference }) => reference)
  for (const [file, other] of [pair, [pair[1], pair[0]] as const]) {
    await refreshStops(tx, file, now)
    await appendEvent(tx, file.id, { kind, actor, legalTime: legalNow(file, now), data: { with: other.reference, claims, mergeId } })
    await tell(tx, file.id, kind)
  }
}

async function view(tx: Transaction, id: string): Promise<FileMergeView> {
  const reference = { select: { reference: true } } as const
  const row = await tx.fileMerge.findUniqueOrThrow({ where: { id }, include: { kept: reference, merged: reference } })
  const claims = await tx.claim.findMany({ where: { id: { in: row.claimIds } }, orderBy: { id: 'asc' }, select: { reference: true } })
  return {
    id,
    kept: row.kept.reference,
    merged: row.merged.reference,
    claims: claims.map((claim) => claim.reference),
    actor: row.actor,
    mergedAt: row.mergedAt.toISOString(),
    undoneBy: row.undoneBy,
    undoneAt: row.undoneAt?.toISOString() ?? null,
  }
}
