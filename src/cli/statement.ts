import { readFileSync, statSync } from 'node:fs'
import type { Command } from 'commander'
import type { ImportedStatement, ImportedStatements, StatementEntry, StatementList, StatementView } from '../contracts/statement.js'
import { ApiAwayError, callApi, sendFile } from './api-client.js'
import { apiTarget } from './local-stack.js'
import { CommandError, command, money, print, withExample } from './output.js'

const IMPORT = 'relance statement import releve.xml --dry-run'
const LARGEST_FILE = 20 * 1024 * 1024
const HELP = `
Reads CAMT.052, CAMT.053, CAMT.054, CFONB 120 and MT940. A statement and an entry are taken once, in whatever file they come
again: run again, also after it was stopped midway, the same import goes on where it stopped.
The exit code is 0 when everything was taken or known, and 1 when a statement was refused or does not add up.`

/** Bank statements: importing them, and seeing what became of their entries. */
export function statementCommands(program: Command): void {
  const statement = program.command('statement').description('import bank statements and see what became of their entries')
  withExample(statement, IMPORT)

  const imported = statement.command('import <file>').description('import a file of bank statements').option('--json', 'print JSON')
  imported
    .option('--dry-run', 'take nothing: say what would become of each entry')
    .addHelpText('after', HELP)
    .action(async (file, { dryRun = false, json }) => {
      const statements = await importFile(file, dryRun)
      print(json, statements, () => statements.map(inWords).join('\n\n') || 'The file holds no statement.')
      const isRight = ({ decision, balanced, faults }: ImportedStatement) =>
        decision !== 'account-unknown' && balanced !== false && faults.length === 0
      process.exitCode = statements.every(isRight) ? 0 : 1
    })
  withExample(imported, IMPORT)

  const list = command(statement, 'list', 'list bank statements, the last imported first', 'relance statement list --limit 10')
  list.option('--limit <count>', 'how many', '50').action(async ({ limit, json }) => {
    const page = await callApi<StatementList>('GET', `/v1/statements?${new URLSearchParams({ limit })}`)
    print(json, page, () => page.statements.map(headLine).join('\n') || 'No statement was imported yet.')
  })

  const SHOW = 'relance statement show 019f3a54-7c1d-7000-8000-1b2c3d4e5f60'
  command(statement, 'show <id>', 'show a bank statement with its entries', SHOW).action(async (id, { json }) => {
    const view = await callApi<StatementView>('GET', `/v1/statements/${encodeURIComponent(id)}`)
    print(json, view, () => [headLine({ ...view, entries: view.entries.length }), ...view.entries.map(entryLine)].join('\n'))
  })
}

/** Reads the file here first: one that cannot be read is refused wherever nothing runs, too. */
async function importFile(path: string, dryRun: boolean): Promise<ImportedStatement[]> {
  const bytes = bytesOf(path)
  const { readStatements } = await import('../providers/bank/read-statements.js')
  const { StatementError } = await import('../providers/bank/statement-error.js')
  const { readOnlyView } = await import('../providers/bank/imported-view.js')
  const read = () => {
    try {
      return readStatements(bytes)
    } catch (error) {
      throw error instanceof StatementError ? new CommandError(error.message) : error
    }
  }
  const statements = read()
  try {
    targetOrAway()
    return (await sendFile<ImportedStatements>(`/v1/statements?dryRun=${dryRun}`, bytes)).statements
  } catch (error) {
    if (!(error instanceof ApiAwayError) || !dryRun) throw error
    console.error('Relance is not running: the file was read, and its entries were matched with nothing.')
    return statements.map(readOnlyView)
  }
}

/** Where none was ever started nothing can be asked, as where it does not answer. */
function targetOrAway(): void {
  try {
    apiTarget()
  } catch (error) {
    throw error instanceof CommandError ? new ApiAwayError(error.message) : error
  }
}

function bytesOf(path: string): Uint8Array {
  try {
    if (statSync(path).size > LARGEST_FILE) throw new CommandError(`${path} is larger than 20 MB.`)
    return readFileSync(path)
  } catch (error) {
    if (error instanceof CommandError) throw error
    throw new CommandError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
}

function inWords(statement: ImportedStatement): string {
  const { account, format, key, currency, entries, sumCents, openingCents, closingCents, balanced, faults, decision } = statement
  const sum = (amount: number | null) => (amount === null ? '?' : money(amount, currency))
  const proof = balanced === null ? 'without balances' : balanced ? 'adds up' : 'does not add up'
  const counts = new Map<string, number>()
  for (const entry of entries) counts.set(entry.decision ?? 'read', (counts.get(entry.decision ?? 'read') ?? 0) + 1)
  const tally = [...counts].map(([what, count]) => `${count} ${what}`).join(', ')
  return [
    `${account}  ${format}  ${key}  ${decision ?? 'read'}`,
    `  ${sum(openingCents)} + ${sum(sumCents)} = ${sum(closingCents)}: ${proof}`,
    ...faults.map((fault) => `  ${fault}`),
    ...entries.map(entryLine),
    `  ${entries.length} entries${tally ? `: ${tally}` : ''}`,
  ].join('\n')
}

function entryLine({ date, amountCents, currency, counterparty, remittance, reference, match, decision }: StatementEntry): string {
  const about = [counterparty, reference, remittance].filter(Boolean).join(', ')
  const what = `${decision ?? 'read'}${match ? ` by ${match}` : ''}`
  return `  ${date}  ${money(amountCents, currency).padStart(16)}  ${what.padEnd(26)}  ${about}`.trimEnd()
}

function headLine({ id, account, format, openedOn, closedOn, balanced, entries }: StatementList['statements'][number]): string {
  const days = `${openedOn ?? '?'} to ${closedOn ?? '?'}`
  return `${id}  ${account}  ${format.padEnd(16)}  ${days}  ${entries} entries${balanced === false ? '  does not add up' : ''}`
}
