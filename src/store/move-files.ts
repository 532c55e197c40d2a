import { packOn } from '../domain/law-pack.js'
import { legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { type FileMove, reasonToStay, stepsBehind } from '../domain/strategy-move.js'
import type { StrategyMove } from '../generated/prisma/client.js'
import { dropReserved } from './contact.js'
import type { Database, Transaction } from './database.js'
import { loadCase, loadStrategy } from './facts.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockFile } from './file-row.js'
import { tell } from './outbox.js'
import { type MoveVersions, nameOf } from './strategy-move.js'

/** Files that one call moves: it must end long before its activity's time is over. */
const FILES_AT_ONCE = 50
/** States of files that a move still has in hand. */
const IN_HAND = ['waiting', 'returning']

type Move = StrategyMove & MoveVersions

/** Moves whose job has still something to do, the oldest first. */
export function unfinishedMoves(db: Database, most: number): Promise<{ id: string }[]> {
  const isUnfinished = { OR: [{ finishedAt: null }, { rolledBackAt: { not: null }, rollbackDone: null }] }
  return db.strategyMove.findMany({ where: isUnfinished, select: { id: true }, orderBy: { createdAt: 'asc' }, take: most })
}

/**
 * Moves the next files of a move, or moves them back, each in a transaction of its own. Called again after a crash it goes
 * on with those that are left.
 * @returns whether any may be left
 */
export async function moveNextFiles(db: Database, moveId: string, now: () => Date): Promise<boolean> {
  const move = await db.strategyMove.findUniqueOrThrow({ where: { id: moveId }, include: { from: true, to: true } })
  const where = { moveId, state: { in: IN_HAND } }
  const files = await db.strategyMoveFile.findMany({ where, orderBy: { fileId: 'asc' }, take: FILES_AT_ONCE })
  for (const { fileId } of files) await db.$transaction((tx) => moveFile(tx, move, fileId, now()))
  if (files.length > 0) return true
  await finish(db, move, now())
  return false
}

/** A move is finished once; so is its taking back. */
async function finish(db: Database, { id, finishedAt }: Move, now: Date): Promise<void> {
  if (finishedAt === null) await db.strategyMove.updateMany({ where: { id, finishedAt: null }, data: { finishedAt: now } })
  else await db.strategyMove.updateMany({ where: { id, rolledBackAt: { not: null }, rollbackDone: null }, data: { rollbackDone: now } })
}

/** Moves one file in hand, unless that is done or the file may not be moved. What was reserved by the old version is dropped. */
async function moveFile(tx: Transaction, move: Move, fileId: string, now: Date): Promise<void> {
  const file = await lockFile(tx, fileId)
  const row = { moveId_fileId: { moveId: move.id, fileId } }
  const { state, move: present } = await tx.strategyMoveFile.findUniqueOrThrow({
    where: row,
    select: { state: true, move: { select: { rollbackActor: true } } },
  })
  if (!IN_HAND.includes(state)) return
  const isBack = state === 'returning'
  const [from, to] = isBack ? [move.to, move.from] : [move.from, move.to]
  const decided = await decideMove(tx, file, isBack, from.id, to.id, now)
  if ('stays' in decided) {
    await tx.strategyMoveFile.update({ where: row, data: { state: isBack ? 'kept' : 'skipped', reason: decided.stays } })
    return
  }
  const legalTime = legalNow(file, now)
  await dropReserved(tx, fileId, legalTime, 'strategy-moved')
  await tx.debtFile.update({ where: { id: fileId }, data: { strategyId: to.id }, select: { id: true } })
  const { leftOut } = decided
  await tx.stepOverride.createMany({ data: leftOut.map((actId) => ({ fileId, actId, kind: 'skip' as const })), skipDuplicates: true })
  await appendEvent(tx, fileId, {
    kind: isBack ? 'strategy-moved-back' : 'strategy-moved',
    actor: (isBack && present.rollbackActor) || move.actor,
    legalTime,
    data: { from: nameOf(from), to: nameOf(to), moveId: move.id, leftOut },
  })
  if (file.status === 'open') await tell(tx, fileId, 'strategy-moved')
  await tx.strategyMoveFile.update({ where: row, data: { state: isBack ? 'rolled-back' : 'moved' } })
}

/** A closed file is not moved, but moved back: should it open again, it must not go on by what was taken back. */
async function decideMove(
  tx: Transaction,
  file: FileRow,
  isBack: boolean,
  fromId: string,
  toId: string,
  now: Date,
): Promise<{ stays: string } | { leftOut: string[] }> {
  if (file.strategyId !== fromId) return { stays: 'other-version' }
  if (file.status === 'closed' && !isBack) return { stays: 'closed' }
  const { facts, law } = await loadCase(tx, file.id)
  const move = await moveOf(tx, file, fromId, toId)
  const today = legalDayOf(legalNow(file, now), law.zone)
  const stays = reasonToStay(facts, move, law, today)
  return stays === null ? { leftOut: stepsBehind(facts, move, packOn(law, today)) } : { stays }
}

/** The move of one file, with the versions that it has followed before. */
export async function moveOf(
  tx: Transaction,
  { id, country }: Pick<FileRow, 'id' | 'country'>,
  fromId: string,
  toId: string,
): Promise<FileMove> {
  const earlier = await tx.strategyMoveFile.findMany({
    where: { fileId: id, state: { in: ['moved', 'returning', 'rolled-back', 'kept'] } },
    select: { move: { select: { fromId: true, toId: true } } },
    orderBy: { move: { createdAt: 'asc' } },
  })
  const ids = new Set(earlier.flatMap(({ move }) => [move.fromId, move.toId]))
  ids.delete(fromId)
  const strategy = async (versionId: string) => (await loadStrategy(tx, versionId)).strategy
  const followed = []
  for (const versionId of [...ids, fromId]) followed.push(await strategy(versionId))
  return { from: await strategy(fromId), to: await strategy(toId), followed, country }
}
