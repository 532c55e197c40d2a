import type { Command } from 'commander'
import type { CreditorView } from '../contracts/organisation.js'
import { callApi } from './api-client.js'
import { command, print } from './output.js'

/** Who mediates between a creditor and its consumers. */
export function mediatorCommand(creditor: Command): void {
  command(
    creditor,
    'mediator <creditor>',
    'name the mediator whom a consumer is told of once its dispute is refused',
    'relance creditor mediator mobilier-dumas --name "Médiation Conso" --url https://mediation.example',
  )
    .requiredOption('--name <name>', 'its name')
    .option('--address <address>', 'its postal address, in one line')
    .option('--url <address>', 'page on which a mediation is asked for')
    .action(async (reference, { name, address = null, url = null, json }) => {
      const view = await callApi<CreditorView>('PUT', `/v1/creditors/${encodeURIComponent(reference)}/mediator`, { name, address, url })
      print(json, view, () => `Consumers of ${view.name} whose dispute is refused are told of ${name}.`)
    })
}
