import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow'
import type { CommandKind, OperatorCommand } from '../src/domain/command.js'

/** How a debt file's workflow starts, and what it hands on when it continues as new. */
export interface DebtFileInput {
  fileId: string
  /** Legal time of the file minus its workflow's clock, in milliseconds; 0 in production. */
  legalOffsetMs: number
  /** Last outbox row that the file has been told of. */
  toldThrough: number
}

/** How the job of a move starts, and what it hands on when it continues as new. */
export interface StrategyMoveInput {
  moveId: string
}

/** What the workflow holds right now: for diagnosis only, screens read rows. */
export interface FileState {
  fileId: string
  legalNow: string
  phase: 'deciding' | 'acting' | 'waiting' | 'asking' | 'closed'
  until: string | null
  toldThrough: number
  queued: number
  decisions: number
}

/** Something happened to the file that its rows already hold; the number is the outbox row's. */
export const toldSignal = defineSignal<[outboxId: number]>('told')
export const stateQuery = defineQuery<FileState>('state')

/** The update of a kind of command, which has its name and carries all of it but the kind. */
export function commandUpdate(kind: CommandKind) {
  return defineUpdate<void, [UpdateBody]>(kind)
}

/** A command on its way, without its kind. */
export type UpdateBody = Record<string, unknown>

export function updateBody({ kind: _, ...body }: OperatorCommand): UpdateBody {
  return body
}
