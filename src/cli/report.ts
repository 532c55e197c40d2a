import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { ClientFundsReport, CommissionReport, PlacementReport } from '../contracts/report.js'
import { callApi } from './api-client.js'
import { asQuery } from './funds.js'
import { CommandError, command, minorDigits, print, withExample } from './output.js'
import { type CellKind, type CellValue, clientFundsTables, commissionTables, placementTables, type Table } from './report-table.js'

/** Figures of the agency's trade, to be read or reckoned with. */
export function reportCommands(program: Command): void {
  const report = program.command('report').description('figures: recovery, commission against cost, client funds')
  withExample(report, 'relance report placements --from 2026-01-01')
  reportCommand<PlacementReport>(report, 'placements', {
    description: 'what was placed in each month, net of what was taken back, and what was recovered of it since',
    example: 'relance report placements --creditor mobilier-dumas --xlsx placements.xlsx',
    tables: placementTables,
  })
  reportCommand<CommissionReport>(report, 'commission', {
    description: 'what each creditor brought and cost in each month: collected, earned, invoiced, acts, fees, margin',
    example: 'relance report commission --from 2026-01-01 --through 2026-03-31',
    tables: commissionTables,
  })
  reportCommand<ClientFundsReport>(report, 'client-funds', {
    description: 'what was at the bank at the end of each month, or each day, and whose it was',
    example: 'relance report client-funds --by day --from 2026-03-01 --through 2026-03-31',
    tables: clientFundsTables,
  }).option('--by <what>', 'a row for each month or each day', 'month')
}

interface Report<View> {
  description: string
  example: string
  tables: (view: View) => Table[]
}

function reportCommand<View>(parent: Command, name: string, { description, example, tables }: Report<View>): Command {
  return command(parent, name, description, example)
    .option('--from <day>', 'first day; where it is left out, eleven months before the month of the last')
    .option('--through <day>', 'last day, as of which the figures stand; today where it is left out')
    .option('--creditor <reference>', 'of one creditor')
    .option('--xlsx <file>', 'write a workbook instead')
    .action(async ({ json, xlsx, ...query }) => {
      const view = await callApi<View>('GET', `/v1/reports/${name}${asQuery(query)}`)
      if (xlsx !== undefined) return writeWorkbook(json, xlsx, tables(view))
      print(json, view, () => tables(view).map(shown).join('\n\n'))
    })
}

async function writeWorkbook(json: boolean | undefined, out: string, tables: Table[]): Promise<void> {
  const { workbookOf } = await import('./report-sheets.js')
  await writeFile(out, await workbookOf(tables)).catch(() => {
    throw new CommandError(`${out} cannot be written.`)
  })
  const sheets = tables.map(({ title, rows }) => ({ sheet: title, rows: rows.length }))
  print(json, { out, sheets }, () => `${out}: ${sheets.map(({ sheet, rows }) => `${sheet} (${rows} rows)`).join(', ')}`)
}

/** A table as text: words to the left, numbers to the right. */
function shown({ title, columns, rows }: Table): string {
  if (rows.length === 0) return `${title}: nothing in these days.`
  const lines = [
    columns.map((column) => column.title),
    ...rows.map(({ currency, cells }) => cells.map((value, index) => written(columns[index]?.kind ?? 'text', value, currency))),
  ]
  const widths = columns.map((_, index) => Math.max(...lines.map((cells) => cells[index]?.length ?? 0)))
  const isLeft = columns.map(({ kind }) => kind === 'text' || kind === 'month' || kind === 'day')
  const padded = (cell: string, index: number) => (isLeft[index] ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0))
  return [title, ...lines.map((cells) => `  ${cells.map(padded).join('  ').trimEnd()}`)].join('\n')
}

const PPM_A_PERCENT = 10_000

function written(kind: CellKind, value: CellValue, currency: string): string {
  if (value === null) return '–'
  if (kind === 'sum') return plain(Number(value), currency)
  return kind === 'share' ? `${(Number(value) / PPM_A_PERCENT).toFixed(2)} %` : String(value)
}

/** A sum without its currency, which has a column of its own. */
function plain(amount: number, currency: string): string {
  const digits = minorDigits(currency)
  return (amount / 10 ** digits).toLocaleString('fr-FR', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}
