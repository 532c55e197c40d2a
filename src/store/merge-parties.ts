import { v7 as uuidv7 } from 'uuid'
import type { PartyMergeView } from '../contracts/merge.js'
import { DomainError } from '../domain/errors.js'
import { legalNow } from '../domain/legal-time.js'
import type { Database, Transaction } from './database.js'
import { appendToEach } from './file-event.js'
import { type FileRow, lockFilesOfParties } from './file-row.js'
import { settleHolds } from './insolvency-hold.js'
import { postConsequences } from './ledger.js'
import { findMerge, inMerge, type Merging, mergingOnce } from './merge.js'
import { tell } from './outbox.js'
import { settleSituations } from './situation-hold.js'

/** What came from the party merged, as its merge keeps it. */
interface Moved {
  /** Files by which the two were named. */
  named: { keep: string; merge: string }
  files: string[]
  points: string[]
  identifiers: { kind: string; value: string }[]
  messages: { provider: string; messageId: string }[]
  /** Ids of notices of insolvency. */
  notices: string[]
  /** Ids of what has happened to it, and of searches for its address. */
  situations?: string[]
  searches?: string[]
}

type OwnedFile = FileRow & { debtorId: string }

/**
 * Makes one debtor of two, under the locks of both and of all their files: files, addresses, numbers and messages of the one merged are
 * the kept one's from then on, with one budget of contacts. Who has refused messages at an address refuses them there for good. Published
 * insolvency, and what has happened to either, stops all their files; what else a register has said of either stays with whom it was said of.
 * Asked again under its key it answers the same.
 * @param named ids of a file of each
 * @throws DomainError file-unknown, merge-impossible, party-merged-already, key-reused
 */
export async function mergeParties(db: Database, merging: Merging, named: Moved['named'], now: Date): Promise<PartyMergeView> {
  return mergingOnce(db, merging, async (tx) => {
    const earlier = await tx.partyMerge.findUnique({ where: { tenantId_key: { tenantId: merging.tenantId, key: merging.key } } })
    if (!earlier) return merge(tx, merging, named, now)
    const { keep, merge: of } = (earlier.moved as unknown as Moved).named
    if (keep !== named.keep || of !== named.merge) throw new DomainError('key-reused', 'Idempotency-Key')
    return view(tx, earlier.id)
  })
}

async function merge(tx: Transaction, { tenantId, key, actor }: Merging, named: Moved['named'], now: Date): Promise<PartyMergeView> {
  const [kept, merged] = [await debtorOf(tx, tenantId, named.keep, 'keep'), await debtorOf(tx, tenantId, named.merge, 'merge')]
  if (kept === merged) throw new DomainError('merge-impossible', 'merge')
  await lockParties(tx, [kept, merged])
  const files = await lockFilesOfParties(tx, [kept, merged])
  await requireAlike(tx, kept, merged)
  const moved = { named, ...(await moveAll(tx, merged, kept)) }
  await shareOptOuts(tx, kept)
  await tx.party.update({ where: { id: merged }, data: { mergedIntoId: kept } })
  const id = uuidv7()
  await tx.partyMerge.create({ data: { id, tenantId, keptId: kept, mergedId: merged, moved: { ...moved }, key, actor, mergedAt: now } })
  const whose = files.filter((file) => file.debtorId === merged)
  const data = { into: kept, mergeId: id }
  await appendToEach(
    tx,
    whose.map((file) => ({ fileId: file.id, kind: 'debtor-merged', actor, legalTime: legalNow(file, now), data })),
  )
  await settle(tx, kept, files, `debtor-merged:${id}`, now)
  await tellOpen(tx, files, 'debtor-merged')
  return view(tx, id)
}

async function debtorOf(tx: Transaction, tenantId: string, fileId: string, field: string): Promise<string> {
  const file = await tx.debtFile.findFirst({ where: { id: fileId, tenantId }, select: { debtorId: true } })
  if (!file) throw new DomainError('file-unknown', field)
  return file.debtorId
}

/** Takes the locks of parties, by id. @throws DomainError party-merged-already where one of them is another by now */
async function lockParties(tx: Transaction, ids: readonly string[]): Promise<void> {
  const rows = await tx.$queryRaw<{ mergedIntoId: string | null }[]>`
    SELECT merged_into_id::text AS "mergedIntoId" FROM party WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  if (rows.some(({ mergedIntoId }) => mergedIntoId !== null)) throw new DomainError('party-merged-already')
}

/**
 * Two that have different numbers in one register are two; and so are two who owe one claim together.
 * @throws DomainError merge-impossible
 */
async function requireAlike(tx: Transaction, kept: string, merged: string): Promise<void> {
  const [found] = await tx.$queryRaw<{ registers: number; claims: number }[]>`
    SELECT (SELECT count(*)::int FROM party_identifier a JOIN party_identifier b ON b.kind = a.kind AND b.value <> a.value
             WHERE a.party_id = ${kept}::uuid AND b.party_id = ${merged}::uuid AND a.kind IN ('siren', 'vat')) AS registers,
           (SELECT count(*)::int FROM debt_file f JOIN file_claim a ON a.file_id = f.id
              JOIN file_claim b ON b.claim_id = a.claim_id JOIN debt_file g ON g.id = b.file_id
             WHERE f.debtor_id = ${kept}::uuid AND g.debtor_id = ${merged}::uuid) AS claims`
  if (found && found.registers > 0) throw new DomainError('merge-impossible', 'siren')
  if (found && found.claims > 0) throw new DomainError('merge-impossible', 'claims')
}

type Movable = Omit<Moved, 'named'>

/** Gives all that one party has to another; what that one has too stays where it is. */
async function moveAll(tx: Transaction, from: string, to: string): Promise<Movable> {
  const files = await tx.$queryRaw<{ id: string }[]>`
    UPDATE debt_file SET debtor_id = ${to}::uuid WHERE debtor_id = ${from}::uuid RETURNING id::text`
  const points = await tx.$queryRaw<{ id: string }[]>`
    UPDATE contact_point SET party_id = ${to}::uuid WHERE party_id = ${from}::uuid RETURNING id::text`
  const identifiers = await tx.$queryRaw<Moved['identifiers']>`
    UPDATE party_identifier i SET party_id = ${to}::uuid WHERE party_id = ${from}::uuid
       AND NOT EXISTS (SELECT FROM party_identifier k WHERE k.party_id = ${to}::uuid AND k.kind = i.kind AND k.value = i.value)
    RETURNING kind, value`
  const messages = await tx.$queryRaw<Moved['messages']>`
    UPDATE inbound_message m SET party_id = ${to}::uuid WHERE party_id = ${from}::uuid
       AND NOT EXISTS (SELECT FROM inbound_message k WHERE k.party_id = ${to}::uuid AND k.provider = m.provider AND k.message_id = m.message_id)
    RETURNING provider, message_id AS "messageId"`
  const notices = await tx.$queryRaw<{ id: string }[]>`
    UPDATE insolvency_notice n SET party_id = ${to}::uuid WHERE party_id = ${from}::uuid
       AND NOT EXISTS (SELECT FROM insolvency_notice k WHERE k.party_id = ${to}::uuid AND k.register = n.register AND k.notice_id = n.notice_id)
    RETURNING id::text`
  const situations = await tx.$queryRaw<{ id: string }[]>`
    UPDATE situation SET party_id = ${to}::uuid WHERE party_id = ${from}::uuid RETURNING id::text`
  const searches = await tx.$queryRaw<{ id: string }[]>`
    UPDATE address_search s SET party_id = ${to}::uuid WHERE party_id = ${from}::uuid
       AND NOT (s.state = 'open' AND EXISTS (SELECT FROM address_search k WHERE k.party_id = ${to}::uuid AND k.state = 'open'))
    RETURNING id::text`
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
  const moved = { files: ids(files), points: ids(points), identifiers, messages, notices: ids(notices) }
  return { ...moved, situations: ids(situations), searches: ids(searches) }
}

/** Who has refused messages at an address refuses them there, whichever of two rows says so. */
async function shareOptOuts(tx: Transaction, partyId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE contact_point p SET status = 'opted_out' WHERE p.party_id = ${partyId}::uuid AND p.status = 'usable'
       AND EXISTS (SELECT FROM contact_point o WHERE o.party_id = p.party_id AND o.kind = p.kind AND o.value = p.value AND o.status = 'opted_out')`
}

/**
 * Makes two debtors again of what a merge has made one: what came from the one merged, and is still there, goes back to it. Files that
 * were opened since stay with the one kept, and so does what is known since.
 * @throws DomainError resource-unknown, merge-undone, party-merged-already, merge-outdated where a file of one goes on with claims of the other
 */
export async function undoPartyMerge(
  db: Database,
  { tenantId, actor }: Omit<Merging, 'key'>,
  mergeId: string,
  now: Date,
): Promise<PartyMergeView> {
  return inMerge(db, async (tx) => {
    const found = await findMerge(() => tx.partyMerge.findFirst({ where: { id: mergeId, tenantId } }), mergeId)
    const { keptId: kept, mergedId: merged } = found
    const moved = found.moved as unknown as Moved
    await tx.$executeRaw`SELECT FROM party WHERE id IN (${kept}::uuid, ${merged}::uuid) ORDER BY id FOR NO KEY UPDATE`
    await requireStanding(tx, mergeId, kept)
    const files = await lockFilesOfParties(tx, [kept, merged])
    const back = files.filter((file) => file.debtorId === kept && moved.files.includes(file.id))
    await requireApart(tx, files, back)
    await moveBack(tx, moved, { from: kept, to: merged })
    await tx.party.update({ where: { id: merged }, data: { mergedIntoId: null } })
    await tx.partyMerge.update({ where: { id: mergeId }, data: { undoneAt: now, undoneBy: actor } })
    await appendToEach(
      tx,
      back.map((file) => ({ fileId: file.id, kind: 'debtor-parted', actor, legalTime: legalNow(file, now), data: { mergeId } })),
    )
    const own = files.filter((file) => !back.includes(file) && file.debtorId === kept)
    await settle(tx, kept, own, `debtor-parted:${mergeId}`, now)
    await settle(tx, merged, back, `debtor-parted:${mergeId}`, now)
    await tellOpen(tx, files, 'debtor-parted')
    return view(tx, mergeId)
  })
}

/** Looked at under the locks. @throws DomainError merge-undone, party-merged-already where the one kept was merged itself since */
async function requireStanding(tx: Transaction, mergeId: string, kept: string): Promise<void> {
  const { undoneAt } = await tx.partyMerge.findUniqueOrThrow({ where: { id: mergeId }, select: { undoneAt: true } })
  if (undoneAt !== null) throw new DomainError('merge-undone')
  const { mergedIntoId } = await tx.party.findUniqueOrThrow({ where: { id: kept }, select: { mergedIntoId: true } })
  if (mergedIntoId !== null) throw new DomainError('party-merged-already')
}

/** @throws DomainError merge-outdated where files of the two were merged: these are parted first */
async function requireApart(tx: Transaction, files: readonly OwnedFile[], back: readonly OwnedFile[]): Promise<void> {
  const ids = new Set(back.map(({ id }) => id))
  const merges = await tx.fileMerge.findMany({ where: { undoneAt: null, keptId: { in: files.map(({ id }) => id) } } })
  if (merges.some(({ keptId, mergedId }) => ids.has(keptId) !== ids.has(mergedId))) throw new DomainError('merge-outdated')
}

async function moveBack(tx: Transaction, moved: Movable, { from, to }: { from: string; to: string }): Promise<void> {
  await tx.debtFile.updateMany({ where: { id: { in: moved.files }, debtorId: from }, data: { debtorId: to } })
  await tx.contactPoint.updateMany({ where: { id: { in: moved.points }, partyId: from }, data: { partyId: to } })
  for (const identifier of moved.identifiers)
    await tx.partyIdentifier.updateMany({ where: { ...identifier, partyId: from }, data: { partyId: to } })
  await tx.insolvencyNotice.updateMany({ where: { id: { in: moved.notices }, partyId: from }, data: { partyId: to } })
  await tx.situation.updateMany({ where: { id: { in: moved.situations ?? [] }, partyId: from }, data: { partyId: to } })
  await tx.addressSearch.updateMany({ where: { id: { in: moved.searches ?? [] }, partyId: from }, data: { partyId: to } })
  for (const message of moved.messages) await tx.inboundMessage.updateMany({ where: { ...message, partyId: from }, data: { partyId: to } })
}

/** Puts the holds of a party's files, and the interest of their claims, in accord with what it is in now. */
async function settle(tx: Transaction, partyId: string, files: readonly FileRow[], cause: string, now: Date): Promise<void> {
  await settleSituations(tx, partyId, files, now)
  await settleHolds(tx, partyId, files.filter(isOpen), now)
  for (const file of files) await postConsequences(tx, file, cause)
}

const isOpen = ({ status }: FileRow) => status === 'open'

/** Their decisions may change: they count their contacts together, or no longer do. */
async function tellOpen(tx: Transaction, files: readonly FileRow[], fact: string): Promise<void> {
  for (const { id, status } of files) if (status === 'open') await tell(tx, id, fact)
}

async function view(tx: Transaction, id: string): Promise<PartyMergeView> {
  const { keptId, mergedId, moved, actor, mergedAt, undoneAt, undoneBy } = await tx.partyMerge.findUniqueOrThrow({ where: { id } })
  const where = { id: { in: (moved as unknown as Moved).files } }
  const files = await tx.debtFile.findMany({ where, orderBy: { id: 'asc' }, select: { reference: true } })
  return {
    id,
    kept: keptId,
    merged: mergedId,
    files: files.map(({ reference }) => reference),
    actor,
    mergedAt: mergedAt.toISOString(),
    undoneBy,
    undoneAt: undoneAt?.toISOString() ?? null,
  }
}
