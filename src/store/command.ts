import { v7 as uuidv7 } from 'uuid'
import type { ErrorCode } from '../domain/errors.js'
import { legalDayOf } from '../domain/legal-day.js'
import { currentPack } from '../law/pack-of.js'
import { canonicalHash } from './canonical-hash.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { appendEvent } from './file-event.js'
import { advanceLegalClock, type FileRow, lockFile } from './file-row.js'

/** An operator's command to one file. */
export type OperatorCommand = { key: string; actor: string } & (
  | { kind: 'pause'; reason: string; until: string | null }
  | { kind: 'resume' }
)

/**
 * Carries out a command once per key, and records it with what became of it; a refusal is an outcome, not a fault.
 * @returns the code of the refusal, or null
 */
export async function carryOutCommand(
  db: Database,
  fileId: string,
  command: OperatorCommand,
  at: Date,
  now: Date,
): Promise<ErrorCode | null> {
  return db.$transaction(async (tx) => {
    const file = await lockFile(tx, fileId)
    const inputHash = canonicalHash(command)
    const earlier = await tx.command.findUnique({ where: { fileId_key: { fileId, key: command.key } } })
    if (earlier) return earlier.inputHash === inputHash ? (earlier.refusal as ErrorCode | null) : 'key-reused'
    await advanceLegalClock(tx, file, at, now)
    const refusal =
      file.status === 'closed'
        ? 'file-closed'
        : await (command.kind === 'pause' ? pause(tx, file, command, at) : resume(tx, file, command, at))
    await tx.command.create({ data: { fileId, key: command.key, kind: command.kind, inputHash, refusal } })
    if (refusal)
      await appendEvent(tx, fileId, {
        kind: 'command-refused',
        actor: command.actor,
        legalTime: at,
        data: { command: command.kind, refusal },
      })
    return refusal
  })
}

type PauseCommand = Extract<OperatorCommand, { kind: 'pause' }>

async function pause(tx: Transaction, file: FileRow, { reason, until, actor }: PauseCommand, at: Date): Promise<ErrorCode | null> {
  const today = legalDayOf(at, currentPack().zone)
  if (until !== null && until <= today) return 'hold-until-past'
  const hold = await holdInForce(tx, file.id)
  if (hold && (hold.until === null || fromDay(hold.until) > today)) return 'file-already-paused'
  if (hold) await lift(tx, hold.id, at) // it ran out by itself
  await tx.hold.create({
    data: { id: uuidv7(), fileId: file.id, reason: 'operator-pause', until: until === null ? null : toDay(until), placedAt: at },
  })
  await appendEvent(tx, file.id, { kind: 'paused', actor, legalTime: at, data: { reason, until } })
  return null
}

async function resume(tx: Transaction, file: FileRow, { actor }: OperatorCommand, at: Date): Promise<ErrorCode | null> {
  const hold = await holdInForce(tx, file.id)
  if (!hold) return 'file-not-paused'
  await lift(tx, hold.id, at)
  await appendEvent(tx, file.id, { kind: 'resumed', actor, legalTime: at, data: {} })
  return null
}

const holdInForce = (tx: Transaction, fileId: string) => tx.hold.findFirst({ where: { fileId, liftedAt: null } })
const lift = (tx: Transaction, id: string, liftedAt: Date) => tx.hold.update({ where: { id }, data: { liftedAt } })
