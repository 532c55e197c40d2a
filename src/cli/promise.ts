import type { Command } from 'commander'
import type { FileView } from '../contracts/file-view.js'
import { ORIGINS, type PromiseView } from '../contracts/promise.js'
import { callApi } from './api-client.js'
import { parseAmount, path } from './file-command.js'
import { command, euros, print, withExample } from './output.js'

const ID = '01998d3c-7c3e-8a51-9d53-2f1f6f0a9b11'

/** Promises to pay. */
export function promiseCommands(program: Command): void {
  const promise = program.command('promise').description('take debtors’ promises to pay: their files wait for the money')
  withExample(promise, 'relance promise list K7M2P9QRS')

  command(
    promise,
    'take <file>',
    'take a promise: nobody asks the debtor for anything until its day is over',
    'relance promise take K7M2P9QRS --amount 250.00 --pay-by 2026-01-30 --origin call',
  )
    .requiredOption('--amount <sum>', 'what is promised')
    .requiredOption('--pay-by <day>', 'last day on which the debtor says that it pays')
    .option('--origin <way>', `how it was given: ${ORIGINS.join(', ')}`, 'operator')
    .action(async (file, { amount, payBy, origin, json }) => {
      const body = { amountCents: parseAmount(amount), payBy, origin }
      show(json, await callApi<PromiseView>('POST', path(file, 'promises'), body))
    })

  command(promise, 'cancel <file> <promise>', 'take an open promise back', `relance promise cancel K7M2P9QRS ${ID}`).action(
    async (file, id, { json }) => show(json, await callApi<PromiseView>('POST', path(file, 'promises', id, 'cancellation'), {})),
  )

  command(promise, 'list <file>', 'list a file’s promises, the newest first', 'relance promise list K7M2P9QRS').action(
    async (file, { json }) => {
      const { promises } = (await callApi<FileView>('GET', path(file))).agreements
      print(json, promises, () => promises.map(line).join('\n') || 'Nothing was promised.')
    },
  )
}

const show = (json: boolean | undefined, view: PromiseView) => print(json, view, () => line(view))

const line = ({ id, amountCents, payBy, waitsUntil, state, origin, madeOn }: PromiseView) =>
  `${id}  ${madeOn}  ${euros(amountCents).padStart(14)} by ${payBy}  ${state}${state === 'open' ? `, waited for until ${waitsUntil}` : ''}  (${origin})`
