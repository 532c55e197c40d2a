import type { Command } from 'commander'
import type { HeldBack, PreparedOrder, RemittanceDetail, RemittanceList, RemittanceView } from '../contracts/remittance.js'
import { callApi } from './api-client.js'
import { parseAmount, save } from './file-command.js'
import { CommandError, command, money, print, withExample } from './output.js'
import { orderLines } from './transfer.js'

/** Passing on to creditors what was collected for them. */
export function remittanceCommands(program: Command): void {
  const remittance = program.command('remittance').description('pass on to creditors what was collected for them')
  withExample(remittance, 'relance remittance prepare --through 2026-03-31')
  prepareCommand(remittance)
  readCommands(remittance)
  statementCommand(remittance)
}

function prepareCommand(remittance: Command): void {
  command(
    remittance,
    'prepare',
    'prepare what is due to creditors and payers, and one order of transfers that two people agree to',
    'relance remittance prepare --through 2026-03-31 --share mobilier-dumas:150.00',
  )
    .option('--through <day>', 'last day of the collections; today where it is left out')
    .option('--share <shares...>', 'what the agency keeps of a creditor without a tariff, as creditor:amount in euros; repeatable')
    .option('--key <key>', 'idempotency key: the same one makes one order')
    .action(async ({ through, share = [], key, json }) => {
      const body = { ...(through && { through }), shares: (share as string[]).map(parseShare) }
      const prepared = await callApi<PreparedOrder>('POST', '/v1/remittances', body, key)
      print(json, prepared, () => [...orderLines(prepared.order), ...prepared.heldBack.map(heldBackLine)].join('\n'))
    })
}

function readCommands(remittance: Command): void {
  command(
    remittance,
    'list',
    'list remittances, what is overdue and what is held back, with the reason',
    'relance remittance list --creditor mobilier-dumas',
  )
    .option('--creditor <reference>', 'of one creditor only')
    .option('--limit <count>', 'how many', '50')
    .option('--cursor <cursor>', 'go on where the list before ended')
    .action(async ({ json, ...filters }) => {
      const page = await callApi<RemittanceList>('GET', `/v1/remittances?${new URLSearchParams(filters)}`)
      print(json, page, () => listLines(page).join('\n') || 'There are no remittances, and none is due.')
    })

  command(remittance, 'show <remittance>', 'show a remittance, line by line', 'relance remittance show REM-2026-0001').action(
    async (reference, { json }) => {
      const detail = await callApi<RemittanceDetail>('GET', `/v1/remittances/${encodeURIComponent(reference)}`)
      print(json, detail, () => [remittanceLine(detail), ...detailLines(detail)].join('\n'))
    },
  )
}

function statementCommand(remittance: Command): void {
  command(
    remittance,
    'statement <remittance>',
    'write a creditor’s statement into a file, as PDF, or as CSV where its name ends so',
    'relance remittance statement REM-2026-0001 --out statement.pdf',
  )
    .requiredOption('--out <file>', 'where to: a name that ends in .pdf or .csv')
    .action(async (reference, { out, json }) => {
      const type = /\.csv$/i.test(out) ? 'csv' : 'pdf'
      const path = `/v1/remittances/${encodeURIComponent(reference)}/statement.${type}`
      await save(json, path, type === 'csv' ? 'text/csv' : 'application/pdf', out)
    })
}

function parseShare(text: string): { creditor: string; agencyCents: number } {
  const [, creditor, amount = ''] = /^(.+):([^:]+)$/.exec(text) ?? []
  if (!creditor) throw new CommandError(`A share is written as mobilier-dumas:150.00, and not “${text}”.`)
  return { creditor, agencyCents: parseAmount(amount) }
}

function listLines({ remittances, overdue, heldBack, next }: RemittanceList): string[] {
  return [
    ...remittances.map(remittanceLine),
    ...overdue.map(
      ({ creditor, currency, amountCents, dueBy }) => `overdue  ${creditor} should have had ${money(amountCents, currency)} by ${dueBy}`,
    ),
    ...heldBack.map(heldBackLine),
    ...(next ? [`More: --cursor ${next}`] : []),
  ]
}

function remittanceLine({ reference, state, creditor, currency, through, dueBy, netCents, order }: RemittanceView): string {
  const sum = money(netCents, currency).padStart(14)
  return `${reference}  ${state.padEnd(9)}  ${creditor.reference.padEnd(20)}  ${sum}  through ${through}  due by ${dueBy}  ${order ?? ''}`.trimEnd()
}

function detailLines(detail: RemittanceDetail): string[] {
  const { currency, collectedCents, takenBackCents, agencyCents, carriedCents, netted } = detail
  const sum = (amountCents: number) => money(amountCents, currency)
  const lines = detail.lines.map(({ kind, on, file, claims, method, reason, amountCents }) => {
    const about = [file, claims.join(', '), method, reason].filter((part) => part).join('  ')
    return `  ${on}  ${kind.padEnd(17)}  ${sum(amountCents).padStart(14)}  ${about}`.trimEnd()
  })
  const sums = `  collected ${sum(collectedCents)}, taken back ${sum(takenBackCents)}, agency ${sum(agencyCents)}, carried ${sum(carriedCents)}`
  return [...lines, sums, ...netted.map(({ invoice, amountCents }) => `  kept for ${invoice}: ${sum(amountCents)}`)]
}

const WHY: Record<HeldBack['why'], string> = {
  'account-missing': 'two people have not agreed to an account yet, or its delay runs',
  'not-euro': 'not in euros: it is passed on by hand',
  carried: 'more was taken back than came in: it waits for the next remittance',
  'payer-unknown': 'the payer’s name or IBAN is not known',
  'by-provider': 'it goes back by the provider that took the payment',
  'not-at-bank': 'what is at the bank does not cover it: it waits for the next order',
}

function heldBackLine({ kind, reference, currency, amountCents, why }: HeldBack): string {
  return `held back  ${kind} ${reference}  ${money(amountCents, currency)}  ${WHY[why]}`
}
