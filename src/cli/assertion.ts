import type { Command } from 'commander'
import type { FileView } from '../contracts/file-view.js'
import { type AssertionList, type AssertionView, PAID_BY, PAID_TO } from '../contracts/payment-assertion.js'
import { ORIGINS } from '../contracts/promise.js'
import { callApi } from './api-client.js'
import { parseAmount, path } from './file-command.js'
import { CommandError, command, euros, print, withExample } from './output.js'

const ID = '01998d3c-7c3e-8a51-9d53-2f1f6f0a9b11'

/** What debtors say that they have paid. */
export function assertionCommands(program: Command): void {
  const assertion = program.command('assertion').description('debtors who say that they have paid: note it, and answer')
  withExample(assertion, 'relance assertion list --creditor mobilier-dumas --state open')
  noteCommand(assertion)
  answerCommand(assertion)
  listCommand(assertion)
}

function noteCommand(assertion: Command): void {
  command(
    assertion,
    'note <file>',
    'note that a debtor says it has paid: nobody asks it for anything until that is answered',
    'relance assertion note K7M2P9QRS --amount 1250.00 --on 2026-01-12 --means transfer --to creditor',
  )
    .requiredOption('--means <means>', `how: ${PAID_BY.join(', ')}`)
    .option('--to <whom>', `whom: ${PAID_TO.join(', ')}`, 'unknown')
    .option('--amount <sum>', 'how much, where the debtor has said it')
    .option('--on <day>', 'when, where the debtor has said it')
    .option('--words <words>', 'the debtor’s own words')
    .option('--origin <way>', `how it said so: ${ORIGINS.join(', ')}`, 'operator')
    .action(async (file, { means, to: paidTo, amount, on: paidOn = null, words = null, origin, json }) => {
      const amountCents = amount === undefined ? null : parseAmount(amount)
      show(json, await callApi<AssertionView>('POST', path(file, 'assertions'), { means, paidTo, amountCents, paidOn, words, origin }))
    })
}

function answerCommand(assertion: Command): void {
  command(
    assertion,
    'answer <file> <assertion>',
    'say what became of a payment: the file goes on from there',
    `relance assertion answer K7M2P9QRS ${ID} --outcome confirmed-direct --amount 1250.00 --on 2026-01-13`,
  )
    .requiredOption('--outcome <outcome>', 'confirmed-direct (the creditor had it), confirmed-here (it is in the ledger) or denied')
    .option('--amount <sum>', 'how much the creditor had')
    .option('--on <day>', 'when it had it')
    .option('--words <words>', 'what the debtor is told where it is denied')
    .action(async (file, id, { outcome, amount, on, words, json }) => {
      const body = answerOf(outcome, { amount, on, words })
      show(json, await callApi<AssertionView>('POST', path(file, 'assertions', id, 'answer'), body))
    })
}

function answerOf(outcome: string, { amount, on, words }: { amount?: string; on?: string; words?: string }): object {
  if (outcome === 'confirmed-direct') {
    if (amount === undefined || on === undefined) throw new CommandError('A direct payment has an amount and a day: --amount and --on.')
    return { outcome, amountCents: parseAmount(amount), on }
  }
  if (outcome === 'denied' && words === undefined) throw new CommandError('The debtor is told why: --words.')
  return outcome === 'denied' ? { outcome, words } : { outcome }
}

function listCommand(assertion: Command): void {
  command(
    assertion,
    'list',
    'list what the debtors of a creditor, or of a file, say that they have paid',
    'relance assertion list --creditor mobilier-dumas --state open',
  )
    .option('--creditor <reference>', 'whose debtors')
    .option('--file <file>', 'one file')
    .option('--state <state>', 'of a creditor: open, confirmed or denied')
    .option('--limit <count>', 'of a creditor: how many', '50')
    .action(async ({ creditor, file, state, limit, json }) => {
      const assertions = await listed(creditor, file, new URLSearchParams({ limit, ...(state && { state }) }))
      print(json, assertions, () => assertions.map(line).join('\n') || 'Nobody says so.')
    })
}

async function listed(creditor: string | undefined, file: string | undefined, query: URLSearchParams): Promise<AssertionView[]> {
  if (file !== undefined) return (await callApi<FileView>('GET', path(file))).agreements.assertions
  if (creditor === undefined) throw new CommandError('Say whose: --creditor or --file.')
  return (await callApi<AssertionList>('GET', `/v1/creditors/${encodeURIComponent(creditor)}/assertions?${query}`)).assertions
}

const show = (json: boolean | undefined, view: AssertionView) => print(json, view, () => line(view))

function line({ id, amountCents, paidOn, means, paidTo, saidOn, answerBy, state, answeredBy, ...about }: AssertionView): string {
  const sum = amountCents === null ? 'a sum' : euros(amountCents)
  const file = 'file' in about ? `${String(about.file)}  ` : ''
  const became = state === 'open' ? `to be answered by ${answerBy}` : `${state} by ${answeredBy}`
  return `${id}  ${file}${saidOn}  ${sum} by ${means} to ${paidTo}${paidOn ? ` on ${paidOn}` : ''}  ${became}`
}
