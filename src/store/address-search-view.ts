import type { AddressSearchList, AddressSearchQuery, AddressSearchView } from '../contracts/address-search.js'
import { Address } from '../contracts/debt-file.js'
import { DomainError } from '../domain/errors.js'
import type { Prisma } from '../generated/prisma/client.js'
import { sirenInVat } from '../law/registers.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { isId } from './file-view.js'
import { cursorOf, idOfCursor } from './page.js'

const WITH_ALL = {
  lookups: { orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }] },
  party: {
    select: {
      name: true,
      files: { where: { status: 'open' }, select: { id: true, reference: true }, orderBy: { id: 'asc' } },
    },
  },
} as const satisfies Prisma.AddressSearchInclude

type Row = Prisma.AddressSearchGetPayload<{ include: typeof WITH_ALL }>

/** Whom a register is asked about: all that it is told is the number. */
export interface Sought {
  siren: string | null
  name: string
  lost: { lines: string[]; postcode: string }
}

/** @throws DomainError search-unknown */
export async function soughtBy(db: Database, tenantId: string, id: string): Promise<Sought> {
  const { request } = await viewSearch(db, tenantId, id)
  const numbers = await db.partyIdentifier.findMany({
    where: { party: { searches: { some: { id } } }, kind: { in: ['siren', 'vat'] } },
    orderBy: { kind: 'asc' },
  })
  const [siren = null] = numbers.map(({ kind, value }) => (kind === 'siren' ? value : sirenInVat(value))).filter((found) => found !== null)
  return { siren, name: request.name, lost: request.address }
}

/** Searches for lost addresses, the newest first. @throws DomainError request-invalid for a cursor that is none */
export async function listSearches(
  db: Database,
  tenantId: string,
  { cursor, limit, state }: AddressSearchQuery,
): Promise<AddressSearchList> {
  const after = cursor === undefined ? {} : { id: { lt: idOfCursor(cursor) } }
  const where = { tenantId, ...(state && { state }), ...after }
  const rows = await db.addressSearch.findMany({ where, include: WITH_ALL, orderBy: { id: 'desc' }, take: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const isMore = last !== undefined && rows.length > limit
  const searches = await Promise.all(page.map((row) => viewOf(db, row)))
  return { searches, next: isMore ? cursorOf(last.recordedAt.toISOString(), last.id) : null }
}

/** @throws DomainError search-unknown */
export async function viewSearch(db: Database, tenantId: string, id: string): Promise<AddressSearchView> {
  const row = isId(id) ? await db.addressSearch.findFirst({ where: { id, tenantId }, include: WITH_ALL }) : null
  if (!row) throw new DomainError('search-unknown', 'search')
  return viewOf(db, row)
}

async function viewOf(db: Database, row: Row): Promise<AddressSearchView> {
  const { party, lookups } = row
  return {
    id: row.id,
    state: row.state as AddressSearchView['state'],
    request: { name: party.name, address: await addressOf(db, row.lostPointId) },
    files: party.files,
    openedOn: fromDay(row.openedOn),
    endsOn: fromDay(row.endsOn),
    endedOn: row.endedOn && fromDay(row.endedOn),
    limitMicros: Number(row.limitMicros),
    spentMicros: lookups.reduce((total, { costMicros }) => total + Number(costMicros), 0),
    lookUps: lookups.map(({ id, source, askedOn, outcome, costMicros, match, found, actor }) => ({
      id,
      source,
      askedOn: fromDay(askedOn),
      outcome: outcome as AddressSearchView['lookUps'][number]['outcome'],
      costMicros: Number(costMicros),
      match: match as AddressSearchView['lookUps'][number]['match'],
      found: found === null ? null : Address.parse(found),
      actor,
    })),
  }
}

async function addressOf(db: Database, pointId: string) {
  const { addressLines: lines, postcode, city, country } = await db.contactPoint.findUniqueOrThrow({ where: { id: pointId } })
  return { lines, postcode: postcode ?? '', city: city ?? '', country: country ?? '' }
}
