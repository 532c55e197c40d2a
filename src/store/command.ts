import type { CommandKind, OperatorCommand } from '../domain/command.js'
import { DomainError, type ErrorCode } from '../domain/errors.js'
import { canonicalHash } from './canonical-hash.js'
import type { CarryOut, CommandOf } from './carry-out.js'
import { addClaim, addCost, creditNote, remit, withdrawClaim, writeOff } from './claim-command.js'
import { orderToClose } from './close-command.js'
import type { Database, Transaction } from './database.js'
import { changeContactData, writeNote } from './debtor-command.js'
import { appendEvent } from './file-event.js'
import { advanceLegalClock, type FileRow, lockFile, lockFilesSharing } from './file-row.js'
import { pause, resume } from './hold.js'
import { recordAct } from './limitation-command.js'
import { lockParty } from './party.js'
import { runNextStep, skipReminder } from './step-command.js'

const CARRY_OUT: { [K in CommandKind]: CarryOut<K> } = {
  pause,
  resume,
  'add-claim': addClaim,
  'credit-note': creditNote,
  'withdraw-claim': withdrawClaim,
  'record-act': recordAct,
  'add-cost': addCost,
  remit,
  'write-off': writeOff,
  'change-contact-data': changeContactData,
  'run-next-step': runNextStep,
  'skip-reminder': skipReminder,
  note: writeNote,
  close: orderToClose,
}

/**
 * Carries out a command once per key, and records it with what became of it; a refusal is an outcome, not a fault, and
 * leaves nothing of the command behind.
 * @returns the code of the refusal, or null
 */
export async function carryOutCommand(
  db: Database,
  fileId: string,
  command: OperatorCommand,
  at: Date,
  now: Date,
): Promise<ErrorCode | null> {
  try {
    return await attempt(db, fileId, command, at, now, null)
  } catch (error) {
    if (error instanceof DomainError) return attempt(db, fileId, command, at, now, error.code)
    throw error
  }
}

function attempt(
  db: Database,
  fileId: string,
  command: OperatorCommand,
  at: Date,
  now: Date,
  refusal: ErrorCode | null,
): Promise<ErrorCode | null> {
  return db.$transaction(async (tx) => {
    await lockParty(tx, fileId)
    const { key, kind, actor } = command
    const file = await lockFor(tx, fileId, kind)
    const inputHash = canonicalHash(command)
    const earlier = await tx.command.findUnique({ where: { fileId_key: { fileId, key } } })
    if (earlier) return earlier.inputHash === inputHash ? (earlier.refusal as ErrorCode | null) : 'key-reused'
    await advanceLegalClock(tx, file, at, now)
    if (refusal === null && file.status === 'closed') throw new DomainError('file-closed')
    if (refusal === null) await carryOut(tx, file, command, at)
    else await appendEvent(tx, fileId, { kind: 'command-refused', actor, legalTime: at, data: { command: kind, refusal } })
    await tx.command.create({ data: { fileId, key, kind, inputHash, refusal } })
    return refusal
  })
}

/** Commands that change a claim, and with it every file that shares it. */
const CHANGING_CLAIMS: readonly CommandKind[] = ['credit-note', 'withdraw-claim', 'record-act', 'add-cost', 'remit', 'write-off']

/** Takes the locks that a command needs, after the party's: those of all files on its claims where it changes one of them. */
async function lockFor(tx: Transaction, fileId: string, kind: CommandKind): Promise<FileRow> {
  if (!CHANGING_CLAIMS.includes(kind)) return lockFile(tx, fileId)
  const { tenantId } = await tx.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { tenantId: true } })
  const [shared] = await lockFilesSharing(tx, tenantId, [fileId])
  return (shared as NonNullable<typeof shared>).file
}

function carryOut<K extends CommandKind>(tx: Transaction, file: FileRow, command: CommandOf<K>, at: Date): Promise<void> {
  return CARRY_OUT[command.kind as K](tx, file, command, at)
}
