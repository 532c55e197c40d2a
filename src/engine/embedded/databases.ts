import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import pg from 'pg'
import { StartError } from '../../../scripts/progress.mjs'
import { childEnvironment, projectRoot } from '../../config.js'
import { TEMPORAL_DATABASES, type TemporalDatabase } from './temporal-server.js'

/** Database and roles of the application: the owner changes the schema, the application's role cannot touch what is immutable. */
export const APPLICATION = { database: 'relance', owner: 'relance_owner', role: 'relance_app' } as const
const TEMPORAL_ROLE = 'temporal'

export interface Passwords {
  ownerPassword: string
  appPassword: string
}

export interface ApplicationUrls {
  ownerUrl: string
  appUrl: string
}

/**
 * Makes roles and database of the application where they are missing, with these passwords, and applies the migrations.
 * @param adminUrl a role that may create roles and databases; its path names the database (`relance` where it has none)
 */
export async function prepareApplicationDatabase(adminUrl: string, passwords: Passwords): Promise<ApplicationUrls> {
  const name = databaseName(adminUrl)
  await asAdmin(adminUrl, async (client) => {
    await ensureRole(client, APPLICATION.owner, passwords.ownerPassword, 'CREATEDB') // for the shadow database of the migration check
    await ensureRole(client, APPLICATION.role, passwords.appPassword, '')
    await ensureDatabase(client, name, APPLICATION.owner)
  })
  const ownerUrl = urlFor(adminUrl, APPLICATION.owner, passwords.ownerPassword, name)
  await migrate(ownerUrl)
  return { ownerUrl, appUrl: urlFor(adminUrl, APPLICATION.role, passwords.appPassword, name) }
}

/** Makes Temporal's role and databases where they are missing, and brings their schema to the version of `sqlTool`. */
export async function prepareTemporalDatabases(adminUrl: string, password: string, sqlTool: string): Promise<TemporalDatabase> {
  await asAdmin(adminUrl, async (client) => {
    await ensureRole(client, TEMPORAL_ROLE, password, '')
    for (const name of Object.values(TEMPORAL_DATABASES)) await ensureDatabase(client, name, TEMPORAL_ROLE)
  })
  const { hostname, port } = new URL(adminUrl)
  const database = { host: hostname, port: Number(port || 5432), user: TEMPORAL_ROLE, password }
  for (const [name, schema] of [
    [TEMPORAL_DATABASES.default, 'postgresql/v12/temporal'],
    [TEMPORAL_DATABASES.visibility, 'postgresql/v12/visibility'],
  ] as const) {
    if (!(await hasTable(adminUrl, name, 'schema_version')))
      await runSqlTool(sqlTool, database, ['--db', name, 'setup-schema', '-v', '0.0'])
    await runSqlTool(sqlTool, database, ['--db', name, 'update-schema', '--schema-name', schema])
  }
  return database
}

async function asAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>, database = 'postgres'): Promise<T> {
  const client = new pg.Client({
    connectionString: Object.assign(new URL(adminUrl), { pathname: `/${database}` }).href,
    connectionTimeoutMillis: 5000,
  })
  try {
    await client.connect()
  } catch (error) {
    throw new StartError(`PostgreSQL at ${redact(adminUrl)} cannot be used: ${(error as Error).message}.`)
  }
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function ensureRole(client: pg.Client, role: string, password: string, rights: string): Promise<void> {
  const name = pg.escapeIdentifier(role)
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role])
  if (!rowCount) await refusing(client.query(`CREATE ROLE ${name} LOGIN ${rights}`))
  await refusing(client.query(`ALTER ROLE ${name} PASSWORD ${pg.escapeLiteral(password)}`))
}

async function ensureDatabase(client: pg.Client, name: string, owner: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
  if (rowCount) return
  // A role that is not a superuser may give a database only to a role it belongs to.
  await refusing(client.query(`GRANT ${pg.escapeIdentifier(owner)} TO CURRENT_USER`))
  await refusing(client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} OWNER ${pg.escapeIdentifier(owner)}`))
  await client.query(`REVOKE ALL ON DATABASE ${pg.escapeIdentifier(name)} FROM PUBLIC`)
  if (owner === APPLICATION.owner)
    await client.query(`GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(name)} TO ${pg.escapeIdentifier(APPLICATION.role)}`)
}

async function refusing<T>(query: Promise<T>): Promise<T> {
  return query.catch((error: Error & { code?: string }) => {
    if (error.code === '42501')
      throw new StartError(
        'The role of DATABASE_URL may not create roles and databases: give it CREATEROLE and CREATEDB, or use another one.',
      )
    throw error
  })
}

async function hasTable(adminUrl: string, database: string, table: string): Promise<boolean> {
  return asAdmin(
    adminUrl,
    async (client) => (await client.query('SELECT to_regclass($1) AS found', [table])).rows[0].found !== null,
    database,
  )
}

/** Applies the migrations that this database lacks. Asking first saves starting the tool, a second of every start. */
async function migrate(ownerUrl: string): Promise<void> {
  const { missing, interrupted } = await migrationState(ownerUrl)
  if (!missing) return
  // A migration is one transaction: one that a killed start left unfinished has changed nothing, and is applied again…
  for (const name of interrupted) await runPrisma(['migrate', 'resolve', '--rolled-back', name], ownerUrl)
  const { code, output } = await runPrisma(['migrate', 'deploy'], ownerUrl)
  if (code === 0) return
  const [first] = interrupted
  if (first && /already exists/.test(output)) {
    // …unless it was killed between its commit and the note of it.
    await runPrisma(['migrate', 'resolve', '--applied', first], ownerUrl)
    return migrate(ownerUrl)
  }
  throw new StartError(`The migrations of the database could not be applied: ${output.trim().split('\n').slice(-3).join(' ')}`)
}

async function migrationState(ownerUrl: string): Promise<{ missing: boolean; interrupted: string[] }> {
  const known = readdirSync(join(projectRoot, 'prisma', 'migrations'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    if ((await client.query("SELECT to_regclass('_prisma_migrations') AS found")).rows[0].found === null)
      return { missing: true, interrupted: [] }
    const { rows } = await client.query(
      'SELECT migration_name AS name, finished_at IS NOT NULL AS done FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    )
    const done = new Set(rows.filter((row) => row.done).map((row) => row.name))
    return { missing: known.some(({ name }) => !done.has(name)), interrupted: rows.filter((row) => !row.done).map((row) => row.name) }
  } finally {
    await client.end()
  }
}

/** Runs the Prisma CLI on a database. */
export function runPrisma(args: string[], url: string): Promise<{ code: number; output: string }> {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js')
  return run(process.execPath, [cli, ...args], childEnvironment({ DATABASE_URL: url }))
}

async function runSqlTool(program: string, { host, port, user, password }: TemporalDatabase, args: string[]): Promise<void> {
  const env = childEnvironment({
    SQL_PLUGIN: 'postgres12_pgx',
    SQL_HOST: host,
    SQL_PORT: String(port),
    SQL_USER: user,
    SQL_PASSWORD: password,
  })
  const { code, output } = await run(program, args, env)
  if (code !== 0) throw new StartError(`Temporal’s database schema could not be set up: ${output.trim().split('\n').at(-1)}`)
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

const databaseName = (url: string) => decodeURIComponent(new URL(url).pathname.slice(1)) || APPLICATION.database

function urlFor(adminUrl: string, user: string, password: string, database: string): string {
  return Object.assign(new URL(adminUrl), { username: user, password, pathname: `/${database}` }).href
}

function redact(url: string): string {
  return new URL(url).host
}
