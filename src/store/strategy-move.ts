import { v7 as uuidv7 } from 'uuid'
import type { MoveBody, MoveFilter } from '../contracts/strategy-move.js'
import { DomainError } from '../domain/errors.js'
import { normaliseReference } from '../domain/reference.js'
import { Prisma, type StrategyMove, type StrategyVersion } from '../generated/prisma/client.js'
import { canonicalHash } from './canonical-hash.js'
import { type Database, isDuplicate, type Transaction } from './database.js'
import { conditions } from './file-list.js'
import { isId } from './file-view.js'
import { findCreditor } from './organisation.js'

const { sql, join } = Prisma

/** Who asks for a move, or for one to be taken back; the key makes it happen once. */
export interface MoveRequest {
  tenantId: string
  actor: string
  key: string
  now: Date
}

/** What a move goes between. */
export interface MoveVersions {
  from: StrategyVersion
  to: StrategyVersion
}

/** Choosing a hundred thousand files takes seconds. */
const SELECTION_MS = 60_000

/**
 * Begins a move: the move and the files it is about commit together, so the choice is made once. The job that moves them is
 * started by the poller, which looks for moves that are not finished.
 * @returns the move's id, and whether this key had begun it before
 * @throws DomainError strategy-unknown, move-same-version, creditor-unknown, move-empty, move-overlaps, key-reused
 */
export async function startMove(db: Database, request: MoveRequest, body: MoveBody): Promise<{ id: string; replayed: boolean }> {
  const { tenantId, actor, key, now } = request
  const { filter } = body
  const versions = await versionsOf(db, tenantId, body)
  const earlier = await startedBefore(db, request, versions, filter)
  if (earlier) return { id: earlier, replayed: true }
  const chosen = await selection(db, tenantId, versions.from, filter, now)
  const id = uuidv7()
  try {
    await db.$transaction(
      async (tx) => {
        const data = { id, tenantId, fromId: versions.from.id, toId: versions.to.id, filter, actor, key, createdAt: now }
        await tx.strategyMove.create({ data })
        // By id: a row of another table that names a file takes its lock, and locks of files have one order.
        const files = await tx.$executeRaw`
          INSERT INTO strategy_move_file (move_id, file_id) SELECT ${id}::uuid, f.id FROM debt_file f WHERE ${chosen} ORDER BY f.id`
        if (files === 0) throw new DomainError('move-empty', 'filter')
      },
      { timeout: SELECTION_MS },
    )
    return { id, replayed: false }
  } catch (error) {
    if (!isDuplicate(error)) throw error
    // Another request with this key may have been quicker; if it was not the key, it was a file.
    const quicker = await startedBefore(db, request, versions, filter)
    if (quicker) return { id: quicker, replayed: true }
    throw new DomainError('move-overlaps')
  }
}

async function startedBefore(
  db: Database,
  { tenantId, key }: MoveRequest,
  { from, to }: MoveVersions,
  filter: MoveFilter,
): Promise<string | null> {
  const move = await db.strategyMove.findUnique({ where: { tenantId_key: { tenantId, key } } })
  if (!move) return null
  const asked = canonicalHash({ fromId: from.id, toId: to.id, filter: JSON.parse(JSON.stringify(filter)) })
  if (canonicalHash({ fromId: move.fromId, toId: move.toId, filter: move.filter }) !== asked)
    throw new DomainError('key-reused', 'Idempotency-Key')
  return move.id
}

/**
 * Has the files of a finished move moved back.
 * @throws DomainError resource-unknown, move-unfinished, move-rolled-back, move-overlaps
 */
export async function rollBackMove(db: Database, { tenantId, actor, key, now }: MoveRequest, id: string): Promise<void> {
  try {
    await db.$transaction(
      async (tx) => {
        const move = await lockMove(tx, tenantId, id)
        if (move.rollbackKey === key) return
        if (move.finishedAt === null) throw new DomainError('move-unfinished')
        if (move.rolledBackAt !== null) throw new DomainError('move-rolled-back')
        await tx.strategyMove.update({ where: { id }, data: { rollbackActor: actor, rollbackKey: key, rolledBackAt: now } })
        await tx.strategyMoveFile.updateMany({ where: { moveId: id, state: 'moved' }, data: { state: 'returning' } })
      },
      { timeout: SELECTION_MS },
    )
  } catch (error) {
    if (isDuplicate(error)) throw new DomainError('move-overlaps')
    throw error
  }
}

/** Two requests to take a move back meet here. */
async function lockMove(tx: Transaction, tenantId: string, id: string): Promise<StrategyMove> {
  if (isId(id)) await tx.$queryRaw`SELECT id FROM strategy_move WHERE id = ${id}::uuid FOR UPDATE`
  return findMove(tx, tenantId, id)
}

/** A move of the tenant's. @throws DomainError resource-unknown */
export async function findMove(db: Transaction, tenantId: string, id: string): Promise<StrategyMove & MoveVersions> {
  const move = isId(id) ? await db.strategyMove.findUnique({ where: { id, tenantId }, include: { from: true, to: true } }) : null
  if (!move) throw new DomainError('resource-unknown', 'move')
  return move
}

/** The two versions of a move. @throws DomainError strategy-unknown, move-same-version */
export async function versionsOf(db: Database, tenantId: string, { from, to }: Pick<MoveBody, 'from' | 'to'>): Promise<MoveVersions> {
  const find = async ({ name, version }: MoveBody['from'], field: string) => {
    const row = await db.strategyVersion.findUnique({ where: { tenantId_name_version: { tenantId, name, version } } })
    if (!row) throw new DomainError('strategy-unknown', field)
    return row
  }
  const versions = { from: await find(from, 'from'), to: await find(to, 'to') }
  if (versions.from.id === versions.to.id) throw new DomainError('move-same-version', 'to')
  return versions
}

/**
 * What must hold of a file `f` for a move to be about it: it is open, follows the old version, and is what the filter asks
 * for. @throws DomainError creditor-unknown: a slip of the pen must not choose nothing
 */
export async function selection(
  db: Database,
  tenantId: string,
  from: StrategyVersion,
  { references, ...filter }: MoveFilter,
  now: Date,
): Promise<Prisma.Sql> {
  if (filter.creditor !== undefined) await findCreditor(db, tenantId, filter.creditor)
  const where = conditions(tenantId, { ...filter, status: 'open', limit: 1 }, now)
  where.push(sql`f.strategy_id = ${from.id}::uuid`)
  if (references) where.push(sql`f.reference = ANY(${references.map(normaliseReference)}::text[])`)
  return join(where, ' AND ')
}

/** A version as histories and screens name it. */
export const nameOf = ({ name, version }: { name: string; version: number }) => `${name} v${version}`
