import type { OperatorCommand } from '../src/domain/command.js'
import type { Course, TaskKind } from '../src/domain/procedure/proceeding.js'

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
  | ({ do: 'proceed' } & ProceedAct)
  | ({ do: 'wait'; until: string | null } & Wake)
  | ({ do: 'ask-human'; question: string } & Wake)
  | { do: 'close'; reason: string }

interface Wake {
  /** When a limitation has its next alarm: the file wakes then, whatever it waits for. Not in histories from before there were alarms. */
  wakeBy?: string | null
}

/** A task of a proceeding that is to be handed to who does it. */
export interface ProceedAct {
  proceedingId: string
  course: Course
  taskId: string
  task: TaskKind
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

export interface PrepareInput {
  fileId: string
  at: string
  taskId: string
  paper: JudicialPaper
}

/** Papers that a proceeding takes. Each is made out once for a task, of the rows as they are then, and kept. */
export type JudicialPaper =
  | 'payment-order-request'
  | 'statement-of-debt'
  | 'dunning-data-sheet'
  | 'exhibit-list'
  | 'officer-referral'
  | 'small-claims-referral'
  | 'lawyer-instruction'
  | 'withdrawal'
  | 'amendment'
  | 'suspension'
  | 'exhibit-recall'
  | 'dispute-notice'

export interface HandOverInput {
  fileId: string
  at: string
  taskId: string
}

/** `not-taken`: the task is no longer due. `unclear`: nobody knows whether the package went out. */
export type HandOverOutcome = 'handed-over' | 'failed' | 'unclear' | 'not-taken'

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
  /** Makes out a paper of a task and keeps it; asked again it is the same paper. */
  preparePaper: (input: PrepareInput) => Promise<void>
  /** Gives a task, with its papers, to who does it: on the portal, or as a package by e-mail, which is never sent twice. */
  handOverTask: (input: HandOverInput) => Promise<HandOverOutcome>
  applyCommand: (input: CommandInput) => Promise<CommandOutcome>
  /** Moves the next files of a move between versions of a strategy. False once none is left. */
  moveFiles: (input: MoveFilesInput) => Promise<boolean>
}
