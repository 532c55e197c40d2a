import { v7 as uuidv7 } from 'uuid'
import type { DeclarationBody, DeclarationView } from '../contracts/declaration.js'
import { DomainError, type ErrorCode } from '../domain/errors.js'
import { canonicalHash } from './canonical-hash.js'
import type { Database, Transaction } from './database.js'
import { toDay } from './day.js'
import { carryOutDeclaration, type Standing, settleStops } from './declaration-effect.js'
import { declarationView, WITH_FILE } from './declaration-view.js'
import { lockDeclaredClaim } from './declared-claim.js'
import { findCreditor } from './organisation.js'

/** Whose declaration it is, and who hands it in. */
export interface Declaring {
  tenantId: string
  /** Reference of the creditor. */
  creditor: string
  actor: string
}

/** What became of a declaration. */
export interface TakenDeclaration {
  declaration: DeclarationView
  /** Whether it was there already, and nothing was done now. */
  replayed: boolean
}

/** Refusals of the request, and not of what it declares: nothing is kept of them. */
const NOT_KEPT: readonly ErrorCode[] = ['declaration-duplicate', 'creditor-unknown']

/**
 * Takes what a creditor declares, in one transaction under the locks of the claim’s files: its row, what it does, and the word to each of
 * these files. Once this returns, no act is released that did not know of it. The same again answers the same. A refusal is an outcome
 * that is kept, and leaves nothing else behind; what was refused may be declared anew, also in other words.
 * @throws DomainError creditor-unknown, declaration-duplicate
 */
export async function takeDeclaration(db: Database, declaring: Declaring, body: DeclarationBody, now: Date): Promise<TakenDeclaration> {
  const attempt = (refusal: ErrorCode | null) => db.$transaction((tx) => take(tx, declaring, body, now, refusal))
  return attempt(null).catch((error: unknown) => attempt(refusalIn(error)))
}

/** What would become of a declaration; nothing is written. @throws DomainError as takeDeclaration */
export async function foretellDeclaration(db: Database, declaring: Declaring, body: DeclarationBody, now: Date): Promise<TakenDeclaration> {
  const attempt = (refusal: ErrorCode | null) =>
    db.$transaction(async (tx) => {
      throw new Foretold(await take(tx, declaring, body, now, refusal))
    })
  const told = await attempt(null).catch((error: unknown) => (error instanceof Foretold ? error : attempt(refusalIn(error)).catch(only)))
  return (told as Foretold).taken
}

/** Ends a transaction without a trace, with what it would have come to. */
class Foretold extends Error {
  constructor(readonly taken: TakenDeclaration) {
    super('foretold')
  }
}

function only(error: unknown): Foretold {
  if (error instanceof Foretold) return error
  throw error
}

function refusalIn(error: unknown): ErrorCode {
  if (error instanceof DomainError && !NOT_KEPT.includes(error.code)) return error.code
  throw error
}

/** @param refusal why a first attempt was refused, to be kept; null to carry the declaration out */
async function take(
  tx: Transaction,
  { tenantId, creditor: named, actor }: Declaring,
  body: DeclarationBody,
  now: Date,
  refusal: ErrorCode | null,
): Promise<TakenDeclaration> {
  const creditor = await findCreditor(tx, tenantId, named)
  const { kind, reference } = body
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`declaration ${creditor.id} ${kind} ${reference}`}, 0))`
  const once = { tenantId, creditorId: creditor.id, kind, reference }
  const earlier = await tx.creditorDeclaration.findFirst({ where: once, include: WITH_FILE })
  const requestHash = canonicalHash(body)
  if (earlier?.outcome === 'applied') {
    if (earlier.requestHash !== requestHash) throw new DomainError('declaration-duplicate', 'reference')
    return { declaration: declarationView(earlier), replayed: true }
  }
  const standing = refusal ? null : { claim: await lockDeclaredClaim(tx, creditor, body.claim), declaration: body, actor, now }
  const appliedCents = standing && (await carryOutDeclaration(tx, standing))
  const data = { ...rowOf(body, standing, appliedCents), requestHash, actor, refusal, recordedAt: await realNow(tx) }
  const row = earlier
    ? await tx.creditorDeclaration.update({ where: { id: earlier.id }, data, include: WITH_FILE })
    : await tx.creditorDeclaration.create({ data: { id: uuidv7(), ...once, ...data }, include: WITH_FILE })
  if (standing) await settleStops(tx, standing)
  return { declaration: declarationView(row), replayed: false }
}

function rowOf(body: DeclarationBody, standing: Standing | null, appliedCents: number | null) {
  const { claim, amountCents, currency, on, of, detail } = body
  return {
    claimReference: standing?.claim.reference ?? claim,
    fileId: standing?.claim.shared.file.id ?? null,
    ofReference: of ?? null,
    amountCents: amountCents ?? null,
    appliedCents,
    currency,
    happenedOn: toDay(on),
    detail: detail ?? null,
    outcome: standing ? 'applied' : 'refused',
  }
}

/** The database’s clock under the files’ locks: what is released later, is released by who knows of the declaration. */
async function realNow(tx: Transaction): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`
  return (row as { now: Date }).now
}
