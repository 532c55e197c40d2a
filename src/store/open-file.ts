import { randomInt } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { decide } from '../domain/decide.js'
import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import { legalOffset } from '../domain/legal-time.js'
import { type Cents, cents, sum } from '../domain/money.js'
import { currentPack } from '../law/pack-of.js'
import { StrategyDefinition } from '../strategies/format.js'
import { canonicalHash } from './canonical-hash.js'
import { type Database, isDuplicate, type Transaction } from './database.js'
import { toDay } from './day.js'
import { appendEvent } from './file-event.js'
import { tell } from './outbox.js'
import { newestStrategy } from './tenant.js'

export interface NewFile {
  debtor: { name: string; addressLines: string[] }
  claims: { reference: string; amountCents: Cents; currency: string; dueDate: LegalDay }[]
  strategy: string
}

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

/**
 * Opens a file: its rows and the word to start its workflow commit together. A file that has nothing to do for days
 * says so, and its workflow sleeps until then.
 * @returns the file's id, and whether this key had opened it before
 * @throws DomainError strategy-unknown, claim-duplicate, key-reused
 */
export async function openFile(db: Database, opening: Opening, input: NewFile): Promise<{ id: string; replayed: boolean }> {
  const hash = canonicalHash(input)
  const earlier = await openedBefore(db, opening, hash)
  if (earlier) return { id: earlier, replayed: true }
  const strategy = await newestStrategy(db, opening.tenantId, input.strategy)
  try {
    const id = await db.$transaction((tx) => writeFile(tx, opening, input, hash, strategy))
    return { id, replayed: false }
  } catch (error) {
    if (!isDuplicate(error)) throw error
    // Another request with this key may have been quicker; if it was not the key, it was a claim.
    const id = await openedBefore(db, opening, hash)
    if (id) return { id, replayed: true }
    throw new DomainError('claim-duplicate', 'claims')
  }
}

async function openedBefore(db: Database, { tenantId, key }: Opening, hash: string): Promise<string | null> {
  const file = await db.debtFile.findUnique({ where: { tenantId_openingKey: { tenantId, openingKey: key } } })
  if (file && file.openingHash !== hash) throw new DomainError('key-reused', 'Idempotency-Key')
  return file?.id ?? null
}

async function writeFile(tx: Transaction, opening: Opening, input: NewFile, openingHash: string, strategy: StrategyRow): Promise<string> {
  const { tenantId, legalStart, now, clock, actor, key } = opening
  const id = uuidv7()
  const debtorId = uuidv7()
  await tx.party.create({ data: { id: debtorId, tenantId, ...input.debtor } })
  const legalOffsetMs = legalOffset(legalStart, now)
  await tx.debtFile.create({
    data: {
      id,
      tenantId,
      reference: newReference(),
      debtorId,
      strategyId: strategy.id,
      openingKey: key,
      openingHash,
      clock,
      legalStart,
      legalOffsetMs,
    },
  })
  const claims = input.claims.map((claim) => ({ ...claim, id: uuidv7() }))
  await tx.claim.createMany({ data: claims.map((claim) => ({ ...claim, tenantId, dueDate: toDay(claim.dueDate) })) })
  await tx.fileClaim.createMany({ data: claims.map((claim) => ({ fileId: id, claimId: claim.id })) })
  const balanceCents = sum(claims.map(({ amountCents }) => amountCents))
  const data = { claims: claims.length, balanceCents, strategy: `${strategy.name} v${strategy.version}` }
  await appendEvent(tx, id, { kind: 'opened', actor, legalTime: legalStart, data })
  await tell(tx, id, 'opened', firstAct(claims, strategy, legalStart))
  return id
}

/** When the file first has something to do, or null when that is at once. */
function firstAct(claims: (NewFile['claims'][number] & { id: string })[], { definition }: StrategyRow, at: Date): Date | null {
  const facts = { claims: claims.map((claim) => ({ ...claim, paidCents: cents(0) })), holds: [], contacts: [] }
  const decision = decide(facts, StrategyDefinition.parse(definition), currentPack(), at)
  return decision.do === 'wait' && decision.until !== null ? new Date(decision.until) : null
}

/** Without letters and digits that are mistaken for each other when read out. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const REFERENCE_LENGTH = 9

/** A short reference for people. */
function newReference(): string {
  return Array.from({ length: REFERENCE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}
