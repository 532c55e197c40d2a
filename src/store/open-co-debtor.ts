import { v7 as uuidv7 } from 'uuid'
import type { CoDebtorBody } from '../contracts/co-debtor.js'
import { balanceOn, unpaidOn } from '../domain/account.js'
import { DomainError } from '../domain/errors.js'
import type { ClaimFact } from '../domain/facts.js'
import { beginsByNotice } from '../domain/interest-start.js'
import type { LawBook } from '../domain/law-pack.js'
import { type LegalDay, legalDayOf } from '../domain/legal-day.js'
import { legalNow, legalOffset } from '../domain/legal-time.js'
import { limitationOn } from '../domain/limitation.js'
import { USUAL } from '../domain/strategy.js'
import { lawOf } from '../law/book.js'
import { noticeBindsAll } from '../law/joint-debtors.js'
import { chooseStrategy } from '../strategies/choose.js'
import { requirePapers } from './agency-paper.js'
import { holdNewborn } from './born-held.js'
import { canonicalHash } from './canonical-hash.js'
import { settleBound } from './co-obliged.js'
import { type Database, isDuplicate, type Transaction } from './database.js'
import { type KnownDebtor, knownDebtors, knownWith, newDebtorRows, parseDebtor } from './debtor.js'
import { loadCase } from './facts.js'
import { appendToEach } from './file-event.js'
import { lockFilesSharing } from './file-row.js'
import { hasOpening, type Published, strategiesForSome, withParsed } from './file-strategy.js'
import { firstWake } from './first-wake.js'
import { by, insertRows } from './insert-rows.js'
import { newReferences } from './new-references.js'
import { openedBefore } from './open-file.js'
import { segmentOf } from './segment.js'
import { newestStrategy } from './tenant.js'

export interface CoDebtorOpening {
  tenantId: string
  /** The file whose claims somebody else owes too. */
  fileId: string
  actor: string
  /** The client's idempotency key: the same one opens the same file once. */
  key: string
  now: Date
}

/**
 * Opens a file of its own for somebody who owes claims of another file too: by the same creditor's mandate and at that file's
 * legal time, with its own contacts and notices, on one balance. A claim has one law, so all who owe it live under it; and
 * default that works against one debtor alone would leave each another sum to pay, which one balance cannot hold.
 * @throws DomainError file-unknown, file-closed, claim-unknown, claim-settled, claim-time-barred, co-debtor-duplicate,
 * liability-other-law, liability-not-shared, guarantee-not-due, mandate-expired, agency-paper-missing, strategy-unknown, strategy-lacks-notice,
 * number-invalid, key-reused
 */
export async function openCoDebtor(db: Database, opening: CoDebtorOpening, body: CoDebtorBody): Promise<{ id: string; replayed: boolean }> {
  const hash = canonicalHash({ ...body, coDebtorOf: opening.fileId })
  const earlier = await openedBefore(db, opening, hash)
  if (earlier) return { id: earlier, replayed: true }
  const strategies = await strategiesFor(db, opening.tenantId, body.strategy)
  const attempt = () => db.$transaction((tx) => open(tx, opening, body, { hash, strategies }))
  try {
    return { id: await attempt(), replayed: false }
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const id = await openedBefore(db, opening, hash)
    if (id) return { id, replayed: true }
    // Another request has written the same debtor meanwhile: now it is found.
    return { id: await attempt(), replayed: false }
  }
}

/** The strategies to choose from, and the one to fall back on. */
interface Strategies {
  meant: Published[]
  otherwise: Published
}

async function strategiesFor(db: Database, tenantId: string, named: string | undefined): Promise<Strategies> {
  const otherwise = withParsed(await newestStrategy(db, tenantId, named ?? USUAL))
  const meant = named === undefined ? (await strategiesForSome(db, tenantId)).filter(hasOpening) : []
  return { meant, otherwise }
}

async function open(
  tx: Transaction,
  opening: CoDebtorOpening,
  body: CoDebtorBody,
  { hash, strategies }: { hash: string; strategies: Strategies },
): Promise<string> {
  const shared = await lockOrigin(tx, opening, body)
  const claims = await claimsToShare(tx, shared, body)
  await requireNew(tx, shared.party, claims)
  const strategy = await chosen(tx, shared, body, claims, strategies)
  const rows = debtorRows(shared)
  const { file, origin, legalStart } = shared
  const { creditorId, mandateId, clock } = origin
  const id = uuidv7()
  const own = {
    id,
    tenantId: file.tenantId,
    ...newReferences(),
    debtorId: rows.partyId,
    creditorId,
    mandateId,
    country: file.country,
    clock,
  }
  const begins = { legalStart, legalOffsetMs: legalOffset(legalStart, opening.now), openingKey: opening.key, openingHash: hash }
  await writeDebtor(tx, rows)
  await insertRows(tx, 'debt_file', [{ ...own, ...begins, strategyId: strategy.row.id, liability: body.liability }])
  const claimIds = claims.map(({ fact }) => fact.id)
  await insertRows(
    tx,
    'file_claim',
    claimIds.map((claimId) => ({ fileId: id, claimId })),
  )
  await writeHistory(tx, shared, { ...own, actor: opening.actor, liability: body.liability, strategy }, claims)
  const notBefore = firstWake(await loadCase(tx, id), strategy, legalStart)
  await insertRows(tx, 'outbox', [{ fileId: id, fact: 'opened', notBefore }])
  await holdNewborn(tx, [{ id, debtorId: rows.partyId }], opening.now)
  await settleBound(tx, [id], opening.now)
  return id
}

/** The file that claims are shared from, under the locks of everybody who owes them, and who is to owe them too. */
type Shared = Awaited<ReturnType<typeof lockOrigin>>
/** A claim with its number. */
interface NamedClaim {
  fact: ClaimFact
  reference: string
}

/** Takes the locks, party before files, and reads what the rest depends on. */
async function lockOrigin(tx: Transaction, { tenantId, fileId, now }: CoDebtorOpening, body: CoDebtorBody) {
  const origin = await tx.debtFile.findFirst({ where: { id: fileId, tenantId }, include: { creditor: true, mandate: true } })
  if (!origin) throw new DomainError('file-unknown')
  const debtor = parseDebtor(body.debtor, origin.creditor.reference)
  const known = await knownDebtors(tx, tenantId, [debtor])
  const party = known.find(debtor)
  const [locked] = await lockFilesSharing(tx, tenantId, [fileId])
  const { file, siblings } = locked as NonNullable<typeof locked>
  if (file.status === 'closed') throw new DomainError('file-closed')
  const { facts, law } = await loadCase(tx, fileId)
  const legalStart = legalNow(file, now)
  const today = legalDayOf(legalStart, law.zone)
  if (facts.mandate?.until && facts.mandate.until < today) throw new DomainError('mandate-expired')
  requirePapers(facts.agency, today)
  const own = { ...debtor, identifiers: known.ownIdentifiers(debtor, party) }
  return { origin, file, siblings, facts, law, legalStart, today, debtor: own, party }
}

/** The claims that are meant: those named, or all that are open and may still be sued for. */
async function claimsToShare(tx: Transaction, shared: Shared, { claims, liability }: CoDebtorBody): Promise<NamedClaim[]> {
  const { file, facts, law, today } = shared
  const rows = await tx.claim.findMany({ where: { files: { some: { fileId: file.id } } }, select: { id: true, reference: true } })
  const unpaid = new Set(unpaidOn(facts, law, today))
  const isOpen = (fact: ClaimFact) => unpaid.has(fact) && !limitationOn(fact, law, today).barred
  const all = rows.flatMap(({ id, reference }) => facts.claims.filter((fact) => fact.id === id).map((fact) => ({ fact, reference })))
  const meant = claims === undefined ? all.filter(({ fact }) => isOpen(fact)) : named(all, claims)
  if (meant.length === 0 || meant.some(({ fact }) => !unpaid.has(fact))) throw new DomainError('claim-settled', 'claims')
  if (!meant.every(({ fact }) => isOpen(fact))) throw new DomainError('claim-time-barred', 'claims')
  if (liability === 'guarantor') requireDefault(meant, today)
  else requireOneBalance(meant, law)
  return meant.sort(by(({ fact }) => fact.id))
}

function named(all: readonly NamedClaim[], references: readonly string[]): NamedClaim[] {
  return [...new Set(references)].map((wanted) => {
    const claim = all.find(({ reference }) => reference === wanted)
    if (!claim) throw new DomainError('claim-unknown', 'claims')
    return claim
  })
}

/** A guarantor pays what the debtor has failed to pay (Code civil art. 2288, checked 2026-11-21). @throws DomainError guarantee-not-due */
function requireDefault(claims: readonly NamedClaim[], today: LegalDay): void {
  if (claims.some(({ fact }) => fact.dueDate >= today)) throw new DomainError('guarantee-not-due', 'claims')
}

/** @throws DomainError liability-not-shared where a notice to one debtor would leave the others owing another sum */
function requireOneBalance(claims: readonly NamedClaim[], law: LawBook): void {
  if (!noticeBindsAll(law.country).value && claims.some(({ fact }) => beginsByNotice(fact, law)))
    throw new DomainError('liability-not-shared', 'claims')
}

/** @throws DomainError co-debtor-duplicate */
async function requireNew(tx: Transaction, party: KnownDebtor | null, claims: readonly NamedClaim[]): Promise<void> {
  if (!party) return
  const claimId = { in: claims.map(({ fact }) => fact.id) }
  if ((await tx.fileClaim.count({ where: { claimId, file: { debtorId: party.id } } })) > 0)
    throw new DomainError('co-debtor-duplicate', 'debtor')
}

/** The strategy of the new file. @throws DomainError strategy-lacks-notice where it never sends the letter that opens a recovery */
async function chosen(
  tx: Transaction,
  { file, facts, law, today, debtor }: Shared,
  body: CoDebtorBody,
  claims: readonly NamedClaim[],
  { meant, otherwise }: Strategies,
): Promise<Published> {
  const own = claims.map(({ fact }) => fact)
  const segment = await segmentOf(tx, file.tenantId, debtor, body.debtor)
  const owed = balanceOn({ claims: own, contacts: facts.contacts }, law, today)
  const strategy = chooseStrategy(meant, file.country, { claims: own, segment }, owed) ?? otherwise
  if (!hasOpening(strategy)) throw new DomainError('strategy-lacks-notice', 'strategy')
  return strategy
}

/** Rows of the debtor, whose address must lie under the claims' law. @throws DomainError liability-other-law */
function debtorRows({ file, debtor, party, legalStart }: Shared): ReturnType<typeof newDebtorRows> {
  const rows = newDebtorRows(file.tenantId, debtor, party, legalStart)
  const address = knownWith(party, rows).points.findLast(({ kind, status }) => kind === 'postal' && status === 'usable')
  if (address?.country && lawOf(address.country).country !== file.country) throw new DomainError('liability-other-law', 'debtor.addresses')
  return rows
}

async function writeDebtor(tx: Transaction, { parties, told, identifiers, points }: ReturnType<typeof newDebtorRows>): Promise<void> {
  await insertRows(tx, 'party', parties)
  for (const { id, sector, score } of told)
    await tx.party.update({ where: { id }, data: { ...(sector !== null && { sector }), ...(score !== null && { score }) } })
  await insertRows(tx, 'party_identifier', identifiers)
  await insertRows(tx, 'contact_point', points)
}

interface Opened {
  id: string
  reference: string
  actor: string
  liability: CoDebtorBody['liability']
  strategy: Published
}

/** The new file says where its claims come from; each file on them, that somebody else owes them now. References only, never a name. */
async function writeHistory(
  tx: Transaction,
  { origin, file, siblings, facts, law, legalStart, today }: Shared,
  { id, reference, actor, liability, strategy }: Opened,
  claims: readonly NamedClaim[],
): Promise<void> {
  const own = claims.map(({ fact }) => fact)
  const opened = {
    claims: claims.length,
    balanceCents: balanceOn({ claims: own, contacts: facts.contacts }, law, today),
    strategy: `${strategy.row.name} v${strategy.row.version}`,
    mandate: origin.mandate?.reference ?? null,
    liability,
    through: file.reference,
  }
  const event = { actor, legalTime: legalStart }
  await appendToEach(tx, [{ fileId: id, kind: 'opened', ...event, data: opened }])
  const held = await tx.fileClaim.findMany({ where: { claimId: { in: own.map((fact) => fact.id) }, fileId: { not: id } } })
  const added = [file, ...siblings].flatMap((other) => {
    const numbers = claims.filter(({ fact }) => held.some(({ fileId, claimId }) => fileId === other.id && claimId === fact.id))
    const data = { file: reference, liability, claims: numbers.map((claim) => claim.reference) }
    return numbers.length > 0 ? [{ fileId: other.id, kind: 'co-debtor-added' as const, ...event, data }] : []
  })
  await appendToEach(tx, added)
}
