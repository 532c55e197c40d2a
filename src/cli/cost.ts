import type { Command } from 'commander'
import type { CostTariffList, CostTariffView, JudicialCosts, JudicialCostView } from '../contracts/judicial-cost.js'
import { callApi } from './api-client.js'
import { parseAmount, path } from './file-command.js'
import { command, euros, money, print, withExample } from './output.js'

const SET =
  'relance cost tariff set --country FR --code clerk --from 2026-01-01 --amount 35.21 --source "greffe du tribunal de commerce de Nancy"'

/** What suing costs. */
export function costCommands(program: Command): void {
  const cost = program.command('cost').description('see what proceedings cost, and who bears it')
  withExample(cost, 'relance cost list K7M2P9QRS')
  command(cost, 'list <file>', 'list what a file’s proceedings have cost, and who bears what', 'relance cost list K7M2P9QRS').action(
    async (file, { json }) => {
      const costs = await callApi<JudicialCosts>('GET', path(file, 'judicial-costs'))
      print(json, costs, () => words(costs))
    },
  )
  tariffCommands(cost)
}

function tariffCommands(cost: Command): void {
  const tariff = cost.command('tariff').description('list and enter what a cost comes to')
  withExample(tariff, 'relance cost tariff list --country FR')

  command(tariff, 'set', 'enter what a cost comes to from a day on', SET)
    .requiredOption('--country <code>', 'whose procedures have it, as FR')
    .requiredOption('--code <code>', 'the cost, as the list names it')
    .requiredOption('--from <day>', 'first day on which it counts: 2026-01-01')
    .requiredOption('--amount <sum>', 'what it comes to: 35.21')
    .requiredOption('--source <text>', 'who says so')
    .action(async ({ country, code, from, amount, source, json }) => {
      const body = { country: country.toUpperCase(), code, from, amountCents: parseAmount(amount), source }
      const view = await callApi<CostTariffView>('POST', '/v1/cost-tariffs', body)
      print(json, view, () => tariffLine(view))
    })

  command(tariff, 'list', 'list what procedures cost, with sources', 'relance cost tariff list --country FR')
    .option('--country <code>', 'of one country only')
    .action(async ({ country, json }) => {
      const query = country === undefined ? '' : `?${new URLSearchParams({ country })}`
      const list = await callApi<CostTariffList>('GET', `/v1/cost-tariffs${query}`)
      print(json, list, () => list.tariffs.map(tariffLine).join('\n') || 'No costs are known for this country.')
    })
}

/** A file's costs as lines, with their sums last. */
export function words({ currency, costs, totalCents, creditorCents, debtorCents, withTitleCents, open }: JudicialCosts): string {
  if (costs.length === 0 && open.length === 0) return 'No costs were recorded.'
  const sum = (amount: number) => money(amount, currency)
  const unknown = open.map(
    ({ on, code }) => `${on}  ${code.padEnd(20)} ${'?'.padStart(12)}  nobody has put a sum to it: relance cost tariff set`,
  )
  const later = withTitleCents > 0 ? ` (${sum(withTitleCents)} of it goes to the debtor once there is a title)` : ''
  return [
    ...costs.map((cost) => line(cost, currency)),
    ...unknown,
    `In all ${sum(totalCents)}: the creditor ${sum(creditorCents)}${later}, the debtor ${sum(debtorCents)}.`,
  ].join('\n')
}

function line(
  { on, code, amountCents, before, after, now, chargedOn, cancelledOn, billed, source }: JudicialCostView,
  currency: string,
): string {
  const who = before === after ? `${before} always` : `${before} before a title, ${after} with it`
  const day = chargedOn ?? cancelledOn
  const since = day === null ? '' : ` since ${day}`
  const from = billed ? `billed: ${source}` : source
  return `${on}  ${code.padEnd(20)} ${money(amountCents, currency).padStart(12)}  now ${now}${since} (${who})  ${from}`
}

function tariffLine({ country, code, procedures, from, amountCents, source, counts, actor }: CostTariffView): string {
  const amount = (amountCents === null ? 'as billed' : euros(amountCents)).padStart(12)
  const who = actor === null ? '' : `  entered by ${actor}`
  const state = counts ? 'counts       ' : 'does not count'
  return `${country}  ${code.padEnd(20)} ${(from ?? '').padEnd(10)} ${amount}  ${state}  ${procedures.join(', ')}  ${source ?? ''}${who}`.trimEnd()
}
