import type { Command } from 'commander'
import { loadConfig } from '../config.js'
import { prepareApplicationDatabase } from '../engine/embedded/databases.js'
import { registerNamespaces } from '../engine/namespaces.js'
import { required } from '../engine/required.js'
import { openConnection } from '../engine/temporal-client.js'
import { print } from './output.js'

const NAMESPACES_WITHIN_MS = 60_000

/** Jobs that prepare a production installation; npm start does the same for a local one. */
export function databaseCommands(program: Command): void {
  program
    .command('database')
    .description('prepare the database')
    .command('migrate')
    .description('make roles and database where they are missing, and apply the migrations; DATABASE_URL is a role that may do so')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  DATABASE_URL=postgresql://admin@db/relance relance database migrate')
    .action(migrate)
  program
    .command('namespaces')
    .description('prepare Temporal')
    .command('register')
    .description('register the namespaces that are missing')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  TEMPORAL_ADDRESS=temporal:7233 relance namespaces register')
    .action(register)
}

async function migrate({ json }: { json?: boolean }): Promise<void> {
  const { database } = loadConfig()
  await prepareApplicationDatabase(required(database.url, 'DATABASE_URL'), {
    ownerPassword: required(database.ownerPassword, 'DATABASE_OWNER_PASSWORD'),
    appPassword: required(database.appPassword, 'DATABASE_APP_PASSWORD'),
  })
  print(json, { migrated: true }, () => 'The database is up to date.')
}

async function register({ json }: { json?: boolean }): Promise<void> {
  const config = loadConfig()
  const { namespace, simulationNamespace } = config.temporal
  const connection = openConnection(config)
  await registerNamespaces(connection, [namespace, simulationNamespace], NAMESPACES_WITHIN_MS)
  await connection.close()
  print(json, { namespaces: [namespace, simulationNamespace] }, () => `The namespaces ${namespace} and ${simulationNamespace} are there.`)
}
