import type { AgencyKey } from '../generated/prisma/client.js'
import type { Database } from './database.js'

export type NewAgencyKey = Omit<AgencyKey, 'createdAt'>

/** The key pair that a tenant signs with; null while it has none. */
export const findAgencyKey = (db: Database, tenantId: string): Promise<AgencyKey | null> => db.agencyKey.findUnique({ where: { tenantId } })

/** Keeps a tenant's key pair. Of two that are made at once the first one stays. @returns the one that is kept */
export async function keepAgencyKey(db: Database, key: NewAgencyKey): Promise<AgencyKey> {
  await db.agencyKey.createMany({ data: [key], skipDuplicates: true })
  return db.agencyKey.findUniqueOrThrow({ where: { tenantId: key.tenantId } })
}
