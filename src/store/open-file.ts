import { v7 as uuidv7 } from 'uuid'
import type { OpenFileBody } from '../contracts/debt-file.js'
import { balanceOn, unpaidOn } from '../domain/account.js'
import { NotAdmitted, type Refusal } from '../domain/admission.js'
import { DomainError } from '../domain/errors.js'
import type { AgencyPaperFact, SegmentFact } from '../domain/facts.js'
import type { LawBook } from '../domain/law-pack.js'
import { type LegalDay, legalDayOf } from '../domain/legal-day.js'
import { legalOffset } from '../domain/legal-time.js'
import { waivedByMandate } from '../domain/mandate-scope.js'
import { cents } from '../domain/money.js'
import { type Strategy, USUAL, waivedBy } from '../domain/strategy.js'
import type { Mandate, Organisation } from '../generated/prisma/client.js'
import { regionOf } from '../law/region.js'
import { chooseStrategy } from '../strategies/choose.js'
import { StrategyDefinition } from '../strategies/format.js'
import { AdmissionDesk, noteOpened, noteRefused, type Refused } from './admission.js'
import { agencyFactsOf, requirePapers } from './agency-paper.js'
import { holdNewborn } from './born-held.js'
import { canonicalHash } from './canonical-hash.js'
import { claimFact, claimRows, writeClaims } from './claim.js'
import { type Database, isDuplicate, type Transaction } from './database.js'
import { fromDay } from './day.js'
import { type KnownDebtor, knownDebtors, knownWith, newDebtorRows, type PointRow, parseDebtor } from './debtor.js'
import { channelsOf } from './facts.js'
import { appendToEach } from './file-event.js'
import { hasOpening, type Published, strategiesForSome, withParsed } from './file-strategy.js'
import { firstWake } from './first-wake.js'
import { by, insertRows, type Tables } from './insert-rows.js'
import { lawFor } from './law.js'
import { mandateInForce } from './mandate.js'
import { newReferences } from './new-references.js'
import { findCreditor } from './organisation.js'
import { newcomerOf, segmentOf } from './segment.js'
import { newestStrategy } from './tenant.js'

export type NewFile = Omit<OpenFileBody, 'legalStart'>

export interface Opening {
  tenantId: string
  actor: string
  /** The client's idempotency key: the same one opens the same file once. */
  key: string
  /** Legal time at which the file's life begins: `now`, except in tests, simulations and demonstrations. */
  legalStart: Date
  now: Date
  clock: 'real' | 'skipping'
}

type StrategyRow = Awaited<ReturnType<typeof newestStrategy>>

/** A file as it will be opened: checked against the law and the tenant's rows, not yet written. */
export interface PreparedFile {
  opening: Opening
  input: NewFile
  openingHash: string
  /** The law that the file will live under, that of the debtor's address, with the rates that the tenant has entered. */
  law: LawBook
  strategy: StrategyRow
  segment: SegmentFact
  creditor: Organisation
  mandate: Mandate | null
  /** What the law asks the agency to have, of a file that is collected for another. */
  agency: AgencyPaperFact[] | undefined
  debtor: ReturnType<typeof parseDebtor>
}

/** What a request to open a file says. To name no strategy has always been the same as to name the usual one. */
export function openingHashOf(input: NewFile): string {
  // What nobody has said leaves no trace: a key that was used before the field was there names the same file still.
  const claims = input.claims.map(({ waives, ...claim }) => (waives.length > 0 ? { ...claim, waives } : claim))
  return canonicalHash({ ...input, claims, strategy: input.strategy ?? USUAL })
}

/**
 * Opens a file: its rows and the word to start its workflow commit together. A file that has nothing to do for days
 * says so, and its workflow sleeps until then. What is not taken in charge goes back to its creditor.
 * @returns the file's id, and whether this key had opened it before
 * @throws DomainError creditor-unknown, mandate-missing, mandate-expired, mandate-unsigned, mandate-scope-exceeded, agency-paper-missing,
 * strategy-unknown, number-invalid, claim-duplicate, currencies-mixed, key-reused
 * @throws NotAdmitted with all that stands against it
 */
export async function openFile(db: Database, opening: Opening, input: NewFile): Promise<{ id: string; replayed: boolean }> {
  const earlier = await openedBefore(db, opening, openingHashOf(input))
  if (earlier) return { id: earlier, replayed: true }
  const prepared = await preparation(db)(opening, input)
  const desk = await AdmissionDesk.open(db, opening.tenantId, [prepared])
  const { refusals } = desk.admit(prepared)
  if (refusals.length > 0) {
    // What holds its claims may be the file itself: another request with this key may have been quicker.
    const id = await openedBefore(db, opening, prepared.openingHash)
    if (id) return { id, replayed: true }
    await noteRefused(db, opening.tenantId, opening.actor, opening.now, [refusedFile(prepared, refusals)])
    throw new NotAdmitted(refusals)
  }
  try {
    const [written] = await db.$transaction((tx) => writeFiles(tx, [prepared]))
    return { id: (written as { id: string }).id, replayed: false }
  } catch (error) {
    if (!isDuplicate(error)) throw error
    // Another request with this key may have been quicker; if it was not the key, it was a claim.
    const id = await openedBefore(db, opening, prepared.openingHash)
    if (id) return { id, replayed: true }
    throw new DomainError('claim-duplicate', 'claims')
  }
}

const refusedFile = ({ opening: { key }, creditor, debtor, input }: PreparedFile, refusals: readonly Refusal[]): Refused => ({
  creditorId: creditor.id,
  key,
  claims: input.claims.map(({ reference }) => reference),
  debtor: debtor.name,
  refusals,
})

/** The file that a key has opened already. @throws DomainError key-reused where that was asked with other words */
export async function openedBefore(
  db: Database,
  { tenantId, key }: Pick<Opening, 'tenantId' | 'key'>,
  hash: string,
): Promise<string | null> {
  const file = await db.debtFile.findUnique({ where: { tenantId_openingKey: { tenantId, openingKey: key } } })
  if (file && file.openingHash !== hash) throw new DomainError('key-reused', 'Idempotency-Key')
  return file?.id ?? null
}

/**
 * Checks what is to be opened, for many files of one tenant: a creditor, mandate or strategy that was looked up is not
 * looked up again. @throws DomainError as openFile, but for what concerns single claims
 */
export function preparation(db: Database): (opening: Opening, input: NewFile) => Promise<PreparedFile> {
  const once = remembering()
  return async (opening, input) => {
    const { tenantId, legalStart } = opening
    const country = input.debtor.addresses.at(-1)?.country ?? 'FR'
    const law = await once(`law ${country}`, () => lawFor(db, tenantId, country))
    const day = legalDayOf(legalStart, law.zone)
    const creditor = await once(`creditor ${input.creditor}`, () => findCreditor(db, tenantId, input.creditor))
    const mandate = await once(`mandate ${day} ${creditor.id}`, () => mandateInForce(db, creditor, day))
    const agency = mandate ? await once('agency', () => agencyFactsOf(db, tenantId)) : undefined
    requirePapers(agency, day)
    const debtor = parseDebtor(input.debtor, input.creditor)
    const named = (name: string) => once(`strategy ${name}`, async () => withParsed(await newestStrategy(db, tenantId, name)))
    const meant = input.strategy === undefined ? await once('meant for somebody', () => strategiesForSome(db, tenantId)) : []
    const given = input.strategy === undefined ? null : await named(input.strategy)
    const asksAbout = meant.length > 0 || given?.steps.some(({ when }) => when)
    const segment = asksAbout ? await segmentOf(db, tenantId, debtor, input.debtor) : newcomerOf(input.debtor)
    const strategy = given ?? chosenFor(input, { meant, law, day, segment }) ?? (await named(USUAL))
    requireOpening(strategy, input)
    requireOneCurrency(input.claims)
    return { opening, input, openingHash: openingHashOf(input), law, strategy: strategy.row, segment, creditor, mandate, agency, debtor }
  }
}

/** The strategy that is meant for a file's debtor, among those that the file can live by; null where none is. */
function chosenFor(
  input: NewFile,
  { meant, law, day, segment }: { meant: Published[]; law: LawBook; day: LegalDay; segment: SegmentFact },
): Published | null {
  if (meant.length === 0) return null
  const claims = input.claims.map((claim, index) => claimFact(String(index), claim))
  const unpaid = unpaidOn({ claims, contacts: [] }, law, day)
  const possible = meant.filter((strategy) => opensOrOpened(strategy, input))
  return chooseStrategy(possible, law.country, { claims: unpaid, segment }, balanceOn({ claims, contacts: [] }, law, day))
}

/** Asks once for each key, also where the answer is a refusal. */
function remembering() {
  const asked = new Map<string, Promise<unknown>>()
  return <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const answer = (asked.get(key) as Promise<T> | undefined) ?? ask()
    asked.set(key, answer)
    return answer
  }
}

/**
 * Every message after the due date recalls the letter that opened the recovery: one that is never sent, and was not sent
 * before, could not be recalled.
 * @throws DomainError strategy-lacks-notice
 */
function requireOpening(strategy: Strategy, input: NewFile): void {
  if (!opensOrOpened(strategy, input)) throw new DomainError('strategy-lacks-notice', 'strategy')
}

function opensOrOpened({ steps }: Strategy, { claims }: NewFile): boolean {
  return hasOpening({ steps }) || claims.every(({ notices }) => notices.some(({ kind }) => kind === 'opening'))
}

/** What is owed on a file is one sum. @throws DomainError currencies-mixed */
function requireOneCurrency(claims: NewFile['claims']): void {
  const place = claims.findIndex(({ currency }) => currency !== claims[0]?.currency)
  if (place > 0) throw new DomainError('currencies-mixed', `claims.${place}.currency`)
}

/**
 * Writes files of one tenant with all that belongs to them, a statement a table. Two about one debtor share its rows.
 * What must be unique is written in one order, so that two batches wait for each other and never in a circle.
 * @returns the ids and references, in the same order
 * @throws a unique violation when a key, a claim or a debtor's number was written meanwhile
 */
export async function writeFiles(tx: Transaction, files: PreparedFile[]): Promise<{ id: string; reference: string }[]> {
  const known = await knownDebtors(
    tx,
    (files[0] as PreparedFile).opening.tenantId,
    files.map(({ debtor }) => debtor),
  )
  const rows = files.map((file) => {
    const debtor = known.find(file.debtor)
    const identifiers = known.ownIdentifiers(file.debtor, debtor)
    const row = rowsOf({ ...file, debtor: { ...file.debtor, identifiers } }, debtor)
    known.learn(knownWith(debtor, row.debtor))
    return row
  })
  const all = <T>(pick: (row: Rows) => T[]): T[] => rows.flatMap(pick)
  const add = <T extends keyof Tables>(table: T, row: (of: Rows) => Tables[T][]) => insertRows(tx, table, all(row))
  await add('party', ({ debtor }) => debtor.parties)
  for (const { id, sector, score } of all(({ debtor }) => debtor.told))
    await tx.party.update({ where: { id }, data: { ...(sector !== null && { sector }), ...(score !== null && { score }) } })
  await insertRows(tx, 'party_identifier', all(({ debtor }) => debtor.identifiers).sort(by(({ kind, value }) => `${kind} ${value}`)))
  await add('contact_point', ({ debtor }) => debtor.points)
  await insertRows(tx, 'debt_file', rows.map(({ file }) => file).sort(by(({ openingKey }) => openingKey)))
  await writeClaims(
    tx,
    rows.map(({ claims }) => claims),
  )
  await appendToEach(tx, rows.map(openedEvent))
  await add('outbox', ({ file, firstAct }) => [{ fileId: file.id, fact: 'opened', notBefore: firstAct }])
  const [first] = files
  const ofKnown = rows.filter(({ isKnown }) => isKnown).map(({ file: { id, debtorId } }) => ({ id, debtorId }))
  if (first && ofKnown.length > 0) await holdNewborn(tx, ofKnown, first.opening.now)
  if (first) await noteOpened(tx, first.opening.tenantId, files.map(takenInCharge), first.opening.now)
  return rows.map(({ file: { id, reference } }) => ({ id, reference }))
}

const takenInCharge = ({ creditor, opening: { key }, input }: PreparedFile) => ({
  creditorId: creditor.id,
  key,
  references: input.claims.map(({ reference }) => reference),
})

type Rows = ReturnType<typeof rowsOf>

function rowsOf(prepared: PreparedFile, known: KnownDebtor | null) {
  const { opening, input, openingHash, law, strategy, creditor, mandate } = prepared
  const { tenantId, legalStart, now, clock, key, actor } = opening
  const id = uuidv7()
  const debtor = newDebtorRows(tenantId, prepared.debtor, known, legalStart)
  const file = {
    id,
    tenantId,
    ...newReferences(),
    debtorId: debtor.partyId,
    creditorId: creditor.id,
    mandateId: mandate?.id ?? null,
    strategyId: strategy.id,
    openingKey: key,
    openingHash,
    country: law.country,
    clock,
    legalStart,
    legalOffsetMs: legalOffset(legalStart, now),
  }
  const waived = [...waivedBy(StrategyDefinition.parse(strategy.definition)), ...(mandate ? waivedByMandate(mandate) : [])]
  const claims = claimRows({ tenantId, creditorId: creditor.id, fileId: id, actor }, input.claims, law, waived)
  return {
    isKnown: known !== null,
    file,
    law,
    debtor,
    claims,
    actor,
    strategy,
    mandate,
    firstAct: firstAct(prepared, claims, knownWith(known, debtor).points),
  }
}

function openedEvent({ file, law, claims, strategy, mandate, actor }: Rows) {
  const balanceCents = balanceOn({ claims: claims.facts, contacts: [] }, law, legalDayOf(file.legalStart, law.zone))
  const data = {
    claims: claims.claims.length,
    balanceCents,
    strategy: `${strategy.name} v${strategy.version}`,
    mandate: mandate?.reference ?? null,
  }
  return { fileId: file.id, kind: 'opened' as const, actor, legalTime: file.legalStart, data }
}

/** When a file that is not written yet first has something to do; null when that is at once. */
function firstAct(
  { opening, law, strategy, mandate, agency, segment }: PreparedFile,
  claims: ReturnType<typeof claimRows>,
  all: PointRow[],
): Date | null {
  const points = all.filter(({ status }) => status === 'usable')
  const address = points.findLast(({ kind }) => kind === 'postal')
  const facts = {
    claims: claims.facts,
    holds: [],
    contacts: [],
    overrides: [],
    reachable: channelsOf(points),
    region: address ? regionOf(address.country ?? '', address.postcode ?? '') : null,
    otherContacts: [],
    mandate: mandate && {
      from: fromDay(mandate.validFrom),
      until: mandate.validUntil && fromDay(mandate.validUntil),
      scope: mandate.scope,
      toleranceCents: cents(mandate.toleranceCents),
    },
    segment,
    ...(agency && { agency }),
  }
  return firstWake({ facts, law }, StrategyDefinition.parse(strategy.definition), opening.legalStart)
}
