import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../domain/errors.js'
import type { Strategy } from '../domain/strategy.js'
import { StrategyDefinition } from '../strategies/format.js'
import { hashOfKey, holderOfKey } from './api-key.js'
import { canonicalHash } from './canonical-hash.js'
import type { Database } from './database.js'
import { addOrganisation } from './organisation.js'

/** Who a tenant is: an agency that collects for others, or a creditor that collects its own claims. */
export interface NewTenant {
  kind: 'agency' | 'creditor'
  name: string
  address: { lines: string[]; postcode: string; city: string; country: string }
  iban?: string
  /** Its numbers, which stand on the invoices of an agency. */
  siren?: string
  vat?: string
  /** Authority that watches over its collecting, which some laws have named to debtors. */
  supervisor?: string
}

/** Short name of the tenant's own organisation: the creditor of files in which it collects for itself. */
export const OWN_REFERENCE = 'own'

/** Makes a tenant with a key to the API; a key that exists already names its tenant, so that a second start makes none. */
export async function ensureTenant(db: Database, tenant: NewTenant, apiKey: string): Promise<string> {
  const existing = await tenantOfKey(db, apiKey)
  if (existing) return existing
  const tenantId = uuidv7()
  const { name } = tenant
  await db.$transaction(async (tx) => {
    await tx.tenant.create({ data: { id: tenantId, name, apiKeys: { create: { id: uuidv7(), label: name, hash: hashOfKey(apiKey) } } } })
    await addOrganisation(tx, tenantId, { ...tenant, reference: OWN_REFERENCE }, true)
  })
  return tenantId
}

/** The tenant that an API key opens, or null. */
export async function tenantOfKey(db: Database, apiKey: string): Promise<string | null> {
  const holder = await holderOfKey(db, apiKey)
  return holder && holder.organisationId === null ? holder.tenantId : null
}

/** Publishes a strategy version for a tenant. Published again unchanged it stays as it is; a changed one needs a new version number. */
export async function publishStrategy(db: Database, tenantId: string, strategy: Strategy): Promise<void> {
  const definition = StrategyDefinition.parse(strategy)
  const { name, version } = definition
  const hash = canonicalHash(definition)
  await db.strategyVersion.createMany({ data: [{ id: uuidv7(), tenantId, name, version, definition, hash }], skipDuplicates: true })
  const stored = await db.strategyVersion.findUniqueOrThrow({ where: { tenantId_name_version: { tenantId, name, version } } })
  if (stored.hash !== hash) throw new DomainError('strategy-frozen', 'version')
}

/** The newest version of each of a tenant's strategies, by name. */
export function newestStrategies(db: Database, tenantId: string) {
  return db.strategyVersion.findMany({ where: { tenantId }, distinct: ['name'], orderBy: [{ name: 'asc' }, { version: 'desc' }] })
}

/** The newest published version of a strategy. @throws DomainError strategy-unknown */
export async function newestStrategy(db: Database, tenantId: string, name: string) {
  const row = await db.strategyVersion.findFirst({ where: { tenantId, name }, orderBy: { version: 'desc' } })
  if (!row) throw new DomainError('strategy-unknown', 'strategy')
  return row
}
