import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import { type MandateScope, outsideMandate, type ScopeQuestion } from '../domain/mandate-scope.js'
import { cents } from '../domain/money.js'
import type { Tariff } from '../domain/tariff.js'
import { type Mandate, type Organisation, Prisma } from '../generated/prisma/client.js'
import { canonicalHash } from './canonical-hash.js'
import { type Database, isDuplicate, type Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { findCreditor, type Made } from './organisation.js'

export interface NewMandate {
  reference: string
  validFrom: LegalDay
  validUntil: LegalDay | null
  /** Day on which the creditor signed it; its first day where it is left out, null while it awaits its signature. */
  signedOn?: LegalDay | null | undefined
  scope: Mandate['scope']
  specialPowers?: string[]
  covers?: string[]
  leastClaimCents?: number | null
  mostClaimCents?: number | null
  requires?: string[]
  toleranceCents: number
  longestPlanMonths: number
  mostRemissionPercent: number
  /** Months in which what was collected is passed on; null or left out leaves it to the law. */
  remitWithinMonths?: number | null
  remittance?: 'gross' | 'net'
  /** What the agency earns; nothing where it is null or left out. */
  tariff?: Tariff | null
}

/** Records a creditor's mandate. @throws DomainError creditor-unknown, mandate-duplicate */
export async function addMandate(db: Database, tenantId: string, creditor: string, input: NewMandate): Promise<Mandate> {
  const { id: creditorId } = await findCreditor(db, tenantId, creditor)
  const { validFrom, validUntil, signedOn, tariff, ...rest } = complete(input)
  const days = { validFrom: toDay(validFrom), validUntil: validUntil && toDay(validUntil), signedOn: signedOn && toDay(signedOn) }
  const asked = tariff === null ? Prisma.DbNull : (tariff as unknown as Prisma.InputJsonObject)
  try {
    return await db.mandate.create({ data: { id: uuidv7(), tenantId, creditorId, ...rest, ...days, tariff: asked } })
  } catch (error) {
    if (isDuplicate(error)) throw new DomainError('mandate-duplicate', 'reference')
    throw error
  }
}

/** A mandate with what nobody has said of it. */
function complete({ signedOn, ...input }: NewMandate) {
  return {
    specialPowers: [],
    covers: ['principal', 'interest', 'indemnity', 'costs'],
    leastClaimCents: null,
    mostClaimCents: null,
    requires: [],
    remitWithinMonths: null,
    remittance: 'gross' as const,
    tariff: null,
    ...input,
    signedOn: signedOn === undefined ? input.validFrom : signedOn,
  }
}

/**
 * Adds a mandate once, however often the same is sent: also when it was signed or ended meanwhile.
 * @throws DomainError creditor-unknown, mandate-duplicate when it differs
 */
export async function ensureMandate(db: Database, tenantId: string, creditor: string, input: NewMandate): Promise<Made<Mandate>> {
  try {
    return { row: await addMandate(db, tenantId, creditor, input), replayed: false }
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'mandate-duplicate') throw error
    const row = await findMandate(db, tenantId, creditor, input.reference)
    if (isSameMandate(row, input)) return { row, replayed: true }
    throw error
  }
}

function isSameMandate(row: Mandate, input: NewMandate): boolean {
  const { validUntil, signedOn, ...asked } = complete(input)
  const there = {
    ...asked,
    ...row,
    validFrom: fromDay(row.validFrom),
    toleranceCents: Number(row.toleranceCents),
    leastClaimCents: row.leastClaimCents && Number(row.leastClaimCents),
    mostClaimCents: row.mostClaimCents && Number(row.mostClaimCents),
  }
  const same = Object.keys(asked) as (keyof typeof asked)[]
  const isEnded = row.endReason !== null || (row.validUntil && fromDay(row.validUntil)) === validUntil
  const isSigned = signedOn === null || (row.signedOn && fromDay(row.signedOn)) === signedOn
  const told = (from: object) => canonicalHash(Object.fromEntries(same.map((field) => [field, from[field as never]])))
  return isEnded && isSigned && told(there) === told(asked)
}

/** A creditor's mandates, the newest first. @throws DomainError creditor-unknown */
export async function listMandates(db: Database, tenantId: string, creditor: string): Promise<Mandate[]> {
  const { id: creditorId } = await findCreditor(db, tenantId, creditor)
  return db.mandate.findMany({ where: { creditorId }, orderBy: [{ validFrom: 'desc' }, { reference: 'asc' }] })
}

/** A mandate by its own reference. @throws DomainError creditor-unknown, resource-unknown */
export async function findMandate(tx: Transaction, tenantId: string, creditor: string, reference: string): Promise<Mandate> {
  const { id: creditorId } = await findCreditor(tx, tenantId, creditor)
  const mandate = await tx.mandate.findUnique({ where: { tenantId_creditorId_reference: { tenantId, creditorId, reference } } })
  if (!mandate) throw new DomainError('resource-unknown', 'mandate')
  return mandate
}

/**
 * The mandate under which a file of the creditor is opened: the one in force on a day, or null for a creditor that is
 * the tenant itself and needs none.
 * @throws DomainError mandate-unsigned where the one for that day was not signed by then; mandate-expired where those that there were are
 * over; mandate-missing (Code des procédures civiles d'exécution R124-3)
 */
export async function mandateInForce(tx: Transaction, creditor: Organisation, day: LegalDay): Promise<Mandate | null> {
  if (creditor.own) return null
  const on = toDay(day)
  const begun = await tx.mandate.findMany({ where: { creditorId: creditor.id, validFrom: { lte: on } }, orderBy: { validFrom: 'desc' } })
  const running = begun.filter(({ validUntil }) => validUntil === null || validUntil >= on)
  const mandate = running.find(({ signedOn }) => signedOn !== null && signedOn <= on)
  if (mandate) return mandate
  if (running.length > 0) throw new DomainError('mandate-unsigned', 'creditor')
  throw new DomainError(begun.some(({ signedOn }) => signedOn !== null) ? 'mandate-expired' : 'mandate-missing', 'creditor')
}

/** What a mandate's row covers. */
export function scopeOf({ scope, specialPowers, covers, leastClaimCents, mostClaimCents }: Mandate): MandateScope {
  const bound = (value: bigint | null) => (value === null ? null : cents(value))
  return { scope, specialPowers, covers, leastClaimCents: bound(leastClaimCents), mostClaimCents: bound(mostClaimCents) }
}

/** What is done on a file must be covered by its mandate; a creditor that collects its own claims binds itself to nothing. @throws DomainError mandate-scope-exceeded */
export async function requireInScope(tx: Transaction, fileId: string, question: ScopeQuestion, field: string): Promise<void> {
  const { mandate } = await tx.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { mandate: true } })
  if (mandate && outsideMandate(scopeOf(mandate), question)) throw new DomainError('mandate-scope-exceeded', field)
}

/** What a person says of a mandate that is to end. */
export interface MandateEnd {
  /** Its last day in force. */
  on: LegalDay
  reason: string
  actor: string
  today: LegalDay
}

const TRANSACTION_MS = 60_000

/**
 * Ends a mandate with a day from today on, and tells each of its open files: once that day is over they are given back, with their money
 * settled. The same end again changes nothing.
 * @throws DomainError creditor-unknown, resource-unknown, mandate-ended-already, day-impossible
 */
export function endMandate(db: Database, tenantId: string, creditor: string, reference: string, end: MandateEnd): Promise<Mandate> {
  return db.$transaction(
    async (tx) => {
      const { id } = await findMandate(tx, tenantId, creditor, reference)
      await tx.$executeRaw`SELECT FROM mandate WHERE id = ${id}::uuid FOR UPDATE`
      const mandate = await tx.mandate.findUniqueOrThrow({ where: { id } })
      const { on, reason, actor, today } = end
      const until = mandate.validUntil && fromDay(mandate.validUntil)
      if (mandate.endReason === reason && until === on) return mandate
      if (mandate.endReason !== null || (until !== null && until < today)) throw new DomainError('mandate-ended-already', 'mandate')
      if (on < today || on < fromDay(mandate.validFrom) || (until !== null && on > until)) throw new DomainError('day-impossible', 'on')
      const ended = await tx.mandate.update({ where: { id }, data: { validUntil: toDay(on), endReason: reason, endActor: actor } })
      await tellFilesUnder(tx, id)
      return ended
    },
    { timeout: TRANSACTION_MS },
  )
}

/** Leaves word for each open file of a mandate, in the order of their ids, under the lock that does not keep others from referring to them. */
async function tellFilesUnder(tx: Transaction, mandateId: string): Promise<void> {
  await tx.$executeRaw`
    WITH open AS (SELECT id FROM debt_file WHERE mandate_id = ${mandateId}::uuid AND status = 'open' ORDER BY id FOR NO KEY UPDATE)
    INSERT INTO outbox (file_id, fact) SELECT id, 'mandate' FROM open`
}
