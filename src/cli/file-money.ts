import type { Command } from 'commander'
import type { BalanceView, LedgerView } from '../contracts/balance.js'
import type { CheckoutView } from '../contracts/checkout.js'
import type { FileView } from '../contracts/file-view.js'
import { callApi } from './api-client.js'
import { claimLines, parseAmount, path, savePdf, show } from './file-command.js'
import { command, money, print } from './output.js'

/** What is owed on a file, what moved it, and moving it. */
export function moneyCommands(file: Command): void {
  readCommands(file)
  paymentCommands(file)
  sumCommands(file)
}

function readCommands(file: Command): void {
  command(
    file,
    'balance <file>',
    'strike a file’s balance at the end of any day, interest line by line',
    'relance file balance K7M2P9QRS --on 2026-06-30',
  )
    .option('--on <day>', 'the day; today where it is left out')
    .action(async (reference, { on, json }) => {
      const query = on === undefined ? '' : `?${new URLSearchParams({ on })}`
      const view = await callApi<BalanceView>('GET', `${path(reference, 'balance')}${query}`)
      print(json, view, () => balance(view))
    })

  command(file, 'ledger <file>', 'list the entries of a file’s ledger with their legs', 'relance file ledger K7M2P9QRS').action(
    async (reference, { json }) => {
      const view = await callApi<LedgerView>('GET', path(reference, 'ledger'))
      print(json, view, () => view.entries.map((entry) => ledgerLine(entry, view.currency)).join('\n'))
    },
  )
}

function paymentCommands(file: Command): void {
  command(file, 'pay <file>', 'record a payment', 'relance file pay K7M2P9QRS --amount 1250.00 --reference VIR-42 --on 2026-06-12')
    .requiredOption('--amount <sum>', 'sum received')
    .requiredOption('--reference <reference>', 'the payment’s own reference: it is counted once')
    .option('--currency <code>', 'its currency', 'EUR')
    .option('--on <day>', 'day from which it counts; today where it is left out')
    .option('--claims <references...>', 'invoices that the debtor says it pays, in this order')
    .option('--principal-first', 'the creditor has agreed that it pays the principal before interest and costs')
    .action(async (file, { amount, reference, currency, on, claims, principalFirst, json }) => {
      const choice = { on, claims, ...(principalFirst && { imputation: 'principal-first' }) }
      const body = { reference, amountCents: parseAmount(amount, currency), currency, ...choice }
      show(json, await callApi<FileView>('POST', path(file, 'payments'), body))
    })

  command(file, 'checkout <file>', 'open a page on which the debtor pays by card', 'relance file checkout K7M2P9QRS --amount 250.00')
    .option('--amount <sum>', 'sum to pay; all that is owed where it is left out')
    .option('--currency <code>', 'the file’s currency', 'EUR')
    .action(async (file, { amount, currency, json }) => {
      const body = amount === undefined ? {} : { amountCents: parseAmount(amount, currency) }
      const page = await callApi<CheckoutView>('POST', path(file, 'checkouts'), body)
      print(json, page, () => `${money(page.amountCents, page.currency)} can be paid at ${page.url}`)
    })

  command(
    file,
    'reverse <file>',
    'take a payment back: a returned direct debit, an unpaid cheque',
    'relance file reverse K7M2P9QRS --reference VIR-42',
  )
    .requiredOption('--reference <reference>', 'reference of the payment')
    .action(async (file, { reference, json }) =>
      show(json, await callApi<FileView>('POST', path(file, 'payments', reference, 'reversal'), {})),
    )

  command(
    file,
    'receipt <file> <payment>',
    'write the receipt of a payment into a file',
    'relance file receipt K7M2P9QRS VIR-42 --out receipt.pdf',
  )
    .requiredOption('--out <file>', 'where to write the PDF')
    .action(async (file, payment, { out, json }) => savePdf(json, path(file, 'payments', payment, 'receipt'), out))
}

function sumCommands(file: Command): void {
  sumCommand(file, 'credit <file>', 'lower a claim by a credit note', 'credit-notes', 'AV-12')
  sumCommand(file, 'remit <file>', 'let part of a claim go, within what the mandate allows', 'remissions', 'REM-1')
  sumCommand(
    file,
    'cost <file>',
    'add costs of recovery that the law lets the debtor be asked for',
    'costs',
    'SIG-77 --basis enforcement',
  ).requiredOption('--basis <code>', 'what they are founded on: title, enforcement or prescribed-act')

  const writeOff = 'relance file write-off K7M2P9QRS --claim F-2026-001'
  command(file, 'write-off <file>', 'write a claim off: nothing is expected of it any more', writeOff)
    .requiredOption('--claim <reference>', 'number of the invoice')
    .action(async (file, { claim, json }) => show(json, await callApi<FileView>('POST', path(file, 'write-offs'), { claim })))
}

/** A command that posts a sum to one claim under a reference of its own. */
function sumCommand(file: Command, name: string, description: string, verb: string, example: string): Command {
  const [word] = name.split(' ')
  return command(file, name, description, `relance file ${word} K7M2P9QRS --claim F-2026-001 --amount 25.00 --reference ${example}`)
    .requiredOption('--claim <reference>', 'number of the invoice')
    .requiredOption('--amount <sum>', 'the sum')
    .requiredOption('--reference <reference>', 'its own reference: it is counted once')
    .option('--currency <code>', 'the file’s currency', 'EUR')
    .action(async (file, { claim, amount, reference, currency, basis, json }) => {
      const body = { claim, reference, amountCents: parseAmount(amount, currency), ...(basis && { basis }) }
      show(json, await callApi<FileView>('POST', path(file, verb), body))
    })
}

function balance({ on, currency, owedCents, provisionalCents, claims }: BalanceView): string {
  const provisional = provisionalCents > 0 ? `, and ${money(provisionalCents, currency)} provisional at the last known rate` : ''
  return [
    `${money(owedCents, currency)} owed at the end of ${on}${provisional}`,
    ...claims.flatMap((claim) => claimLines(claim, currency)),
  ].join('\n')
}

function ledgerLine({ on, claim, kind, reference, legs }: LedgerView['entries'][number], currency: string): string {
  const words = legs.map(({ account, amountCents }) => `${account} ${amountCents > 0 ? '+' : ''}${money(amountCents, currency)}`)
  return `${on}  ${claim.padEnd(16)} ${kind.padEnd(12)} ${reference.padEnd(24)} ${words.join(', ')}`
}
