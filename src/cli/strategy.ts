import { type Command, Option } from 'commander'
import type { PublishedStrategy, StrategyList } from '../contracts/strategy.js'
import { callApi } from './api-client.js'
import { CommandError, command, print, withExample } from './output.js'
import { strategyMoveCommands } from './strategy-move.js'
import { readExample, strategyAt } from './strategy-source.js'
import { checkInWords, differencesInWords, previewInWords } from './strategy-words.js'

const SOURCE = 'a .yaml or .json file, the name of one that ships, or name@v3 for a published version'

/** Strategies: tried without a running Relance, published to one. */
export function strategyCommands(program: Command): void {
  const strategy = program.command('strategy').description('check, preview, compare and publish strategies')
  withExample(strategy, 'relance strategy check strategy.yaml')

  command(
    strategy,
    'check <strategy>',
    `say what the law has against a strategy: ${SOURCE}`,
    'relance strategy check french-b2b --collects creditor',
  )
    .addOption(whoCollects())
    .action(check)

  command(
    strategy,
    'preview <strategy>',
    'show the dated plan for an example if nobody reacts, with what is owed and the rule behind each act',
    'relance strategy preview french-b2b --from samples/strategy-examples/french-b2b.yaml',
  )
    .requiredOption('--from <example>', 'a .yaml or .json file with a debtor and its invoices')
    .action(preview)

  command(
    strategy,
    'diff <before> <after>',
    'compare two strategies by step and field',
    'relance strategy diff standard@v2 strategy.yaml',
  ).action(diff)

  command(strategy, 'list', 'list the strategies in their newest versions', 'relance strategy list --shipped')
    .option('--shipped', 'those that come with Relance')
    .action(list)

  command(
    strategy,
    'publish <strategy>',
    'publish a version, which files that are opened from now on follow',
    'relance strategy publish french-b2b',
  ).action(publish)

  strategyMoveCommands(strategy)

  command(strategy, 'schema', 'print the JSON Schema of the format, for editors', 'relance strategy schema').action(
    async ({ json }: Json) => {
      const { strategySchema } = await import('../strategies/schema.js')
      const schema = strategySchema()
      print(json, schema, () => JSON.stringify(schema, null, 2))
    },
  )
}

const whoCollects = () => new Option('--collects <who>', 'who collects by it').choices(['agency', 'creditor']).default('agency')

interface Json {
  json?: boolean
}

async function check(source: string, { collects, json }: Json & { collects: 'agency' | 'creditor' }): Promise<void> {
  const { checkStrategy, isRefused } = await import('../strategies/check.js')
  const { lawOf } = await import('../law/book.js')
  const { countryOf } = await import('../domain/strategy.js')
  const strategy = await strategyAt(source)
  const faults = checkStrategy(strategy, lawOf(countryOf(strategy)), collects)
  const lawful = !isRefused(faults)
  print(json, { strategy: `${strategy.name} v${strategy.version}`, lawful, faults }, () => checkInWords(strategy, faults))
  process.exitCode = lawful ? 0 : 1
}

async function preview(source: string, { from, json }: Json & { from: string }): Promise<void> {
  const { previewStrategy } = await import('../strategies/preview.js')
  const { lawOf } = await import('../law/book.js')
  const { countryOf } = await import('../domain/strategy.js')
  const strategy = await strategyAt(source)
  const plan = previewStrategy(strategy, await readExample(from), lawOf(countryOf(strategy)))
  print(json, { strategy: `${strategy.name} v${strategy.version}`, ...plan }, () => previewInWords(strategy, plan))
}

async function diff(before: string, after: string, { json }: Json): Promise<void> {
  const { diffStrategies } = await import('../strategies/diff.js')
  const [one, other] = [await strategyAt(before), await strategyAt(after)]
  const differences = diffStrategies(one, other)
  print(json, { before: `${one.name} v${one.version}`, after: `${other.name} v${other.version}`, differences }, () =>
    differencesInWords(one, other, differences),
  )
}

async function list({ shipped, json }: Json & { shipped?: boolean }): Promise<void> {
  const strategies = shipped ? await listShipped() : await listPublished()
  print(json, { strategies }, () => strategies.map(({ name, version, steps }) => `${name} v${version}  ${steps} steps`).join('\n'))
}

async function listShipped() {
  const { shippedStrategies } = await import('../strategies/shipped.js')
  return shippedStrategies().map(({ name, version, steps }) => ({ name, version, steps: steps.length }))
}

async function listPublished() {
  const { strategies } = await callApi<StrategyList>('GET', '/v1/strategies')
  return strategies.map(({ name, version, definition }) => ({ name, version, steps: (definition.steps as unknown[]).length }))
}

async function publish(source: string, { json }: Json): Promise<void> {
  if (/@v\d+$/.test(source)) throw new CommandError(`${source} is published already.`)
  const published = await callApi<PublishedStrategy>('POST', '/v1/strategies', await strategyAt(source))
  const { name, version, hash, warnings } = published
  print(json, published, () =>
    [
      `${name} v${version} is published: ${hash}`,
      ...warnings.map(({ step, rule, message, article }) => `  warning: ${step ? `step ${step}, ` : ''}${rule}: ${message} (${article})`),
    ].join('\n'),
  )
}
