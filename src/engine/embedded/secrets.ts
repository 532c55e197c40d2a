import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from './write-whole.js'

/** Secrets of one local Relance, made once and kept in its data folder, readable by its user only. */
export interface LocalSecrets {
  postgresPassword: string
  ownerPassword: string
  appPassword: string
  temporalPassword: string
  /** Master keys of payload encryption, as the setting RELANCE_PAYLOAD_KEYS has them. */
  payloadKeys: string
  /** Key of the local agency for the API. */
  apiKey: string
  /** What the sandbox and those who call it know of each other. */
  sandboxToken: string
}

const secret = () => randomBytes(24).toString('base64url')

export function localSecrets(dataFolder: string): LocalSecrets {
  const file = secretsFile(dataFolder)
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<LocalSecrets>) : {}
  const secrets: LocalSecrets = {
    postgresPassword: secret(),
    ownerPassword: secret(),
    appPassword: secret(),
    temporalPassword: secret(),
    payloadKeys: `1:${randomBytes(32).toString('base64')}`,
    apiKey: `relance_${secret()}`,
    sandboxToken: secret(),
    ...kept, // made by an earlier version, which may have known fewer
  }
  if (Object.keys(kept).length < Object.keys(secrets).length) writeWhole(file, JSON.stringify(secrets, null, 2))
  return secrets
}

export function secretsFile(dataFolder: string): string {
  return join(dataFolder, 'secrets.json')
}
