import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../domain/errors.js'
import type { Database } from './database.js'

/** Who acts with a key that is nobody's in person, as histories name it. */
export const NOBODY_IN_PERSON = 'api'

/** Whether an actor is a person, and no program: two people's agreement is asked of persons. */
export const isPerson = (actor: string): boolean => actor !== NOBODY_IN_PERSON

export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('hex')

/** What an API key opens. */
export interface KeyHolder {
  tenantId: string
  /** Who acts with it, as histories name them. */
  actor: string
  /** The officer or lawyer whose key it is: it opens the tasks that were handed to that one, and nothing else. */
  organisationId: string | null
}

/** Who holds an API key; null for a key that is none, or revoked. */
export async function holderOfKey(db: Database, apiKey: string): Promise<KeyHolder | null> {
  const row = await db.apiKey.findUnique({ where: { hash: hashOfKey(apiKey) } })
  if (!row || row.revokedAt !== null) return null
  const { tenantId, organisationId, label } = row
  return { tenantId, organisationId, actor: organisationId === null ? (row.person ?? NOBODY_IN_PERSON) : label }
}

/** Names that histories use for what is no person. */
const NOT_PERSONS: readonly string[] = [NOBODY_IN_PERSON, 'engine', 'debtor', 'bank', 'demo', 'seed']

/**
 * Makes a further key of a tenant: a person's, who is written the same way in all of theirs, or, without a person, a program's.
 * @returns its id @throws DomainError person-name-taken for a name that another spelling of is there, or that no person has; resource-unknown without such a tenant
 */
export async function addKey(db: Database, tenantId: string, person: string | null, apiKey: string): Promise<string> {
  if (!(await db.tenant.findUnique({ where: { id: tenantId } }))) throw new DomainError('resource-unknown', 'tenant')
  if (person !== null) await requireOwnName(db, tenantId, person)
  const id = uuidv7()
  await db.apiKey.create({ data: { id, tenantId, label: person ?? 'program', person, hash: hashOfKey(apiKey) } })
  return id
}

async function requireOwnName(db: Database, tenantId: string, person: string): Promise<void> {
  const others = await db.apiKey.findMany({ where: { tenantId, person: { not: null } }, select: { person: true } })
  const isTaken = others.some((other) => other.person !== person && folded(other.person ?? '') === folded(person))
  if (isTaken || NOT_PERSONS.includes(folded(person))) throw new DomainError('person-name-taken', 'person')
}

/** One person must not pass for two by a capital, an accent or a space. */
const folded = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()

export interface KeyView {
  id: string
  person: string | null
  label: string
  createdAt: Date
  revokedAt: Date | null
}

/** A tenant's keys, the oldest first: whose, and whether they still open anything. The keys themselves are not kept. */
export function listKeys(db: Database, tenantId: string): Promise<KeyView[]> {
  const select = { id: true, person: true, label: true, createdAt: true, revokedAt: true }
  return db.apiKey.findMany({ where: { tenantId }, select, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
}

/** A key that opens nothing any more. Revoked again it stays as it is. @throws DomainError resource-unknown */
export async function revokeKey(db: Database, tenantId: string, id: string, now: Date): Promise<void> {
  const key = await db.apiKey.findFirst({ where: { id, tenantId } })
  if (!key) throw new DomainError('resource-unknown', 'key')
  if (key.revokedAt === null) await db.apiKey.update({ where: { id }, data: { revokedAt: now } })
}
