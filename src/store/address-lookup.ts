import { v7 as uuidv7 } from 'uuid'
import type { AddressFoundBody, LookUpBody } from '../contracts/address-search.js'
import { Address } from '../contracts/debt-file.js'
import { type AddressMatch, isDebtorsOwn } from '../domain/address-match.js'
import { DomainError } from '../domain/errors.js'
import { legalNow } from '../domain/legal-time.js'
import type { AddressLookup } from '../generated/prisma/client.js'
import { endSearch, lockSearch, type NamedSearch, type Searching, searchDay } from './address-search.js'
import type { Database, Transaction } from './database.js'
import { toDay } from './day.js'
import { appendEvent } from './file-event.js'
import { isId } from './file-view.js'
import { tell } from './outbox.js'
import { stagedId } from './staged-input.js'

/**
 * Notes that somebody was asked for a lost address, and what was answered. What was asked and not answered yet takes the answer of the same
 * source. The same key is the same look-up.
 * @returns its id @throws DomainError search-unknown, search-over, search-limit-spent
 */
export async function recordLookUp(db: Database, named: NamedSearch & { key: string }, said: LookUpBody, now: Date): Promise<string> {
  return db.$transaction(async (tx) => {
    const searching = await lockSearch(tx, named)
    const { search, files } = searching
    const id = stagedId({ tenantId: named.tenantId, fileId: search.id, key: named.key })
    if (await tx.addressLookup.findUnique({ where: { id } })) return id
    if (search.state !== 'open') throw new DomainError('search-over')
    await requireMeans(tx, searching, said.costMicros)
    const { source, outcome, costMicros, match, address: found } = said
    const answer = { outcome, costMicros, match, ...(found && { found }) }
    const asked = await tx.addressLookup.findFirst({ where: { searchId: search.id, source, outcome: 'asked' } })
    if (asked) await tx.addressLookup.update({ where: { id: asked.id }, data: answer })
    else {
      const row = { id, searchId: search.id, source, askedOn: toDay(searchDay(searching, now)), actor: named.actor }
      await tx.addressLookup.create({ data: { ...row, ...answer } })
    }
    const data = { searchId: search.id, source, outcome, costMicros }
    for (const file of files)
      await appendEvent(tx, file.id, { kind: 'address-looked-up', actor: named.actor, legalTime: legalNow(file, now), data })
    // Whom the debtor is asked by another channel, the file's own loop does.
    if (source === 'debtor' && outcome === 'asked') for (const file of files) await tell(tx, file.id, 'address-check')
    return asked?.id ?? id
  })
}

/** @throws DomainError search-limit-spent */
async function requireMeans(tx: Transaction, { search }: Searching, costMicros: number): Promise<void> {
  const { _sum } = await tx.addressLookup.aggregate({ where: { searchId: search.id }, _sum: { costMicros: true } })
  if (Number(_sum.costMicros ?? 0n) + costMicros > Number(search.limitMicros)) throw new DomainError('search-limit-spent', 'costMicros')
}

/**
 * Takes the address that a look-up has found, once enough speaks for its being the debtor's own: the lost one stays unusable, the search is
 * over, and the files go on with their opening letter. Taken again it changes nothing.
 * @throws DomainError search-unknown, resource-unknown for a look-up that has found none, search-over, search-match-missing
 */
export async function takeFound(db: Database, named: NamedSearch, { lookUp, match }: AddressFoundBody, now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const searching = await lockSearch(tx, named)
    const { search, files } = searching
    const row = isId(lookUp) ? await tx.addressLookup.findFirst({ where: { id: lookUp, searchId: search.id, outcome: 'found' } }) : null
    if (!row?.found) throw new DomainError('resource-unknown', 'lookUp')
    if (search.state === 'found' && search.foundPointId !== null && (await isTaken(tx, search.foundPointId, row))) return
    if (search.state !== 'open') throw new DomainError('search-over')
    const speaks = [...new Set([...row.match, ...match])] as AddressMatch[]
    if (!isDebtorsOwn(speaks)) throw new DomainError('search-match-missing', 'match')
    await tx.addressLookup.update({ where: { id: row.id }, data: { match: speaks } })
    const foundPointId = await addPoint(tx, search.partyId, row, now)
    await endSearch(tx, search.id, { state: 'found', endedOn: searchDay(searching, now), foundPointId })
    const data = { searchId: search.id, source: row.source }
    for (const file of files) {
      await appendEvent(tx, file.id, { kind: 'address-found', actor: named.actor, legalTime: legalNow(file, now), data })
      await tell(tx, file.id, 'address-found')
    }
  })
}

async function addPoint(tx: Transaction, partyId: string, { found, source }: AddressLookup, now: Date): Promise<string> {
  const { lines, ...place } = Address.parse(found)
  const id = uuidv7()
  const whose = source === 'debtor' || source === 'creditor' || source === 'operator' ? source : 'provider'
  const point = { id, partyId, kind: 'postal', addressLines: lines, ...place, source: whose, validFrom: now } as const
  await tx.contactPoint.create({ data: point })
  return id
}

async function isTaken(tx: Transaction, pointId: string, { found }: AddressLookup): Promise<boolean> {
  const { addressLines, postcode, city } = await tx.contactPoint.findUniqueOrThrow({ where: { id: pointId } })
  const address = Address.parse(found)
  return postcode === address.postcode && city === address.city && addressLines.join('\n') === address.lines.join('\n')
}
