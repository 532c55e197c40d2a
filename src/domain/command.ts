import type { OrderedReason } from './closing-reason.js'
import type { LegalDay } from './legal-day.js'
import type { LimitationActKind } from './limitation-act-kind.js'

/** What an operator may tell a file to do. Histories keep it, so it names people, addresses and words only by the id of the row that holds them. */
export type CommandBody =
  | { kind: 'pause'; reason: string; until: LegalDay | null }
  | { kind: 'resume' }
  | { kind: 'add-claim'; stagedId: string }
  | { kind: 'credit-note'; claim: string; reference: string; amountCents: number }
  | { kind: 'withdraw-claim'; claim: string }
  | {
      kind: 'record-act'
      claim: string
      act: LimitationActKind
      on: LegalDay
      until: LegalDay | null
      reference: string
      proofSha256: string | null
    }
  | { kind: 'add-cost'; claim: string; reference: string; amountCents: number; basis: string }
  | { kind: 'remit'; claim: string; reference: string; amountCents: number }
  | { kind: 'write-off'; claim: string }
  | { kind: 'change-contact-data'; stagedId: string }
  | { kind: 'run-next-step' }
  | { kind: 'skip-reminder'; step: string }
  | { kind: 'note'; stagedId: string }
  | { kind: 'close'; reason: OrderedReason; stagedId: string | null }

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
  'record-act',
  'add-cost',
  'remit',
  'write-off',
  'change-contact-data',
  'run-next-step',
  'skip-reminder',
  'note',
  'close',
] as const satisfies readonly CommandKind[]
