import { type Command, Option } from 'commander'
import type { DeclarationList, DeclarationReport, DeclarationView } from '../contracts/declaration.js'
import { DATE_FORMATS, type DateFormat } from '../imports/days.js'
import { declaredInWords, declaredLines } from '../imports/declaration-report.js'
import type { DeclarationLine } from '../imports/read-declarations.js'
import { callApi } from './api-client.js'
import { parseAmount } from './file-command.js'
import { CommandError, command, euros, money, print, withExample } from './output.js'
import { readList } from './read-list.js'

const path = (creditor: string, ...rest: string[]) => ['/v1/creditors', encodeURIComponent(creditor), 'declarations', ...rest].join('/')

/** What creditors declare of their claims. */
export function declarationCommands(program: Command): void {
  const declaration = program
    .command('declaration')
    .description('take what a creditor declares: payments to itself, credit notes, disputes')
  withExample(declaration, 'relance declaration list --creditor mobilier-dumas')
  addCommand(declaration)
  listCommand(declaration)
  importCommand(declaration)
}

function addCommand(declaration: Command): void {
  command(
    declaration,
    'add',
    'take one declaration; dispute-ended is also how an operator ends a dispute',
    'relance declaration add --creditor mobilier-dumas --kind direct-payment --reference REG-118 --claim F-2026-001 --amount 250.00 --on 2026-02-12',
  )
    .requiredOption('--creditor <reference>', 'whose claim it is')
    .requiredOption('--kind <kind>', 'direct-payment, payment-returned, credit-note, return, dispute, dispute-ended or recall')
    .requiredOption('--reference <reference>', 'the creditor’s own reference of it: it counts once')
    .requiredOption('--claim <number>', 'number of the invoice')
    .requiredOption('--on <day>', 'day on which it happened, 2026-02-12')
    .option('--amount <sum>', 'the sum paid or credited')
    .option('--currency <code>', 'its currency', 'EUR')
    .option('--of <reference>', 'the direct payment that did not last')
    .option('--detail <words>', 'the creditor’s own words')
    .action(async ({ creditor, amount, json, ...said }) => {
      const body = { ...said, ...(amount !== undefined && { amountCents: parseAmount(amount, said.currency) }) }
      const taken = await callApi<DeclarationView>('POST', path(creditor), body)
      print(json, taken, () => line(taken))
    })
}

function listCommand(declaration: Command): void {
  command(
    declaration,
    'list',
    'list what a creditor has declared, the newest first',
    'relance declaration list --creditor mobilier-dumas --outcome refused',
  )
    .requiredOption('--creditor <reference>', 'whose declarations')
    .option('--kind <kind>', 'direct-payment, payment-returned, credit-note, return, dispute, dispute-ended or recall')
    .option('--outcome <outcome>', 'applied or refused')
    .option('--limit <count>', 'how many', '50')
    .option('--cursor <cursor>', 'go on where the list before ended')
    .action(async ({ creditor, json, ...filters }) => {
      const page = await callApi<DeclarationList>('GET', `${path(creditor)}?${new URLSearchParams(filters)}`)
      const more = page.next ? [`More: --cursor ${page.next}`] : []
      print(json, page, () => [...page.declarations.map(line), ...more].join('\n') || 'Nothing was declared.')
    })
}

function line({ on, kind, reference, claim, file, amountCents, excessCents, currency, refusal }: DeclarationView): string {
  const amount = amountCents === null ? '' : money(amountCents, currency)
  const became = refusal === null ? (file?.reference ?? '') : `refused: ${refusal}`
  const excess = excessCents > 0 ? `  ${money(excessCents, currency)} more than is owed: the creditor owes it back` : ''
  return `${on}  ${kind.padEnd(16)} ${reference.padEnd(16)} ${claim.padEnd(16)} ${amount.padStart(14)}  ${became}${excess}`.trimEnd()
}

const HELP = `
Columns, by these or their usual names, French or English; those with * are needed:
  kind*, reference*, claim*, on*, amount, currency, of, detail
A kind is written as direct-payment (paiement direct), payment-returned (rejet), credit-note (avoir), return (retour),
dispute (litige), dispute-ended (fin de litige) or recall (reprise).

Run again, also after it was stopped midway, the same list applies nothing twice.
The exit code is 0 when every line was applied or was there already, and 1 when any was refused.`

function importCommand(declaration: Command): void {
  const importing = declaration
    .command('import <file>')
    .description('take a creditor’s daily list, a .csv or .xlsx file with one line a declaration')
    .requiredOption('--creditor <reference>', 'whose list it is')
    .option('--dry-run', 'take nothing: say what would become of each line as things stand')
    .addOption(
      new Option('--date-format <format>', 'what 3/4/2026 means; found out from the days themselves unless said')
        .choices(['auto', ...DATE_FORMATS])
        .default('auto'),
    )
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action(importList)
  withExample(importing, 'relance declaration import declarations.csv --creditor mobilier-dumas --dry-run')
}

interface Options {
  creditor: string
  dryRun?: boolean
  dateFormat: DateFormat | 'auto'
  json?: boolean
}

async function importList(file: string, { creditor, dryRun = false, dateFormat, json }: Options): Promise<void> {
  const { readDeclarations } = await import('../imports/read-declarations.js')
  const lines = await readList(file, (table) => readDeclarations(table, dateFormat))
  const declared = declaredLines(lines, await sendAll(creditor, lines, dryRun))
  print(json, { dryRun, lines: declared }, () => declaredInWords(declared, euros))
  process.exitCode = declared.some(({ outcome }) => outcome === 'refused') ? 1 : 0
}

const BATCH = 200

/** Sends what is whole, in the order of the list. @throws CommandError that says how to go on */
async function sendAll(creditor: string, lines: readonly DeclarationLine[], dryRun: boolean): Promise<DeclarationReport['declarations']> {
  const whole = lines.flatMap(({ declaration }) => (declaration ? [declaration] : []))
  const answers: DeclarationReport['declarations'] = []
  try {
    for (let from = 0; from < whole.length; from += BATCH) {
      const batch = { dryRun, declarations: whole.slice(from, from + BATCH) }
      answers.push(...(await callApi<DeclarationReport>('POST', path(creditor, 'batch'), batch)).declarations)
    }
    return answers
  } catch (error) {
    if (!(error instanceof CommandError) || answers.length === 0) throw error
    throw new CommandError(`${error.message} ${answers.length} of ${whole.length} declarations are through; run the same command again.`)
  }
}
