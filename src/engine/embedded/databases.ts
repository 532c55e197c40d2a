import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import pg from 'pg'
import { StartError } from '../../../scripts/progress.mjs'
import { childEnvironment, projectRoot } from '../../config.js'
import type { CommandEnd } from './supervisor.js'
import { TEMPORAL_VERSION } from './temporal-binaries.js'
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
export async function prepareApplicationDatabase(adminUrl: string, passwords: Passwords, run: RunTool = runTool): Promise<ApplicationUrls> {
  const name = databaseName(adminUrl)
  await asAdmin(adminUrl, async (client) => {
    await ensureRole(client, APPLICATION.owner, passwords.ownerPassword, 'CREATEDB') // for the shadow database of the migration check
    await ensureRole(client, APPLICATION.role, passwords.appPassword, '')
    if (!(await hasDatabase(client, name)))
      await createDatabase(client, name, APPLICATION.owner, (aside) =>
        client.query(`GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(aside)} TO ${pg.escapeIdentifier(APPLICATION.role)}`),
      )
  })
  const ownerUrl = urlFor(adminUrl, APPLICATION.owner, passwords.ownerPassword, name)
  await migrate(ownerUrl, run)
  return { ownerUrl, appUrl: urlFor(adminUrl, APPLICATION.role, passwords.appPassword, name) }
}

/** Makes Temporal's role and databases where they are missing, and brings their schema to the version of `sqlTool`. */
export async function prepareTemporalDatabases(
  adminUrl: string,
  password: string,
  sqlTool: string,
  run: RunTool = runTool,
): Promise<TemporalDatabase> {
  const { hostname, port } = new URL(adminUrl)
  const database = { host: hostname, port: Number(port || 5432), user: TEMPORAL_ROLE, password }
  const tool = (name: string, ...args: string[]) => runSqlTool(run, sqlTool, database, ['--db', name, ...args])
  await asAdmin(adminUrl, async (client) => {
    await ensureRole(client, TEMPORAL_ROLE, password, '')
    for (const [name, schema] of [
      [TEMPORAL_DATABASES.default, 'postgresql/v12/temporal'],
      [TEMPORAL_DATABASES.visibility, 'postgresql/v12/visibility'],
    ] as const) {
      const update = (at: string) => tool(at, 'update-schema', '--schema-name', schema)
      const isVisibility = name === TEMPORAL_DATABASES.visibility
      if (await hasDatabase(client, name)) {
        if (isVisibility) await asAdmin(adminUrl, restoreIndexes, name)
        await update(name)
        if (isVisibility) await asAdmin(adminUrl, dropUnusedIndexes, name)
        else await forgetMembers(adminUrl)
      } else
        await createDatabase(client, name, TEMPORAL_ROLE, async (aside) => {
          await tool(aside, 'setup-schema', '-v', '0.0')
          await update(aside)
          if (isVisibility) await asAdmin(adminUrl, dropUnusedIndexes, aside)
          // The tool keeps the version under the database's name.
          await asAdmin(adminUrl, (client) => client.query('UPDATE schema_version SET db_name = $1', [name]), aside)
        })
    }
  })
  return database
}

/** What workflows are listed by here: all of them, one id, one type, one status. Screens list files from the application's own rows. */
const LISTED_BY = ['default_idx', 'by_workflow_id', 'by_workflow_type', 'by_status']

/**
 * Drops the indexes by which nobody lists workflows here: Temporal makes over seventy for whatever somebody may search by,
 * and they are most of what a sleeping file takes up. How they were made is kept for the next version's update.
 */
async function dropUnusedIndexes(client: pg.Client): Promise<void> {
  const listed = LISTED_BY.map(pg.escapeLiteral).join(', ')
  await client.query(`
    CREATE TABLE IF NOT EXISTS dropped_index (name text PRIMARY KEY, definition text NOT NULL, server text NOT NULL);
    INSERT INTO dropped_index
      SELECT indexname, indexdef, ${pg.escapeLiteral(TEMPORAL_VERSION)} FROM pg_indexes
       WHERE tablename = 'executions_visibility' AND indexname NOT IN (SELECT conname FROM pg_constraint) AND indexname NOT IN (${listed})
      ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, server = excluded.server;
    DO $$
    DECLARE unused text;
    BEGIN
      FOR unused IN SELECT name FROM dropped_index LOOP EXECUTE format('DROP INDEX IF EXISTS %I', unused); END LOOP;
    END $$`)
}

/** Another version of the server may change any of its indexes: before its update they are all there again. */
async function restoreIndexes(client: pg.Client): Promise<void> {
  await client.query(`
    DO $$
    DECLARE dropped text;
    BEGIN
      IF to_regclass('dropped_index') IS NULL THEN RETURN; END IF;
      FOR dropped IN SELECT definition FROM dropped_index WHERE server <> ${pg.escapeLiteral(TEMPORAL_VERSION)} LOOP
        EXECUTE regexp_replace(dropped, '^CREATE INDEX', 'CREATE INDEX IF NOT EXISTS');
      END LOOP;
      DELETE FROM dropped_index WHERE server <> ${pg.escapeLiteral(TEMPORAL_VERSION)};
    END $$`)
}

/**
 * A server that was killed is still written down as a member, and the next one sends it work for half a minute. The data
 * folder is ours alone, so there is no other.
 */
async function forgetMembers(adminUrl: string): Promise<void> {
  await asAdmin(adminUrl, (client) => client.query('DELETE FROM cluster_membership'), TEMPORAL_DATABASES.default)
}

async function asAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>, database = 'postgres'): Promise<T> {
  const client = new pg.Client({
    connectionString: Object.assign(new URL(adminUrl), { pathname: `/${database}` }).href,
    connectionTimeoutMillis: 5000,
  })
  client.on('error', () => {}) // a server that goes away is noticed by the next query
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

async function hasDatabase(client: pg.Client, name: string): Promise<boolean> {
  return Boolean((await client.query('SELECT FROM pg_database WHERE datname = $1', [name])).rowCount)
}

/** Made and filled under another name: one that a killed start left half-made has not got its own yet, and is made anew. */
async function createDatabase(client: pg.Client, name: string, owner: string, fill: (aside: string) => Promise<unknown>): Promise<void> {
  const aside = `${name}_aside`
  const quoted = pg.escapeIdentifier(aside)
  // A role that is not a superuser may give a database only to a role it belongs to.
  await refusing(client.query(`GRANT ${pg.escapeIdentifier(owner)} TO CURRENT_USER`))
  await refusing(client.query(`DROP DATABASE IF EXISTS ${quoted} WITH (FORCE)`))
  await refusing(client.query(`CREATE DATABASE ${quoted} OWNER ${pg.escapeIdentifier(owner)}`))
  await client.query(`REVOKE ALL ON DATABASE ${quoted} FROM PUBLIC`)
  await fill(aside)
  await refusing(client.query(`ALTER DATABASE ${quoted} RENAME TO ${pg.escapeIdentifier(name)}`))
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

/** Applies the migrations that this database lacks. Asking first saves starting the tool, a second of every start. */
async function migrate(ownerUrl: string, run: RunTool): Promise<void> {
  const { missing, interrupted } = await migrationState(ownerUrl)
  if (!missing) return
  // A migration is one transaction: one that a killed start left unfinished has changed nothing, and is applied again…
  for (const name of interrupted) await runPrisma(['migrate', 'resolve', '--rolled-back', name], ownerUrl, run)
  const { code, output } = await runPrisma(['migrate', 'deploy'], ownerUrl, run)
  if (code === 0) return
  const [first] = interrupted
  if (first && /already exists/.test(output)) {
    // …unless it was killed between its commit and the note of it.
    await runPrisma(['migrate', 'resolve', '--applied', first], ownerUrl, run)
    return migrate(ownerUrl, run)
  }
  throw new StartError(`The migrations of the database could not be applied: ${output.trim().split('\n').slice(-3).join(' ')}`)
}

async function migrationState(ownerUrl: string): Promise<{ missing: boolean; interrupted: string[] }> {
  const known = readdirSync(join(projectRoot, 'prisma', 'migrations'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {})
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
export function runPrisma(args: string[], url: string, run: RunTool = runTool): Promise<CommandEnd> {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js')
  return run(process.execPath, [cli, ...args], { DATABASE_URL: url })
}

async function runSqlTool(run: RunTool, program: string, { host, port, user, password }: TemporalDatabase, args: string[]): Promise<void> {
  const env = {
    SQL_PLUGIN: 'postgres12_pgx',
    SQL_HOST: host,
    SQL_PORT: String(port),
    SQL_USER: user,
    SQL_PASSWORD: password,
  }
  const { code, output } = await run(program, args, env)
  if (code !== 0) throw new StartError(`Temporal’s database schema could not be set up: ${output.trim().split('\n').at(-1)}`)
}

/** Runs a tool to its end. A start gives one that is ended with it. */
export type RunTool = (command: string, args: string[], env: Record<string, string>) => Promise<CommandEnd>

function runTool(command: string, args: string[], env: Record<string, string>): Promise<CommandEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectRoot, env: childEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] })
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
