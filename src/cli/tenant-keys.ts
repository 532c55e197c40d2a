import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { loadConfig } from '../config.js'
import type { Database } from '../store/database.js'
import { apiTarget, databaseUrl } from './local-stack.js'
import { CommandError, command, print } from './output.js'

const KEY_BYTES = 24
const LONGEST_NAME = 60

/** A new key to the API. */
export const newKey = (): string => `relance_${randomBytes(KEY_BYTES).toString('base64url')}`

/** Keys of a tenant: of the persons who work with it, and of its programs. */
export function keyCommands(tenant: Command): void {
  forTenant(
    command(
      tenant,
      'key',
      'make a further key to the API, shown this once: a person’s, or a program’s',
      'relance tenant key --person "Anne Roy"',
    ),
  )
    .option('--person <name>', 'whose it is: histories name the person, and what two people agree to wants two of them')
    .action(async ({ person, tenant: id, json }: KeyOptions) => {
      const apiKey = newKey()
      const name = person === undefined ? null : nameOf(person)
      const made = await withTenant(id, async (db, tenantId) => {
        const { addKey } = await import('../store/api-key.js')
        return addKey(db, tenantId, name, apiKey)
      })
      const whose = name === null ? 'The key of a program' : `The key of ${name}`
      print(json, { id: made, person: name, apiKey }, () => `${whose}, which is not shown again:\n${apiKey}`)
    })

  forTenant(
    command(tenant, 'keys', 'list the keys to the API: whose they are, and whether they still open anything', 'relance tenant keys'),
  ).action(async ({ tenant: id, json }: KeyOptions) => {
    const keys = await withTenant(id, async (db, tenantId) => (await import('../store/api-key.js')).listKeys(db, tenantId))
    print(json, { keys }, () =>
      keys
        .map(({ id, person, label, createdAt, revokedAt }) => {
          const state = revokedAt === null ? '' : `  revoked ${revokedAt.toISOString().slice(0, 10)}`
          return `${id}  ${createdAt.toISOString().slice(0, 10)}  ${person ?? `${label} (nobody in person)`}${state}`
        })
        .join('\n'),
    )
  })

  forTenant(
    command(
      tenant,
      'revoke-key <key>',
      'make a key open nothing any more',
      'relance tenant revoke-key 019a8f6e-0c1b-7c3e-9d55-2f6a1b3c4d5e',
    ),
  ).action(async (key: string, { tenant: id, json }: KeyOptions) => {
    if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(key))
      throw new CommandError(`A key is named by its id, which relance tenant keys lists.`)
    await withTenant(id, async (db, tenantId) => (await import('../store/api-key.js')).revokeKey(db, tenantId, key, new Date()))
    print(json, { id: key, revoked: true }, () => 'The key opens nothing any more.')
  })
}

interface KeyOptions {
  person?: string
  tenant?: string
  json?: boolean
}

export const forTenant = (one: Command) =>
  one.option('--tenant <id>', 'whose keys; the local tenant’s, or that of RELANCE_API_KEY, where it is left out')

function nameOf(person: string): string {
  const name = person.trim().replace(/\s+/g, ' ')
  if (name.length > LONGEST_NAME || !/\p{L}/u.test(name) || /\p{Cc}/u.test(name))
    throw new CommandError(`A person is named by 1 to ${LONGEST_NAME} characters, with letters among them.`)
  return name
}

/** Works on the database as the application does, for one tenant. @throws CommandError for what is not there */
export async function withTenant<T>(id: string | undefined, work: (db: Database, tenantId: string) => Promise<T>): Promise<T> {
  const { openDatabase } = await import('../store/database.js')
  const { tenantOfKey } = await import('../store/tenant.js')
  const { DomainError } = await import('../domain/errors.js')
  const db = openDatabase(databaseUrl(loadConfig()), 1)
  try {
    const tenantId = id ?? (await tenantOfKey(db, apiTarget().key))
    if (tenantId === null) throw new CommandError('The key in use opens no tenant: name one by --tenant.')
    return await work(db, tenantId)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const { titleOf } = await import('../api/problem.js')
    throw new CommandError(`${titleOf(error.code)}.`)
  } finally {
    await db.$disconnect()
  }
}
