import type { Command } from 'commander'
import { parseAddress } from './address.js'
import { agencyPaperCommands } from './agency-paper.js'
import { callApi } from './api-client.js'
import { creditorAccountCommands } from './creditor-account.js'
import { mandateCommands } from './mandate.js'
import { mediatorCommand } from './mediator.js'
import { print, withExample } from './output.js'
import { noticesCommand } from './receipts.js'

/** For whom an agency collects, by which orders, and what the law asks of it. */
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
  mediatorCommand(creditor)
  noticesCommand(creditor)
  mandateCommands(program)
  agencyPaperCommands(program)
}
