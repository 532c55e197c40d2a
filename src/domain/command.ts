import type { LegalDay } from './legal-day.js'

/** What an operator may tell a file to do. Histories keep it, so it names people, addresses and words only by the id of the row that holds them. */
export type CommandBody =
  | { kind: 'pause'; reason: string; until: LegalDay | null }
  | { kind: 'resume' }
  | { kind: 'add-claim'; stagedId: string }
  | { kind: 'credit-note'; claim: string; reference: string; amountCents: number }
  | { kind: 'withdraw-claim'; claim: string }
  | { kind: 'change-contact-data'; stagedId: string }
  | { kind: 'run-next-step' }
  | { kind: 'skip-reminder'; step: string }
  | { kind: 'note'; stagedId: string }

export type CommandKind = CommandBody['kind']

/** Who gives a command, and the key under which it is carried out once. */
export interface CommandHead {
  key: string
  actor: string
}

export type OperatorCommand = CommandHead & CommandBody

export const COMMAND_KINDS = [
  'pause',
  'resume',
  'add-claim',
  'credit-note',
  'withdraw-claim',
  'change-contact-data',
  'run-next-step',
  'skip-reminder',
  'note',
] as const satisfies readonly CommandKind[]
