import { type Command, Option } from 'commander'
import type { FileTitles, MeasureList, MeasureView, TitleList, TitleView } from '../contracts/title.js'
import { MEASURES, SERVICE_MODES } from '../domain/procedure/proceeding.js'
import { TITLE_KINDS } from '../domain/title.js'
import { callApi } from './api-client.js'
import { parseAmount, path } from './file-command.js'
import { CommandError, command, money, print, withExample } from './output.js'

const ID = '01998d3c-7c3e-8a51-9d53-2f1f6f0a9b11'

/** Enforceable titles, and the measures that are taken by them. */
export function titleCommands(program: Command): void {
  const title = program.command('title').description('enter and list enforceable titles, and have them enforced')
  withExample(title, 'relance title list')
  listCommands(title)
  enterCommand(title)
  const measure = program.command('measure').description('have measures of enforcement taken, and see what they caught')
  withExample(measure, 'relance measure list K7M2P9QRS')
  measureCommands(measure)
}

function listCommands(title: Command): void {
  command(title, 'list [file]', 'list titles with their last useful day: of a file, or all that are good', 'relance title list').action(
    async (file: string | undefined, { json }) => {
      const { titles } = file
        ? await callApi<FileTitles>('GET', path(file, 'titles'))
        : await callApi<TitleList>('GET', '/v1/titles?good=true&limit=200')
      print(json, titles, () => titles.map(line).join('\n') || 'There is no title.')
    },
  )

  command(title, 'show <file> <title>', 'show a title and its life', `relance title show K7M2P9QRS ${ID}`).action(
    async (file, id, { json }) => show(json, await callApi<TitleView>('GET', path(file, 'titles', id))),
  )

  command(title, 'enforce <file> <title>', 'have a title enforced', `relance title enforce K7M2P9QRS ${ID}`)
    .option('--officer <id>', 'by this officer')
    .action(async (file, id, { officer = null, json }) =>
      show(json, await callApi<TitleView>('POST', path(file, 'titles', id, 'enforcement'), { officer })),
    )
}

interface Entered {
  kind: string
  reference: string
  grantedOn: string
  enforceableOn?: string
  servedOn?: string
  mode?: string
  claim: string[]
  costs: string
  interest: string
  interestFrom?: string
  officer?: string
  json?: boolean
}

function enterCommand(title: Command): void {
  command(
    title,
    'add <file>',
    'enter a title that the file brings with it',
    'relance title add K7M2P9QRS --kind judgment --reference "RG 24/01234" --granted-on 2025-11-03 --served-on 2025-11-20 --mode in-person --claim F-2025-117=1800.00',
  )
    .addOption(new Option('--kind <kind>', 'what it is').choices(TITLE_KINDS).makeOptionMandatory())
    .requiredOption('--reference <number>', 'number of the court or officer')
    .requiredOption('--granted-on <day>', 'day of the title')
    .option('--enforceable-on <day>', 'first day on which it may be enforced; the day of the title by default')
    .option('--served-on <day>', 'day of its service')
    .addOption(new Option('--mode <mode>', 'how it was served').choices(SERVICE_MODES))
    .requiredOption('--claim <number=sum...>', 'claims, each with what is granted of its principal')
    .option('--costs <sum>', 'costs that it puts on the debtor', '0')
    .addOption(new Option('--interest <kind>', 'what interest it awards').choices(['as-claimed', 'legal']).default('as-claimed'))
    .option('--interest-from <day>', 'from which day on; the day of the title by default')
    .option('--officer <id>', 'who is to enforce it')
    .action(async (file: string, said: Entered) => show(said.json, await callApi<TitleView>('POST', path(file, 'titles'), bodyOf(said))))
}

function bodyOf({
  kind,
  reference,
  grantedOn,
  enforceableOn,
  servedOn,
  mode,
  claim,
  costs,
  interest,
  interestFrom,
  officer,
}: Entered): object {
  return {
    kind,
    reference,
    grantedOn,
    ...(enforceableOn && { enforceableOn }),
    servedOn: servedOn ?? null,
    serviceMode: mode ?? null,
    claims: claim.map(claimOf),
    costsCents: parseAmount(costs),
    interest,
    ...(interestFrom && { interestFrom }),
    officer: officer ?? null,
  }
}

/** @throws CommandError */
function claimOf(text: string): { claim: string; principalCents: number } {
  const at = text.lastIndexOf('=')
  if (at < 1) throw new CommandError(`A claim is written with its sum as F-2025-117=1800.00, and not “${text}”.`)
  return { claim: text.slice(0, at), principalCents: parseAmount(text.slice(at + 1)) }
}

function measureCommands(measure: Command): void {
  command(measure, 'list <file>', 'list the measures of a file', 'relance measure list K7M2P9QRS').action(async (file, { json }) => {
    const { measures } = await callApi<MeasureList>('GET', path(file, 'measures'))
    print(json, measures, () => measures.map(measureLine).join('\n') || 'No measure was requested.')
  })

  command(
    measure,
    'request <file> <title>',
    'have an officer take a measure',
    `relance measure request K7M2P9QRS ${ID} --kind account-seizure`,
  )
    .addOption(new Option('--kind <kind>', 'which').choices(MEASURES).makeOptionMandatory())
    .action(async (file, title, { kind, json }) => {
      const view = await callApi<MeasureView>('POST', path(file, 'measures'), { title, measure: kind })
      print(json, view, () => measureLine(view))
    })
}

function measureLine({ id, measure, requestedOn, state, reportedOn, caughtCents, contestBy, currency }: MeasureView): string {
  const caught = caughtCents > 0 ? `  ${money(caughtCents, currency)} caught` : ''
  return `${id}  ${requestedOn}  ${measure}  ${state}${reportedOn ? ` ${reportedOn}` : ''}${caught}${contestBy ? `  may be contested until ${contestBy}` : ''}`
}

const show = (json: boolean | undefined, view: TitleView) =>
  print(json, view, () =>
    [line(view), ...view.claims.map(({ claim, principalCents }) => `  ${claim}  ${money(principalCents, view.currency)}`)].join('\n'),
  )

function line({
  id,
  file,
  kind,
  reference,
  grantedOn,
  currency,
  principalCents,
  life,
  lastActOn,
  endReason,
  enforcement,
}: TitleView): string {
  const alive = life ? `last useful day ${life.lastDay}${lastActOn ? ` (last act ${lastActOn})` : ''}` : 'to be served first'
  const state = endReason ?? enforcement?.stage ?? 'not being enforced'
  return `${id}  ${file}  ${grantedOn}  ${kind} ${reference}  ${money(principalCents, currency)}  ${state}  ${alive}`
}
