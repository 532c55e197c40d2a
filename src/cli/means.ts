import type { Command } from 'commander'
import type { Agreements } from '../contracts/agreement.js'
import type { MeansList } from '../contracts/means.js'
import { callApi } from './api-client.js'
import { parseAmount, path } from './file-command.js'
import { CommandError, command, euros, print, withExample } from './output.js'

type Summary = Agreements['means'][number]

/** Debtors in difficulty who tell of their means. */
export function meansCommands(program: Command): void {
  const means = program
    .command('means')
    .description('debtors in difficulty: what they tell of their means, what can be proposed, who helps')
  withExample(means, 'relance means show K7M2P9QRS')

  command(
    means,
    'note <file>',
    'note what a debtor tells of its means each month: the file waits until it is answered',
    'relance means note K7M2P9QRS --income 1650.00 --housing 620.00 --charges 700.00 --debts 120.00 --dependants 1',
  )
    .requiredOption('--income <sum>', 'what comes in')
    .requiredOption('--housing <sum>', 'rent or loan, with what belongs to it')
    .requiredOption('--charges <sum>', 'what else it spends')
    .requiredOption('--debts <sum>', 'what it pays on other debts')
    .option('--dependants <count>', 'who lives on it, beside the debtor', '0')
    .option('--words <words>', 'the debtor’s own words')
    .action(async (file, { income, housing, charges, debts, dependants, words = null, json }) => {
      if (!/^\d{1,2}$/.test(dependants)) throw new CommandError(`--dependants is a number, and not “${dependants}”.`)
      const sums = { incomeCents: parseAmount(income), housingCents: parseAmount(housing), otherChargesCents: parseAmount(charges) }
      const body = { ...sums, debtsCents: parseAmount(debts), dependants: Number(dependants), words }
      show(json, await callApi<Summary>('POST', path(file, 'means'), body))
    })

  command(
    means,
    'answer <file> <means>',
    'say that a debtor was answered',
    'relance means answer K7M2P9QRS 01998d3c-7c3e-8a51-9d53-2f1f6f0a9b11',
  ).action(async (file, id, { json }) => show(json, await callApi<Summary>('POST', path(file, 'means', id, 'answer'), {})))

  command(means, 'show <file>', 'show what a debtor has told, and what can be proposed to it', 'relance means show K7M2P9QRS').action(
    async (file, { json }) => {
      const list = await callApi<MeansList>('GET', path(file, 'means'))
      print(json, list, () => list.statements.flatMap(lines).join('\n') || 'The debtor has told nothing of its means.')
    },
  )
}

const show = (json: boolean | undefined, view: Summary) => print(json, view, () => head(view))

const head = ({ id, statedOn, answerBy, state, answeredOn }: Summary) =>
  `${id}  ${statedOn}  ${state === 'open' ? `to be answered by ${answerBy}` : `answered on ${answeredOn}`}`

function lines({ means, help, ...summary }: MeansList['statements'][number]): string[] {
  if (means === null || help.leftCents === null) return [head(summary), '  erased']
  const { proposals, places, leftCents } = help
  const proposed = proposals.map(({ monthlyCents, instalments }) => `  ${euros(monthlyCents)} a month: ${instalments} instalments`)
  return [
    head(summary),
    `  left each month: ${euros(leftCents)}`,
    ...(proposed.length > 0 ? proposed : ['  nothing can be proposed: over-indebtedness is the way']),
    ...places.map(({ name, phone, url }) => `  ${[name, phone, url].filter((part) => part !== null).join('  ')}`),
  ]
}
