import type { Command } from 'commander'
import type { BankAccountList, BankAccountView } from '../contracts/statement.js'
import { callApi } from './api-client.js'
import { command, print, withExample } from './output.js'

const ADD = 'relance account add FR7630006000011234567890189 --name "Compte de tiers" --kind client-funds'

/** Bank accounts whose statements are imported. */
export function accountCommands(program: Command): void {
  const account = program.command('account').description('add and list bank accounts')
  withExample(account, ADD)

  command(account, 'add <number>', 'add a bank account by its IBAN, or the bank’s own number', ADD)
    .requiredOption('--name <name>', 'what people call it')
    .option('--kind <kind>', 'client-funds (it holds money for others) or own', 'client-funds')
    .option('--bic <code>', 'code of its bank')
    .option('--currency <code>', 'its currency', 'EUR')
    .action(async (identification, { name, kind, bic, currency, json }) => {
      const added = await callApi<BankAccountView>('POST', '/v1/accounts', { kind, name, identification, ...(bic && { bic }), currency })
      print(json, added, () => line(added))
    })

  command(account, 'list', 'list the bank accounts', 'relance account list').action(async ({ json }) => {
    const list = await callApi<BankAccountList>('GET', '/v1/accounts')
    print(json, list, () => list.accounts.map(line).join('\n') || 'There is no bank account yet: relance account add')
  })
}

const line = ({ identification, currency, kind, name }: BankAccountView) => `${identification}  ${currency}  ${kind.padEnd(12)}  ${name}`
