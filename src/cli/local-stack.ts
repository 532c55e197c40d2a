import { readFileSync } from 'node:fs'
import { type Config, childEnvironment, loadConfig } from '../config.js'
import { type LocalSecrets, secretsFile } from '../engine/embedded/secrets.js'
import { CommandError } from './output.js'

/** Address and key of the API that commands talk to: the local one, unless RELANCE_PUBLIC_URL and RELANCE_API_KEY name another. */
export function apiTarget(): { url: string; key: string } {
  const config = loadConfig()
  return { url: config.publicUrl, key: config.apiKey ?? localSecretsOf(config.data).apiKey }
}

/** The application's database: the one of DATABASE_URL, or the local one. */
export function databaseUrl({ database, data, ports }: Config): string {
  if (database.url) return database.url
  const { database: name, role } = LOCAL_DATABASE
  return `postgresql://${role}:${encodeURIComponent(localSecretsOf(data).appPassword)}@127.0.0.1:${ports.postgres}/${name}`
}

/** Database and role that npm start makes for the application. */
const LOCAL_DATABASE = { database: 'relance', role: 'relance_app' } as const

/** Secrets of the local Relance. @throws CommandError where none was ever started */
export function localSecretsOf(data: string): LocalSecrets {
  try {
    return JSON.parse(readFileSync(secretsFile(data), 'utf8')) as LocalSecrets
  } catch {
    throw new CommandError(`There is no local Relance in ${data}: start it with npm start, or set RELANCE_PUBLIC_URL and RELANCE_API_KEY.`)
  }
}

/** The environment of this process completed with what the local Relance has made for itself. */
export function localEnvironment(): NodeJS.ProcessEnv {
  const config = loadConfig()
  const own = childEnvironment()
  if (config.payloadKeys && config.temporal.address) return own
  const { payloadKeys } = localSecretsOf(config.data)
  return { RELANCE_PAYLOAD_KEYS: payloadKeys, TEMPORAL_ADDRESS: `127.0.0.1:${config.ports.temporal}`, ...own }
}
