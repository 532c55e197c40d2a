import type { Command } from 'commander'
import type { PlanDraftView, PlanList, PlanView } from '../contracts/payment-plan.js'
import type { SignatureLinkView } from '../contracts/signature.js'
import { callApi } from './api-client.js'
import { fingerprint } from './claim.js'
import { parseAmount, path, savePdf } from './file-command.js'
import { CommandError, command, money, print, withExample } from './output.js'

const PLAN = '01998d3c-7c3e-7a51-9d53-2f1f6f0a9b11'

/** Payment plans of a file. */
export function planCommands(program: Command): void {
  const plan = program.command('plan').description('payment plans: reckon, propose, answer, have signed, change, cancel')
  withExample(plan, 'relance plan propose K7M2P9QRS --instalments 6 --first 2026-02-05')
  proposalCommands(plan)
  answerCommands(plan)
  changeCommands(plan)
  signatureCommands(plan)
}

/** What a plan is asked to look like. */
const wished = (wishing: Command) =>
  wishing
    .requiredOption('--instalments <count>', 'how many')
    .requiredOption('--first <day>', 'day of the first')
    .option('--every <step>', 'week, two-weeks or month', 'month')
    .option('--method <method>', 'by-debtor, direct-debit or card', 'by-debtor')
    .option('--with-interest', 'late interest that goes on meanwhile is in it; never of a consumer')

interface Wish {
  instalments: string
  first: string
  every: string
  method: string
  withInterest?: boolean
}

function wishOf({ instalments, first, every, method, withInterest = false }: Wish) {
  if (!/^\d{1,3}$/.test(instalments)) throw new CommandError(`Instalments are a whole number, and not “${instalments}”.`)
  return { instalments: Number(instalments), firstOn: first, every, method, withInterest }
}

function proposalCommands(plan: Command): void {
  wished(
    command(
      plan,
      'simulate <file>',
      'reckon a plan without proposing it',
      'relance plan simulate K7M2P9QRS --instalments 6 --first 2026-02-05',
    ),
  ).action(async (file, { json, ...wish }) => {
    const draft = await callApi<PlanDraftView>('POST', path(file, 'plans', 'simulation'), wishOf(wish))
    print(json, draft, () => draftLines(draft).join('\n'))
  })

  wished(
    command(
      plan,
      'propose <file>',
      'propose a plan to the debtor, or first to the creditor where it is beyond the mandate',
      'relance plan propose K7M2P9QRS --instalments 6 --first 2026-02-05',
    ),
  )
    .option('--key <key>', 'idempotency key: the same one proposes the same plan once')
    .action(async (file, { json, key, ...wish }) => show(json, await callApi<PlanView>('POST', path(file, 'plans'), wishOf(wish), key)))

  command(plan, 'show <file>', 'list the plans of a file, the newest first', 'relance plan show K7M2P9QRS').action(
    async (file, { json }) => {
      const list = await callApi<PlanList>('GET', path(file, 'plans'))
      print(json, list, () => list.plans.map((one) => planLines(one).join('\n')).join('\n') || 'The file has no payment plan.')
    },
  )
}

function answerCommands(plan: Command): void {
  command(
    plan,
    'accept <file> <plan>',
    'accept a plan: the debtor’s proposal, or on behalf of the creditor one beyond the mandate',
    `relance plan accept K7M2P9QRS ${PLAN}`,
  )
    .option('--for-creditor', 'the creditor has granted it')
    .action(async (file, id, { forCreditor, json }) => show(json, await answered(file, id, forCreditor, { accepted: true })))

  command(
    plan,
    'refuse <file> <plan>',
    'refuse a plan, with the reason that the debtor is given',
    `relance plan refuse K7M2P9QRS ${PLAN} --reason "too long"`,
  )
    .requiredOption('--reason <words>', 'why')
    .option('--for-creditor', 'the creditor has refused it')
    .action(async (file, id, { forCreditor, reason, json }) =>
      show(json, await answered(file, id, forCreditor, { accepted: false, reason })),
    )
}

const answered = (file: string, id: string, forCreditor: boolean | undefined, body: object) =>
  callApi<PlanView>('POST', path(file, 'plans', id, forCreditor ? 'creditor-answer' : 'answer'), body)

function changeCommands(plan: Command): void {
  command(
    plan,
    'change <file> <plan>',
    'agree on new dates, and parts, of what is still to come',
    `relance plan change K7M2P9QRS ${PLAN} --instalments 2026-06-15=150.00 2026-08-17=150.00`,
  )
    .requiredOption('--instalments <day=sum...>', 'each a day with its sum')
    .action(async (file, id, { instalments, json }) =>
      show(json, await callApi<PlanView>('POST', path(file, 'plans', id, 'changes'), { instalments: instalments.map(parseInstalment) })),
    )

  command(
    plan,
    'cancel <file> <plan>',
    'cancel a plan: what is left falls due',
    `relance plan cancel K7M2P9QRS ${PLAN} --reason "agreed otherwise"`,
  )
    .requiredOption('--reason <words>', 'why')
    .action(async (file, id, { reason, json }) =>
      show(json, await callApi<PlanView>('POST', path(file, 'plans', id, 'cancellation'), { reason })),
    )
}

function parseInstalment(text: string): { dueOn: string; amountCents: number } {
  const [dueOn, amount, more] = text.split('=')
  if (!dueOn || !amount || more !== undefined) throw new CommandError(`An instalment is written as 2026-06-15=150.00, and not “${text}”.`)
  return { dueOn, amountCents: parseAmount(amount) }
}

function signatureCommands(plan: Command): void {
  command(
    plan,
    'sign <file> <plan>',
    'have a plan signed: a link for the debtor, or with --proof what it has signed by hand',
    `relance plan sign K7M2P9QRS ${PLAN}`,
  )
    .option('--proof <document>', 'file with the protocol as it was signed by hand: its SHA-256 is kept')
    .option('--on <day>', 'day on which it was signed by hand')
    .action(async (file, id, { proof, on, json }) => {
      if ((proof === undefined) !== (on === undefined)) throw new CommandError('What was signed by hand wants both --proof and --on.')
      if (proof !== undefined) {
        const body = { signedOn: on, proofSha256: await fingerprint(proof) }
        return show(json, await callApi<PlanView>('POST', path(file, 'plans', id, 'signature'), body))
      }
      const link = await callApi<SignatureLinkView>('POST', path(file, 'plans', id, 'signature-requests'), {})
      print(json, link, () => `Give this link to the debtor, until ${link.expiresAt.slice(0, 10)}: ${link.link}`)
    })

  command(
    plan,
    'print <file> <plan>',
    'write the protocol of a plan into a file, as PDF',
    `relance plan print K7M2P9QRS ${PLAN} --out plan.pdf`,
  )
    .requiredOption('--out <file>', 'where to')
    .action((file, id, { out, json }) => savePdf(json, path(file, 'plans', id, 'document'), out))
}

const show = (json: boolean | undefined, plan: PlanView): void => print(json, plan, () => planLines(plan).join('\n'))

function planLines({ id, state, method, currency, totalCents, answerBy, signedOn, endedOn, instalments }: PlanView): string[] {
  const days = [signedOn === null ? `until ${answerBy}` : `since ${signedOn}`, endedOn === null ? '' : `ended ${endedOn}`]
  return [
    [`${id}  ${state}  ${money(totalCents, currency)}  ${method}`, ...days].filter((part) => part !== '').join('  '),
    ...instalments.map((one) => `  ${instalmentLine(one, currency)}  paid ${money(one.paidCents, currency)}`),
  ]
}

function draftLines({ totalCents, interestCents, currency, grantedBy, faults, instalments }: PlanDraftView): string[] {
  return [
    `${money(totalCents, currency)}, of that interest ${money(interestCents, currency)}, granted by the ${grantedBy}`,
    ...instalments.map((one) => `  ${instalmentLine(one, currency)}`),
    ...faults.map((fault) => `  cannot be: ${fault}`),
  ]
}

const instalmentLine = ({ number, dueOn, amountCents }: PlanDraftView['instalments'][number], currency: string) =>
  `${String(number).padStart(3)}  ${dueOn}  ${money(amountCents, currency).padStart(14)}`
