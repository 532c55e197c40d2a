import { ApplicationFailure } from '@temporalio/workflow'
import { ORDERED_REASONS } from '../src/domain/closing-reason.js'
import type { CommandBody, CommandKind, OperatorCommand } from '../src/domain/command.js'
import { LIMITATION_ACTS } from '../src/domain/limitation-act-kind.js'
import type { UpdateBody } from './messages.js'

/** Shape of what operators send. What depends on the file's rows is checked where they are written. */

const LONGEST_TEXT = 500
const SHA_256 = /^[0-9a-f]{64}$/
const LEGAL_DAY = /^\d{4}-\d{2}-\d{2}$/

type Check = (value: unknown) => boolean
type FieldsOf<K extends CommandKind> = Record<Exclude<keyof Extract<CommandBody, { kind: K }>, 'kind'>, Check>

const text: Check = (value) => typeof value === 'string' && value.length > 0 && value.length <= LONGEST_TEXT
const day: Check = (value) => typeof value === 'string' && LEGAL_DAY.test(value)
const dayOrNull: Check = (value) => value === null || day(value)
const positiveCents: Check = (value) => Number.isSafeInteger(value) && (value as number) > 0

const limitationAct: Check = (value) => (LIMITATION_ACTS as readonly unknown[]).includes(value)
const sha256OrNull: Check = (value) => value === null || (typeof value === 'string' && SHA_256.test(value))

const orderedReason: Check = (value) => (ORDERED_REASONS as readonly unknown[]).includes(value)
const textOrNull: Check = (value) => value === null || text(value)

const FIELDS: { [K in CommandKind]: FieldsOf<K> } = {
  pause: { reason: text, until: dayOrNull },
  resume: {},
  'add-claim': { stagedId: text },
  'credit-note': { claim: text, reference: text, amountCents: positiveCents },
  'withdraw-claim': { claim: text },
  'record-act': { claim: text, act: limitationAct, on: day, until: dayOrNull, reference: text, proofSha256: sha256OrNull },
  'add-cost': { claim: text, reference: text, amountCents: positiveCents, basis: text },
  remit: { claim: text, reference: text, amountCents: positiveCents },
  'write-off': { claim: text },
  'change-contact-data': { stagedId: text },
  'run-next-step': {},
  'skip-reminder': { step: text },
  note: { stagedId: text },
  close: { reason: orderedReason, stagedId: textOrNull },
}

/** @throws ApplicationFailure request-invalid naming the field: it refuses the update, and nothing of it is in the history */
export function checkCommand(kind: CommandKind, body: UpdateBody): void {
  for (const [field, isValid] of Object.entries({ key: text, actor: text, ...FIELDS[kind] }))
    if (!isValid(body[field])) throw ApplicationFailure.nonRetryable(`request-invalid (${field})`, 'request-invalid', field)
}

/** A command whose shape has been checked. */
export function asCommand(kind: CommandKind, body: UpdateBody): OperatorCommand {
  return { kind, ...body } as OperatorCommand
}
