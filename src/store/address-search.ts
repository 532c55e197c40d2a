import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../domain/errors.js'
import { addDays, type LegalDay, later } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import type { AddressSearch } from '../generated/prisma/client.js'
import { addressSearch } from '../law/house.js'
import { orderClosing } from './closing-order.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import type { Case } from './facts.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { isId } from './file-view.js'
import { lockPartyAndOpenFiles } from './insolvency-hold.js'
import { legalToday } from './legal-today.js'
import { onceForFile } from './once-for-file.js'
import { tell } from './outbox.js'

const ENGINE = 'relance'

/**
 * Begins the search for a debtor's address whose mail came back, where none is open; all its open files wait for it. None where the debtor
 * has another postal address: that is written to next. Its creditors are asked, and the debtor itself where another channel reaches it.
 * The caller holds the party's lock, and those of its open files.
 */
export async function openSearch(tx: Transaction, partyId: string, lostPointId: string, actor: string, now: Date): Promise<void> {
  const files = await lockPartyAndOpenFiles(tx, partyId)
  if (files.length === 0 || (await postalPoint(tx, partyId))) return
  if (await tx.addressSearch.findFirst({ where: { partyId, state: 'open' } })) return
  const [{ tenantId }] = files as [FileRow]
  const today = files.map((file) => legalToday(file, now)).reduce(later)
  const { days, limitMicros } = addressSearch.value
  const id = uuidv7()
  const period = { openedOn: toDay(today), endsOn: toDay(addDays(today, days)) }
  await tx.addressSearch.create({ data: { id, tenantId, partyId, lostPointId, actor, limitMicros, ...period } })
  const asked = await whomToAsk(tx, partyId, files)
  const common = { searchId: id, askedOn: toDay(today), outcome: 'asked', actor: ENGINE }
  await tx.addressLookup.createMany({ data: asked.map((source) => ({ id: uuidv7(), source, ...common })) })
  for (const file of files) await lose(tx, file, id, actor, now)
}

const postalPoint = (tx: Transaction, partyId: string) =>
  tx.contactPoint.findFirst({ where: { partyId, kind: 'postal', status: 'usable' }, orderBy: { id: 'desc' } })

async function whomToAsk(tx: Transaction, partyId: string, files: readonly FileRow[]): Promise<string[]> {
  const reaches = [{ kind: 'email' as const }, { kind: 'phone' as const, mobile: true }]
  const isReachable = (await tx.contactPoint.count({ where: { partyId, status: 'usable', OR: reaches } })) > 0
  return [...(files.some(({ ownClaims }) => !ownClaims) ? ['creditor'] : []), ...(isReachable ? ['debtor'] : [])]
}

/** The creditor is asked by a notice that names the search: it answers by that. */
async function lose(tx: Transaction, file: FileRow, searchId: string, actor: string, now: Date): Promise<void> {
  await appendEvent(tx, file.id, { kind: 'address-lost', actor, legalTime: legalNow(file, now), data: { searchId } })
  const { tenantId, creditorId, id: fileId } = file
  const notice = { kind: 'address-lost', reference: searchId, amountCents: 0, happenedOn: toDay(legalToday(file, now)) }
  if (!file.ownClaims) await tx.creditorNotice.create({ data: { id: uuidv7(), tenantId, creditorId, fileId, ...notice } })
  await tell(tx, fileId, 'address-lost')
}

export interface SearchAct {
  tenantId: string
  fileId: string
  actor: string
  key: string
  now: Date
}

/**
 * A person says that a debtor no longer lives where it is written to: the address is used no more, and searched.
 * @returns the search's id @throws DomainError file-unknown, file-closed, search-open, point-unknown without an address, key-reused
 */
export async function searchByHand(db: Database, { now, ...act }: SearchAct): Promise<string> {
  const { debtorId } = await db.debtFile.findUniqueOrThrow({ where: { id: act.fileId }, select: { debtorId: true } })
  await onceForFile(db, { ...act, now, kind: 'search-address', input: {} }, async (tx, file) => {
    if (file.status === 'closed') throw new DomainError('file-closed')
    if (await tx.addressSearch.findFirst({ where: { partyId: debtorId, state: 'open' } })) throw new DomainError('search-open')
    const lost = await postalPoint(tx, debtorId)
    if (!lost) throw new DomainError('point-unknown')
    await tx.contactPoint.updateMany({ where: { partyId: debtorId, kind: 'postal', status: 'usable' }, data: { status: 'unusable' } })
    await openSearch(tx, debtorId, lost.id, act.actor, now)
  })
  const { id } = await db.addressSearch.findFirstOrThrow({ where: { partyId: debtorId }, orderBy: { id: 'desc' } })
  return id
}

/** A search with the open files that wait for it, under their locks. */
export interface Searching {
  search: AddressSearch
  files: FileRow[]
}

/** Which search a person means. */
export interface NamedSearch {
  tenantId: string
  id: string
  actor: string
}

/** @throws DomainError search-unknown */
export async function lockSearch(tx: Transaction, { tenantId, id }: NamedSearch): Promise<Searching> {
  const named = isId(id) ? await tx.addressSearch.findFirst({ where: { id, tenantId } }) : null
  if (!named) throw new DomainError('search-unknown', 'search')
  const files = await lockPartyAndOpenFiles(tx, named.partyId)
  return { files, search: await tx.addressSearch.findUniqueOrThrow({ where: { id } }) }
}

/** The day of a search is that of the file furthest ahead. */
export const searchDay = ({ search, files }: Searching, now: Date): LegalDay =>
  files.map((file) => legalToday(file, now)).reduce(later, fromDay(search.openedOn))

/**
 * A person gives a search up before its last day: its files are closed as not found. Given up again it stays so.
 * @throws DomainError search-unknown, search-over for one that has found the address
 */
export async function giveUpSearch(db: Database, named: NamedSearch, now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const searching = await lockSearch(tx, named)
    const { search, files } = searching
    if (search.state === 'found') throw new DomainError('search-over')
    if (search.state === 'failed') return
    await endSearch(tx, search.id, { state: 'failed', endedOn: searchDay(searching, now) })
    for (const { id } of files) await tell(tx, id, 'address-not-found')
  })
}

export const endSearch = (tx: Transaction, id: string, end: { state: 'found' | 'failed'; endedOn: LegalDay; foundPointId?: string }) =>
  tx.addressSearch.updateMany({ where: { id, state: 'open' }, data: { ...end, endedOn: toDay(end.endedOn) } })

/**
 * The search is over: found, where the debtor has a postal address again, whoever has given it; or found nothing, and its file is ordered to
 * close as not found, under its lock. A file that is held for another reason is left alone until that is over: its claims may have to be
 * declared. @returns whether anything has changed
 */
export async function settleSearch(tx: Transaction, file: FileRow, { facts }: Case, on: LegalDay, at: Date): Promise<boolean> {
  const isReached = facts.reachable.includes('letter')
  if (isReached ? facts.searchUntil === undefined : facts.closing !== undefined) return false
  const { debtorId: partyId } = await tx.debtFile.findUniqueOrThrow({ where: { id: file.id }, select: { debtorId: true } })
  const search = await tx.addressSearch.findFirst({ where: { partyId }, orderBy: { id: 'desc' } })
  if (!search) return false
  if (isReached) return endAsFound(tx, file, search, on, at)
  const isHeld = facts.holds.some(({ until }) => until === null || until > on)
  if (isHeld || !isOver(search, on) || (await isSettled(tx, file, search.id))) return false
  await endSearch(tx, search.id, { state: 'failed', endedOn: on })
  await appendEvent(tx, file.id, { kind: 'address-not-found', actor: ENGINE, legalTime: at, data: { searchId: search.id } })
  await orderClosing(tx, file, { reason: 'not-found', actor: ENGINE }, at)
  return true
}

const isOver = ({ state, endsOn }: AddressSearch, on: LegalDay) => state === 'failed' || (state === 'open' && fromDay(endsOn) < on)

/** An order to close that a person has taken back is not given again for the same search. */
async function isSettled(tx: Transaction, { id: fileId }: FileRow, searchId: string): Promise<boolean> {
  const where = { fileId, kind: 'address-not-found', data: { path: ['searchId'], equals: searchId } }
  return (await tx.fileEvent.count({ where })) > 0
}

async function endAsFound(tx: Transaction, file: FileRow, { id, partyId, state }: AddressSearch, on: LegalDay, at: Date): Promise<boolean> {
  const point = state === 'open' ? await postalPoint(tx, partyId) : null
  if (!point) return false
  await endSearch(tx, id, { state: 'found', endedOn: on, foundPointId: point.id })
  const data = { searchId: id, source: point.source }
  await appendEvent(tx, file.id, { kind: 'address-found', actor: ENGINE, legalTime: at, data })
  return true
}
