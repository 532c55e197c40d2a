import type { ImportMappingBody, ImportMappingView } from '../contracts/import-mapping.js'
import { DomainError } from '../domain/errors.js'
import type { ImportMapping } from '../generated/prisma/client.js'
import { canonicalHash } from './canonical-hash.js'
import { type Database, isDuplicate } from './database.js'
import { findCreditor } from './organisation.js'

/** Saves how a creditor's lists are read: a new version, unless the newest says the same. @throws DomainError creditor-unknown */
export async function saveMapping(
  db: Database,
  { tenantId, creditor, name, actor }: { tenantId: string; creditor: string; name: string; actor: string },
  mapping: ImportMappingBody,
): Promise<{ saved: ImportMappingView; isNew: boolean }> {
  const { id: creditorId } = await findCreditor(db, tenantId, creditor)
  const newest = await db.importMapping.findFirst({ where: { creditorId, name }, orderBy: { version: 'desc' } })
  if (newest && canonicalHash(newest.mapping) === canonicalHash(mapping)) return { saved: mappingView(newest), isNew: false }
  const version = (newest?.version ?? 0) + 1
  try {
    const row = await db.importMapping.create({ data: { tenantId, creditorId, name, version, mapping, actor } })
    return { saved: mappingView(row), isNew: true }
  } catch (error) {
    if (!isDuplicate(error)) throw error
    // Somebody else has saved this version meanwhile: what they said is compared with, and perhaps followed by, what is said here.
    return saveMapping(db, { tenantId, creditor, name, actor }, mapping)
  }
}

/** All versions of a mapping, the newest first. @throws DomainError creditor-unknown, resource-unknown */
export async function mappingVersions(
  db: Database,
  tenantId: string,
  creditor: string,
  name: string,
): Promise<[ImportMappingView, ...ImportMappingView[]]> {
  const { id: creditorId } = await findCreditor(db, tenantId, creditor)
  const rows = await db.importMapping.findMany({ where: { creditorId, name }, orderBy: { version: 'desc' } })
  const [newest, ...earlier] = rows.map(mappingView)
  if (!newest) throw new DomainError('resource-unknown', 'mapping')
  return [newest, ...earlier]
}

/** The newest version of each of a creditor's mappings, by name. @throws DomainError creditor-unknown */
export async function listMappings(db: Database, tenantId: string, creditor: string): Promise<ImportMappingView[]> {
  const { id: creditorId } = await findCreditor(db, tenantId, creditor)
  const rows = await db.importMapping.findMany({
    where: { creditorId },
    orderBy: [{ name: 'asc' }, { version: 'desc' }],
    distinct: ['name'],
  })
  return rows.map(mappingView)
}

function mappingView({ name, version, mapping, createdAt }: ImportMapping): ImportMappingView {
  return { name, version, ...(mapping as ImportMappingBody), createdAt: createdAt.toISOString() }
}
