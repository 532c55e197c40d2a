import type { Command } from 'commander'
import { parseAddress } from './address.js'
import { callApi } from './api-client.js'
import { creditorAccountCommands } from './creditor-account.js'
import { CommandError, print, withExample } from './output.js'
import { noticesCommand } from './receipts.js'

/** For whom an agency collects, and by which orders. */
export function agencyCommands(program: Command): void {
  const creditor = program.command('creditor').description('add creditors that files are opened for')
  const addCreditor = creditor
    .command('add <reference>')
    .description('add a creditor under a short name of your choice')
    .requiredOption('--name <name>', 'its name')
    .requiredOption('--address <lines>', 'its seat, lines separated by commas, the last with postcode and town')
    .option('--siren <number>', 'its SIREN')
    .option('--iban <iban>', 'where its money goes, once two people have agreed to it')
    .option('--json', 'print JSON')
    .action(async (reference, { name, address, siren, iban, json }) => {
      const body = { reference, name, address: parseAddress(address), ...(siren && { siren }), ...(iban && { iban }) }
      const added = await callApi<object>('POST', '/v1/creditors', body)
      print(
        json,
        added,
        () => `The creditor ${name} is there. Files are opened for it once it has given a mandate: relance mandate add ${reference}`,
      )
    })
  for (const command of [creditor, addCreditor])
    withExample(command, 'relance creditor add mobilier-dumas --name "Mobilier Dumas" --address "8 rue de la Verrerie, 54000 Nancy"')
  creditorAccountCommands(creditor)
  noticesCommand(creditor)

  const mandate = program.command('mandate').description('record creditors’ orders to collect')
  const addMandate = mandate
    .command('add <creditor>')
    .description('record a mandate')
    .requiredOption('--reference <reference>', 'the mandate’s own reference')
    .requiredOption('--from <day>', 'first day in force')
    .option('--until <day>', 'last day in force; without end when left out')
    .option('--scope <scope>', 'amicable or judicial', 'amicable')
    .option('--tolerance <euros>', 'a debt with no more than this left is closed', '0')
    .option('--remit-within <months>', 'months in which what was collected is passed on; left to the law when left out')
    .option('--json', 'print JSON')
    .action(async (creditor, { reference, from, until, scope, tolerance, remitWithin, json }) => {
      if (!/^\d{1,6}(\.\d{1,2})?$/.test(tolerance)) throw new CommandError(`A sum is written as 2.50, and not “${tolerance}”.`)
      const toleranceCents = Math.round(Number(tolerance) * 100)
      const body = {
        reference,
        validFrom: from,
        ...(until && { validUntil: until }),
        scope,
        toleranceCents,
        ...(remitWithin && { remitWithinMonths: parseMonths(remitWithin) }),
      }
      const added = await callApi<object>('POST', `/v1/creditors/${encodeURIComponent(creditor)}/mandates`, body)
      print(json, added, () => `The mandate ${reference} is recorded.`)
    })
  for (const command of [mandate, addMandate])
    withExample(command, 'relance mandate add mobilier-dumas --reference M-1 --from 2026-01-01 --scope judicial')
}

function parseMonths(text: string): number {
  if (!/^(?:[1-9]|1[0-2])$/.test(text)) throw new CommandError(`Months are written as a number from 1 to 12, and not “${text}”.`)
  return Number(text)
}
