import type { OperatorCommand } from '../src/domain/command.js'

/** What the workflows may ask for. Types only: the workflows import nothing else of this folder. */

/** Instants are ISO 8601 in UTC; `at` is the file's legal time when the workflow asked. */
export interface DecideInput {
  fileId: string
  at: string
  /** The same for the same decision of the same run, also when it is taken again after a crash. */
  key: string
  /** Last outbox row that the workflow was told of. */
  toldThrough: number
}

/** What to do next; the reasons stay in the decision's row. */
export type NextAct =
  | { do: 'send'; actId: string; notAfter: string }
  | { do: 'settle'; contactId: string }
  | { do: 'collect'; planId: string; number: number }
  | ({ do: 'wait'; until: string | null } & Wake)
  | ({ do: 'ask-human'; question: string } & Wake)
  | { do: 'close'; reason: string }

interface Wake {
  /** When a limitation has its next alarm: the file wakes then, whatever it waits for. Not in histories from before there were alarms. */
  wakeBy?: string | null
}

export interface SendInput {
  fileId: string
  at: string
  actId: string
}

/**
 * `not-taken`: what the rows say no longer asks for this act, or it is too late for it today. `unclear`: the provider's
 * answer was lost, and it is asked later.
 */
export type SendOutcome = 'sent' | 'failed' | 'unclear' | 'not-taken'

export interface SettleInput {
  fileId: string
  at: string
  contactId: string
}

export interface CollectInput {
  fileId: string
  at: string
  planId: string
  /** Which instalment of the plan's version in force. */
  number: number
}

export interface CommandInput {
  fileId: string
  at: string
  command: OperatorCommand
}

/** The code of the refusal, or null when the command was carried out. */
export interface CommandOutcome {
  refusal: string | null
}

export interface MoveFilesInput {
  moveId: string
}

export interface Activities {
  decideNext: (input: DecideInput) => Promise<NextAct>
  sendContact: (input: SendInput) => Promise<SendOutcome>
  settleContact: (input: SettleInput) => Promise<void>
  /** Asks the debtor's card for an instalment, once: asked again it is the same request. */
  collectInstalment: (input: CollectInput) => Promise<void>
  applyCommand: (input: CommandInput) => Promise<CommandOutcome>
  /** Moves the next files of a move between versions of a strategy. False once none is left. */
  moveFiles: (input: MoveFilesInput) => Promise<boolean>
}
