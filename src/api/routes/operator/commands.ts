import type { ZodType, z } from 'zod'
import { CloseBody } from '../../../contracts/closing.js'
import {
  ClaimBody,
  ContactDataBody,
  CostBody,
  CreditNoteBody,
  FileView,
  NoBody,
  NoteBody,
  PauseBody,
  RemissionBody,
  SkipBody,
  WithdrawClaimBody,
  WriteOffBody,
} from '../../../contracts/debt-file.js'
import { ActBody } from '../../../contracts/limitation.js'
import type { CommandBody } from '../../../domain/command.js'
import type { ErrorCode } from '../../../domain/errors.js'
import { parseDebtor } from '../../../store/debtor.js'
import { viewFile } from '../../../store/file-view.js'
import { stageOnce } from '../../../store/staged-input.js'
import type { ApiContext } from '../../context.js'
import { obey } from '../../obey.js'
import { type Call, type Route, route } from '../../route.js'

/** One thing that an operator may tell a file to do. */
interface CommandRoute<Body extends ZodType> {
  verb: string
  summary: string
  description?: string
  body: Body
  command: (call: Call<z.output<Body>>) => CommandBody | Promise<CommandBody>
  /** Refusals, with the field that each is about. */
  refusals: Partial<Record<ErrorCode, string>>
}

/** What an operator tells a running file; a closed one takes no commands. */
export function commandRoutes(context: ApiContext): Route[] {
  return [...clockCommands(context), ...claimCommands(context), ...stepCommands(context), ...writtenCommands(context)]
}

function clockCommands(context: ApiContext): Route[] {
  return [
    commandRoute(context, {
      verb: 'pause',
      summary: 'Stop a file’s clock',
      description: 'Until it is resumed, or until the first day on which it goes on by itself.',
      body: PauseBody,
      command: ({ body }) => ({ kind: 'pause', ...body }),
      refusals: { 'file-already-paused': '', 'hold-until-past': 'until' },
    }),
    commandRoute(context, {
      verb: 'resume',
      summary: 'Let a paused file go on',
      body: NoBody,
      command: () => ({ kind: 'resume' }),
      refusals: { 'file-not-paused': '' },
    }),
  ]
}

function claimCommands(context: ApiContext): Route[] {
  return [
    commandRoute(context, {
      verb: 'claims',
      summary: 'Add a claim to a file',
      description: 'It gets the notices that it has not had; those that the other claims have had are not repeated for them.',
      body: ClaimBody,
      command: async (call) => ({ kind: 'add-claim', stagedId: await stageOnce(context.db, call, call.body) }),
      refusals: {
        'claim-duplicate': 'reference',
        'claim-time-barred': 'dueDate',
        'mandate-scope-exceeded': 'amountCents',
        'claim-not-admitted': '',
        'currencies-mixed': 'currency',
        'act-day-impossible': 'acts',
        'act-moves-nothing': 'acts',
        'foreclosure-unmoved': 'acts',
        'act-proof-missing': 'acts',
        'act-duplicate': 'acts',
        'day-impossible': 'notices',
        'payment-day-future': 'directPayments',
        'payment-duplicate': 'directPayments',
      },
    }),
    commandRoute(context, {
      verb: 'credit-notes',
      summary: 'Lower a claim by a credit note',
      body: CreditNoteBody,
      command: ({ body }) => ({ kind: 'credit-note', ...body }),
      refusals: { 'claim-unknown': 'claim', 'payment-duplicate': 'reference', 'payment-exceeds-balance': 'amountCents' },
    }),
    commandRoute(context, {
      verb: 'withdrawals',
      summary: 'Take a claim out of collection',
      body: WithdrawClaimBody,
      command: ({ body }) => ({ kind: 'withdraw-claim', ...body }),
      refusals: { 'claim-unknown': 'claim', 'claim-settled': 'claim' },
    }),
    commandRoute(context, {
      verb: 'acts',
      summary: 'Record an act that interrupts or suspends a claim’s limitation',
      description:
        'With what proves it. Acts are never changed: the end of a suspension is recorded by the same act of the same day again, with its end.',
      body: ActBody,
      command: ({ body }) => ({ kind: 'record-act', ...body }),
      refusals: {
        'claim-unknown': 'claim',
        'claim-time-barred': 'on',
        'act-day-impossible': 'on',
        'act-moves-nothing': 'act',
        'foreclosure-unmoved': 'act',
        'act-proof-missing': 'proofSha256',
        'act-duplicate': 'reference',
      },
    }),
    ...sumCommands(context),
  ]
}

function sumCommands(context: ApiContext): Route[] {
  return [
    commandRoute(context, {
      verb: 'costs',
      summary: 'Add costs of recovery to a claim',
      description:
        'Only those that the law lets a debtor be asked for: `basis` says what they are founded on, and the file’s history keeps the article.',
      body: CostBody,
      command: ({ body }) => ({ kind: 'add-cost', ...body }),
      refusals: {
        'claim-unknown': 'claim',
        'payment-duplicate': 'reference',
        'cost-not-recoverable': 'basis',
        'mandate-scope-exceeded': 'claim',
      },
    }),
    commandRoute(context, {
      verb: 'remissions',
      summary: 'Remit part of a claim',
      description:
        'As much as the mandate lets the agency grant by itself; a creditor that collects its own claims may remit what it likes.',
      body: RemissionBody,
      command: ({ body }) => ({ kind: 'remit', ...body }),
      refusals: {
        'claim-unknown': 'claim',
        'payment-duplicate': 'reference',
        'payment-exceeds-balance': 'amountCents',
        'remission-exceeds-mandate': 'amountCents',
        'debtor-insolvent': '',
      },
    }),
    commandRoute(context, {
      verb: 'write-offs',
      summary: 'Write a claim off',
      description: 'The creditor no longer expects anything of it: all that is owed on it is let go.',
      body: WriteOffBody,
      command: ({ body }) => ({ kind: 'write-off', ...body }),
      refusals: { 'claim-unknown': 'claim', 'claim-settled': 'claim' },
    }),
  ]
}

function stepCommands(context: ApiContext): Route[] {
  return [
    commandRoute(context, {
      verb: 'next-step',
      summary: 'Let the next step go without waiting for its day',
      description: 'Contact hours, contact caps, holds and postings still bind it.',
      body: NoBody,
      command: () => ({ kind: 'run-next-step' }),
      refusals: { 'step-unknown': '' },
    }),
    commandRoute(context, {
      verb: 'skips',
      summary: 'Leave out the next step',
      description: 'The step is named, so that no other is skipped by mistake. A notice that the law wants is never skipped.',
      body: SkipBody,
      command: ({ body }) => ({ kind: 'skip-reminder', ...body }),
      refusals: { 'step-unknown': 'step', 'step-not-next': 'step', 'notice-mandatory': 'step' },
    }),
  ]
}

function writtenCommands(context: ApiContext): Route[] {
  return [
    commandRoute(context, {
      verb: 'contact-data',
      summary: 'Change where a debtor is reached',
      description: 'For all of the debtor’s files. `retire` names addresses and numbers by their id.',
      body: ContactDataBody,
      async command(call) {
        // Looked at before the file hears of it: only here is it known which of the numbers is wrong.
        parseDebtor({ kind: 'person', name: '', language: 'fr', ...call.body.add }, '', 'add')
        return { kind: 'change-contact-data', stagedId: await stageOnce(context.db, call, call.body) }
      },
      refusals: { 'number-invalid': 'add', 'point-unknown': 'retire' },
    }),
    commandRoute(context, {
      verb: 'notes',
      summary: 'Write a note on a file',
      body: NoteBody,
      command: async (call) => ({ kind: 'note', stagedId: await stageOnce(context.db, call, call.body) }),
      refusals: {},
    }),
    commandRoute(context, {
      verb: 'close',
      summary: 'Close a file on which something is owed',
      description:
        'It is closed as soon as no act of its is under way and no money for it on its way. A reason that the file’s facts show must be shown by them: all that is left is time-barred, a notice of insolvency was confirmed. What only a person can know wants a note.',
      body: CloseBody,
      command: async (call) => {
        const { reason, note } = call.body
        return { kind: 'close', reason, stagedId: note === undefined ? null : await stageOnce(context.db, call, { text: note }) }
      },
      refusals: { 'closing-unfounded': 'reason', 'closing-note-missing': 'note', 'closing-ordered-already': '' },
    }),
  ]
}

function commandRoute<Body extends ZodType>(context: ApiContext, { verb, command, refusals, ...rest }: CommandRoute<Body>): Route {
  const { db, now } = context
  const fields = Object.fromEntries(Object.entries(refusals).filter(([, field]) => field !== ''))
  return route({
    method: 'post',
    path: `/v1/files/:file/${verb}`,
    tag: 'Commands',
    ...rest,
    answers: [{ status: 200, description: 'The file once the command was carried out', schema: FileView }],
    refusals: [...(Object.keys(refusals) as ErrorCode[]), 'file-closed', 'key-reused', 'not-taken'],
    async handle(call: Call<z.output<Body>>) {
      await obey(context, call, await command(call), fields)
      return { body: await viewFile(db, call.tenantId, call.fileId, now()) }
    },
  })
}
