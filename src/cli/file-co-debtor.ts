import type { Command } from 'commander'
import type { FileView } from '../contracts/file-view.js'
import { parseAddress } from './address.js'
import { callApi } from './api-client.js'
import { path, show } from './file-command.js'
import { command } from './output.js'

/** Opening a file for somebody else who owes the same claims. */
export function coDebtorCommand(file: Command): void {
  command(
    file,
    'co-debtor <file>',
    'open a file for somebody else who owes the same claims: a joint debtor, or with --guarantor a guarantor',
    'relance file co-debtor K7M2P9QRS --debtor "Anne Martin" --address "1 rue de la Paix, 75002 Paris" --claims F-2026-001',
  )
    .requiredOption('--debtor <name>', 'name of the co-debtor')
    .requiredOption('--address <lines>', 'postal address, lines separated by commas, the last with postcode and town')
    .option('--company', 'it is a company')
    .option('--phone <numbers...>', 'telephone numbers')
    .option('--email <addresses...>', 'e-mail addresses')
    .option('--customer <reference>', 'what the creditor calls this customer')
    .option('--guarantor', 'it guarantees the debt')
    .option('--claims <references...>', 'invoices that it owes too; all open ones where they are left out')
    .option('--strategy <name>', 'strategy to follow')
    .option('--key <key>', 'idempotency key: the same one opens the same file once')
    .action(async (reference, options) => {
      const { debtor, address, company, phone, email, customer, guarantor, claims, strategy, key, json } = options
      const body = {
        debtor: {
          ...(company && { kind: 'company' }),
          name: debtor,
          customerReference: customer,
          addresses: [parseAddress(address)],
          phones: phone,
          emails: email,
        },
        liability: guarantor ? 'guarantor' : 'co-debtor',
        claims,
        strategy,
      }
      show(json, await callApi<FileView>('POST', path(reference, 'co-debtors'), body, key))
    })
}
