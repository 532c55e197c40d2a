import type { Command } from 'commander'
import type { RateList, RateResult, RateView } from '../contracts/rate.js'
import { callApi } from './api-client.js'
import { CommandError, print, withExample } from './output.js'

const SET =
  'relance rates set --country fr --kind ecb-refi --from 2026-07-01 --percent 2.15 --source "ECB, key interest rates, 1 July 2026"'

/** Published rates that laws refer to: what is known of them, and entering a new one. */
export function rateCommands(program: Command): void {
  const rates = program.command('rates').description('list and enter the published rates that interest follows')
  withExample(rates, 'relance rates list --country fr')

  const set = rates
    .command('set')
    .description('enter a published rate for a semester: open files reckon with it at once')
    .requiredOption('--country <code>', 'whose law refers to it, as fr')
    .requiredOption('--kind <kind>', 'ecb-refi, legal-private, legal-other, basiszinssatz or be-commercial')
    .requiredOption('--from <day>', 'first day of the semester: 2026-07-01')
    .requiredOption('--percent <percent>', 'the rate itself, without any margin: 2.15')
    .requiredOption('--source <text>', 'where it was published')
    .option('--json', 'print JSON')
    .action(async ({ country, kind, from, percent, source, json }) => {
      const body = { country, kind, from, percent: parsePercent(percent), source }
      const result = await callApi<RateResult>('POST', '/v1/rates', body)
      print(json, result, () => outcome(result))
    })
  withExample(set, SET)

  const list = rates
    .command('list')
    .description('list the rates with their sources, and up to when each is known')
    .option('--country <code>', 'of one country only')
    .option('--json', 'print JSON')
    .action(async ({ country, json }) => {
      const query = country === undefined ? '' : `?${new URLSearchParams({ country })}`
      const answer = await callApi<RateList>('GET', `/v1/rates${query}`)
      print(json, answer, () => words(answer))
    })
  withExample(list, 'relance rates list --country fr')
}

function parsePercent(text: string): number {
  if (!/^-?\d{1,2}(\.\d{1,4})?$/.test(text)) throw new CommandError(`A rate is written in percent as 2.15, and not “${text}”.`)
  return Number(text)
}

function outcome({ rate, changed, filesTold }: RateResult): string {
  const { country, kind, from, percent } = rate
  if (!changed) return `${country} ${kind} from ${from} was known already as ${percent} %: nothing changes.`
  return `${country} ${kind} from ${from} is ${percent} %. ${filesTold} open ${filesTold === 1 ? 'file decides' : 'files decide'} anew.`
}

function words({ rates, known }: RateList): string {
  const until = known.map(({ country, kind, through }) => `${country}  ${kind.padEnd(14)} known through ${through}`)
  return [...rates.map(line), ...until].join('\n') || 'No rates are known for this country.'
}

function line({ country, kind, from, percent, source, actor, recordedAt, superseded }: RateView): string {
  const who = actor === null ? '' : `  entered by ${actor} on ${recordedAt?.slice(0, 10)}`
  return `${country}  ${kind.padEnd(14)} ${from}  ${percent.toFixed(2).padStart(6)} %  ${source}${who}${superseded ? '  superseded' : ''}`
}
