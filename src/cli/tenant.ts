import type { Command } from 'commander'
import { loadConfig } from '../config.js'
import { DomainError } from '../domain/errors.js'
import { required } from '../engine/required.js'
import { parseAddress } from './address.js'
import { CommandError, print, withExample } from './output.js'
import { keyCommands, newKey } from './tenant-keys.js'

/** Who may use this installation. */
export function tenantCommands(program: Command): void {
  const tenant = program.command('tenant').description('set up an agency, or a creditor that collects its own claims')
  const create = tenant
    .command('create')
    .description('make a tenant with a key to the API, shown this once, and the strategy that ships')
    .requiredOption('--name <name>', 'name of the agency or creditor')
    .requiredOption('--address <lines>', 'postal address, lines separated by commas, the last with postcode and town')
    .option('--creditor', 'it collects its own claims, and needs no mandate')
    .option('--iban <iban>', 'account that debtors pay to')
    .option('--siren <number>', 'its SIREN')
    .option('--vat <number>', 'its VAT number, without which an agency issues no invoice that bears VAT')
    .option('--supervisor <authority>', 'authority that supervises its collecting, with its address: German law has it named')
    .option('--json', 'print JSON')
    .action(createTenant)
  for (const command of [tenant, create])
    withExample(command, 'relance tenant create --name "Cabinet Lefèvre" --address "18 rue des Carmes, 75005 Paris"')
  keyCommands(tenant)
}

interface Options {
  name: string
  address: string
  creditor?: boolean
  iban?: string
  siren?: string
  vat?: string
  supervisor?: string
  json?: boolean
}

async function createTenant({ name, address, creditor, json, ...numbers }: Options): Promise<void> {
  const url = required(loadConfig().database.url, 'DATABASE_URL')
  const { openDatabase } = await import('../store/database.js')
  const { ensureTenant, publishStrategy } = await import('../store/tenant.js')
  const { standard } = await import('../strategies/standard.js')
  const db = openDatabase(url, 1)
  const apiKey = newKey()
  const tenantId = await ensureTenant(
    db,
    {
      kind: creditor ? 'creditor' : 'agency',
      name,
      address: parseAddress(address),
      ...numbers,
    },
    apiKey,
  ).catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error
    throw new CommandError(`This is no such number: a digit may be wrong (${error.field ?? error.code}).`)
  })
  await publishStrategy(db, tenantId, standard)
  await db.$disconnect()
  const next = creditor ? '' : '\nBefore it collects for others it records the papers that the law asks of it: relance agency record --help'
  print(json, { tenantId, apiKey }, () => `The tenant ${name} is there. Its key to the API, which is not shown again:\n${apiKey}${next}`)
}
