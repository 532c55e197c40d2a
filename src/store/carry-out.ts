import type { CommandKind, OperatorCommand } from '../domain/command.js'
import type { Transaction } from './database.js'
import type { FileRow } from './file-row.js'

/** The command of one kind. */
export type CommandOf<K extends CommandKind> = Extract<OperatorCommand, { kind: K }>

/** Carries out one kind of command under the locks of party and file. @throws DomainError where it is refused */
export type CarryOut<K extends CommandKind> = (tx: Transaction, file: FileRow, command: CommandOf<K>, at: Date) => Promise<void>
