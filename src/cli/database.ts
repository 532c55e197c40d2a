import type { Command } from 'commander'
import { loadConfig } from '../config.js'
import { required } from '../engine/required.js'
import { print, withExample } from './output.js'

const NAMESPACES_WITHIN_MS = 60_000

/** Jobs that prepare a production installation; npm start does the same for a local one. */
export function databaseCommands(program: Command): void {
  const database = program.command('database').description('prepare the database')
  const migration = database
    .command('migrate')
    .description('make roles and database where they are missing, and apply the migrations; DATABASE_URL is a role that may do so')
    .option('--json', 'print JSON')
    .action(migrate)
  for (const command of [database, migration]) withExample(command, 'DATABASE_URL=postgresql://admin@db/relance relance database migrate')

  const namespaces = program.command('namespaces').description('prepare Temporal')
  const registration = namespaces
    .command('register')
    .description('register the namespaces that are missing')
    .option('--json', 'print JSON')
    .action(register)
  for (const command of [namespaces, registration]) withExample(command, 'TEMPORAL_ADDRESS=temporal:7233 relance namespaces register')
}

async function migrate({ json }: { json?: boolean }): Promise<void> {
  const { database } = loadConfig()
  const url = required(database.url, 'DATABASE_URL')
  const passwords = {
    ownerPassword: required(database.ownerPassword, 'DATABASE_OWNER_PASSWORD'),
    appPassword: required(database.appPassword, 'DATABASE_APP_PASSWORD'),
  }
  const { prepareApplicationDatabase } = await import('../engine/embedded/databases.js')
  await prepareApplicationDatabase(url, passwords)
  print(json, { migrated: true }, () => 'The database is up to date.')
}

async function register({ json }: { json?: boolean }): Promise<void> {
  const config = loadConfig()
  const { namespace, simulationNamespace } = config.temporal
  const { openConnection } = await import('../engine/temporal-client.js')
  const { registerNamespaces } = await import('../engine/namespaces.js')
  const connection = openConnection(config)
  await registerNamespaces(connection, [namespace, simulationNamespace], NAMESPACES_WITHIN_MS)
  await connection.close()
  print(json, { namespaces: [namespace, simulationNamespace] }, () => `The namespaces ${namespace} and ${simulationNamespace} are there.`)
}
