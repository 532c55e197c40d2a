import { randomInt } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { OpenFileBody } from '../contracts/debt-file.js'
import { decide } from '../domain/decide.js'
import { DomainError } from '../domain/errors.js'
import { legalDayOf } from '../domain/legal-day.js'
import { legalOffset } from '../domain/legal-time.js'
import { lastDayToSue } from '../domain/limitation.js'
import { cents, sum } from '../domain/money.js'
import { newReference } from '../domain/reference.js'
import type { Mandate, Organisation } from '../generated/prisma/client.js'
import { currentPack, regionOf } from '../law/pack-of.js'
import { StrategyDefinition } from '../strategies/format.js'
import { canonicalHash } from './canonical-hash.js'
import { claimRows, writeClaims } from './claim.js'
import { type Database, isDuplicate, type Transaction } from './database.js'
import { fromDay } from './day.js'
import { type KnownDebtor, knownDebtors, knownWith, newDebtorRows, type PointRow, parseDebtor } from './debtor.js'
import { channelsOf } from './facts.js'
import { appendToEach } from './file-event.js'
import { by, insertRows, type Tables } from './insert-rows.js'
import { findCreditor, mandateInForce } from './organisation.js'
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
  strategy: StrategyRow
  creditor: Organisation
  mandate: Mandate | null
  debtor: ReturnType<typeof parseDebtor>
}

const REFERENCE_LENGTH = 9
const PAYMENT_KEY_LENGTH = 10

/**
 * Opens a file: its rows and the word to start its workflow commit together. A file that has nothing to do for days
 * says so, and its workflow sleeps until then.
 * @returns the file's id, and whether this key had opened it before
 * @throws DomainError creditor-unknown, mandate-missing, strategy-unknown, number-invalid, claim-time-barred,
 * claim-duplicate, key-reused
 */
export async function openFile(db: Database, opening: Opening, input: NewFile): Promise<{ id: string; replayed: boolean }> {
  const earlier = await openedBefore(db, opening, canonicalHash(input))
  if (earlier) return { id: earlier, replayed: true }
  const prepared = await preparation(db)(opening, input)
  const barred = timeBarred(prepared)[0]
  if (barred !== undefined) throw new DomainError('claim-time-barred', `claims.${barred}`)
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

async function openedBefore(db: Database, { tenantId, key }: Opening, hash: string): Promise<string | null> {
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
    const day = legalDayOf(legalStart, currentPack().zone)
    const creditor = await once(`creditor ${input.creditor}`, () => findCreditor(db, tenantId, input.creditor))
    const mandate = await once(`mandate ${day} ${creditor.id}`, () => mandateInForce(db, creditor, day))
    const strategy = await once(`strategy ${input.strategy}`, () => newestStrategy(db, tenantId, input.strategy))
    const debtor = parseDebtor(input.debtor, input.creditor)
    requireOpening(strategy, input)
    return { opening, input, openingHash: canonicalHash(input), strategy, creditor, mandate, debtor }
  }
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
function requireOpening({ definition }: StrategyRow, { claims }: NewFile): void {
  const isSent = StrategyDefinition.parse(definition).steps.some(({ stage }) => stage === 'opening')
  const wasSent = claims.every(({ notices }) => notices.some(({ kind }) => kind === 'opening'))
  if (!isSent && !wasSent) throw new DomainError('strategy-lacks-notice', 'strategy')
}

/** Places of the claims that may no longer be sued for when the file's life begins. */
export function timeBarred({ opening, input }: PreparedFile): number[] {
  const law = currentPack()
  const today = legalDayOf(opening.legalStart, law.zone)
  return input.claims.flatMap(({ dueDate, capacity }, index) => (lastDayToSue(dueDate, capacity, law) < today ? [index] : []))
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
  await insertRows(tx, 'party_identifier', all(({ debtor }) => debtor.identifiers).sort(by(({ kind, value }) => `${kind} ${value}`)))
  await add('contact_point', ({ debtor }) => debtor.points)
  await insertRows(tx, 'debt_file', rows.map(({ file }) => file).sort(by(({ openingKey }) => openingKey)))
  await writeClaims(
    tx,
    rows.map(({ claims }) => claims),
  )
  await appendToEach(tx, rows.map(openedEvent))
  await add('outbox', ({ file, firstAct }) => [{ fileId: file.id, fact: 'opened', notBefore: firstAct }])
  return rows.map(({ file: { id, reference } }) => ({ id, reference }))
}

type Rows = ReturnType<typeof rowsOf>

function rowsOf(prepared: PreparedFile, known: KnownDebtor | null) {
  const { opening, input, openingHash, strategy, creditor, mandate } = prepared
  const { tenantId, legalStart, now, clock, key, actor } = opening
  const id = uuidv7()
  const debtor = newDebtorRows(tenantId, prepared.debtor, known, legalStart)
  const file = {
    id,
    tenantId,
    reference: newReference(REFERENCE_LENGTH, randomInt),
    paymentKey: newReference(PAYMENT_KEY_LENGTH, randomInt),
    debtorId: debtor.partyId,
    creditorId: creditor.id,
    mandateId: mandate?.id ?? null,
    strategyId: strategy.id,
    openingKey: key,
    openingHash,
    clock,
    legalStart,
    legalOffsetMs: legalOffset(legalStart, now),
  }
  const claims = claimRows({ tenantId, creditorId: creditor.id, fileId: id }, input.claims)
  return { file, debtor, claims, actor, strategy, mandate, firstAct: firstAct(prepared, claims, knownWith(known, debtor).points) }
}

function openedEvent({ file, claims, strategy, mandate, actor }: Rows) {
  const balanceCents = cents(sum(claims.facts.map(({ amountCents }) => amountCents)) - sum(claims.facts.map(({ paidCents }) => paidCents)))
  const data = {
    claims: claims.claims.length,
    balanceCents,
    strategy: `${strategy.name} v${strategy.version}`,
    mandate: mandate?.reference ?? null,
  }
  return { fileId: file.id, kind: 'opened' as const, actor, legalTime: file.legalStart, data }
}

/** When the file first has something to do, or null when that is at once. */
function firstAct({ opening, strategy, mandate }: PreparedFile, claims: ReturnType<typeof claimRows>, all: PointRow[]): Date | null {
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
  }
  const decision = decide(facts, StrategyDefinition.parse(strategy.definition), currentPack(), opening.legalStart)
  return decision.do === 'wait' && decision.until !== null ? new Date(decision.until) : null
}
