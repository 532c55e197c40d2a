import { closeSync, openSync, writeFileSync } from 'node:fs'
import { type Command, Option } from 'commander'
import type { ImportMappingView } from '../contracts/import-mapping.js'
import { DATE_FORMATS, type DateFormat } from '../imports/days.js'
import { FIELD_NAMES, MANDATORY } from '../imports/fields.js'
import type { Plan } from '../imports/plan.js'
import { importMappingCommands, newestMapping } from './import-mapping.js'
import { CommandError, print, withExample } from './output.js'
import { readList } from './read-list.js'

interface Options {
  creditor: string
  mapping?: string
  map?: string[]
  dryRun?: boolean
  asOf?: string
  dateFormat: DateFormat | 'auto'
  report?: string
  json?: boolean
}

const HELP = `
Fields of a line, those with * being needed:
  ${FIELD_NAMES.map((field) => (MANDATORY.some((one) => one === field) ? `${field}*` : field)).join(', ')}

Columns are found by their usual names, French or English. Where they are not, say which is which:
  --map claim.dueDate=Terme              the column Terme
  --map debtor.name=="Client {Code}"     a text for all lines, {Code} being replaced by that column
  --map debtor.phone=                    the field is left out

Run again, also after it was stopped midway, the same import goes on where it stopped and opens nothing twice.
The exit code is 0 when every line was taken, was known or was left out for a reason, and 1 when any was refused.`

/** `relance import`: opens a debt file for each debtor of a portfolio. */
export function importCommand(program: Command): void {
  const command = program
    .command('import <file>')
    .description('open a debt file for each debtor of a portfolio, a .csv or .xlsx file with one line an invoice')
    .requiredOption('--creditor <reference>', 'reference of the creditor whose invoices these are')
    .option('--mapping <name>', 'a mapping that was saved for the creditor: its newest version; what --map says goes before it')
    .option('--map <mapping>', 'field=column, for columns whose name is not known; repeatable', inAddition)
    .option('--dry-run', 'open nothing: say what would become of each line')
    .option('--as-of <day>', 'take the portfolio as it stood on this day, and begin the files on it (local only), 2026-01-31')
    .addOption(
      new Option('--date-format <format>', 'what 3/4/2026 means; found out from the days themselves unless said')
        .choices(['auto', ...DATE_FORMATS])
        .default('auto'),
    )
    .option('--report <path>', 'write what became of each line to a CSV file')
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action((file: string, options: Options) => importFile(file, options))
  withExample(command, 'relance import invoices.csv --creditor C-001 --map claim.dueDate=Terme --dry-run')
  importMappingCommands(command)
}

/** One value an option: a list would swallow the file that is named after it. */
const inAddition = (value: string, earlier: string[] = []): string[] => [...earlier, value]

async function importFile(path: string, options: Options): Promise<void> {
  const { report: reportPath, json } = options
  const mapping = options.mapping === undefined ? null : await newestMapping(options.creditor, options.mapping)
  const plan = await planOf(path, options, mapping)
  if (reportPath) checkWritable(reportPath)
  const { sendPlan } = await import('./send-plan.js')
  const answers = await sendPlan(plan, options.dryRun ?? false)
  const { reportLines, summarise } = await import('../imports/report.js')
  const { reportInWords } = await import('../imports/report-words.js')
  const lines = reportLines(plan, answers)
  const summary = summarise(lines, answers)
  if (reportPath) writeFileSync(reportPath, (await import('../imports/report-csv.js')).reportCsv(lines))
  const used = mapping && { name: mapping.name, version: mapping.version }
  const readBy = used ? [`Read by the mapping ${used.name}, version ${used.version}.`] : []
  print(json, { mapping: used, dryRun: options.dryRun ?? false, summary, lines }, () =>
    [...readBy, reportInWords(summary, lines)].join('\n'),
  )
  process.exitCode = summary.counts.refused > 0 ? 1 : 0
}

async function planOf(path: string, { creditor, map = [], dateFormat, asOf }: Options, mapping: ImportMappingView | null): Promise<Plan> {
  const told = { map: [...(mapping?.columns ?? []), ...map], dateFormat: dateFormat === 'auto' ? mapping?.dateFormat : dateFormat }
  const { planImport } = await import('../imports/plan.js')
  return readList(path, (table) => planImport(table, { creditor, ...told, asOf }))
}

/** Before anything is sent: a report that cannot be written would be missed only after the files are open. */
function checkWritable(path: string): void {
  try {
    closeSync(openSync(path, 'a'))
  } catch (error) {
    throw new CommandError(`The report cannot be written to ${path} (${(error as NodeJS.ErrnoException).code}).`)
  }
}
